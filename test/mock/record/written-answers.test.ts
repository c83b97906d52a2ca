// Answers of the real API that are no JSON: by what they say they fit the document, or are marked.

import { beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { describePaths, giveBody } from '../../support/document.ts';
import { call, startTestMock } from '../../support/mock.ts';

const ITEM = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const ORDER = { ...ITEM, xml: { name: 'order' } };
const TYPES = {
	order: { 'application/xml': { schema: ORDER } },
	events: { 'text/event-stream': { itemSchema: ITEM } },
	lines: { 'application/jsonl': { itemSchema: ITEM } },
	table: { 'text/csv': { schema: { type: 'array', items: ITEM } } },
	words: { 'text/plain': { schema: { type: 'string' } } },
	json: { 'application/json': { schema: ITEM } },
};

let mock: RunningMock;
let count = 0;
beforeAll(async () => {
	const paths = Object.entries(TYPES).map(([name, content]) => [`/${name}`, { get: giveBody(name, content) }]);
	mock = await startTestMock({ documents: [describePaths(Object.fromEntries(paths))], scenarios: undefined });
});

it.each<[keyof typeof TYPES, string, boolean]>([
	['order', '<?xml version="1.0"?><order><n>1</n></order>', false],
	['order', '<order><n>one</n></order>', true],
	['events', 'data: {"n":1}\n\ndata: {"n":2}\n\n', false],
	['events', 'data: {"n":"one"}\n\n', true],
	['lines', '{"n":1}\n{"n":2}\n', false],
	['lines', '{"n":1}\n{}\n', true],
	['table', 'n\n1\n', false],
	['words', 'hello', false],
	['json', '{"n":1}', false],
	['json', '{"n":"one"}', true],
])('an answer to %s: %s', async (on, text, isOff) => {
	count += 1;
	const session = `a${count}`;
	const [mimeType] = Object.keys(TYPES[on]);
	const entry = {
		startedDateTime: '2026-01-15T09:00:00.000Z',
		request: { method: 'GET', url: `http://localhost/${on}`, headers: [], queryString: [] },
		response: { status: 200, headers: [{ name: 'content-type', value: mimeType }], content: { mimeType, text } },
	};
	const har = { log: { version: '1.2', entries: [entry] } };
	const imported = await call(mock, 'POST', `/__admin/sessions/${session}/import`, { body: har });
	expect(imported.status).toBe(200);
	const made = await call(mock, 'POST', `/__admin/sessions/${session}/record`, { body: { name: 'made' } });
	expect(made.text).toContain(`on: ${on}`);
	expect(made.text.includes('offSpec')).toBe(isOff);
});
