// How much a finding counts: as it comes, or as a team has decided for itself.

import { posix } from 'node:path';
import { findSlip } from '../../spec/index.ts';
import type { ContractFinding, Severity } from '../finding.ts';

/** What a team has decided. */
export interface FindingPolicy {
	/** By code, or by the beginning of codes: `state.unknown`, `matcher.narrower.*`. */
	severities: ReadonlyMap<string, Severity>;
	allowed: readonly Allowance[];
}

/** A finding that is known and borne for now: it is told as a note, with its reason. */
export interface Allowance {
	/** A code, or the beginning of codes with `.*`. */
	code: string;
	/** The description of the interaction; absent: any. */
	interaction?: string;
	/** The operation of a change between documents, e.g. `GET /users`; absent: any. */
	operation?: string;
	/** The name of the pact's file, or the end of its path; absent: any. */
	pact?: string;
	reason: string;
}

/** The findings with the severities that they have by the policy; a new list in the same order. */
export function applyPolicy(findings: readonly ContractFinding[], policy: FindingPolicy): ContractFinding[] {
	return findings.map((finding) => {
		const allowance = policy.allowed.find((one) => isAbout(one, finding));
		if (allowance) {
			return { ...finding, severity: 'info', message: `${finding.message} (allowed: ${allowance.reason})` };
		}
		const severity = findSeverity(finding.code, policy.severities);
		return severity === undefined ? finding : { ...finding, severity };
	});
}

/**
 * Sentences on what is allowed and was not found, of codes that are `looked` for: a name in it is another, or its time is over.
 * What is allowed to a pact that is none of `files` is another run's, unless it is a slip of one. An operation is a change's; of
 * a pact's findings none has one.
 */
export function listUnused(
	{ allowed }: FindingPolicy,
	findings: readonly ContractFinding[],
	{ looked, files }: { looked: (code: string) => boolean; files: readonly string[] },
): string[] {
	const isOfRun = ({ pact }: Allowance): boolean =>
		pact === undefined ||
		files.some((file) => isFile(file, pact)) ||
		findSlip(
			posix.basename(pact),
			files.map((file) => posix.basename(file)),
		) !== undefined;
	return allowed
		.filter((one) => looked(one.code) && isOfRun(one) && !findings.some((finding) => isAbout(one, finding)))
		.map(({ code, ...names }) => {
			const { pact, interaction, operation } = names;
			const named = Object.entries({ pact, interaction, operation }).filter(([, name]) => name !== undefined);
			const where = named.length === 0 ? '' : ` (${named.map((pair) => pair.join(': ')).join(', ')})`;
			return `--policy: nothing was found that is allowed as ${code}${where}: correct its names, or take it out`;
		});
}

/** What a policy decides of a finding in an operation of a document: its severity, and why it is borne. */
export function judgeByPolicy<
	Judged extends { code: string; severity: Severity; message: string; operations: readonly string[] },
>(judged: Judged, { allowed, severities }: FindingPolicy): Judged {
	const allowance = allowed.find(
		({ code, interaction, pact, operation }) =>
			covers(code, judged.code) &&
			interaction === undefined &&
			pact === undefined &&
			(operation === undefined || judged.operations.every((one) => one === operation)),
	);
	if (allowance) return { ...judged, severity: 'info', message: `${judged.message} (allowed: ${allowance.reason})` };
	return { ...judged, severity: findSeverity(judged.code, severities) ?? judged.severity };
}

function isAbout({ code, interaction, pact, operation }: Allowance, finding: ContractFinding): boolean {
	if (!covers(code, finding.code) || operation !== undefined) return false;
	if (interaction !== undefined && interaction !== finding.pact.interaction) return false;
	return pact === undefined || isFile(finding.pact.file, pact);
}

function isFile(file: string, named: string): boolean {
	return file === named || file.endsWith(`/${named}`);
}

/** The longest that fits says it. */
function findSeverity(code: string, severities: ReadonlyMap<string, Severity>): Severity | undefined {
	const fitting = [...severities.keys()].filter((one) => covers(one, code)).sort((a, b) => b.length - a.length);
	return severities.get(fitting[0] ?? '');
}

function covers(pattern: string, code: string): boolean {
	return pattern.endsWith('.*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code;
}

/** Whether there is such a code, or one that begins so. */
export function isKnownPattern(pattern: string, codes: readonly string[]): boolean {
	return codes.some((code) => covers(pattern, code));
}
