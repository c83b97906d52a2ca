// Callbacks (OpenAPI 3.1.1 §4.8.18): requests that an API makes of its own accord, to where a request told it.

import { getOwn, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { ReadContext } from '../read/read-context.ts';
import { followToObject } from '../read/reference.ts';
import type { Callback } from '../types/document.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { listPathItemEntries } from './path-item-operations.ts';
import { readRequestBody } from './responses.ts';

/** The callbacks of an operation, one for each method of each expression, in the document's order; what is none is reported. */
export function readCallbacks(context: ReadContext, value: JsonValue | undefined, pointer: Pointer): Callback[] {
	const { root } = context.document;
	const callbacks: Callback[] = [];
	for (const [name, entry] of isObject(value) ? Object.entries(value) : []) {
		if (name.startsWith('x-')) continue;
		const at = joinPointer(pointer, name);
		const found = followToObject(root, { value: entry, pointer: at });
		if (!found) report(context, 'a callback must be an object of path items', at);
		for (const [expression, item] of Object.entries(found?.value ?? {})) {
			if (expression.startsWith('x-')) continue;
			const place = joinPointer(found?.pointer ?? at, expression);
			const pathItem = followToObject(root, { value: item, pointer: place });
			if (!pathItem) {
				report(context, 'a callback needs an object of operations', place);
				continue;
			}
			const refuse = (message: string, pointer: Pointer) => report(context, message, pointer);
			for (const { method, value: operation, pointer: inner } of listPathItemEntries(pathItem, refuse)) {
				if (!isObject(operation)) continue;
				const body = { value: getOwn(operation, 'requestBody'), pointer: joinPointer(inner, 'requestBody') };
				const requestBody = readRequestBody(context, { ...body, method });
				callbacks.push({ name, expression, method, pointer: inner, ...(requestBody && { requestBody }) });
			}
		}
	}
	return callbacks;
}

function report(context: ReadContext, message: string, pointer: Pointer): void {
	context.report({ code: 'document.callback.shape', severity: 'error', message, pointer });
}
