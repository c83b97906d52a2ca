// A bug as one file: out of one mock, opened and replayed in another; a request sent again; requests as HAR, out and in.

import { readFileSync } from 'node:fs';
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

const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const notice = (page: Page): Promise<string> => page.locator('.notice').innerText();
/** Creates one, and cancels it twice. */
async function meetConflict(session: string): Promise<void> {
	const id = await create(mock, session);
	for (let count = 0; count < 2; count++) await call(mock, 'DELETE', `${BASE}/${id}`, { session });
}
async function download(page: Page, name: string): Promise<string> {
	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name }).click();
	return (await waiting).path();
}

describe.skipIf(!CHROMIUM)('a bug file', { timeout: 60_000 }, () => {
	it('goes out of one mock, and is replayed in another: all of it, or up to a request', async () => {
		await meetConflict('bug');
		const { page } = await openConsole(mock, { session: 'bug', view: 'session' });
		const file = await download(page, 'Download the bug file');
		const fresh = await startTestMock();
		const { page: other, complaints } = await openConsole(fresh, { view: 'session' });
		await other.getByLabel('Open a bug file').setInputFiles(file);
		await eventually(() => other.locator('bug-file tbody tr').count()).toBe(3);
		await other.getByRole('button', { name: 'Replay to here: request 2' }).click();
		await eventually(() => other.locator('bug-file [role=status]').innerText()).toContain('2 of 2 answered as before.');
		await other.getByRole('button', { name: 'Replay all' }).click();
		await eventually(() => other.locator('bug-file [role=status]').innerText()).toContain('3 of 3 answered as before.');
		await other.getByRole('link', { name: 'Look at the session bug-replay' }).click();
		await eventually(async () => (await rows(other).allInnerTexts()).slice(-3)).toEqual([
			expect.stringContaining('200'),
			expect.stringContaining('204'),
			expect.stringContaining('409'),
		]);
		expect(complaints).toEqual([]);
		await other.context().close();
		await page.context().close();
	});

	it('that is none is said to be none', async () => {
		const { page } = await openConsole(mock, { session: 'none', view: 'session' });
		for (const text of ['[]', 'null', '{"format":"stunt-double-snapshot"}', 'no JSON']) {
			await page
				.getByLabel('Open a bug file')
				.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
			await eventually(() => notice(page)).toContain('x.json is no bug file and no HAR');
			await page.locator('.notice').getByRole('button', { name: 'Close' }).click();
		}
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a request', { timeout: 60_000 }, () => {
	it('is sent again, and what is other is told', async () => {
		await meetConflict('again');
		const { page } = await openConsole(mock, { session: 'again' });
		await rows(page).nth(1).click();
		await page.getByRole('button', { name: 'Send again' }).click();
		await eventually(() => notice(page)).toContain('Sent again, as request 4: 409 Conflict, it was 204 No Content.');
		await eventually(() => page.locator('request-detail .detail').getAttribute('aria-label')).toBe('Request 4');
		await page.context().close();
	});

	it('goes out as HAR without its secrets, and comes in again', async () => {
		await meetConflict('har');
		const { page } = await openConsole(mock, { session: 'har', view: 'session' });
		const file = await download(page, 'Download as HAR');
		expect(readFileSync(file, 'utf8')).not.toContain('Bearer x');
		await page.goto(`${mock.url}/__admin/#/har-in/session`);
		await page.getByLabel('Open a bug file').setInputFiles(file);
		await eventually(() => notice(page)).toContain('3 requests came into har-in');
		await page.getByRole('link', { name: 'Requests', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(3);
		await page.goto(`${mock.url}/__admin/#/har-in/session`);
		await page.getByRole('button', { name: 'Record as a scenario' }).click();
		await eventually(() => notice(page)).toContain('A scenario of 3 exchanges with the real API');
		await eventually(() => page.locator('scenario-editor textarea').inputValue()).toContain('name: recorded-har-in');
		await page.context().close();
	});
});
