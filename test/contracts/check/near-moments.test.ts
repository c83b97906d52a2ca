// A regular expression for days, as pacts have it, is no finding of a request: `0000-00-00` is no day, and proves nothing.

import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, loadDocument } from '../../../spec/index.ts';

const DAY = '^\\d{4}-\\d{2}-\\d{2}$';
const parameter = (place: string): JsonObject => ({
	in: place,
	name: 'day',
	...(place === 'path' && { required: true }),
	schema: { type: 'string', format: 'date' },
});

test.each([
	['query', DAY, []],
	['header', DAY, []],
	['path', '/days/\\d{4}-\\d{2}-\\d{2}', []],
	['query', '.*', ['matcher.wider']],
	['header', '.+', ['matcher.wider']],
	['query', '(today|\\d{4}-\\d{2}-\\d{2})', ['matcher.wider']],
	['path', '/days/(today|\\d{4}-\\d{2}-\\d{2})', ['matcher.wider']],
	['body', DAY, []],
	['body', '(today|\\d{4}-\\d{2}-\\d{2})', ['matcher.wider']],
])('%s %s', async (place, regex, codes) => {
	const path = place === 'path' ? '/days/{day}' : '/days';
	const schema: JsonObject = { type: 'object', properties: { day: { type: 'string', format: 'date' } } };
	const body = place === 'body' && { requestBody: { content: { 'application/json': { schema } } } };
	const parameters = place === 'body' ? [] : [parameter(place)];
	const document = await loadDocument({
		openapi: '3.1.0',
		info: { title: 'Days', version: '1' },
		paths: {
			[path]: { put: { operationId: 'a', parameters, ...body, responses: { 204: { description: 'ok' } } } },
		},
	});
	const rule = { combine: 'AND', matchers: [{ match: 'regex', regex }] };
	const request: JsonObject = {
		method: 'PUT',
		path: path.replace('{day}', '2026-01-02'),
		...(place === 'query' && { query: { day: ['2026-01-02'] } }),
		...(place === 'header' && { headers: { day: '2026-01-02' } }),
		...(place === 'body' && { headers: { 'Content-Type': 'application/json' }, body: { day: '2026-01-02' } }),
		matchingRules: { [place]: place === 'path' ? rule : { [place === 'body' ? '$.day' : 'day']: rule } },
	};
	const read = readPact(
		{
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [{ description: 'x', request, response: { status: 204 } }],
			metadata: { pactSpecification: { version: '3.0.0' } },
		},
		'p.json',
	);
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: [document] });
	expect(findings.map(({ code }) => code)).toEqual(codes);
});
