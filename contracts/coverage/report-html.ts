// Coverage as one page that needs nothing else: no script, no font, no picture from anywhere.

import { formatCount } from '../../spec/index.ts';
import { writeHtmlPage } from '../report/html-page.ts';
import type { ContractCoverage, OperationCoverage, Point } from './coverage-types.ts';
import { percentOf } from './report-text.ts';
import { groupByTag } from './summarise-points.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --yes: #1a7f37; --no: #b3261e; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .8rem; margin: .5rem 0; }
summary { cursor: pointer; display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; }
summary b { flex: 1; }
meter { width: 8rem; }
.yes { color: var(--yes); } .no { color: var(--no); }
`;

/** The page as a whole document. Everything that comes from documents is escaped. */
export function formatCoverageAsHtml(coverage: ContractCoverage, title = 'Contract coverage'): string {
	const { total, exercised, percent, kinds, operations, sources, unmatched } = coverage;
	const rows = kinds
		.map(
			(one) =>
				`<tr><td>${escapeHtml(one.kind)}</td><td class="n">${one.exercised} of ${one.total}</td><td class="n">${percentOf(one.exercised, one.total)} %</td><td>${renderMeter(one.exercised, one.total)}</td></tr>`,
		)
		.join('\n');
	const from = sources.length > 0 ? `<p>Exercised by ${sources.map(escapeHtml).join(', ')}.</p>` : '';
	const lost = unmatched > 0 ? `<p class="no">${unmatched} requests fit no operation of the documents.</p>` : '';
	const body = `<h1>${escapeHtml(title)}: ${percent} %</h1>
<p>${exercised} of ${formatCount(total, 'point')}.</p>
${from}${lost}
<table><thead><tr><th>kind</th><th>exercised</th><th>share</th><th></th></tr></thead><tbody>
${rows}
</tbody></table>
${groupByTag(operations).map(renderGroup).join('\n')}`;
	return writeHtmlPage({ title: escapeHtml(title), style: STYLE, body });
}

function renderGroup({ tag, total, exercised, operations }: ReturnType<typeof groupByTag>[number]): string {
	const head = tag === '' ? '' : `<h2>${escapeHtml(tag)}: ${exercised} of ${total}</h2>\n`;
	return head + operations.map(renderOperation).join('\n');
}

function renderOperation({ operationId, method, path, document, total, exercised, points }: OperationCoverage): string {
	return `<details${exercised < total ? ' open' : ''}>
<summary><b>${escapeHtml(operationId)}</b> <code>${escapeHtml(`${method} ${path}`)}</code> <span>${exercised} of ${total}</span> ${renderMeter(exercised, total)}</summary>
<p>${escapeHtml(document)}</p>
<table><thead><tr><th>what</th><th>kind</th><th>times</th></tr></thead><tbody>
${points.map(renderPoint).join('\n')}
</tbody></table>
</details>`;
}

function renderPoint({ kind, name, count }: Point): string {
	const [mark, style] = count > 0 ? ['✓', 'yes'] : ['✗', 'no'];
	return `<tr><td><span class="${style}">${mark}</span> <code>${escapeHtml(name)}</code></td><td>${escapeHtml(kind)}</td><td class="n">${count}</td></tr>`;
}

function renderMeter(part: number, whole: number): string {
	return `<meter min="0" max="${Math.max(whole, 1)}" value="${whole === 0 ? 1 : part}">${percentOf(part, whole)} %</meter>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text for elements and attributes; marks that turn or hide text are shown by their number. */
export function escapeHtml(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
		.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
