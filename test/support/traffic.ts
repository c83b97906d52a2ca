// Calls of a real API, kept as a browser would keep them: HAR 1.2.

import type { JsonObject, JsonValue } from '../../spec/index.ts';

/** One call: method, path below the base, and what is sent. */
export type Call = readonly [
	method: string,
	path: string,
	body?: JsonValue,
	headers?: Readonly<Record<string, string>>,
];

/** Sends the calls one after the other and gives them back as a HAR. */
export async function captureHar(url: string, calls: readonly Call[]): Promise<JsonObject> {
	const entries: JsonObject[] = [];
	for (const [method, path, body, more = { authorization: 'Bearer real-token-1' }] of calls) {
		const headers: Record<string, string> = {
			...more,
			...(body !== undefined && { 'content-type': 'application/json' }),
		};
		const text = body === undefined ? undefined : JSON.stringify(body);
		const answer = await fetch(url + path, { method, headers, ...(text !== undefined && { body: text }) });
		const received = await answer.text();
		entries.push({
			startedDateTime: '2026-02-03T09:00:00.000Z',
			time: 5,
			request: {
				method,
				url: url + path,
				headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
				...(text !== undefined && { postData: { mimeType: 'application/json', text } }),
			},
			response: {
				status: answer.status,
				headers: [...answer.headers].map(([name, value]) => ({ name, value })),
				content: { size: received.length, mimeType: answer.headers.get('content-type') ?? '', text: received },
			},
			_resourceType: 'fetch',
		});
	}
	return { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } };
}
