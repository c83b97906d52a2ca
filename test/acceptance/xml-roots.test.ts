// The element around an XML body: held to the name that the document gives it, where it gives one.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const properties: JsonObject = { n: { type: 'integer' } };
const SCHEMAS: Record<string, JsonObject> = {
	Named: { type: 'object', xml: { name: 'pet' }, properties },
	Prefixed: { type: 'object', xml: { name: 'pet', prefix: 'p', namespace: 'urn:p' }, properties },
	Colon: { type: 'object', xml: { name: 'p:pet' }, properties },
	Nameless: { type: 'object', properties },
	Heir: { allOf: [{ $ref: '#/components/schemas/Named' }], xml: { name: 'dog' } },
	Either: { oneOf: [{ $ref: '#/components/schemas/Named' }, { $ref: '#/components/schemas/Nameless' }] },
	Wrapped: { type: 'array', xml: { name: 'pets', wrapped: true }, items: { $ref: '#/components/schemas/Named' } },
	Rows: { type: 'array', xml: { name: 'pets' }, items: { $ref: '#/components/schemas/Named' } },
	Text: { type: 'string', xml: { name: 'text' } },
};

let mock: RunningMock;
beforeAll(async () => {
	const paths = Object.keys(SCHEMAS).map((name) => {
		const schema = { $ref: `#/components/schemas/${name}` };
		return [
			`/${name}`,
			{ post: takeBody(name, { 'application/xml': { schema }, 'application/atom+xml': { schema } }) },
		];
	});
	mock = await startTestMock({
		documents: [describePaths(Object.fromEntries(paths), { components: { schemas: SCHEMAS } })],
	});
});

describe('the root of an XML body', () => {
	it.each<[schema: string, body: string, status: number]>([
		['Named', '<pet><n>1</n></pet>', 204],
		['Named', '<?xml version="1.0"?>\n<!-- a pet -->\n<pet><n>1</n></pet>', 204],
		['Named', '<p:pet xmlns:p="urn:q"><n>1</n></p:pet>', 204],
		['Named', '<Pet><n>1</n></Pet>', 400],
		['Named', '<Named><n>1</n></Named>', 400],
		['Named', '<pets><pet><n>1</n></pet></pets>', 400],
		['Prefixed', '<p:pet xmlns:p="urn:p"><p:n>1</p:n></p:pet>', 204],
		['Prefixed', '<pet xmlns="urn:p"><n>1</n></pet>', 204],
		['Prefixed', '<p:dog xmlns:p="urn:p"/>', 400],
		['Colon', '<p:pet xmlns:p="urn:p"><n>1</n></p:pet>', 204],
		['Colon', '<p:dog xmlns:p="urn:p"/>', 400],
		['Nameless', '<Nameless><n>1</n></Nameless>', 204],
		['Nameless', '<any><n>1</n></any>', 204],
		['Heir', '<dog><n>1</n></dog>', 204],
		['Heir', '<pet><n>1</n></pet>', 204],
		['Heir', '<cat><n>1</n></cat>', 400],
		['Either', '<any><n>1</n></any>', 204],
		['Wrapped', '<pets><pet><n>1</n></pet></pets>', 204],
		['Wrapped', '<dogs><pet><n>1</n></pet></dogs>', 400],
		['Rows', '<any><pet><n>1</n></pet></any>', 204],
		['Text', '<any/>', 204],
	])('of %s: %s → %i', async (path, body, status) => {
		for (const type of ['application/xml', 'application/atom+xml']) {
			const reply = await call(mock, 'POST', `/${path}`, { body, headers: { 'content-type': type } });
			expect(reply.status, reply.reason).toBe(status);
			if (status === 400)
				expect(reply.reason).toMatch(/^check \w+: body must be the element (?:pet|pets|dog or pet), not \w+/);
		}
	});
});
