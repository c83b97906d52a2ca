// The mock is started anew while the page is open: that its memory was lost is said, and the last snapshot is offered.

import { describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, hasRead, openConsole } from './browser.ts';

describe.skipIf(!CHROMIUM)('a restart', { timeout: 60_000 }, () => {
	it('costs nothing that the page still holds', async () => {
		const first = await startTestMock();
		const id = await create(first, 'kept');
		const { page, complaints } = await openConsole(first, { session: 'kept' });
		const lost = page.locator('lost-session');
		await eventually(() => hasRead(page, '/kept/snapshot')).toBe(true);
		// What came after that is not in it; the session is no other one for it.
		expect(await lost.innerText()).toBe('');
		await first.stop(100);
		const second = await startTestMock({ port: first.port });
		await eventually(() => lost.innerText()).toMatch(/started anew: what kept held is lost[\s\S]*with 1 entity/);
		const look = () => call(second, 'GET', `${BASE}/${id}`, { session: 'kept' });
		expect((await look()).status).toBe(404);
		await lost.getByRole('button', { name: 'Put it back' }).click();
		await eventually(async () => (await look()).status).toBe(200);
		await eventually(() => lost.innerText()).toBe('');
		expect(await page.evaluate<string>('document.activeElement.id')).toBe('content');
		await page.getByRole('button', { name: 'Undo', exact: true }).click();
		await eventually(async () => (await look()).status).toBe(404);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('is forgotten where somebody lets it go', async () => {
		const first = await startTestMock();
		await create(first, 'gone');
		const { page } = await openConsole(first, { session: 'gone' });
		await eventually(() => hasRead(page, '/gone/snapshot')).toBe(true);
		await first.stop(100);
		await startTestMock({ port: first.port });
		await page.getByRole('button', { name: 'Let it go' }).click();
		await eventually(() => page.locator('lost-session').innerText()).toBe('');
		await page.context().close();
	});
});
