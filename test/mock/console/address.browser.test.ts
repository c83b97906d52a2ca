// What is chosen, open and looked for stands in the address: a reload, a link and Back lead to it; and the keyboard goes through it.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { call, create, startTestMock } from '../../support/mock.ts';
import { eventually, openBlank, openConsole } from './browser.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const detail = (page: Page) => page.locator('request-detail .detail');
const look = (session: string, path: string, at: RunningMock = mock) => call(at, 'GET', path, { session });
const find = (page: Page) => page.getByRole('searchbox', { name: 'Filter by words' });

describe.skipIf(!CHROMIUM)('a request that is open', { timeout: 60_000 }, () => {
	it('is open after a reload and by its link, in sight among many, and Back closes it', async () => {
		for (let count = 1; count <= 60; count++) await look('open', `/${count}`);
		const { page, context } = await openConsole(mock, { session: 'open' });
		await find(page).fill('/1');
		await rows(page).nth(1).click();
		await eventually(() => detail(page).getAttribute('aria-label')).toBe('Request 10');
		const link = page.url();
		await page.reload();
		await eventually(() => detail(page).innerText()).toContain('GET /10');
		expect(await find(page).inputValue()).toBe('/1');
		const other = await context.newPage();
		await other.goto(link.replace('q=%2F1&', ''));
		await eventually(() => detail(other).innerText()).toContain('GET /10');
		await eventually(() => other.locator('.row[aria-selected=true]').isVisible()).toBe(true);
		await page.goBack();
		await eventually(() => detail(page).count()).toBe(0);
		expect(await find(page).inputValue()).toBe('/1');
		await context.close();
	});

	it('follows the arrow keys, and Esc in the list closes it', async () => {
		for (const path of ['/a', '/b', '/c']) await look('keys', path);
		const { page } = await openConsole(mock, { session: 'keys' });
		await eventually(() => rows(page).count()).toBe(3);
		await page.locator('[role=listbox]').focus();
		for (const key of ['Home', 'Enter']) await page.keyboard.press(key);
		await eventually(() => detail(page).getAttribute('aria-label')).toBe('Request 1');
		for (const number of [2, 3]) {
			await page.keyboard.press('ArrowDown');
			await eventually(() => detail(page).getAttribute('aria-label')).toBe(`Request ${number}`);
		}
		await page.keyboard.press('Escape');
		await eventually(() => detail(page).count()).toBe(0);
		expect(await page.evaluate<string>('document.activeElement.getAttribute("role")')).toBe('listbox');
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('what is looked for', { timeout: 60_000 }, () => {
	it('belongs to its session, and is there when that is looked at again', async () => {
		for (const session of ['mine', 'yours']) for (const path of ['/a', '/b']) await look(session, path);
		const { page } = await openConsole(mock, { session: 'mine' });
		await find(page).fill('/b');
		await eventually(() => rows(page).count()).toBe(1);
		await page.locator('.sessions').getByRole('link', { name: 'yours' }).click();
		await eventually(() => rows(page).count()).toBe(2);
		expect(await find(page).inputValue()).toBe('');
		await page.locator('.sessions').getByRole('link', { name: 'mine' }).click();
		await eventually(() => rows(page).count()).toBe(1);
		await page.context().close();
	});

	it('is looked for in bodies and headers as well', async () => {
		await create(mock, 'deep');
		await look('deep', '/elsewhere');
		const { page } = await openConsole(mock, { session: 'deep' });
		await eventually(() => rows(page).count()).toBe(2);
		await find(page).fill('James');
		await eventually(() => rows(page).allInnerTexts()).toEqual([expect.stringContaining('POST')]);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the page is honest', { timeout: 60_000 }, () => {
	it('a fresh mock gives the browser nothing to complain of', async () => {
		const fresh = await startTestMock();
		const { page } = await openBlank(fresh);
		const complaints: string[] = [];
		page.on('console', (message) => complaints.push(message.text()));
		page.on('response', (response) => {
			if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
		});
		for (const view of ['requests', 'scenarios', 'entities', 'clock', 'coverage', 'session']) {
			await page.goto(`${fresh.url}/__admin/#/default/${view}`);
			await page.locator('[data-link=live]').waitFor();
			await page.waitForTimeout(300);
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it.each([
		['entities', /Reading …/, /sixty|PENDING|identification/],
		['requests', /Reading …/, /No request yet/],
		['scenarios', /Reading …/, /20 scenarios/],
		['clock', /Reading …/, /Nobody has used this session yet/],
	])('%s are being read until it is known what there is', async (view, before, after) => {
		const { page } = await openBlank(mock);
		let letGo = (): void => undefined;
		const held = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		await page.route(/__admin\/(sessions|resources|scenarios|operations)(\?|$)/, async (route) => {
			await held;
			await route.continue();
		});
		await page.goto(`${mock.url}/__admin/#/nobody-yet/${view}`);
		await page.locator('[data-link=live]').waitFor();
		await eventually(() => page.locator('main').innerText()).toMatch(before);
		expect(await page.locator('main').innerText()).not.toMatch(/store nothing|No request yet|without scenarios|Nobody/);
		letGo();
		await eventually(() => page.locator('main').innerText()).toMatch(after);
		await page.context().close();
	});

	it('what the journal has dropped is told', async () => {
		const small = await startTestMock({ journal: 10 });
		for (let count = 0; count < 15; count++) await look('few', `/${count}`, small);
		const { page } = await openConsole(small, { session: 'few' });
		await eventually(() => page.locator('request-view .tools').innerText()).toContain('10 kept, 5 older dropped');
		for (let count = 0; count < 3; count++) await look('few', `/${count}`, small);
		await eventually(() => page.locator('request-view .tools').innerText()).toContain('10 kept, 8 older dropped');
		await page.context().close();
	});

	it('a restart of the mock is told, and that it did not answer goes away by itself', async () => {
		const first = await startTestMock();
		await create(first, 'again');
		const { page, context } = await openConsole(first, { session: 'again' });
		await eventually(() => rows(page).count()).toBe(1);
		await first.stop(100);
		await page.getByRole('alert').waitFor();
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await eventually(() => page.locator('.notice').innerText()).toContain('does not answer');
		const second = await startTestMock({ port: first.port });
		await eventually(() => page.locator('.notice').innerText()).toContain('was started anew');
		expect(await page.locator('.notice').innerText()).not.toContain('does not answer');
		expect((await look('again', '/1', second)).status).toBe(404);
		await context.close();
	});

	it('sessions stand by their last use', async () => {
		const used = await startTestMock();
		for (const session of ['run-1', 'run-10', 'run-2']) await look(session, '/x', used);
		const { page } = await openConsole(used, { session: 'run-2' });
		const names = () => page.locator('.sessions a').allInnerTexts();
		await eventually(names).toEqual(['run-2', 'run-10', 'run-1']);
		await look('run-1', '/x', used);
		await eventually(names).toEqual(['run-1', 'run-2', 'run-10']);
		await page.context().close();
	});
});
