// What an operation says of conditional requests (RFC 9110 §13): which of them it knows, and how it answers them.

import type { Operation } from '../types/document.ts';

/** The conditions of requests that an operation speaks of. */
export interface Preconditions {
	/** It declares the header `If-Match`. */
	ifMatch: boolean;
	ifNoneMatch: boolean;
	ifModifiedSince: boolean;
	ifUnmodifiedSince: boolean;
	/** The query parameter that says the same as `If-Match`; absent: there is none. */
	tagInQuery?: string;
	/** It documents 412, for a condition that isn't met. */
	mayFail: boolean;
	/** It documents 428, for a request without a condition. */
	mustBeConditional: boolean;
	/** It documents 304, for what the client has already. */
	mayBeUnmodified: boolean;
	/** A success has the header `ETag`. */
	tellsTag: boolean;
}

const known = new WeakMap<Operation, Preconditions>();

/** What the operation declares, by headers and by statuses of their own (no `4XX`, no `default`); looked for once. */
export function readPreconditions(operation: Operation): Preconditions {
	let found = known.get(operation);
	if (!found) {
		const { parameters, responses } = operation;
		const sent = new Set(parameters.flatMap(({ in: place, name }) => (place === 'header' ? [name.toLowerCase()] : [])));
		const asked = parameters.find(({ in: place, name }) => place === 'query' && /^e[-_]?tag$/i.test(name));
		found = {
			...(asked && { tagInQuery: asked.name }),
			ifMatch: sent.has('if-match'),
			ifNoneMatch: sent.has('if-none-match'),
			ifModifiedSince: sent.has('if-modified-since'),
			ifUnmodifiedSince: sent.has('if-unmodified-since'),
			mayFail: responses.has('412'),
			mustBeConditional: responses.has('428'),
			mayBeUnmodified: responses.has('304'),
			tellsTag: [...responses].some(([key, { headers }]) => /^[23]/.test(key) && headers.some(isTag)),
		};
		known.set(operation, found);
	}
	return found;
}

function isTag({ name }: { name: string }): boolean {
	return name === 'etag';
}

/** Whether clients of the operation have anything to do with entity tags. */
export function usesTags(says: Preconditions): boolean {
	const { ifMatch, ifNoneMatch, mayFail, mayBeUnmodified, tellsTag, tagInQuery } = says;
	return ifMatch || ifNoneMatch || mayFail || mayBeUnmodified || tellsTag || tagInQuery !== undefined;
}
