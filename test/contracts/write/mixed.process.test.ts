// A pact verifies on the mock that it came from, also where values of several kinds stand beside one another.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { verifier } from '../verify/support.ts';
import { send, startForPacts, write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'mixed-'));
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));

const owner: JsonObject = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const orNull = (schema: JsonObject): JsonObject => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: JsonObject): JsonObject => ({ type: 'array', items });
const ann = { name: 'Ann' };

it.each<[string, JsonObject, JsonValue, number]>([
	['objects and null in a list', list(orNull(owner)), [ann, null], 1],
	['null before objects', list(orNull(owner)), [null, ann], 1],
	['objects in a list, where null may come', list(orNull(owner)), [ann], 0],
	['lists and null in a list', list(orNull(list({ type: 'integer' }))), [[1], null], 1],
	['objects and null two lists deep', list(list(orNull(owner))), [[ann, null]], 1],
	['texts and null in a list', list({ type: ['string', 'null'] }), ['a', null], 0],
	['texts and numbers in a list', list({ type: ['string', 'integer'] }), [1, 'a'], 0],
	['a number, where a text may be', { type: ['string', 'integer'] }, 5, 0],
	['a number, where a text or null may be', { type: ['string', 'integer', 'null'] }, 5, 0],
	['null, where a text may be', { type: ['string', 'null'] }, null, 0],
	['null, where a text or a number may be', { type: ['string', 'integer', 'null'] }, null, 0],
	['a yes, where a text may be', { type: ['boolean', 'string'] }, true, 0],
	[
		'a number, where a text of a pattern may be',
		{ anyOf: [{ type: 'string', pattern: '^a' }, { type: 'number' }] },
		1.5,
		0,
	],
	['null beside objects in a map', { type: 'object', additionalProperties: orNull(owner) }, { a: ann, b: null }, 0],
])('%s', async (_name, schema, value, notes) => {
	const content = {
		'application/json': {
			schema: { type: 'object', required: ['v'], properties: { v: schema } },
			example: { v: value },
		},
	};
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'Mixed', version: '1' },
		paths: { '/mixed': { get: { operationId: 'mixed', responses: { 200: { description: 'ok', content } } } } },
	};
	const mock = await startForPacts({ documents: [document] });
	expect(await send(mock, 'GET /mixed')).toEqual({ status: 200, json: { v: value } });
	for (const pactVersion of [3, 4] as const) {
		const out = join(folder, `${expect.getState().currentTestName}-${pactVersion}`.replaceAll(/\W+/g, '-'));
		const result = await write(mock, { out, pactVersion });
		expect(result.notes).toHaveLength(notes);
		const read = readPact(result.text ?? '', 'mixed.json');
		if (!read.ok) throw new Error('no pact');
		const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
		expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
		const report = await verifyPacts({ pacts: [out], documents: [document], variants: false, verifier });
		expect(report.findings).toEqual([]);
	}
});
