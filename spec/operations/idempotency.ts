// Requests that are sent again under one key (`Idempotency-Key`, draft-ietf-httpapi-idempotency-key-header): what an operation says of them.

import type { Operation, ResponseDefinition } from '../types/document.ts';

/** An operation that knows keys. */
export interface Idempotency {
	/** In lower case: `idempotency-key`. */
	header: string;
	/** That answers the key with another request; absent: the document has none for it. */
	misuse?: 409 | 422 | 400;
}

const NAME = /^(?:x-)?idempotency-?key$/;

/** What the operation declares of keys; `undefined`: it declares none. */
export function readIdempotency({ parameters, responses }: Operation): Idempotency | undefined {
	const header = parameters.find(({ in: place, name }) => place === 'header' && NAME.test(name.toLowerCase()));
	if (!header) return undefined;
	const statuses = [422, 409, 400] as const;
	const named = statuses.find((status) => speaksOfKeys(responses.get(String(status))));
	const misuse = named ?? statuses.find((status) => status !== 400 && responses.has(String(status)));
	return { header: header.name.toLowerCase(), ...(misuse && { misuse }) };
}

function speaksOfKeys(response: ResponseDefinition | undefined): boolean {
	if (!response) return false;
	const examples = response.mediaTypes.flatMap(({ examples }) => examples.map(({ name, value }) => [name, value]));
	return /idempoten/i.test(response.description + JSON.stringify(examples));
}
