// The palette: every action of the page by typing, with the arrows, Enter and Esc.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const palette = (page: Page) => page.getByRole('dialog', { name: 'Everything that can be done' });
const notice = (page: Page): Promise<string> => page.locator('.notice').innerText();
const view = async (page: Page): Promise<string> => new URL(page.url()).hash;

/** Types it, and takes the first that fits. */
async function run(page: Page, words: string, first: RegExp): Promise<void> {
	await page.keyboard.press('Control+k');
	await palette(page).waitFor();
	await page.keyboard.type(words);
	await eventually(() => palette(page).getByRole('option').first().innerText()).toMatch(first);
	await page.keyboard.press('Enter');
	await eventually(() => palette(page).count()).toBe(0);
}

describe.skipIf(!CHROMIUM)('the palette', { timeout: 90_000 }, () => {
	it('does all that the page does, each in a word or two', async () => {
		const session = 'palette';
		const id = await create(mock, session);
		const { page, complaints } = await openConsole(mock, { session });
		for (const [words, first, hash] of [
			['coverage', /^Coverage/, 'coverage'],
			['go clock', /^Clock/, 'clock'],
			['entities identif', /Entities: identification/, 'entities?resource=identification'],
			['new scenario', /New scenario/, 'scenarios?edit=new'],
			['try cancel', /Try: cancel/, 'try=cancelIdentityDocumentIdentification'],
		] as const) {
			await run(page, words, first);
			await eventually(() => view(page)).toContain(hash);
		}
		await page.getByRole('dialog', { name: 'A request to try' }).waitFor();
		await page.keyboard.press('Escape');
		await eventually(() => page.getByRole('dialog').count()).toBe(0);
		for (const [words, first, said] of [
			['use already valid', /Use: The identification was already validated/, 'now plays'],
			['undo', /Undo: used/, 'Taken back'],
			['afresh expired', /Start afresh: /, 'from an empty start'],
			['reset', /Reset the session palette/, 'back at its start'],
			['jump 8 days', /jump by 8 days/, 'clock was moved'],
			['PT5M', /jump by PT5M/, 'clock was moved'],
			['real time', /back to real time/, 'clock was moved'],
			['always 409 cancel', /Always 409: cancel/, 'now plays'],
			['use no scenario', /Use no scenario/, 'No scenario is in use'],
			['export har', /Export: the requests as HAR/, 'palette.har was saved'],
			['bug file', /Export: the bug file/, 'palette.bug.json was saved'],
			['export snapshot', /Export: a snapshot/, 'snapshot.json was saved'],
			['clear requests', /Clear the requests/, 'journal is empty'],
			['drop session', /Drop the session palette/, 'is gone'],
		] as const) {
			await run(page, words, first);
			await eventually(() => notice(page)).toContain(said);
		}
		expect(await page.evaluate<string | undefined>('document.documentElement.dataset.theme')).toBe(undefined);
		await run(page, 'colours dark', /Colours: dark/);
		expect(await page.evaluate<string | undefined>('document.documentElement.dataset.theme')).toBe('dark');
		expect(id).toMatch(/-/);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('finds entities by what is in them, a request by its number, and other sessions', async () => {
		const id = await create(mock, 'finds');
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'finds' });
		const { page } = await openConsole(mock, { session: 'finds' });
		await run(page, id.slice(0, 13), new RegExp(id));
		await page.locator('entity-card').waitFor();
		await run(page, '2', /Request 2/);
		await page.locator('.detail[aria-label="Request 2"]').waitFor();
		await run(page, '404 not', /Find in the requests|Always 404/);
		await create(mock, 'elsewhere');
		await eventually(() => page.locator('session-list').innerText()).toContain('elsewhere');
		await run(page, 'session elsewhere', /Session elsewhere/);
		await eventually(() => view(page)).toContain('#/elsewhere/');
		await page.context().close();
	});

	it('is gone through by the arrows, closed by Esc or beside it, and gives the focus back', async () => {
		const { page } = await openConsole(mock, { session: 'keys' });
		await page.getByLabel('Name of a new session').focus();
		await page.keyboard.press('Control+k');
		const active = async (): Promise<string> => {
			const id = await palette(page).getByRole('combobox').getAttribute('aria-activedescendant');
			return page.locator(`[id="${id}"]`).innerText();
		};
		await eventually(active).toContain('Requests');
		for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
		await eventually(active).toContain('Scenarios');
		for (const key of ['ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
		const isSeen = `(() => { const [box, one] = ['.offers', '[aria-selected=true]'].map((name) => document.querySelector('dialog ' + name).getBoundingClientRect()); return one.bottom <= box.bottom + 1 && one.top >= box.top - 1; })()`;
		await eventually(() => page.evaluate<boolean>(isSeen)).toBe(true);
		await page.keyboard.type('nothing like this, is there');
		await eventually(() => palette(page).innerText()).toContain('Find in the requests');
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
		await eventually(() => palette(page).count()).toBe(0);
		expect(await page.evaluate<string>('document.activeElement.name')).toBe('name');
		await page.getByRole('button', { name: 'Do … Ctrl K' }).click();
		await palette(page).waitFor();
		await page.mouse.click(20, 700);
		await eventually(() => palette(page).count()).toBe(0);
		await page.context().close();
	});
});
