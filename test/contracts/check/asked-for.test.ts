// Interactions with paths that differ in a query or a header alone.

import { expect, test } from 'vitest';
import { exercisesOfPacts } from '../../../contracts/coverage/exercises.ts';
import { checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { loadDocument } from '../../../spec/index.ts';

const COMP = { name: 'comp', in: 'query', schema: { type: 'string' } };
const say = (said: string) => ({
	parameters: [COMP],
	responses: { 200: { description: said, content: { 'text/plain': { schema: { const: said } } } } },
});
const paths = {
	'/list': { get: say('all') },
	'/list?comp=acl': { get: say('access') },
	'/list#X-Target=Other': { get: say('other') },
};

test.each([
	[{ query: 'comp=acl' }, 'access', '/list?comp=acl'],
	[{ headers: { 'X-Target': 'Other' } }, 'other', '/list#X-Target=Other'],
	[{ query: 'comp=metadata' }, 'all', '/list'],
])('a pact’s request with %j is one for "%s"', async (asked, body, path) => {
	const documents = [await loadDocument({ openapi: '3.1.0', info: { title: 'Lists', version: '1' }, paths })];
	const request = { method: 'GET', path: '/list', ...asked };
	const response = { status: 200, headers: { 'Content-Type': 'text/plain' }, body };
	const metadata = { pactSpecification: { version: '2.0.0' } };
	const interactions = [{ description: 'a', request, response }];
	const read = readPact({ consumer: { name: 'a' }, provider: { name: 'b' }, interactions, metadata }, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const { exercises } = exercisesOfPacts([read.pact], documents);
	expect(exercises.map(({ operation }) => operation.pathTemplate)).toEqual([path]);
	const findings = await checkPacts({ pacts: [read.pact], documents });
	expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
