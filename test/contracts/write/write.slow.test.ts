// What becomes of an exchange: what the pact says of it, and what it doesn't.

import { beforeAll, describe, expect, it } from 'vitest';
import type { WriteResult } from '../../../contracts/write/write-types.ts';
import type { Mock } from '../../../mock/index.ts';
import {
	BASE,
	BODY,
	find,
	interactionsOf,
	PERSONAL_NUMBER,
	send,
	startForPacts,
	TOKEN,
	walkThrough,
	write,
} from './support.ts';

describe('a pact of plain traffic', () => {
	let result: WriteResult;
	beforeAll(async () => {
		const mock = await startForPacts();
		await walkThrough(mock, 'a');
		result = await write(mock);
	});

	it('has an interaction for each thing that happened, named by what happens', () => {
		expect(
			interactionsOf(result).map(({ description, providerStates }) => [
				description,
				providerStates?.map(({ name }) => name),
			]),
		).toEqual([
			['cancel an identification → 204', ['an identification that is pending']],
			['cancel an identification → 409', ['an identification that is already cancelled']],
			['create an identification (configuration_name LOW, identity_document, name) → 200', undefined],
			['look up an identification → 200', ['an identification that is pending']],
			['look up an identification → 404', ['no identification with this id']],
		]);
		expect(result.refused).toEqual([]);
		expect(result.leftOut).toEqual([]);
	});

	it('holds no token, no cookie, no personal number and nobody’s name', () => {
		for (const secret of [
			TOKEN,
			'real-cookie',
			PERSONAL_NUMBER,
			'Real Person',
			'x-mock',
			'X-Mock',
			'host',
			'user-agent',
			'redacted',
		]) {
			expect(result.text).not.toContain(secret);
		}
		const { headers, matchingRules } = find(result, 'cancel an identification → 204').request as never as Record<
			string,
			Record<string, never>
		>;
		expect(headers).toEqual({ Authorization: ['Bearer token'] });
		expect(matchingRules?.['header']).toEqual({
			Authorization: { combine: 'AND', matchers: [{ match: 'regex', regex: '^Bearer .+$' }] },
		});
	});

	it('takes the path from the parameters of the provider state', () => {
		const { request, providerStates } = find(result, 'look up an identification → 200');
		const params = providerStates?.[0]?.params;
		expect(request.path).toBe(`${BASE}/${String(params?.['identification_id'])}`);
		expect(request['generators']).toEqual({
			path: {
				type: 'ProviderState',
				dataType: 'STRING',
				// biome-ignore lint/suspicious/noTemplateCurlyInString: a generator's expression
				expression: '/v1/orgs/${org_id}/identifications/identity_document/${identification_id}',
			},
		});
	});

	it('expects what the document requires, by its schema, and no more', () => {
		const { response } = find(result, 'look up an identification → 200');
		expect(response['body']).toEqual({
			contentType: 'application/json',
			encoded: false,
			content: {
				configuration_name: 'LOW',
				expires_at: '2026-01-22T09:00:00Z',
				identification_id: '1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01',
				status: 'PENDING',
			},
		});
		const rules = (response['matchingRules'] as { body: Record<string, { matchers: { regex: string }[] }> }).body;
		expect(Object.keys(rules)).toEqual(['$.configuration_name', '$.expires_at', '$.identification_id', '$.status']);
		expect(rules['$.status']?.matchers).toEqual([{ match: 'regex', regex: '^(CANCELLED|EXPIRED|PENDING|VALIDATED)$' }]);
	});

	it('names the provider by what the titles of the documents share', () => {
		expect(result.provider).toBe('documents-api-identification-with-identity-document');
	});
});

