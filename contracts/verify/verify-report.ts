// The report of a verification: as text for people, as JSON for programs, as JUnit for CI.

import { type JUnitCase, type JUnitSuite, makeSafe } from '../../mock/inner.ts';
import { formatCount } from '../../spec/index.ts';
import { sortFindings } from '../finding.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { explainMismatches } from './judge-variants.ts';
import type { InteractionReport, PactReport, VerifyReport } from './verify-types.ts';

const MAX_LINE = 2000;
const MARKS = { passed: '✓', failed: '✗', pending: '?' } as const;

/** A line for each interaction, then what was found, then the sums. Without a closing line break. */
export function formatVerifyReport(report: VerifyReport): string {
	const lines: string[] = [];
	for (const pact of report.pacts) {
		lines.push(makeSafe(`${pact.consumer} → ${pact.provider}  ${pact.file}`, MAX_LINE));
		for (const one of pact.interactions) lines.push(makeSafe(`  ${formatInteraction(one)}`, MAX_LINE));
		if (pact.published !== undefined) lines.push(makeSafe(`  published: ${pact.published}`, MAX_LINE));
		lines.push('');
	}
	if (report.findings.length > 0) lines.push(formatFindings(report.findings), '');
	lines.push(formatCounts(report));
	return lines.join('\n');
}

function formatInteraction(one: InteractionReport): string {
	const states = one.states.length > 0 ? ` (given ${one.states.join(', ')})` : '';
	const failed = one.variants.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
	const count = one.variants.length;
	const variants =
		count === 0
			? ''
			: failed.length === 0
				? `, ${formatCount(count, 'variant')}`
				: `, ${failed.length} of ${formatCount(count, 'variant')} failed`;
	const mark = failed.length > 0 ? MARKS.failed : MARKS[one.outcome];
	const status = one.description.endsWith(`→ ${one.status}`) ? '' : ` → ${one.status}`;
	return `${mark} ${one.description}${states}${status}${variants}`;
}

function formatCounts({ ok, counts, against, findings }: VerifyReport): string {
	const { pacts, interactions, failed, variants, failedVariants } = counts;
	const warnings = findings.filter(({ severity }) => severity === 'warning').length;
	const parts = [
		formatCount(pacts, 'pact'),
		formatCount(interactions, 'interaction'),
		...(failed > 0 ? [`${failed} failed`] : []),
		...(variants > 0 ? [formatCount(variants, 'variant')] : []),
		...(failedVariants > 0 ? [`${failedVariants} of them failed`] : []),
		...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
	];
	return makeSafe(
		`${ok ? 'verified' : 'not verified'} against ${against === 'mock' ? 'the mock' : against}: ${parts.join(', ')}`,
		MAX_LINE,
	);
}

/** `{ ok, against, counts, pacts: [{ …, interactions: [{ …, variants }] }], findings }`, indented by two spaces. */
export function formatVerifyJson(report: VerifyReport): string {
	const { ok, against, counts, pacts } = report;
	return JSON.stringify({ ok, against, counts, pacts, findings: sortFindings(report.findings) }, undefined, 2);
}

/** A suite a pact; a test each interaction, and one more for each of its variants. */
export function groupVerifyReport({ pacts, findings }: VerifyReport): JUnitSuite[] {
	const suites = pacts.map((pact) => ({
		name: `${pact.consumer} → ${pact.provider} (${pact.file})`,
		cases: [createFileCase(pact, findings), ...pact.interactions.flatMap(createCases)],
	}));
	const known = new Set(pacts.map(({ file }) => file));
	const rest = findings.filter(({ pact }) => !known.has(pact.file));
	const others = [...new Set(rest.map(({ pact }) => pact.file))].map((file) => ({
		name: file,
		cases: [createFileCase({ file, interactions: [] }, rest)],
	}));
	return [...suites, ...others];
}

/** What concerns no interaction that was replayed. */
function createFileCase(
	{ file, interactions }: Pick<PactReport, 'file' | 'interactions'>,
	findings: VerifyReport['findings'],
): JUnitCase {
	const places = new Set(interactions.map(({ pointer }) => pointer));
	const own = findings.filter(
		({ pact, severity }) => pact.file === file && severity === 'error' && !places.has(pact.pointer),
	);
	return { name: 'the file', failures: own.map(({ code, message }) => ({ type: code, message })) };
}

function createCases(one: InteractionReport): JUnitCase[] {
	const states = one.states.length > 0 ? ` given ${one.states.join(', ')}` : '';
	const name = `${one.description}${states}`;
	const why = explainMismatches(one.mismatches);
	return [
		{
			name,
			seconds: one.durationMs / 1000,
			failures: one.outcome === 'failed' ? [{ type: 'verify.failed', message: why }] : [],
			...(one.outcome === 'pending' && { skipped: `pending: ${why}` }),
		},
		...one.variants.map((variant) => {
			const message = explainMismatches(variant.mismatches);
			return {
				name: `${name} [${variant.name}]`,
				failures: variant.outcome === 'failed' ? [{ type: 'verify.variant', message }] : [],
				...(variant.outcome === 'doubtful' && { output: `warning: ${message}` }),
			};
		}),
	];
}
