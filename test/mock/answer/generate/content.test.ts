import { describe, expect, it } from 'vitest';
import { generateValue } from '../../../../mock/answer/generate.ts';
import { compileSchema, type JsonObject, type JsonValue, viewSchema } from '../../../../spec/index.ts';
import { refTo } from '../../../spec/schema-document.ts';

const LOG: JsonObject = {
	type: 'object',
	required: ['level', 'text'],
	properties: { level: { enum: ['info', 'error'] }, text: { type: 'string', minLength: 3 } },
};
const HELD = {
	type: 'string',
	contentMediaType: 'application/json',
	contentSchema: { $ref: '#/components/schemas/Log' },
};

function make(schema: JsonObject, variant?: 'minimal' | 'sample'): JsonValue {
	const made = generateValue({
		view: viewSchema(
			refTo(schema, {
				Log: LOG,
				Held: { ...HELD, contentSchema: { properties: { more: { $ref: '#/components/schemas/Held' } } } },
			}),
		),
		...{ seed: 1, nowMs: Date.parse('2026-01-15T09:00:00Z'), direction: 'response', variant },
	});
	return made.ok ? made.value : { failed: made.reason };
}

const isLog = compileSchema(refTo(LOG), 'response');

describe('a text that holds JSON of a schema', () => {
	it.each<[what: string, schema: JsonObject, decode: (text: string) => string]>([
		['as it is', HELD, (text) => text],
		['beside others of allOf', { allOf: [{ type: 'string' }, HELD] }, (text) => text],
		[
			'of a media type like JSON',
			{ ...HELD, contentMediaType: 'application/vnd.log+json; charset=utf-8' },
			(text) => text,
		],
		['in base64', { ...HELD, contentEncoding: 'base64' }, (text) => Buffer.from(text, 'base64').toString()],
		['in base64url', { ...HELD, contentEncoding: 'base64url' }, (text) => Buffer.from(text, 'base64url').toString()],
	])('holds what fits that: %s', (_what, schema, decode) => {
		for (const variant of [undefined, 'minimal', 'sample'] as const) {
			expect(isLog(JSON.parse(decode(String(make(schema, variant)))))).toEqual([]);
		}
	});

	it.each<[what: string, schema: JsonObject]>([
		['without a media type (§8.5)', { type: 'string', contentSchema: LOG }],
		['with one of no JSON', { ...HELD, contentMediaType: 'application/xml' }],
		['in an encoding that is not made here', { ...HELD, contentEncoding: 'quoted-printable' }],
		['where the text must be shorter', { ...HELD, maxLength: 5 }],
	])('is a text like any other %s', (_what, schema) => {
		const text = make(schema);
		expect(text).toEqual(expect.any(String));
		expect(text).not.toContain('level');
	});

	it('ends where it holds itself', () => {
		expect(make({ $ref: '#/components/schemas/Held' })).toMatch(/^\{/);
	});
});
