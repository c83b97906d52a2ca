// One click changes what the app meets next, on the entity that the app has made; and one click takes it back.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openConsole } from './browser.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const VALIDATED = 'The identification was already validated';
const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const notice = (page: Page): Promise<string> => page.locator('.notice').innerText();
const undo = (page: Page): Promise<void> =>
	page.locator('.notice').getByRole('button', { name: 'Undo', exact: true }).click();
const cancel = async (session: string, id: string): Promise<number> =>
	(await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status;
const isThere = async (session: string, id: string): Promise<boolean> =>
	(await call(mock, 'GET', `${BASE}/${id}`, { session })).status === 200;

describe.skipIf(!CHROMIUM)('a scenario that is used', { timeout: 60_000 }, () => {
	it('is for what the app has made, with one click, and is taken back with one', async () => {
		const [first, second] = [await create(mock, 'own'), await create(mock, 'own')];
		const { page, complaints } = await openConsole(mock, { session: 'own', view: 'scenarios' });
		await page.getByRole('button', { name: `Use: ${VALIDATED}` }).click();
		await eventually(() => notice(page)).toContain(`own now plays: ${VALIDATED}.`);
		expect(await cancel('own', first)).toBe(409);
		await undo(page);
		await eventually(() => notice(page)).toContain('Taken back: used already-validated');
		expect(await cancel('own', second)).toBe(204);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('empties the session only where that is asked for', async () => {
		const id = await create(mock, 'afresh');
		const { page } = await openConsole(mock, { session: 'afresh', view: 'scenarios' });
		await page.getByRole('button', { name: `Start afresh: ${VALIDATED}` }).click();
		await eventually(() => notice(page)).toContain('from an empty start');
		expect(await isThere('afresh', id)).toBe(false);
		await undo(page);
		await eventually(() => isThere('afresh', id)).toBe(true);
		await page.context().close();
	});

	it.each(['entities', 'requests'] as const)('can be for one entity alone, from the %s', async (view) => {
		const [one, other] = [await create(mock, `one-${view}`), await create(mock, `one-${view}`)];
		const { page } = await openConsole(mock, { session: `one-${view}`, view });
		if (view === 'entities') await page.getByRole('button', { name: one }).click();
		else await rows(page).first().click();
		await page.locator('entity-actions').getByRole('button', { name: VALIDATED }).click();
		await eventually(() => page.locator('.bar').innerText()).toContain(`for identification ${one}`);
		expect([await cancel(`one-${view}`, one), await cancel(`one-${view}`, other)]).toEqual([409, 204]);
		// What was refused has moved nothing.
		await goTo(page, mock, { session: `one-${view}`, view: 'requests' });
		await rows(page).nth(2).click();
		await eventually(() => page.locator('entity-actions [aria-pressed=true]').innerText()).toBe('VALIDATED');
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('whatever loses data', { timeout: 60_000 }, () => {
	it('is done at once and can be taken back, in one manner for all', async () => {
		const [id, gone] = [await create(mock, 'lost'), await create(mock, 'lost')];
		const { page } = await openConsole(mock, { session: 'lost', view: 'entities' });
		const side = page.locator('.sessions .chosen');

		await side.getByRole('button', { name: 'Reset', exact: true }).click();
		await eventually(() => isThere('lost', id)).toBe(false);
		await undo(page);
		await eventually(() => isThere('lost', id)).toBe(true);

		await side.getByRole('button', { name: 'Drop', exact: true }).click();
		await eventually(() => notice(page)).toContain('is gone');
		await undo(page);
		await eventually(() => isThere('lost', id)).toBe(true);

		await page.getByRole('button', { name: gone }).click();
		await page.getByRole('button', { name: 'Delete it' }).click();
		await eventually(() => isThere('lost', gone)).toBe(false);
		await undo(page);
		await eventually(() => isThere('lost', gone)).toBe(true);

		await goTo(page, mock, { session: 'lost' });
		await eventually(() => rows(page).count()).toBeGreaterThan(2);
		const before = await rows(page).count();
		await page.getByRole('button', { name: 'Clear' }).click();
		await eventually(() => rows(page).count()).toBe(0);
		await undo(page);
		await eventually(() => rows(page).count()).toBe(before);
		await page.context().close();
	});

	it('stands in a list, from which several steps are taken back together', async () => {
		const id = await create(mock, 'list');
		const { page } = await openConsole(mock, { session: 'list', view: 'scenarios' });
		const list = page.locator('undo-list');
		expect(await list.locator('summary').count()).toBe(0);
		for (const title of [VALIDATED, 'The identification was already cancelled']) {
			await page.getByRole('button', { name: `Use: ${title}` }).click();
			await eventually(() => notice(page)).toContain(title);
		}
		await eventually(() => list.locator('summary').innerText()).toBe('Undo (2)');
		await list.locator('summary').click();
		await eventually(() => list.locator('li').allInnerTexts()).toEqual([
			expect.stringMatching(/already-cancelled[\s\S]*Take back$/),
			expect.stringMatching(/already-validated[\s\S]*Take back these 2$/),
		]);
		await page.keyboard.press('Escape');
		expect(await list.locator('li').first().isVisible()).toBe(false);
		await list.locator('summary').click();
		await list.getByRole('button', { name: /Take back these 2: .*already-validated/ }).click();
		await eventually(() => notice(page)).toContain('2 steps were taken back.');
		await eventually(() => list.locator('summary').count()).toBe(0);
		expect(await cancel('list', id)).toBe(204);
		await page.context().close();
	});

	it('stands among the requests, where it happened, as moves of the clock and undos do', async () => {
		const id = await create(mock, 'line');
		const { page } = await openConsole(mock, { session: 'line', view: 'clock' });
		await page.getByRole('button', { name: '+ 1 day' }).click();
		await eventually(() => notice(page)).toContain('The clock was moved.');
		await isThere('line', id);
		await undo(page);
		await page.getByRole('link', { name: 'Requests', exact: true }).click();
		await eventually(() => page.locator('request-list [role=option]').allInnerTexts()).toEqual([
			expect.stringContaining('POST'),
			expect.stringMatching(/clock/),
			expect.stringContaining('GET'),
			expect.stringContaining('took back'),
		]);
		await page.locator('request-list .step').first().click();
		await eventually(() => page.locator('.detail').getAttribute('aria-label')).toMatch(/^Step \d+$/);
		expect(await page.locator('request-view .tools').innerText()).toContain('2 requests');
		await page.context().close();
	});
});
