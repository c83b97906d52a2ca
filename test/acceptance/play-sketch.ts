// Calls to a mock of a sketched document, one line each.

import { expect } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';

/** `POST /todos {"title":"a"} > 201 {"id":1}`: what is sent, the status, and what the answer has at least. */
export type Call = string;

/** Makes the calls in turn, and holds each answer to its line. */
export async function playSketch(sketch: Sketch, calls: readonly Call[]): Promise<void> {
	await playDocument(drawSketch(sketch).document, calls);
}

/** The same with a document. */
export async function playDocument(document: JsonObject, calls: readonly Call[]): Promise<void> {
	await playDocuments([document], calls);
}

/** The same with several, in one mock. */
export async function playDocuments(documents: readonly JsonObject[], calls: readonly Call[]): Promise<void> {
	const mock = await startTestMock({ documents: [...documents], seed: 1 });
	for (const call of calls) {
		const match = /^(\w+) (\S+)(?: (form )?(\S+))? > (\d+)(?: (.+))?$/.exec(call);
		if (!match) throw new Error(`no call: ${call}`);
		const [, method = '', path = '', form, body, status, expected] = match;
		const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
		const response = await fetch(`${mock.url}${path}`, {
			method,
			...(body !== undefined && { body, headers: { 'Content-Type': type } }),
		});
		const text = await response.text();
		expect(`${call.split(' > ')[0]} > ${response.status}`).toBe(`${call.split(' > ')[0]} > ${status}`);
		if (expected !== undefined)
			expect({ call, answer: JSON.parse(text) }).toMatchObject({ call, answer: JSON.parse(expected) });
	}
}
