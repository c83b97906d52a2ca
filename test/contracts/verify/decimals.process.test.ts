// The mock writes the `10.0` of its document as `10`: a matcher for decimals takes that, where the document has decimals at all.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';
import { createFolder, verifier } from './support.ts';

const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Prices', version: '1' },
	paths: {
		'/price': {
			get: {
				operationId: 'price',
				responses: {
					200: {
						description: 'ok',
						content: {
							'application/json': {
								schema: {
									type: 'object',
									required: ['price', 'count', 'parts', 'byName'],
									properties: {
										price: { type: 'number', examples: [10] },
										count: { type: 'integer', examples: [3] },
										either: { type: ['integer', 'null'], examples: [3] },
										parts: { type: 'array', minItems: 1, items: { type: 'number', examples: [1] } },
										byName: { type: 'object', additionalProperties: { type: 'number' }, examples: [{ a: 1 }] },
										counts: { type: 'object', additionalProperties: { type: 'integer' }, examples: [{ a: 1 }] },
									},
								},
								example: { price: 10, count: 3, either: 3, parts: [1], byName: { a: 1 }, counts: { a: 1 } },
							},
						},
					},
				},
			},
		},
	},
};

const decimal = { match: 'decimal' };
const eachDecimal = { match: 'eachValue', value: '[1.0]', rules: [decimal] };

function pactOf(version: number, place: string, matchers: readonly JsonObject[], combine = 'AND'): string {
	const name = /^\$\.(\w+)/.exec(place)?.[1] ?? '';
	const content: JsonObject = { parts: [1], byName: { a: 1 }, counts: { a: 1 } };
	const body: JsonObject = { [name]: content[name] ?? 1 };
	const headers = { 'Content-Type': version < 4 ? 'application/json' : ['application/json'] };
	const rule: JsonValue = version === 2 ? (matchers[0] ?? {}) : { combine, matchers: [...matchers] };
	const response: JsonObject = {
		status: 200,
		headers,
		body: version < 4 ? body : { contentType: 'application/json', encoded: false, content: body },
		matchingRules: version === 2 ? { [place.replace('$', '$.body')]: rule } : { body: { [place]: rule } },
	};
	const interaction = { description: 'prices', request: { method: 'GET', path: '/price' }, response };
	return JSON.stringify({
		consumer: { name: 'c' },
		provider: { name: 'p' },
		interactions: [version < 4 ? interaction : { type: 'Synchronous/HTTP', ...interaction }],
		metadata: { pactSpecification: { version: `${version}.0.0` } },
	});
}

test.each<[number, string, JsonObject[], string, 'passed' | 'failed']>([
	[2, '$.price', [decimal], 'AND', 'passed'],
	[3, '$.price', [decimal], 'AND', 'passed'],
	[4, '$.price', [decimal], 'AND', 'passed'],
	[4, '$.price', [decimal, { match: 'null' }], 'OR', 'passed'],
	[4, '$.price', [decimal, { match: 'type' }], 'AND', 'passed'],
	[4, '$.price', [decimal, { match: 'regex', regex: 'x' }], 'AND', 'failed'],
	[3, '$.parts[*]', [decimal], 'AND', 'passed'],
	[4, '$.byName.*', [decimal], 'AND', 'passed'],
	[4, '$.byName', [eachDecimal], 'AND', 'passed'],
	[
		4,
		'$.parts',
		[{ match: 'arrayContains', variants: [{ index: 0, rules: { $: { matchers: [decimal] } } }] }],
		'AND',
		'passed',
	],
	[2, '$.count', [decimal], 'AND', 'failed'],
	[4, '$.count', [decimal], 'AND', 'failed'],
	[4, '$.either', [decimal, { match: 'null' }], 'OR', 'failed'],
	[4, '$.counts.*', [decimal], 'AND', 'failed'],
	[4, '$.counts', [eachDecimal], 'AND', 'failed'],
])('pact %s: %s by %j (%s) %s', async (version, place, matchers, combine, outcome) => {
	const folder = createFolder();
	writeFileSync(join(folder, 'p.json'), pactOf(version, place, matchers, combine));
	const report = await verifyPacts({
		pacts: [join(folder, 'p.json')],
		documents: [DOCUMENT],
		variants: false,
		verifier,
	});
	expect(report.pacts[0]?.interactions.map((one) => [one.outcome, outcome === 'passed' ? one.mismatches : []])).toEqual(
		[[outcome, []]],
	);
});

test('pact check takes a whole example of decimals, also beside another matcher', async () => {
	const matchers = [decimal, { match: 'null' }];
	const read = readPact(pactOf(4, '$.price', matchers, 'OR'), 'p.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: [await loadDocument(DOCUMENT)] });
	expect(findings.map(({ code }) => code)).not.toContain('matcher.disjoint');
});
