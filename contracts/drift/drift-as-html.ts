// A drift as one page that needs nothing else: no script, no font, no picture from anywhere.

import { escapeXml, makeSafe } from '../../mock/inner.ts';
import { writeHtmlPage } from '../report/html-page.ts';
import { formatPlace, formatTally, nameSides } from './drift-as-text.ts';
import type { DriftFinding } from './drift-finding.ts';
import type { DriftReport, DriftRow } from './drift-report.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --error: #b3261e; --warning: #8a5a00; --good: #1a7f37; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n { font-variant-numeric: tabular-nums; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.error { color: var(--error); } .warning { color: var(--warning); } .good { color: var(--good); }
`;

/** The page as a whole document. Everything that comes from documents and answers is escaped. */
export function formatDriftAsHtml(report: DriftReport): string {
	const { rows, findings, notes, ok } = report;
	const body = `<h1>Drift: <span class="${ok ? 'good' : 'error'}">${ok ? 'nothing that fails' : 'they have parted'}</span></h1>
<p>${write(nameSides(report))}</p>
<p>${write(formatTally(report))}</p>
${notes.map((note) => `<p>${write(note)}.</p>`).join('\n')}
<h2>Document, reality, mock</h2>
<table><thead><tr><th scope="col">operation</th><th scope="col">status</th><th scope="col">document</th><th scope="col">reality</th><th scope="col">mock</th></tr></thead><tbody>
${rows.map(renderRow).join('\n')}
</tbody></table>
<h2>What was found</h2>
<table><thead><tr><th scope="col">code</th><th scope="col">what</th><th scope="col">where</th><th scope="col">operations</th></tr></thead><tbody>
${findings.map(renderFinding).join('\n')}
</tbody></table>`;
	return writeHtmlPage({ title: 'Drift', style: STYLE, body });
}

function renderRow({ operation, call, status, document, reality, mock }: DriftRow): string {
	return `<tr><td>${write(operation)} <code>${write(call)}</code></td><td>${write(status)}</td><td class="${document ? 'good' : 'error'}">${document ? 'yes' : 'no'}</td><td class="n">${reality}</td><td class="n">${mock}</td></tr>`;
}

function renderFinding(finding: DriftFinding): string {
	const { severity, code, message, operations, isKnown } = finding;
	return `<tr><td class="${severity}"><code>${write(code)}</code>${isKnown ? ' known' : ''}</td><td>${write(message)}</td><td><code>${write(formatPlace(finding))}</code></td><td>${write(operations.join(', '))}</td></tr>`;
}

function write(text: string): string {
	return escapeXml(makeSafe(text, 2000));
}
