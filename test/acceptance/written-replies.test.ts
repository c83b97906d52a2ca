// Cues whose body is a text, in types that are no JSON: what spells out the type goes out as it is written, and is held to the schema by what it says.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { describePaths, giveBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const DELTA = { type: 'object', required: ['delta'], properties: { delta: { type: 'string' } } };
const EVENT = { type: 'object', properties: { event: { enum: ['token', 'end'] }, data: { type: 'string' } } };
const ORDER = { type: 'object', xml: { name: 'order' }, required: ['id'], properties: { id: { type: 'integer' } } };
const TYPES = {
	events: { 'text/event-stream': { itemSchema: EVENT } },
	texts: { 'text/event-stream': { schema: { type: 'string' } } },
	deltas: { 'text/event-stream': { schema: DELTA } },
	lines: { 'application/jsonl': { itemSchema: DELTA } },
	records: { 'application/json-seq': { itemSchema: DELTA } },
	order: { 'application/xml': { schema: ORDER } },
	free: { 'text/xml': {} },
	words: { 'application/xml': { schema: { type: 'string' } } },
	table: { 'text/csv': { schema: { type: 'array', items: DELTA } } },
	json: { 'application/json': { schema: { type: 'string' } } },
};
type Name = keyof typeof TYPES;

let mock: RunningMock;
beforeAll(async () => {
	const paths = Object.fromEntries(
		Object.entries(TYPES).map(([name, content]) => [`/${name}`, { get: giveBody(name, content) }]),
	);
	mock = await startTestMock({ documents: [describePaths(paths)] });
});

let count = 0;
async function play(on: Name, body: unknown): Promise<string> {
	count += 1;
	const session = `s${count}`;
	const cued = await call(mock, 'POST', `/__admin/sessions/${session}/cues`, {
		body: { on, reply: { status: 200, body } },
	});
	if (cued.status !== 200)
		return `${cued.status} ${(cued.json as { findings: { message: string }[] }).findings[0]?.message}`;
	const { status, text } = await call(mock, 'GET', `/${on}`, { session });
	return status === 200 ? text : `${status}`;
}

describe('a cue', () => {
	it.each<[Name, string]>([
		['events', 'event: token\ndata: {"delta":"a"}\n\ndata: [DONE]\n\n'],
		['events', ': a comment\n\nretry: 10\ndata: a\ndata: b\n\n'],
		['texts', 'data: hi\n\n'],
		['deltas', 'data: {"delta":"a"}\n\ndata: [DONE]\n\n'],
		['lines', '{"delta":"a"}\n{"delta":"b"}\n'],
		['records', '\u001e{"delta":"a"}\n'],
		['order', '<?xml version="1.0"?>\n<order>\n  <id>3</id>\n</order>'],
		['free', '<a b="c">d</a>'],
		['words', '<a b="c">d</a>'],
		['table', 'delta\r\na\r\n'],
	])('of %s says %j as it is written', async (on, body) => {
		expect(await play(on, body)).toBe(body);
	});

	it.each<[Name, unknown, string]>([
		['texts', 'hi', 'data: hi\n\n'],
		['texts', 'one\ntwo', 'data: one\ndata: two\n\n'],
		['texts', ['a', 'b'], 'data: a\n\ndata: b\n\n'],
		['deltas', { delta: 'a' }, 'data: {"delta":"a"}\n\n'],
		['deltas', [{ delta: 'a' }, { delta: 'b' }], 'data: {"delta":"a"}\n\ndata: {"delta":"b"}\n\n'],
		['events', [{ event: 'token', data: 'a' }, { data: 'b' }], 'event: token\ndata: a\n\ndata: b\n\n'],
		['lines', [{ delta: 'a' }], '{"delta":"a"}\n'],
		['words', 'a & b', '<?xml version="1.0" encoding="UTF-8"?><root>a &amp; b</root>'],
		['json', 'data: hi\n\n', '"data: hi\\n\\n"'],
	])('of %s makes of %j what its type has for it', async (on, body, expected) => {
		expect(await play(on, body)).toBe(expected);
	});

	it.each<[Name, unknown, string]>([
		['events', 'event: other\ndata: a\n\n', 'event'],
		['events', ['a'], 'must be an object'],
		['deltas', [{ delta: 'a' }, {}], 'delta'],
		['deltas', 'data: {"delta":"a"}\n\ndata: {}\n\n', 'delta'],
		['deltas', 'hi', 'must be an object'],
		['lines', '{"delta":1}\n', 'must be a string'],
		['lines', 'hi', 'must be an object'],
		['order', '<order><id>x</id></order>', 'integer'],
		['order', '<order><id>3</order>', 'must be an object'],
	])('of %s is refused with %j, which its schema does not have', async (on, body, said) => {
		expect(await play(on, body)).toMatch(new RegExp(`^400 .*${said}`));
	});

	it('is held to the schema when it is sent, where it has values of the request', async () => {
		expect(await play('events', `data: \${request.path}\n\n`)).toMatch(/^400/);
		expect(await play('events', `data: \${now}\n\n`)).toMatch(/^data: 20\d\d-/);
		expect(await play('lines', `{"delta":"\${now}"}\n`)).toMatch(/^{"delta":"20\d\d-/);
		expect(await play('order', `<order><id>\${now}</id></order>`)).toBe('500');
	});
});
