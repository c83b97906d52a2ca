// What verifying reports, in words: one finding for each interaction that fails, and for each form that only fails then.

import { formatCount } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { Pact, PactSource } from '../pact/index.ts';
import { expectsEmpty } from '../pact/index.ts';
import { explainMismatches, isGuessedAbsence } from './judge-variants.ts';
import type { PlannedVariants, ReplayedForm } from './replay-on-mock.ts';
import type { InteractionReport, VariantReport } from './verify-types.ts';

/** What of a pact can't be verified at all. */
export function listUnverifiable({ pact }: PactSource): ContractFinding[] {
	const findings: ContractFinding[] = [];
	for (const one of pact.interactions) {
		if (one.kind === 'http') continue;
		findings.push({
			code: 'pact.interaction.unsupported',
			severity: 'error',
			message: `An interaction of the kind ${one.type} can't be verified over HTTP`,
			remedy:
				'Verify messages where they are made, and name only pacts that go over HTTP (or pass over these: --severity pact.interaction.unsupported=warning)',
			pact: { file: pact.file, interaction: one.description, pointer: one.pointer },
		});
	}
	if (pact.interactions.length > 0) return findings;
	findings.push({
		code: 'pact.interactions.none',
		severity: 'error',
		message: 'The pact has no interactions, so nothing would be verified',
		remedy: "Run the consumer's tests again: none of them reached the pact",
		pact: { file: pact.file, pointer: '' },
	});
	return findings;
}

/** What is pending is held against nobody, whatever its fault: a state that nobody serves, too, or what can't be replayed. */
export function softenPending(
	{ pact, pending }: PactSource,
	findings: readonly ContractFinding[],
): readonly ContractFinding[] {
	const own = pact.interactions.flatMap((one) => (one.kind === 'http' && one.pending ? [one.pointer] : []));
	return findings.map((finding) =>
		finding.severity === 'error' && (pending || own.includes(finding.pact.pointer))
			? { ...finding, severity: 'warning' }
			: finding,
	);
}

/** An interaction that fails as it stands; a pending one is a warning. */
export function findFailure(pact: Pact, report: InteractionReport): ContractFinding[] {
	if (report.outcome === 'passed') return [];
	return [
		{
			code: 'verify.failed',
			severity: report.outcome === 'pending' ? 'warning' : 'error',
			message: `Not answered as the consumer expects: ${explainMismatches(report.mismatches)}`,
			...(expectsNothing(pact, report) && { remedy: EMPTY_REMEDY }),
			pact: { file: pact.file, interaction: report.description, pointer: report.pointer },
		},
	];
}

const EMPTY_REMEDY =
	'Leave the body out of the pact where the consumer reads nothing of it; the value null is { "content": "null", "encoded": "JSON" } in V4';

function expectsNothing({ interactions }: Pact, { pointer, mismatches }: InteractionReport): boolean {
	const one = interactions.find((other) => other.pointer === pointer);
	return one?.kind === 'http' && expectsEmpty(one.response.body) && mismatches.some(({ part }) => part === 'body');
}

/** The forms of an answer that the pact doesn't bear; those that fail in the same way are told together. */
export function findVariantFailures(
	pact: Pact,
	{ planned, reports, isPending }: { planned: PlannedVariants; reports: readonly VariantReport[]; isPending: boolean },
): ContractFinding[] {
	const { interaction, listed, omitted } = planned;
	const place = { file: pact.file, interaction: interaction.description, pointer: interaction.pointer };
	const groups = new Map<string, number[]>();
	for (const [index, report] of reports.entries()) {
		if (report.outcome === 'passed') continue;
		const key = groupOf(report, listed[index]);
		groups.set(key, [...(groups.get(key) ?? []), index]);
	}
	const findings = [...groups.values()].map((indexes): ContractFinding => {
		const first = indexes[0] ?? 0;
		const { outcome, mismatches } = reports[first] as VariantReport;
		const one = listed[first] as ReplayedForm;
		const names = indexes.map((index) => reports[index]?.name);
		const form = names.length === 1 ? `the variant ${names[0]}` : `the variants ${names.join(', ')}`;
		const isDoubtful = outcome === 'doubtful';
		return {
			code: 'verify.variant',
			severity: isDoubtful && isDecided(one) ? 'info' : isDoubtful || isPending ? 'warning' : 'error',
			message: `The document also allows ${form}, and then ${explainMismatches(mismatches)}`,
			remedy: mismatches.some((other) => isGuessedAbsence(other, interaction.notes))
				? 'Follow what the consumer reads (trackReads), so that no more is expected, or have the document promise it'
				: isDoubtful
					? 'Give the value a matcher, unless the provider state makes it certain'
					: 'Let the consumer do without it, or have the document promise it',
			pact: place,
			document: { file: one.document.file, pointer: one.pointer },
		};
	});
	if (omitted > 0) {
		findings.push({
			code: 'verify.variants-omitted',
			severity: 'info',
			message: `not replayed: ${formatCount(omitted, 'variant')} beyond --max-variants`,
			pact: place,
		});
	}
	return findings;
}

/** The state of a resource is its scenario's to say. */
function isDecided({ isState, variant }: ReplayedForm): boolean {
	return isState && typeof variant !== 'string' && variant.form === 'enum';
}

/** Values of one enum belong together, and so do forms that fail in the same way. */
function groupOf({ outcome, mismatches }: VariantReport, listed: ReplayedForm | undefined): string {
	const variant = listed?.variant;
	const isEnum = variant !== undefined && typeof variant !== 'string';
	return `${outcome} ${isEnum ? variant.pointer : explainMismatches(mismatches)}`;
}

/** A run that came to no result. */
export function findIncomplete(pact: Pact, reason: string): ContractFinding {
	return {
		code: 'verify.incomplete',
		severity: 'error',
		message: `Not all of it was verified: ${reason}`,
		remedy: 'See what the verifier says with --verbose',
		pact: { file: pact.file, pointer: '' },
	};
}
