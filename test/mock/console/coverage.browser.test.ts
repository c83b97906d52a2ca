// The coverage in the page: what was exercised, in a session or in all, and what pacts expect.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const statusOf = async (session: string, id: string): Promise<number> =>
	(await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status;

describe.skipIf(!CHROMIUM)('the coverage', { timeout: 60_000 }, () => {
	it('fills as the session is used', async () => {
		const id = await create(mock, 'cover');
		const { page } = await openConsole(mock, { session: 'cover', view: 'coverage' });
		await eventually(() => page.locator('coverage-view .tools').innerText()).toContain('1 of ');
		await statusOf('cover', id);
		await eventually(() => page.locator('coverage-view .tools').innerText()).toContain('2 of ');
		await eventually(() => page.locator('coverage-view').innerText()).toContain('No pacts were read.');
		// Others are busy, and that is seen where all of them count.
		await page.getByLabel('Requests of').selectOption('all sessions');
		const cell = page.locator('td', { has: page.locator('[data-cell="cancelIdentityDocumentIdentification 404"]') });
		const before = Number((await cell.innerText()).replace('never', '0'));
		for (let count = 0; count < 30; count++) await statusOf('busy', id);
		await eventually(() => cell.innerText()).toBe(String(before + 30));
		await page.context().close();
	});

	it('shows in the same cells what pacts expect, as their files change', async () => {
		let interactions = 1;
		let readings = 0;
		const expected = () => [
			{
				operationId: 'cancelIdentityDocumentIdentification',
				status: '409',
				interactions,
				consumers: ['web', '<b>app'],
			},
		];
		const known = await startTestMock(
			{},
			{
				readPacts: async () => {
					readings++;
					return {
						read: [{ file: 'web.json', consumer: 'web', provider: 'api', interactions: 3, unmatched: 2 }],
						expected: expected(),
						findings: [{ code: 'pact.file.not-json', message: 'It is <b>cut off', file: 'bad.json' }],
					};
				},
			},
		);
		const { page } = await openConsole(known, { session: 'pacts', view: 'coverage' });
		const cell = page.locator('td', { has: page.locator('[data-cell="cancelIdentityDocumentIdentification 409"]') });
		await eventually(() => cell.innerText()).toMatch(/^never\s*1 in pacts$/);
		expect(await cell.locator('.by-pacts').getAttribute('title')).toBe('expected by web, <b>app');
		expect(await page.locator('coverage-view .tools').innerText()).toContain(
			'1 expected by pacts, 1 of them not exercised here',
		);
		const table = await page.locator('[aria-labelledby=pacts]').innerText();
		expect(table).toContain('bad.json: It is <b>cut off');
		expect(table).toContain('3, 2 that no documented answer fits');
		// The page has read all that it wants, until something changes.
		await eventually(async () => {
			const before = readings;
			await page.waitForTimeout(500);
			return readings - before;
		}).toBe(0);
		interactions = 5;
		known.engine.events.emit({ type: 'pacts.changed' });
		await eventually(() => cell.innerText()).toContain('5 in pacts');
		const id = await create(known, 'pacts');
		for (let count = 0; count < 2; count++) await call(known, 'DELETE', `${BASE}/${id}`, { session: 'pacts' });
		await eventually(() => cell.innerText()).toMatch(/^1\s*5 in pacts$/);
		expect(await page.locator('coverage-view .tools').innerText()).toMatch(/1 expected by pacts$/m);
		await page.context().close();
	});
});
