// Everybody can use it: axe on every view in both colour schemes, the keyboard alone, narrow and wide screens.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { findFaults } from './axe.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

const VIEWS = ['requests', 'scenarios', 'entities', 'clock', 'operations', 'coverage', 'session'];
/** What is open in them, by their addresses. */
const OPENED = [
	'scenarios?edit=new',
	'requests?request=step-1',
	'requests?request=2',
	'coverage?cell=cancelIdentityDocumentIdentification+409',
	'scenarios?compose=getIdentityDocumentIdentificationMetadata+200',
	'operations?try=createIdentityDocumentIdentification',
];

let mock: RunningMock;
let guarded: RunningMock;
beforeAll(async () => {
	const pact = { file: 'web.json', consumer: 'web', provider: 'api', interactions: 3, unmatched: 1 };
	const operationId = 'cancelIdentityDocumentIdentification';
	mock = await startTestMock(
		{},
		{
			readPacts: async () => ({
				read: [pact],
				expected: [
					{ operationId, status: '404', interactions: 1, consumers: ['web'] },
					{ operationId, status: '409', interactions: 1, consumers: ['web'] },
				],
				findings: [{ code: 'pact.file.not-json', message: 'It is no JSON', file: 'bad.json' }],
			}),
		},
	);
	guarded = await startTestMock({ adminToken: 't' });
	await fetch(`${mock.url}/__admin/sessions/axe/scenario`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: '{"name":"conflict-once"}',
	});
	const id = await create(mock, 'axe');
	await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'axe' });
	await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'axe' });
	await call(mock, 'POST', BASE, { body: { name: 0 }, session: 'axe' });
	await fetch(`${mock.url}/__admin/sessions/axe/cues`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"on":"*","reply":{"status":500}}',
	});
});

/** Opens all there is to open in a view. */
async function unfold(page: Page, view: string): Promise<void> {
	if (view === 'requests') {
		await page.locator('request-list [role=option]:not(.step)').last().click();
		await page.locator('.verdict').waitFor();
		await page.getByRole('button', { name: 'Make a scenario of this' }).click();
	}
	if (view === 'scenarios') await page.locator('scenario-card').first().waitFor();
	if (view === 'entities') {
		await page.locator('tbody button').first().click();
		await page.locator('#chosen-entity').waitFor();
	}
	if (view === 'clock') await page.locator('#expiries').waitFor();
	if (view === 'coverage') await page.locator('#pacts').waitFor();
	for (const summary of (await page.locator('summary').all()).slice(0, 3)) await summary.click();
}

