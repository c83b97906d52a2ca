// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
// Mistakes that need other documents, or more of something, than the fixture files have.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../../mock/scenarios/library.ts';
import { loadScenarioFile } from '../../../mock/scenarios/load.ts';
import { findNearestStatus } from '../../../mock/scenarios/reply.ts';
import { hasErrors } from '../../../mock/scenarios/scenario-finding.ts';
import { type JsonObject, loadDocuments, type Operation } from '../../../spec/index.ts';
import { describeFinding, STAGE } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string, stage = STAGE) {
	const file = join(folder, 'a.yaml');
	writeFileSync(file, `name: a\ntitle: A\n${text}`);
	return loadScenarioFile({ file, stage }).scenario;
}

/** A library with one scenario `a`, on a document that reads and lists things. */
async function loadOn(schema: JsonObject | boolean, text: string) {
	const content = {
		'application/json': { schema },
		'text/*': { schema: { type: 'string', minLength: 2 } },
		'image/png': {},
	};
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
	const get = {
		operationId: 'getThing',
		'x-effect': { read: 'thing', key: '$request.path.id' },
		responses: {
			'200': { description: 'ok', content, headers: { 'X-List': { schema: LIST }, 'X-Flag': { schema: FLAG } } },
		},
	};
	const { operations, resources } = await loadDocuments([
		{
			openapi: '3.1.0',
			info: { title: 'Things', version: '1' },
			'x-lifecycle': { thing: { key: 'id' } },
			paths: { '/things/{id}': { parameters, get } },
		},
	]);
	writeFileSync(join(folder, 'a.yaml'), `name: a\ntitle: A\n${text}`);
	const library = loadScenarios({ directory: folder, operations, resources });
	library.checkSchemas();
	return library.findings.map(describeFinding);
}
const LIST = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 2 };
const FLAG = { type: 'boolean' };
const OBJECT = { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } };

describe('a file with many mistakes', () => {
	it('names the first twenty, and how many more there are', () => {
		const cues = Array.from({ length: 1000 }, () => '  - { on: nothing, pass: true }\n').join('');
		const { findings } = load(`script:\n${cues}`);
		expect(findings).toHaveLength(21);
		expect(findings.map(({ place }) => place.line).slice(0, 3)).toEqual([4, 5, 6]);
		expect(findings[20]).toMatchObject({ message: 'not shown: 980 further mistakes', place: { line: 24 } });
	});

	it('names errors before warnings', () => {
		const strange = Array.from({ length: 30 }, (_, index) => `p${index}: 1`).join(', ');
		const { findings } = load(`given: { order: [{ shop: a, ${strange}, status: NO }] }\n`);
		expect(findings[0]).toMatchObject({ severity: 'error', code: 'scenario.given.state' });
		expect(findings[1]).toMatchObject({ severity: 'warning', code: 'scenario.given.property' });
	});
});

describe('parameters', () => {
	it('whose defaults make the scenario too large are a mistake', () => {
		const body = '${p}'.repeat(100_000);
		const text = `parameters: { p: ${'x'.repeat(200)} }\nscript: [{ on: createOrder, offSpec: true, reply: { status: 200, body: "${body}" } }]`;
		expect(load(text).findings).toMatchObject([{ code: 'scenario.parameter.too-large', place: { line: 3 } }]);
	});

	it('are not looked for in keys, titles and states', () => {
		const text =
			'description: ${a}\nstates: ["${b}"]\nx-c: ${c}\ngiven: { order: [{ shop: a, due_at: { "${d}": 1 } }] }\n';
		expect(load(text).findings).toEqual([]);
	});
});

describe('a document without operations', () => {
	it('makes every cue and every entity a mistake', () => {
		const none = { operations: new Map(), resources: new Map() };
		const { findings } = load(
			'given: { order: [] }\nscript: [{ on: getOrder, pass: true }, { on: "*", pass: true }]',
			none,
		);
		expect(findings.map(describeFinding)).toEqual([
			'3:10 scenario.given.unknown-resource no document has the resource "order" (there are none)',
			'4:12 scenario.cue.unknown-operation no document has the operation "getOrder" (there are none)',
		]);
	});
});

