// What a pact expects of the headers of an answer, beside what the document lets the provider send there.

import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, loadDocument } from '../../../spec/index.ts';

const NUMBER = { type: 'integer', minimum: 0 };
const WORD = { type: 'string', enum: ['HIT', 'MISS'] };
const TEXT = { type: 'string' };
const UUID = '3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01';

test.each<[of: string, schema: JsonObject, value: string, rules: JsonObject[], found: string[]]>([
	['another count than the example', NUMBER, '12', [], ['info matcher.narrower.value']],
	['any count', NUMBER, '12', [{ match: 'integer' }], []],
	['any number', { type: 'number' }, '12', [{ match: 'decimal' }], []],
	['any text that is a count', TEXT, '12', [{ match: 'integer' }], ['warning matcher.narrower.value']],
	['its own example no more', TEXT, '/a/1', [{ match: 'regex', regex: '/b/.+' }], ['error matcher.disjoint']],
	['part of its own example', TEXT, '/a/1', [{ match: 'regex', regex: '/a/' }], ['error matcher.disjoint']],
	['one word of two, by a matcher', WORD, 'HIT', [{ match: 'regex', regex: 'HIT' }], ['error matcher.narrower.enum']],
	['one word of two', WORD, 'HIT', [], ['warning matcher.narrower.enum']],
	['both words', WORD, 'HIT', [{ match: 'regex', regex: 'HIT|MISS' }], []],
	['any text', TEXT, 'a', [{ match: 'type' }], []],
	['any uuid', { type: 'string', format: 'uuid' }, UUID, [{ match: 'regex', regex: '[0-9a-f-]{36}' }], []],
	['a list', { type: 'array', items: TEXT }, 'a, b', [], ['info comparator.differs']],
	['one of several values', TEXT, 'PHP', [{ match: 'arrayContains', variants: [{ index: 0, rules: {} }] }], []],
	['a constant', { const: 'no-store' }, 'no-store', [], []],
])('an answer’s header whose pact takes %s', async (_of, schema, value, matchers, found) => {
	const headers = { 'X-It': { required: true, schema } };
	const paths = { '/a': { get: { responses: { 200: { description: 'ok', headers } } } } };
	const documents = [await loadDocument({ openapi: '3.1.0', info: { title: 'H', version: '1' }, paths })];
	const matchingRules = { header: { 'X-It': { combine: 'AND', matchers } } };
	const response = { status: 200, headers: { 'X-It': [value] }, ...(matchers.length > 0 && { matchingRules }) };
	const interactions = [
		{ type: 'Synchronous/HTTP', description: 'a', request: { method: 'GET', path: '/a' }, response },
	];
	const metadata = { pactSpecification: { version: '4.0' } };
	const read = readPact({ consumer: { name: 'a' }, provider: { name: 'b' }, interactions, metadata }, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents });
	expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(found);
});
