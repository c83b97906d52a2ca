// Sessions in the page: each shows its own, whoever drops, clears or switches them, and however many there are.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const look = (session: string, path: string, at: RunningMock = mock) => call(at, 'GET', path, { session });
const admin = (method: string, path: string) => fetch(`${mock.url}/__admin${path}`, { method });

describe.skipIf(!CHROMIUM)('the requests of a session', { timeout: 60_000 }, () => {
	it('begin anew when somebody else has dropped it, or cleared its journal', async () => {
		for (let count = 0; count < 3; count++) await look('dropped', `/old/${count}`);
		const { page, complaints } = await openConsole(mock, { session: 'dropped' });
		await eventually(() => rows(page).count()).toBe(3);
		await admin('DELETE', '/sessions/dropped');
		await eventually(() => rows(page).count()).toBe(0);
		await look('dropped', '/new/1');
		await eventually(() => rows(page).allInnerTexts()).toEqual([expect.stringContaining('/new/1')]);
		await admin('DELETE', '/sessions/dropped/requests');
		await eventually(() => rows(page).count()).toBe(0);
		await eventually(() => page.locator('.sessions .chosen').innerText()).toContain('0 requests');
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('are those of the one that is looked at, also while both are busy', async () => {
		const { page } = await openConsole(mock, { session: 'left' });
		let isBusy = true;
		const work = async (session: string): Promise<void> => {
			for (let count = 0; isBusy && count < 3000; count++) await look(session, `/of-${session}/${count}`);
		};
		const working = [work('left'), work('right')];
		for (let turn = 0; turn < 12; turn++) {
			const session = turn % 2 ? 'right' : 'left';
			await goTo(page, mock, { session });
			await eventually(() => page.locator('.bar h2').innerText()).toBe(session);
			await eventually(() => rows(page).count()).toBeGreaterThan(3);
			const texts = await rows(page).allInnerTexts();
			expect(texts.filter((text) => !text.includes(`/of-${session}/`))).toEqual([]);
		}
		isBusy = false;
		await Promise.all(working);
		await page.context().close();
	});

	it('that come late are not another session’s', async () => {
		await look('early', '/of-early');
		for (let count = 0; count < 5; count++) await look('late', '/of-late');
		const { page } = await openConsole(mock, { session: 'nobody' });
		let letGo = (): void => undefined;
		const held = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		await page.route('**/sessions/late/requests**', async (route) => {
			await held;
			await route.continue();
		});
		const [asked] = await Promise.all([
			page.waitForRequest(/sessions\/late\/requests/),
			goTo(page, mock, { session: 'late' }),
		]);
		await goTo(page, mock, { session: 'early' });
		await eventually(() => rows(page).count()).toBe(1);
		letGo();
		await (await asked.response())?.finished();
		await look('early', '/of-early/again');
		await eventually(() => rows(page).count()).toBe(2);
		expect((await rows(page).allInnerTexts()).join()).not.toContain('/of-late');
		await page.context().close();
	});

	it('tell how long a slow answer took once it is sent, without another request', async () => {
		const { page } = await openConsole(mock, { session: 'slow' });
		await fetch(`${mock.url}/__admin/sessions/slow/cues`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"on":"*","pass":true,"delay":"700ms"}',
		});
		const asked: string[] = [];
		const answered = look('slow', `${BASE}/00000000-0000-4000-8000-000000000001`);
		// The page reads what a session has when that begins; from here on it is told.
		await eventually(() => rows(page).count()).toBe(1);
		page.on('request', (request) => asked.push(request.url()));
		await answered;
		await eventually(() => rows(page).first().locator('.duration').innerText()).toMatch(
			/^(?:[7-9]\d\d ms|\d+\.\d+ s)$/,
		);
		expect(asked.filter((url) => url.includes('/requests'))).toEqual([]);
		await page.context().close();
	});

	it('stay readable after a body that nests without end', async () => {
		for (const depth of [2000, 5000]) {
			const reply = await call(mock, 'POST', BASE, {
				body: '['.repeat(depth) + ']'.repeat(depth),
				headers: { 'content-type': 'application/json' },
				session: 'deep',
			});
			expect(reply.status).toBe(400);
		}
		const { page, complaints } = await openConsole(mock, { session: 'deep' });
		await eventually(() => rows(page).count()).toBe(2);
		for (const index of [0, 1]) {
			await rows(page).nth(index).click();
			await eventually(() => page.locator('.verdict').innerText()).toContain('400 Bad Request');
			await eventually(() => page.locator('.detail').innerText()).toContain('[[[[');
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('are new after a restart of the mock, and so is the one that is open', async () => {
		const first = await startTestMock();
		await look('again', '/before', first);
		const { page, context } = await openConsole(first, { session: 'again' });
		await rows(page).first().click();
		await eventually(() => page.locator('.detail').innerText()).toContain('/before');
		await first.stop(100);
		await page.getByRole('alert').waitFor();
		const second = await startTestMock({ port: first.port });
		await look('again', '/after', second);
		await eventually(() => page.locator('.detail').innerText()).toContain('/after');
		await context.close();
	});

	it('keep what is looked for when another view is looked at', async () => {
		await look('looked', '/a');
		await look('looked', '/b');
		const { page } = await openConsole(mock, { session: 'looked' });
		await page.getByRole('searchbox', { name: 'Filter by words' }).fill('/b');
		await eventually(() => rows(page).count()).toBe(1);
		await page.getByRole('link', { name: 'Clock' }).click();
		await page.getByRole('link', { name: 'Requests', exact: true }).click();
		await eventually(() => page.getByRole('searchbox', { name: 'Filter by words' }).inputValue()).toBe('/b');
		await eventually(() => rows(page).count()).toBe(1);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the sessions at the side', { timeout: 90_000 }, () => {
	it('have the chosen one among them, with what can be done to it, whatever is searched and however many there are', async () => {
		const many = await startTestMock();
		for (let count = 0; count < 150; count++) many.engine.sessions.get(`s${String(count).padStart(3, '0')}`);
		const { page } = await openConsole(many, { session: 's140' });
		const chosen = page.locator('.sessions .chosen');
		await eventually(() => chosen.innerText()).toContain('s140');
		await page.getByLabel('Find a session').fill('s00');
		await eventually(() => page.locator('.sessions li').count()).toBe(11);
		expect(await chosen.getByRole('button').allInnerTexts()).toEqual(['Reset', 'Drop']);
		await chosen.getByRole('button', { name: 'Drop' }).focus();
		await page.keyboard.press('Enter');
		await eventually(async () => (await fetch(`${many.url}/__admin/sessions/s140`)).status).toBe(404);
		expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H2');
		await page.context().close();
	});

	it('are never all of them by mistake: . and .. are no names', async () => {
		await create(mock, 'bystander');
		for (const name of ['.', '..']) {
			expect((await call(mock, 'GET', '/x', { headers: { 'x-mock-session': name } })).status).toBe(400);
		}
		const { page } = await openBlank(mock);
		await page.goto(`${mock.url}/__admin/#/../requests`);
		await eventually(() => page.locator('.bar h2').innerText()).toBe('default');
		await page.getByLabel('Name of a new session').fill('..');
		await page.getByRole('button', { name: 'Make' }).click();
		await eventually(() => page.locator('.notice').innerText()).toContain('. and .. are none');
		expect((await fetch(`${mock.url}/__admin/sessions/bystander`)).status).toBe(200);
		await page.context().close();
	});

	it('are joined by the path of the page, too, which the tab’s title names', async () => {
		const { page } = await openBlank(mock);
		await page.goto(`${mock.url}/__session/by-path/__admin/`);
		await eventually(() => page.locator('.bar h2').innerText()).toBe('by-path');
		await eventually(() => page.title()).toBe('by-path – Stunt Double');
		await page.context().close();
	});

	it('cost one call for one that changes, and few for a burst', async () => {
		const { page } = await openConsole(mock, { session: 'burst' });
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		for (let count = 0; count < 200; count++) await look('burst', `/x/${count}`);
		await eventually(() => page.locator('.sessions .chosen').innerText()).toContain('200 requests');
		expect(asked.filter((path) => path.endsWith('/sessions')).length).toBe(0);
		expect(asked.filter((path) => path.endsWith('/sessions/burst')).length).toBeLessThan(40);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the admin token', { timeout: 60_000 }, () => {
	it('that is wrong is said to be, one that can’t be sent is not, and the right one leads on', async () => {
		const guarded = await startTestMock({ adminToken: 's3cret' });
		const { page } = await openBlank(guarded);
		await goTo(page, guarded);
		const enter = async (token: string): Promise<void> => {
			await page.getByLabel('Token').fill(token);
			await page.getByRole('button', { name: 'Go on' }).click();
		};
		await enter('pasted→token');
		await eventually(() => page.getByRole('alert').innerText()).toContain('was not sent');
		await page.reload();
		await enter('wrong');
		await eventually(() => page.getByRole('alert').innerText()).toBe('The mock does not know that token.');
		await enter('s3cret');
		await page.locator('[data-link=live]').waitFor();
		await eventually(() => page.evaluate<string>('document.activeElement.id')).toBe('content');
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a page that is out of sight', { timeout: 60_000 }, () => {
	it('gives its connection back, and knows everything again when it is seen', async () => {
		const quiet = await startTestMock();
		const { page } = await openConsole(quiet, { session: 'hidden' });
		const setHidden = (isHidden: boolean): Promise<void> =>
			page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isHidden} });
				document.dispatchEvent(new Event('visibilitychange'));`);
		await eventually(async () => quiet.engine.events.isHeard).toBe(true);
		await create(quiet, 'hidden');
		await rows(page).first().click();
		await page.getByRole('button', { name: 'Make a scenario of this' }).click();
		await setHidden(true);
		await eventually(async () => quiet.engine.events.isHeard).toBe(false);
		await look('hidden', '/meanwhile', quiet);
		await setHidden(false);
		await eventually(() => rows(page).count()).toBe(2);
		expect(await page.locator('.made textarea').inputValue()).toContain('name: create');
		expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Make a scenario of this');
		expect(quiet.engine.events.isHeard).toBe(true);
		await page.context().close();
	});
});