describe('schemas', () => {
	it.each([
		['getThing', 'body: { id: a, size: 0 }', []],
		['getThing', 'body: ab', []],
		['"*"', 'body: false', []],
		['getThing', 'mediaType: TEXT/plain, body: ""', ['body does not fit 200 of getThing: must be at least 2']],
		['getThing', 'mediaType: image/png, body: 0', []],
		['getThing', 'mediaType: application/json; charset=utf-8, body: 0', ['must be an object']],
		['getThing', 'mediaType: image/gif', ['has no media type image/gif (use application/json, text/*, image/png, or']],
		[
			'getThing',
			'mediaType: "image/p\\u0000g"',
			["the media type holds characters that a header can't have", 'has no media'],
		],
		['getThing', 'headers: { x-list: "a, b", x-flag: false }', []],
		['getThing', 'headers: { x-list: a }', ['the header x-list does not fit: must be an array']],
		['getThing', 'headers: { x-list: "," }', ['the header x-list does not fit']],
		['getThing', 'headers: { x-flag: 0 }', ['the header x-flag does not fit: must be a boolean']],
	])('on %s judge the reply %s', async (on, reply, expected) => {
		// The picture has no schema, so where no media type is named any body fits.
		const found = await loadOn(OBJECT, `script: [{ on: ${on}, reply: { status: 200, ${reply} } }]`);
		expect(found).toHaveLength(expected.length);
		for (const [index, message] of expected.entries()) expect(found[index]).toContain(message);
	});

	it.each<[JsonObject | boolean, number]>([
		[OBJECT, 1],
		[{ allOf: [OBJECT, { properties: { weight: {} } }] }, 1],
		[{ allOf: [OBJECT, { properties: { colour: {} } }] }, 0],
		[{ oneOf: [OBJECT] }, 0],
		[{ ...OBJECT, additionalProperties: true }, 0],
		[{ ...OBJECT, additionalProperties: {} }, 0],
		[{ ...OBJECT, patternProperties: {} }, 0],
		[{ type: 'object' }, 0],
		[true, 0],
		[false, 0],
	])('warn of unknown properties where %j is closed: %i', async (schema, count) => {
		const found = await loadOn(schema, 'given: { thing: [{ id: a, colour: red }] }\n');
		expect(found.filter((line) => line.includes('warning scenario.given.property'))).toHaveLength(count);
	});

	it.each<[JsonObject, string, string]>([
		[{ type: 'object', required: ['a'] }, '{ b: 1 }', '/a is required'],
		[{ type: 'array', items: { type: 'object', required: ['a'] } }, '[{ a: 1 }, {}]', '/1/a is required'],
		[{ type: 'object', properties: { a: { type: 'integer' } } }, '{ a: x }', '/a must be an integer'],
	])('say where inside of a property it is wrong: %j', async (part, value, said) => {
		const schema = { type: 'object', properties: { id: { type: 'string' }, part } };
		const found = await loadOn(schema, `given: { thing: [{ id: a, part: ${value} }] }\n`);
		expect(found).toEqual([expect.stringContaining(`part does not fit its schema: ${said}`)]);
	});

	it('that do not compile are told, and stop no scenario', async () => {
		const broken = {
			type: 'object',
			properties: { id: { type: 'string' }, size: { type: 'nothing' } },
		};
		const found = await loadOn(broken, 'given: { thing: [{ id: a, size: 1 }] }\n');
		expect(found).toHaveLength(1);
		expect(found[0]).toContain("warning scenario.given.schema size does not fit its schema: can't be checked");
	});
});

describe('the nearest documented status', () => {
	it.each<[number, string[], string | undefined]>([
		[418, ['204', '404', '409', '500'], '409'],
		[290, ['200', '304'], '200'],
		[500, ['200', '404'], '404'],
		[450, ['4XX', '404'], '4XX'],
		[503, ['4XX', '200'], '4XX'],
		[200, [], undefined],
	])('of %d among %j is %s', (status, keys, expected) => {
		const responses = new Map(keys.map((key) => [key, {}]));
		expect(findNearestStatus({ responses } as unknown as Operation, status)).toBe(expected);
	});
});

describe('findings', () => {
	it('count as errors unless they are warnings', () => {
		const place = { file: 'a', line: 1, column: 1 };
		expect(hasErrors([])).toBe(false);
		expect(hasErrors([{ code: 'a', severity: 'warning', message: 'b', place }])).toBe(false);
		expect(hasErrors([{ code: 'a', severity: 'error', message: 'b', place }])).toBe(true);
	});
});
