// The JSON Schema Test Suite, 2020-12 (github.com/json-schema-org/JSON-Schema-Test-Suite): every case that AJV alone judges rightly is
// judged rightly by us. It is not of npm: where JSON_SCHEMA_SUITE names no checkout of it, these tests are skipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compileSchema, type JsonObject, type JsonValue, loadDocuments } from '../../spec/index.ts';

const FOLDER = join(process.env['JSON_SCHEMA_SUITE'] ?? 'JSON-Schema-Test-Suite', 'tests/draft2020-12');
const isThere = existsSync(FOLDER);
if (!isThere) console.warn('skipped: JSON_SCHEMA_SUITE names no checkout of the JSON Schema Test Suite');

interface Group {
	description: string;
	schema: JsonObject | boolean;
	tests: { description: string; data: JsonValue; valid: boolean }[];
}
type Judge = (value: JsonValue) => boolean;

/** On purpose otherwise: what `format` names is asserted. */
const OTHERWISE = /only an annotation by default/;

function judgeByAjv(schema: JsonObject | boolean): Judge | undefined {
	try {
		return new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
	} catch {
		return undefined;
	}
}

async function judgeByUs(schema: JsonObject | boolean): Promise<Judge | undefined> {
	const requestBody = { content: { 'application/json': { schema } } };
	const post = { requestBody, responses: { '204': { description: '' } } };
	const info = { title: 'suite', version: '1' };
	try {
		const { operations } = await loadDocuments([{ openapi: '3.1.0', info, paths: { '/x': { post } } } as JsonObject]);
		const compiled = operations[0]?.requestBody?.mediaTypes[0]?.schema;
		const validate = compiled && compileSchema(compiled, 'request');
		return validate && ((value) => validate(value).length === 0);
	} catch {
		return undefined;
	}
}

function isRight(judge: Judge | undefined, { data, valid }: Group['tests'][number]): boolean {
	try {
		return judge?.(data) === valid;
	} catch {
		return false;
	}
}

describe.skipIf(!isThere)('the JSON Schema Test Suite', () => {
	it('is judged no worse than by AJV alone', async () => {
		const worse: string[] = [];
		const count = { all: 0, ajv: 0, ours: 0 };
		let number = 0;
		for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
			for (const { schema: written, tests, description } of JSON.parse(
				readFileSync(join(FOLDER, file), 'utf8'),
			) as Group[]) {
				number += 1;
				// `#` is the schema, not the document around it.
				const schema =
					typeof written === 'boolean'
						? written
						: { ...written, $id: written['$id'] ?? `https://suite.test/${number}` };
				const [ajv, ours] = [judgeByAjv(schema), await judgeByUs(schema)];
				for (const test of tests) {
					const [theirs, own] = [isRight(ajv, test), isRight(ours, test)];
					count.all += 1;
					count.ajv += theirs ? 1 : 0;
					count.ours += own ? 1 : 0;
					const name = `${file}: ${description}: ${test.description}`;
					if (theirs && !own && !OTHERWISE.test(name)) worse.push(name);
				}
			}
		}
		console.log(`${count.all} cases: AJV alone ${count.ajv}, we ${count.ours}`);
		expect(count.all).toBeGreaterThan(1200);
		expect(worse).toEqual([]);
	}, 120_000);
});
