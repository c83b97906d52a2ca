// What a cue answers, in words.

import { nameStatus } from './show-text.ts';

/** `{ reply: { status: 409 }, delay: '2s' }` → `409 Conflict, after 2s`. */
export function describeReply(cue: Readonly<Record<string, unknown>>): string {
	const reply = (cue['reply'] ?? {}) as Readonly<Record<string, unknown>>;
	const parts: string[] = [];
	if (typeof reply['status'] === 'number') parts.push(nameStatus(reply['status']));
	if (typeof reply['fault'] === 'string') parts.push(`fault ${reply['fault']}`);
	if (cue['pass'] === true) parts.push('goes on');
	if (typeof reply['example'] === 'string') parts.push(`example ${reply['example']}`);
	const { delay } = cue as { delay?: unknown };
	if (typeof delay === 'string') parts.push(`after ${delay}`);
	if (typeof delay === 'object' && delay !== null && 'min' in delay && 'max' in delay) {
		parts.push(`after ${String(delay.min)} to ${String(delay.max)}`);
	}
	if (typeof cue['every'] === 'number') parts.push(`every ${nameOrdinal(cue['every'])}`);
	if (cue['when'] !== undefined) parts.push(`when ${JSON.stringify(cue['when'])}`);
	return parts.join(', ');
}

function nameOrdinal(count: number): string {
	const kind = new Intl.PluralRules('en', { type: 'ordinal' }).select(count);
	return `${count}${{ one: 'st', two: 'nd', few: 'rd' }[kind as string] ?? 'th'}`;
}
