// Random paths, headers and bodies on every operation of the platform: never a 5xx, always an answer of the document.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { compileSchema, type Operation } from '../../spec/index.ts';
import { call } from '../support/mock.ts';
import { startPlatform } from '../support/platform.ts';

interface Listed {
	operations: {
		operationId: string;
		sample: { method: string; target: string; headers: [string, string][]; body?: string };
	}[];
}
type Sample = Listed['operations'][number]['sample'];

let mock: RunningMock;
let samples: Listed['operations'];
const statuses = new Map<number, number>();
beforeAll(async () => {
	mock = await startPlatform();
	samples = ((await call(mock, 'GET', '/__admin/operations')).json as Listed).operations;
});
afterAll(() => {
	const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status} × ${count}`);
	console.log(`${samples.length} operations: ${told.join(', ')}`);
});

const segments = fc.oneof(
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
	fc.uuid(),
	fc.constantFrom('__proto__', 'constructor', '%', '{id}', 'a/b', '*'),
);
const values = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom(null, 0, false, '', [], {}, -0, 'P1000Y', '\u0000'),
);
/** `null` thrice out of four. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
	return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

const arbitrary = fc.record({
	segment: rarely(segments),
	/** Which member of the body is replaced, and by what. */
	member: fc.option(fc.tuple(fc.nat(12), fc.nat(12), values)),
	text: rarely(fc.string({ unit: 'binary', maxLength: 60 })),
	query: fc.string({ maxLength: 30 }),
	header: rarely(fc.stringMatching(/^[\x21-\x7e]{0,40}$/)),
});
type Given = typeof arbitrary extends fc.Arbitrary<infer T> ? T : never;

/** The sample with one part of it replaced. */
function change(sample: Sample, given: Given): { target: string; headers: Record<string, string>; body?: string } {
	const headers = Object.fromEntries(sample.headers);
	if (given.header !== null) headers['x-fingerprint'] = given.header;
	const path = given.segment === null ? sample.target : replaceSegment(sample.target, given.segment);
	const target = `${path.split('?', 1)[0]}?${encodeURIComponent(given.query.toWellFormed())}`;
	if (sample.body === undefined) return { target, headers };
	return { target, headers, body: given.text ?? changeBody(sample.body, given.member) };
}

/** The last segment that is an id, or the organization. */
function replaceSegment(target: string, segment: string): string {
	const encoded = encodeURIComponent(segment.toWellFormed());
	const parts = target.split('/');
	const at = parts.findLastIndex((part) => /^[0-9a-f]{8}-|^acme$|^[A-Z_]+$/.test(part));
	return at < 0 ? target : parts.with(at, encoded).join('/');
}

function changeBody(body: string, member: Given['member']): string {
	if (member === null) return body;
	const [outer, inner, value] = member;
	try {
		const copy = JSON.parse(body) as Record<string, unknown>;
		const name = Object.keys(copy)[outer % Math.max(1, Object.keys(copy).length)] ?? 'x';
		const held = copy[name];
		const names = typeof held === 'object' && held !== null && inner % 2 === 0 ? Object.keys(held) : [];
		if (names.length > 0) (held as Record<string, unknown>)[names[inner % names.length] as string] = value;
		else copy[name] = value;
		return JSON.stringify(copy);
	} catch {
		// A multipart text: one line of it is lost.
		const lines = body.split('\r\n');
		return lines.toSpliced(outer % lines.length, 1).join('\r\n');
	}
}

function judge(operation: Operation, status: number, text: string): void {
	statuses.set(status, (statuses.get(status) ?? 0) + 1);
	const where = `${operation.id} ${status} ${text}`;
	expect(status, where).toBeLessThan(500);
	const definition = operation.responses.get(String(status)) ?? operation.responses.get('default');
	expect(definition, where).toBeDefined();
	const json = definition?.mediaTypes.find(({ type }) => type === 'application/json');
	if (!json) expect(text, where).toBe('');
	else if (json.schema) expect(compileSchema(json.schema, 'response')(JSON.parse(text)), where).toEqual([]);
}

it('any request gets a documented answer', { timeout: 60_000 }, async () => {
	expect(samples.length).toBeGreaterThan(40);
	const operations = new Map(mock.engine.router.plans.map(({ operation }) => [operation.id, operation]));
	for (const { operationId, sample } of samples) {
		await fc.assert(
			fc.asyncProperty(arbitrary, async (given) => {
				const { target, headers, body } = change(sample, given);
				const response = await fetch(mock.url + target, {
					method: sample.method,
					headers: { ...headers, accept: 'application/json' },
					...(body !== undefined && { body }),
				});
				const text = await response.text();
				const reason = response.headers.get('x-mock-reason') ?? '';
				// An encoded NUL, and a segment of nothing, name no operation.
				if (reason.startsWith('match')) expect([400, 404]).toContain(response.status);
				else judge(operations.get(operationId) as Operation, response.status, text);
			}),
			{ numRuns: 15 },
		);
	}
	expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