describe.skipIf(!CHROMIUM)('axe', { timeout: 120_000 }, () => {
	it.each([
		['light', 1280],
		['dark', 360],
	] as const)('finds nothing on any view in %s, %i pixels wide', async (colorScheme, width) => {
		const { page, complaints } = await openConsole(mock, { session: 'axe', colorScheme, width });
		for (const view of VIEWS) {
			await goTo(page, mock, { session: 'axe', view });
			await unfold(page, view);
			expect([view, await findFaults(page)]).toEqual([view, []]);
		}
		for (const view of OPENED) {
			await goTo(page, mock, { session: 'axe', view });
			await page
				.locator('section.detail, scenario-editor .findings, scenario-editor [role=status], dialog form')
				.first()
				.waitFor();
			expect([view, await findFaults(page)]).toEqual([view, []]);
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it.each(['light', 'dark'] as const)(
		'finds nothing where the token is asked for, nor in a notice, in %s',
		async (colorScheme) => {
			const { page } = await openBlank(guarded, { colorScheme });
			await goTo(page, guarded);
			await page.getByLabel('Token').fill('t');
			expect(await findFaults(page)).toEqual([]);
			await page.getByRole('button', { name: 'Go on' }).click();
			await page.locator('[data-link=live]').waitFor();
			await page.getByLabel('Name of a new session').fill('not a name');
			await page.getByRole('button', { name: 'Make' }).click();
			await page.locator('.notice[data-kind=problem] p').waitFor();
			expect(await findFaults(page)).toEqual([]);
			await page.context().close();
		},
	);

	it.each(['light', 'dark'] as const)(
		'finds nothing in the palette, nor in what is opened in a sheet, in %s',
		async (colorScheme) => {
			const { page } = await openConsole(mock, { session: 'axe', colorScheme });
			await page.keyboard.press('Control+k');
			await page.keyboard.type('cancel');
			expect(await findFaults(page)).toEqual([]);
			await page.keyboard.press('Escape');
			await page.keyboard.press('Escape');
			await goTo(page, mock, {
				session: 'axe',
				view: 'requests?compose=getIdentityDocumentIdentificationMetadata+200',
			});
			await page.getByLabel('Its body').selectOption('is written here');
			await page.getByLabel('The body').fill('{"status":0}');
			await page.locator('dialog .findings').waitFor();
			for (const summary of await page.locator('dialog summary').all()) await summary.click();
			await page.getByRole('button', { name: 'Another operation' }).click();
			expect(await findFaults(page)).toEqual([]);
			// What is sent is no request of the others.
			await goTo(page, mock, { session: 'sheets', view: 'requests?try=createIdentityDocumentIdentification' });
			await page.getByRole('button', { name: 'Send', exact: true }).click();
			await page.locator('.answer').waitFor();
			for (const summary of await page.locator('dialog summary').all()) await summary.click();
			expect(await findFaults(page)).toEqual([]);
			await page.context().close();
		},
	);

	it('would find something, if there were something to be found', async () => {
		const { page } = await openConsole(mock, { session: 'axe' });
		await page.evaluate(`document.querySelector('main').append(document.createElement('button'))`);
		expect((await findFaults(page)).join()).toContain('button-name');
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the colours', { timeout: 60_000 }, () => {
	it('are the system’s until somebody chooses, and stay as chosen', async () => {
		const { page } = await openConsole(mock, { colorScheme: 'dark' });
		const back = (): Promise<string> =>
			page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
		const dark = await back();
		await page.getByLabel('Colours').selectOption('light');
		const light = await back();
		expect(light).not.toBe(dark);
		await page.reload();
		await page.locator('[data-link=live]').waitFor();
		expect(await back()).toBe(light);
		await page.getByLabel('Colours').selectOption('auto');
		expect(await back()).toBe(dark);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the keyboard alone', { timeout: 60_000 }, () => {
	it('goes through the requests, opens one, and comes back', async () => {
		const { page } = await openConsole(mock, { session: 'axe' });
		await eventually(() => page.locator('request-list [role=option]:not(.step)').count()).toBe(4);
		await page.locator('request-list [role=listbox]').focus();
		// The first line is what was done before the first request.
		for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter'])
			await page.keyboard.press(key);
		await page.locator('.detail[aria-label="Request 2"]').waitFor();
		await page.getByRole('button', { name: 'Close' }).first().press('Escape');
		await eventually(() => page.locator('.detail').count()).toBe(0);
		await eventually(() => page.evaluate<string | null>('document.activeElement.getAttribute("role")')).toBe('listbox');
		await page.context().close();
	});

	it('reaches every action of every view by Tab, in sight', async () => {
		const { page } = await openConsole(mock, { session: 'axe' });
		for (const view of VIEWS) {
			await goTo(page, mock, { session: 'axe', view });
			if (view !== 'scenarios') await unfold(page, view);
			const wanted = await page.evaluate<number>(
				`[...document.querySelectorAll('main button, main a, main input, main select, main textarea, main summary')].filter((one) => one.checkVisibility() && !one.disabled && !(one.type === 'radio' && !one.checked)).length`,
			);
			await page.evaluate('document.activeElement.blur()');
			const met = new Set<string>();
			for (let count = 0; count < wanted + 60; count++) {
				await page.keyboard.press('Tab');
				met.add(
					await page.evaluate<string>(
						`(() => { const all = [...document.querySelectorAll('main button, main a, main input, main select, main textarea, main summary')]; return String(all.indexOf(document.activeElement)); })()`,
					),
				);
				if (met.size - (met.has('-1') ? 1 : 0) >= wanted) break;
			}
			met.delete('-1');
			expect([view, met.size]).toEqual([view, wanted]);
		}
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('the width', { timeout: 60_000 }, () => {
	it.each([360, 1280, 2560])('of %i pixels holds every view without scrolling sideways', async (width) => {
		const { page } = await openConsole(mock, { session: 'axe', width });
		for (const view of VIEWS) {
			await goTo(page, mock, { session: 'axe', view });
			await unfold(page, view);
			const beyond = await page.evaluate<number>(
				'document.documentElement.scrollWidth - document.documentElement.clientWidth',
			);
			expect([view, beyond]).toEqual([view, 0]);
		}
		await page.context().close();
	});

	it('holds the longest name that a session can have, however few pixels it has', async () => {
		const session = 'x'.repeat(100);
		await create(mock, session);
		const { page } = await openConsole(mock, { session });
		await page.locator('.sessions .chosen', { hasText: session }).waitFor();
		const beyond = `['html', 'session-list', '.sessions'].map((one) => {
			const { scrollWidth, clientWidth } = document.querySelector(one);
			return scrollWidth - clientWidth;
		})`;
		for (const view of VIEWS) {
			await goTo(page, mock, { session, view });
			await unfold(page, view);
			for (const width of [360, 1280]) {
				await page.setViewportSize({ width, height: 800 });
				expect([view, width, ...(await page.evaluate<number[]>(beyond))]).toEqual([view, width, 0, 0, 0]);
			}
		}
		await page.context().close();
	});
});
