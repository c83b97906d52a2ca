// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
// A scenario's form is checked as its JSON Schema has it, and as another validator reads that.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseScenarioText } from '../../../mock/scenarios/read-scenario-text.ts';
import { checkShape } from '../../../mock/scenarios/shape.ts';
import { copyJson, isObject, type JsonValue, resolvePointer, setOwn } from '../../../spec/index.ts';
import { FIXTURES } from './stage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ajv = new Ajv2020({ strict: false, allErrors: false });
ajvFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'spec/schemas/scenario.schema.json'), 'utf8')));

function read(file: string): JsonValue {
	const text = parseScenarioText(file, readFileSync(file, 'utf8'));
	if (!text.ok) throw new Error(text.finding.message);
	return text.value;
}

function expectAgreement(value: JsonValue): boolean {
	const isGood = validate(value) as boolean;
	const mistakes = checkShape(value);
	const said = JSON.stringify([value, validate.errors, mistakes]).slice(0, 2000);
	expect(mistakes.length === 0, said).toBe(isGood);
	return isGood;
}

const EVERYTHING = read(join(FIXTURES, 'good/everything.yaml'));

/** What is put in the place of every value, and under one more name in every map. */
const OTHERS: readonly JsonValue[] = [
	...[0, 1, -1, 1.5, 404, 1001, '', 'a', 'A b', '${id}', '${a.b}', '${id}s', 'P7D', 'P', 'P1W2D', 'PT1.5S', '250ms'],
	...['1.s', '-1s', '2026-02-30T00:00:00Z', '2026-01-15T24:00:00Z', '2026-01-15T00:00:00', '/a', '/~2', 'a/b', 'a /b'],
	...[false, true, null, [], [0], [''], ['a'], ['a', 'a'], [null], {}, { a: 1 }, { after: 'P7D' }, { after: 7 }],
	...[
		{ before: null },
		{ before: '' },
		{ after: 'P1D', more: 0 },
		{ generate: 1 },
		{ generate: 0 },
		{ generate: null },
	],
	...[
		{ generate: 1, with: { a: [] } },
		{ generate: 1, with: [] },
		{ generate: 1, a: 1 },
		{ status: 404 },
		{ fault: 'hang' },
	],
	...[
		{ status: 404, body: null, example: 'a' },
		{ fault: 'hang', body: null },
		{ min: '1s', max: '2s' },
		{ min: '1s' },
	],
	...[
		{ on: 'a', pass: true },
		{ on: 'a', pass: true, reply: null },
		{ on: [], pass: true },
		{ on: 'a', reply: { status: 200 } },
	],
];

function pointersOf(value: JsonValue, pointer = ''): string[] {
	if (typeof value !== 'object' || value === null) return [pointer];
	const inside = Object.entries(value).flatMap(([key, item]) => {
		return pointersOf(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
	});
	return [pointer, ...inside];
}

/** The value with another one, or (`undefined`) none, at a pointer. */
function change(value: JsonValue, pointer: string, other: JsonValue | undefined): JsonValue {
	const copy = copyJson(value);
	if (pointer === '') return other ?? null;
	const slash = pointer.lastIndexOf('/');
	const parent = resolvePointer(copy, pointer.slice(0, slash));
	const key = pointer
		.slice(slash + 1)
		.replaceAll('~1', '/')
		.replaceAll('~0', '~');
	if (Array.isArray(parent)) parent.splice(Number(key), 1, ...(other === undefined ? [] : [other]));
	else if (isObject(parent) && other === undefined) delete parent[key];
	else if (isObject(parent)) setOwn(parent, key, other as JsonValue);
	return copy;
}

describe('the form of a scenario', () => {
	it('is good where every part of the grammar is used', () => {
		expect(checkShape(EVERYTHING)).toEqual([]);
		expect(validate(EVERYTHING)).toBe(true);
	});

	it('is judged as by its JSON Schema, whatever one value is replaced by', () => {
		let good = 0;
		let bad = 0;
		for (const pointer of pointersOf(EVERYTHING)) {
			for (const other of [undefined, ...OTHERS]) {
				if (expectAgreement(change(EVERYTHING, pointer, other))) good++;
				else bad++;
			}
		}
		expect(good).toBeGreaterThan(500);
		expect(bad).toBeGreaterThan(1000);
	});

	it.each([
		'more',
		'x-more',
		'__proto__',
		'constructor',
		'after',
		'generate',
		'status',
		'fault',
		'pass',
		'body',
		'1a',
		'a-b',
	])('is judged alike with the further name %s in every map', (name) => {
		const maps = [...pointersOf(EVERYTHING)].filter((pointer) => isObject(resolvePointer(EVERYTHING, pointer)));
		expect(maps.length).toBeGreaterThan(20);
		// Every second value, in the next map the others.
		for (const [at, pointer] of maps.entries()) {
			const others = OTHERS.filter((_, index) => index % 2 === at % 2);
			for (const other of others) expectAgreement(change(EVERYTHING, `${pointer}/${name}`, other));
		}
	});

	it.each(readdirSync(join(FIXTURES, 'mistakes')).filter((file) => !file.startsWith('syntax')))(
		'of %s is judged alike',
		(file) => {
			// That there are too many of something is beyond the schema.
			if (file !== 'given-too-many.yaml') expectAgreement(read(join(FIXTURES, 'mistakes', file)));
		},
	);

	it('allows a thousand cues and no more', () => {
		const cue = { on: 'getOrder', pass: true };
		const script = Array.from({ length: 1000 }, () => cue);
		expect(checkShape({ name: 'a', title: 'b', script })).toEqual([]);
		expect(checkShape({ name: 'a', title: 'b', script: [...script, cue] })).toMatchObject([
			{ code: 'scenario.too-many', pointer: '/script/1000' },
		]);
	});
});
