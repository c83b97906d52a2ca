// What `drift` does: gather exchanges with the real API, find what has parted, report, offer the remedy.

import { keepLocal, type Terminal, writeJUnit, writeReport } from '../../mock/inner.ts';
import { type ApiDocument, isAddress, loadDocuments, nearest, StartupError } from '../../spec/index.ts';
import { applyBaseline, readBaseline, writeBaseline } from './baseline.ts';
import { formatDriftAsHtml } from './drift-as-html.ts';
import { groupDrift } from './drift-as-junit.ts';
import { formatDrift } from './drift-as-text.ts';
import { DRIFT_CODES, type DriftFinding } from './drift-finding.ts';
import type { DriftArguments } from './drift-flags.ts';
import { countDrift, type DriftReport } from './drift-report.ts';
import { findDrift } from './find-drift.ts';
import { gatherExchanges } from './gather-exchanges.ts';
import { makeOverlay, type Remedy } from './make-overlay.ts';

/** 1 where something new has parted that `--fail-on` has something against. Throws StartupError. */
export async function runDrift({ positionals, options, terminal }: DriftArguments): Promise<0 | 1> {
	const [named = ''] = positionals;
	const file = isAddress(named) ? named : keepLocal(named);
	const fails = readGate(options.failOn ?? ['error']);
	const known =
		options.baseline === undefined
			? new Set<string>()
			: readBaseline(options.baseline, { mayBeMissing: options.updateBaseline });
	const overlays = options.overlay ?? [];
	const { documents } = await loadDocuments([file], { overlays });
	const progress = showProgress(terminal);
	const gathered = await gatherExchanges(documents, options, progress.tell).finally(progress.end);
	const { exchanges, notes, reality } = gathered;
	if (exchanges.length === 0) {
		throw new StartupError({
			code: 'option.invalid',
			message: `--from ${options.from} holds nothing to look at`,
			remedy: 'name operations that change something by --operation, or another source',
		});
	}
	const drift = await findDrift(documents, exchanges);
	const hide = reality?.hide ?? ((text: string) => text);
	const found = drift.findings.map((one) => ({ ...addLine(one, documents), message: hide(one.message) }));
	if (options.baseline !== undefined && options.updateBaseline) writeBaseline(options.baseline, found);
	const compared = applyBaseline(found, options.updateBaseline ? new Set(found.map(({ id }) => id)) : known);
	const remedy =
		options.overlayOut === undefined
			? undefined
			: await makeOverlay({ document: file, overlays, exchanges, title: documents[0]?.title ?? file });
	writeReport({ flag: 'overlay-out', file: options.overlayOut, format: () => remedy?.text ?? '' });
	const report: DriftReport = {
		documents: documents.map(({ file: name, title, version }) => ({ file: name, title, version })),
		...(reality && { upstream: reality.url }),
		from: options.from,
		exchanges: drift.exchanges,
		rows: drift.rows,
		findings: compared.findings,
		gone: options.updateBaseline ? [] : compared.gone,
		notes: [...notes, ...drift.notes, ...tellRemedy(remedy, options.overlayOut)].map(hide),
		ok: !compared.findings.some((one) => !one.isKnown && fails(one)),
	};
	writeJUnit(options.junit, () => groupDrift(report, (one) => !one.isKnown && fails(one)));
	writeReport({ flag: 'html', file: options.html, format: () => formatDriftAsHtml(report) });
	terminal.print(options.json ? JSON.stringify(render(report), undefined, 2) : formatDrift(report));
	return report.ok ? 0 : 1;
}

/** The findings that fail, by their codes or severities. Throws a StartupError for a word that is neither. */
function readGate(words: readonly string[]): (finding: DriftFinding) => boolean {
	const codes = Object.keys(DRIFT_CODES);
	const severities = ['error', 'warning', 'info', 'none'];
	for (const word of words) {
		const isGroup = word.endsWith('.*') && codes.some((code) => code.startsWith(word.slice(0, -1)));
		if (severities.includes(word) || codes.includes(word) || isGroup) continue;
		const [near] = nearest(word, [...severities, ...codes], 1);
		throw new StartupError({
			code: 'option.invalid',
			message: `--fail-on takes codes and error, warning, info, none, not "${word}"`,
			remedy: near === undefined ? 'see the codes in brackets in the report' : `did you mean ${near}?`,
		});
	}
	// A notice fails only where it is named, or all notices are.
	const isInGroup = ({ code, severity }: DriftFinding, word: string): boolean =>
		severity !== 'info' && word.endsWith('.*') && code.startsWith(word.slice(0, -1));
	return (one) => words.some((word) => word === one.code || word === one.severity || isInGroup(one, word));
}

function addLine(finding: DriftFinding, documents: readonly ApiDocument[]): DriftFinding {
	const { document, severity } = finding;
	const own = document && severity !== 'info' ? documents.find(({ file }) => file === document.file) : undefined;
	return own && document ? { ...finding, document: { ...document, line: own.locate(document.pointer).line } } : finding;
}

function tellRemedy(remedy: Remedy | undefined, file: string | undefined): string[] {
	if (!remedy || file === undefined) return [];
	const left = remedy.left.length;
	const rest = left === 0 ? '' : `; ${left} findings are beyond an overlay`;
	return [
		`${file} brings the document to what was seen in ${remedy.actions} actions: read it before you keep it${rest}`,
	];
}

function render({ findings, ok, ...report }: DriftReport): object {
	const { error, warning, info, known } = countDrift(findings);
	return {
		ok,
		errors: error,
		warnings: warning,
		notices: info,
		known,
		...report,
		findings: findings.map(({ repairs: _, isKnown, ...one }) => ({ ...one, known: isKnown === true })),
	};
}

/** One line on a terminal that is written over; nothing elsewhere. */
function showProgress(terminal: Terminal): {
	tell(call: { method: string; target: string }, count: number): void;
	end(): void;
} {
	const { stderr } = process;
	const isShown = stderr.isTTY === true && terminal.hasColor;
	return {
		tell({ method, target }, count) {
			if (!isShown) return;
			const [path = ''] = target.split('?', 1);
			stderr.write(`\r\u001b[K${count}: ${method} ${path}`.slice(0, 100));
		},
		end() {
			if (isShown) stderr.write('\r\u001b[K');
		},
	};
}
