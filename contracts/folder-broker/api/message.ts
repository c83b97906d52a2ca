// A request to the broker and its answer, as plain values: the same over HTTP and in process.

export interface ApiRequest {
	method: string;
	/** As it was sent, escapes and all, without the query: `/pacticipants/orders%2Fweb`. */
	path: string;
	/** Without the `?`. */
	query: string;
	/** Parsed JSON; undefined: there was no body. */
	body?: unknown;
}

export interface ApiResponse {
	/** 200, 201, 204 or a 4xx, never a 5xx. */
	status: number;
	/** JSON; undefined: no body, or `content`. */
	body?: unknown;
	/** A body that is no JSON. */
	content?: { type: string; text: string };
	headers?: Record<string, string>;
}

export function answer(body: unknown, headers?: Record<string, string>): ApiResponse {
	return headers === undefined ? { status: 200, body } : { status: 200, body, headers };
}

/** 201 with `Location`, or 200 for what was there before. */
export function answerCreated(args: { body: unknown; location: string; isNew?: boolean }): ApiResponse {
	const { body, location, isNew = true } = args;
	return isNew ? { status: 201, body, headers: { location } } : { status: 200, body };
}

/** 404 in the words that the Pact Broker has for a page it doesn't know. */
export function answerMissing(error = 'The requested document was not found on this server.'): ApiResponse {
	return { status: 404, body: { error } };
}
