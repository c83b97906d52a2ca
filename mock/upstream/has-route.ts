// Whether an upstream has what it was asked for: a growing one hasn't all of its document yet.

import type { Judgement } from './judge-answer.ts';

/** Statuses that may mean as much as "there is no such route". */
export function mayBeNoRoute(status: number): boolean {
	return status === 404 || status === 405 || status === 501;
}

/**
 * Why the upstream hasn't the operation; `undefined`: it has. 501 says so itself. 404 and 405 say so where they are not the answer that
 * the operation documents for them: a framework's own page, or a problem of another form. `judgement` is absent where no operation was
 * asked for.
 */
export function explainNoRoute(status: number, judgement: Judgement | undefined): string | undefined {
	if (status === 501) return judgement?.definition?.key === '501' ? undefined : 'it answered 501';
	if (status !== 404 && status !== 405) return undefined;
	const isOwn = judgement?.definition !== undefined && judgement.findings.every(({ in: place }) => !TELLING.has(place));
	return isOwn ? undefined : `it has no such route (${status})`;
}

/** A header that is missing says nothing of the route. */
const TELLING: ReadonlySet<string | undefined> = new Set(['status', 'media-type', 'body']);
