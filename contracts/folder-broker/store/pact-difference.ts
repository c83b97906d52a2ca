// What changed between two contents of a pact, in lines for people.

import { joinPointer, showValue, writeCanonicalJson } from '../../../spec/index.ts';
import { isJsonObject } from './exact-json.ts';
import { describeInteraction, identify, listInteractions, type PactContent } from './pact-content.ts';

const MOST_LINES = 40;
const LONGEST_VALUE = 120;

/**
 * Lines like `~ "an order is created" /response/status`, `    - 200`, `    + 201`; interactions that came or went have `+` or `-` of
 * their own. At most 40 lines, the last of which says how much was left out. Empty: nothing that a verification depends on differs.
 */
export function describeDifference(before: PactContent, after: PactContent): string[] {
	const lines: string[] = [];
	const was = new Map(listInteractions(before).map((interaction) => [identify(interaction), interaction]));
	const is = new Map(listInteractions(after).map((interaction) => [identify(interaction), interaction]));
	for (const [id, interaction] of was) if (!is.has(id)) lines.push(`- ${describeInteraction(interaction)}`);
	for (const [id, interaction] of is) {
		const old = was.get(id);
		if (old === undefined) lines.push(`+ ${describeInteraction(interaction)}`);
		else
			for (const change of listChanges(old, interaction, ''))
				lines.push(`~ ${describeInteraction(interaction)} ${change.pointer}`, ...describeChange(change));
	}
	if (
		lines.length === 0 &&
		writeCanonicalJson(before['metadata'] ?? null) !== writeCanonicalJson(after['metadata'] ?? null)
	)
		lines.push('~ the version of the Pact specification');
	if (lines.length <= MOST_LINES) return lines;
	return [...lines.slice(0, MOST_LINES - 1), `… and ${lines.length - MOST_LINES + 1} more lines`];
}

interface Change {
	pointer: string;
	/** Undefined: wasn't there, or is no more. */
	before: unknown;
	after: unknown;
}

function listChanges(before: unknown, after: unknown, pointer: string): Change[] {
	if (before !== undefined && after !== undefined && writeCanonicalJson(before) === writeCanonicalJson(after))
		return [];
	if (isJsonObject(before) && isJsonObject(after)) {
		const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
		return [...keys].flatMap((key) =>
			listChanges(
				Object.hasOwn(before, key) ? before[key] : undefined,
				Object.hasOwn(after, key) ? after[key] : undefined,
				joinPointer(pointer, key),
			),
		);
	}
	if (Array.isArray(before) && Array.isArray(after)) {
		const length = Math.max(before.length, after.length);
		return Array.from({ length }, (_, index) => index).flatMap((index) =>
			listChanges(before[index], after[index], `${pointer}/${index}`),
		);
	}
	return [{ pointer, before, after }];
}

function describeChange({ before, after }: Change): string[] {
	const lines: string[] = [];
	if (before !== undefined) lines.push(`    - ${showValue(before, LONGEST_VALUE)}`);
	if (after !== undefined) lines.push(`    + ${showValue(after, LONGEST_VALUE)}`);
	return lines;
}
