// Which success a request prefers, where the document has two.

import { expect, test } from 'vitest';
import { findPreferredSuccess } from '../../../mock/answer/preferred-success.ts';
import type { CheckedRequest } from '../../../mock/types/request.ts';
import { loadDocument } from '../../../spec/index.ts';

const PREFER = { name: 'Prefer', in: 'header', schema: { type: 'string' } };
const shown = { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } };
const bare = { description: 'ok' };

test.each<[string, object, string | undefined, number | undefined]>([
	['minimal', { 200: shown, 204: bare }, 'return=minimal', 204],
	['minimal among others', { 200: shown, 204: bare }, 'respond-async, return="minimal"', 204],
	['representation', { 204: bare, 201: shown }, 'Return=representation', 201],
	['representation, which there is not', { 204: bare, 202: bare }, 'return=representation', undefined],
	['nothing', { 200: shown, 204: bare }, undefined, undefined],
	['something else', { 200: shown, 204: bare }, 'handling=strict', undefined],
])('%s of %j by %s is %s', async (_name, responses, prefer, status) => {
	for (const [parameters, wanted] of [
		[[PREFER], status],
		[[], undefined],
	]) {
		const paths = { '/things/{id}': { patch: { parameters, responses } } };
		const [operation] = (await loadDocument({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths } as never))
			.operations;
		if (!operation) throw new Error('it is there');
		const request = { request: { headers: prefer === undefined ? {} : { prefer } } } as unknown as CheckedRequest;
		expect(findPreferredSuccess(operation, request)).toBe(wanted);
	}
});
