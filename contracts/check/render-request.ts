// A pact's request as the mock would receive it.

import type { MockRequest } from '../../mock/inner.ts';
import { isJsonType, joinPointer, type Pointer } from '../../spec/index.ts';
import type { PactBody, PactRequest } from '../pact/index.ts';
import { encodePath } from './find-operation.ts';

/** The request, and its body's bytes; a JSON body without a Content-Type is sent as `application/json`. */
export function renderRequest(request: PactRequest): { request: MockRequest; bytes: Uint8Array | undefined } {
	const headers: Record<string, string> = Object.create(null) as Record<string, string>;
	for (const [name, values] of request.headers) headers[name] = values.join(', ');
	const type = contentTypeOf(request.body);
	if (headers['content-type'] === undefined && type !== undefined) headers['content-type'] = type;
	const path = encodePath(request.path);
	const query = renderQuery(request.query);
	const target = query === '' ? path : `${path}?${query}`;
	return {
		request: { method: request.method, target, path, query, headers, rawHeaders: Object.entries(headers).flat() },
		bytes: renderBody(request.body, headers['content-type']),
	};
}

function contentTypeOf(body: PactBody): string | undefined {
	if (body.kind === 'absent' || body.kind === 'empty') return undefined;
	return body.contentType ?? (body.kind === 'json' ? 'application/json' : undefined);
}

function renderQuery(query: PactRequest['query']): string {
	return [...query]
		.flatMap(([name, values]) => values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
		.join('&');
}

function renderBody(body: PactBody, contentType: string | undefined): Uint8Array | undefined {
	switch (body.kind) {
		case 'absent':
		case 'empty':
			return undefined;
		case 'json':
			if (contentType !== undefined && !isJsonType(contentType) && typeof body.value === 'string')
				return Buffer.from(body.value);
			return Buffer.from(JSON.stringify(body.value));
		case 'text':
			return Buffer.from(body.text);
		case 'bytes':
			return body.bytes;
		default:
			return body satisfies never;
	}
}

/** Where a header stands in the file, which writes its name as it likes. */
export function locateHeader(message: Pick<PactRequest, 'pointer' | 'headerNames'>, name: string): Pointer {
	const written = message.headerNames?.get(name.toLowerCase());
	return written === undefined ? message.pointer : joinPointer(message.pointer, 'headers', written);
}
