// Which of an operation's documented statuses is the happy path's.

import type { EntityMention } from '../types/answer.ts';
import type { AnswerPlanned } from './answer-plan.ts';

type Outcome = EntityMention['outcome'];

/**
 * The lowest 2XX that the document names; else its `2XX` or `default` as 200; else the lowest status that it names, unless those tell only
 * what a request can be refused with; else 200.
 */
export function successStatus(plan: AnswerPlanned): number {
	plan.success ??= findSuccess([...plan.operation.responses.keys()]);
	return plan.success;
}

/** The same, but for a request that makes the entity where there is none: 201 where it has made it, the other success where it has not. */
export function successOf(plan: AnswerPlanned, outcome: Outcome | undefined): number {
	const status = successStatus(plan);
	const { effect, responses } = plan.operation;
	if (outcome === undefined || !effect || !('upsert' in effect) || !effect.upsert) return status;
	if (!responses.has('201')) return status;
	if (outcome === 'created') return 201;
	const other = [...responses.keys()].filter((key) => /^2\d\d$/.test(key) && key !== '201').sort()[0];
	return other === undefined ? status : Number(other);
}

function findSuccess(keys: readonly string[]): number {
	const statuses = keys
		.filter((key) => /^\d{3}$/.test(key))
		.map(Number)
		.sort((a, b) => a - b);
	const good = statuses.find((status) => status >= 200 && status < 300);
	if (good !== undefined) return good;
	if (keys.includes('2XX') || keys.includes('default')) return 200;
	const others = keys.filter((key) => !OF_CALLER.test(key));
	if (others.length > 0 && others.every((key) => NEVER.test(key))) return Math.min(...others.map(Number));
	if (keys.every((key) => REFUSAL.test(key))) return 200;
	return statuses.find((status) => status >= 200) ?? 200;
}

const REFUSAL = /^(?:4\d\d|4XX|50[01234]|5XX)$/;
/** Who asks is refused, whatever it is for. */
const OF_CALLER = /^40[13]$/;
/** Nobody ever succeeds with it: it is gone, or only promised. */
const NEVER = /^(?:405|410|501)$/;
