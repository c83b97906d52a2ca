// The commands for Cypress. Its own program is no package of npm alone and can't be had here: a stand-in for `cy` sends what it would send,
// and lets a page's requests through the handlers that it would call.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

type Command = (...args: unknown[]) => Promise<unknown>;
interface Asked {
	method: string;
	url: string;
	body?: object;
	headers: Record<string, string>;
}
const commands = new Map<string, Command>();
const environment: Record<string, unknown> = {};
const handlers: ((request: { headers: Record<string, string> }) => void)[] = [];
const patterns: unknown[] = [];

/** Commands of Cypress are a queue; promises do for one at a time. */
const standIns = {
	Cypress: {
		Commands: { add: (name: string, run: Command) => void commands.set(name, run) },
		env: (name: string) => environment[name],
		currentTest: { titlePath: ['Orders', 'shows the conflict (409)'] },
	},
	cy: {
		async request({ method, url, body, headers }: Asked) {
			const response = await fetch(url, {
				method,
				headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
				...(body && { body: JSON.stringify(body) }),
			});
			const said = await response.text();
			return { status: response.status, body: said === '' ? '' : JSON.parse(said) };
		},
		intercept(pattern: unknown, handle: (typeof handlers)[number]) {
			patterns.push(pattern);
			handlers.push(handle);
		},
		wrap: async (value: unknown) => value,
	},
};

let mock: Mock;
beforeAll(async () => {
	const document = collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) });
	mock = await startMock({ documents: [document], port: 0, adminToken: 'secret' });
	Object.assign(environment, { MOCK_URL: `${mock.url}/`, MOCK_ADMIN_TOKEN: 'secret' });
	Object.assign(globalThis, standIns);
	await import('../../../mock/hosts/cypress.ts');
});
afterAll(async () => {
	for (const name of Object.keys(standIns)) Reflect.deleteProperty(globalThis, name);
	await mock.close();
});

const run = (name: string, ...args: unknown[]): Promise<unknown> => (commands.get(name) as Command)(...args);
/** What the page asks, after Cypress has handed it through. */
async function ask(method: string, path: string, body?: object): Promise<number> {
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	for (const handle of handlers) handle({ headers });
	return (await fetch(mock.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).status;
}

describe('in Cypress', () => {
	it('a test is in a session of its own, called after it, which begins empty', async () => {
		await mock.session('orders-shows-the-conflict-409').resources('todo').create({ title: 'left from before' });
		expect(await run('mockSession')).toBe('orders-shows-the-conflict-409');
		expect(patterns).toEqual([{ url: `${mock.url}/**`, middleware: true }]);
		expect(await run('mockEntities', 'todo')).toEqual([]);
		expect(await ask('POST', '/todos', { title: 'a' })).toBe(201);
		expect(await run('mockEntities', 'todo')).toMatchObject([{ title: 'a' }]);
		expect(await mock.session('default').requests()).toEqual([]);
	});

	it('it cues, chooses, resets and moves time', async () => {
		await run('mockSession', 'steered');
		await run('mockCue', 'create', 400);
		expect([await ask('POST', '/todos', { title: 'a' }), await ask('POST', '/todos', { title: 'b' })]).toEqual([
			400, 201,
		]);
		expect(await run('mockUse', 'error: create 400', { keep: true })).toMatchObject({ name: 'steered' });
		expect(await ask('POST', '/todos', { title: 'c' })).toBe(400);
		const { clock } = (await run('mockAdvance', 'P365D')) as { clock: { now: string } };
		expect(Date.parse(clock.now)).toBeGreaterThan(Date.now() + 300 * 86_400_000);
		await run('mockReset');
		expect(await run('mockEntities', 'todo')).toEqual([]);
	});

	it('it sees what was asked, and what should not have been', async () => {
		await run('mockSession', 'judged');
		await ask('GET', '/todos');
		expect(await run('mockUnexpected')).toEqual([]);
		await ask('POST', '/todos', { title: 7 });
		await run('mockSession', 'judged');
		expect(await run('mockRequests')).toEqual([]);
		await ask('GET', '/todos');
		await ask('POST', '/todos', { title: 7 });
		expect(await run('mockRequests')).toMatchObject([{ operationId: 'list' }, { response: { status: 400 } }]);
		expect(await run('mockUnexpected')).toMatchObject([{ why: { findings: [{ pointer: '/title' }] } }]);
	});

	it('what the mock refuses fails the test with the reason', async () => {
		await expect(run('mockUse', 'nothing')).rejects.toThrow(/^the mock says: .*nothing/);
		await expect(run('mockCue', 'creat', 409)).rejects.toThrow('creat');
	});
});
