// Answers whose body stands still: which of them may, and what becomes of one that may not.

/** Why a body was broken off by the mock itself. */
export class StalledError extends Error {
	override readonly name = 'StalledError';
}

/** Lets a body take its time: a stream of events may be silent for hours. */
export function isEndless(contentType: string | undefined): boolean {
	return contentType !== undefined && /^\s*(?:text\/event-stream|multipart\/x-mixed-replace)\b/i.test(contentType);
}