describe('exchanges that are no part of a contract', () => {
	let mock: Mock;
	let result: WriteResult;
	beforeAll(async () => {
		mock = await startForPacts();
		const play = async (scenario: string, call: string): Promise<void> => {
			await mock.session(scenario).use(scenario);
			await send(mock, call, { session: scenario }).catch(() => undefined);
		};
		const id = crypto.randomUUID();
		await play('connection-reset', `GET ${BASE}/${id}`);
		await play('truncated-body', `GET ${BASE}/e81c0672-0b3f-4fd2-a79e-3f47b5c6d114`);
		await send(mock, `POST ${BASE}`, { session: 'broken', body: { expires_in: 0 } });
		await send(mock, 'GET /v1/nowhere', { session: 'broken' });
		await send(mock, `GET ${BASE}/${id}`, { session: 'prefer', headers: { prefer: 'code=401' } });
		await send(mock, `GET ${BASE}/${id}`, { session: 'nobody', headers: { authorization: '' } });
		const entry = {
			startedDateTime: '2026-01-15T09:00:00.000Z',
			time: 1,
			request: {
				method: 'GET',
				url: `http://127.0.0.1${BASE}/${id}`,
				headers: [{ name: 'authorization', value: 'Bearer x' }],
			},
			response: { status: 404, headers: [], content: { size: 0 } },
		};
		await fetch(`${mock.url}/__admin/sessions/har/import`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ log: { entries: [entry] } }),
		});
		result = await write(mock);
	});

	it('are refused and named where they broke the document', () => {
		expect(result.refused.map(({ code, exchange, message }) => [code, exchange, message])).toEqual([
			['write.request', `POST ${BASE} → 400`, expect.stringContaining('/expires_in must be')],
			['write.operation', 'GET /v1/nowhere → 404', expect.stringContaining('no operation')],
		]);
	});

	it('are left out and named where they were played or asked for', () => {
		expect(result.leftOut.map(({ code }) => code).sort()).toEqual([
			'write.credentials',
			'write.fault',
			'write.fault',
			'write.imported',
			'write.preferred',
		]);
	});

	it('leave no file behind when there is nothing else', () => {
		expect([result.interactions, result.pact, result.text, result.file]).toEqual([0, undefined, undefined, undefined]);
	});

	it('that come only after others in their scenario are left out', async () => {
		const own = await startForPacts();
		for (const scenario of ['flaky', 'late-arrival', 'conflict-once']) {
			const session = own.session(scenario);
			await session.use(scenario);
			const [summary] = (await own.scenarios()).filter(({ name }) => name === scenario);
			const path = `${BASE}/${String(summary?.parameters['identification_id'])}`;
			for (let turn = 0; turn < 3; turn++) await send(own, `DELETE ${path}`, { session: scenario });
		}
		const { leftOut, ...written } = await write(own);
		expect(leftOut.map(({ code }) => code)).toContain('write.state');
		expect(
			interactionsOf(written as WriteResult).map(
				({ description, providerStates }) => `${description} | ${providerStates?.[0]?.name}`,
			),
		).toEqual([
			'cancel an identification → 204 | an identification that is pending',
			'cancel an identification → 404 | an identification that can be found only after a while',
			'cancel an identification → 409 | an identification that is already cancelled',
			'cancel an identification → 409 | an identification that someone else is changing at the moment',
		]);
	});
});

describe('a consumer', () => {
	it('may tag its requests; those of others are not taken', async () => {
		const mock = await startForPacts();
		await send(mock, `POST ${BASE}`, { body: BODY, headers: { 'X-Pact-Consumer': 'web' } });
		const tagged = await send(mock, `GET ${BASE}/${crypto.randomUUID()}`, { headers: { 'X-Pact-Consumer': 'other' } });
		await send(mock, `DELETE ${BASE}/${crypto.randomUUID()}`);
		expect(tagged.status).toBe(404);
		const [own, other, third] = await Promise.all(
			['web', 'other', 'third'].map((consumer) => write(mock, { consumer })),
		);
		expect([own?.interactions, other?.interactions, third?.interactions]).toEqual([1, 1, 1]);
		expect(own?.text).not.toMatch(/consumer.:.*other|x-pact/i);
		expect(find(third as WriteResult, 'cancel an identification → 404')).toBeDefined();
	});

	it.each([
		[['a'], 1],
		[['b'], 0],
		[['a', 'b'], 1],
		[undefined, 1],
	] as [string[] | undefined, number][])('of sessions %j has %i interactions', async (sessions, count) => {
		const mock = await startForPacts();
		await send(mock, `DELETE ${BASE}/${crypto.randomUUID()}`, { session: 'a' });
		mock.session('b');
		expect((await write(mock, sessions ? { sessions } : {})).interactions).toBe(count);
	});
});
