// What came of a change: done, or refused with the answer that the client gets.

/** Always a 4xx: Pact's clients repeat a request that got a 5xx for minutes. */
export interface Refusal {
	status: 400 | 404 | 409;
	/** As the Pact Broker says it: `{ error }`, or `{ errors: { field: [sentence] } }`. */
	body: Record<string, unknown>;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function succeed<T>(value: T): Outcome<T> {
	return { ok: true, value };
}

/** 400, by field: `{ name: ["can't be blank"] }`. */
export function refuseFields(errors: Record<string, string[]>): { ok: false; refusal: Refusal } {
	return { ok: false, refusal: { status: 400, body: { errors } } };
}

/** 404, e.g. `No pacticipant with name 'x' found`. */
export function refuseMissing(error: string): { ok: false; refusal: Refusal } {
	return { ok: false, refusal: { status: 404, body: { error } } };
}

const LONGEST_NAME = 1_000;

/** What is wrong with a name, a version number, a branch or a tag; undefined: nothing. */
export function checkName(name: unknown): string | undefined {
	if (typeof name !== 'string' || name.trim() === '') return "can't be blank";
	if (name.length > LONGEST_NAME) return `can't be longer than ${LONGEST_NAME} characters`;
	return name.isWellFormed() ? undefined : 'is not well-formed Unicode';
}
