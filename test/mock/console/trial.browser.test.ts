// The trial: a document of others, a hundred operations, five hundred entities and five thousand requests. The page stays quick, and readable.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { describeForeign } from '../../support/foreign-document.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { findFaults } from './axe.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

const REQUESTS = 5000;
const ENTITIES = { shipment: 300, parcel: 100, customer: 100 };
/** How long anything may take until it is seen, in ms, on a machine that has much else to do. */
const MOST_MS = 2000;
/** At once, as a browser asks. */
const LANES = 6;
const HEADERS = { 'x-api-key': 'k' };

let mock: RunningMock;
beforeAll(async () => {
	if (!CHROMIUM) return;
	mock = await startTestMock({
		documents: [describeForeign()],
		scenarios: undefined,
		journal: 10_000,
		journalBytes: 64 * 1024 * 1024,
	});
	for (const [resource, count] of Object.entries(ENTITIES)) {
		expect((await call(mock, 'POST', '/__admin/sessions/trial/generate', { body: { resource, count } })).status).toBe(
			200,
		);
	}
	const { json } = await call(mock, 'GET', '/__admin/sessions/trial/resources/shipment?limit=300');
	const ids = (json as { entities: { id: string }[] }).entities.map(({ id }) => id);
	let next = 0;
	const work = async (): Promise<void> => {
		for (let index = next++; index < REQUESTS; index = next++) {
			const [method, path] = (
				[
					['GET', `/shipments/${ids[index % ids.length]}`],
					['GET', '/parcels?limit=20'],
					['POST', `/shipments/${ids[index % ids.length]}/book`],
					['GET', `/customers/${ids[0]}`],
					['DELETE', `/parcels/${ids[0]}`],
				] as const
			)[index % 5] as readonly [string, string];
			await call(mock, method, path, { session: 'trial', headers: HEADERS });
		}
	};
	await Promise.all(Array.from({ length: LANES }, work));
}, 240_000);

/** Tries, of which the best counts: what else this machine has to do falls on some of them. */
const TRIES = 3;

/** From the act until what it leads to is seen, in ms; `back` leads to where it began. */
async function time(name: string, act: () => Promise<unknown>, back: () => Promise<unknown>): Promise<void> {
	const tries: number[] = [];
	while (tries.length < TRIES && !tries.some((ms) => ms < MOST_MS)) {
		if (tries.length > 0) await back();
		const began = performance.now();
		await act();
		tries.push(Math.round(performance.now() - began));
	}
	console.log(`${name}: ${tries.join(', ')} ms`);
	expect([name, Math.min(...tries) < MOST_MS || tries]).toEqual([name, true]);
}

const VIEWS: readonly (readonly [view: string, shown: string])[] = [
	['requests', 'request-list [role=option]'],
	['requests?request=4998', '.verdict'],
	['scenarios', 'error-choice summary'],
	['entities', 'entity-view tbody tr'],
	['entities?resource=carrier', '#new-entity'],
	['clock', '#expiries'],
	['operations', '.effects tbody tr'],
	['coverage', '.grid tbody tr'],
	['coverage?cell=bookShipment+409', 'coverage-cell'],
	['session', '.copyable'],
	['requests?compose=bookShipment+409', 'dialog form'],
	['operations?try=createShipment', 'dialog form'],
];

const until = (page: Page, condition: string): Promise<void> =>
	eventually(() => page.evaluate<boolean>(condition)).toBe(true);

async function see(page: Page, view: string, shown: string): Promise<void> {
	await goTo(page, mock, { session: 'trial', view });
	await page.locator(shown).first().waitFor();
}

describe.skipIf(!CHROMIUM)('a foreign document', { timeout: 240_000 }, () => {
	it('is seen less than 300 ms after a page of one word would be', async () => {
		const bare = createServer((_request, response) => {
			response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,"><p>word</p>');
		});
		await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
		const { page, context } = await openBlank(mock);
		const paint = async (url: string): Promise<number> => {
			await page.goto('about:blank');
			await page.goto(url);
			const read = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`;
			await eventually(() => page.evaluate<number>(read)).toBeGreaterThan(0);
			return page.evaluate<number>(read);
		};
		const [words, paints]: [number[], number[]] = [[], []];
		try {
			for (let turn = 0; turn < 5; turn++) {
				words.push(await paint(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/`));
				paints.push(await paint(`${mock.url}/__admin/#/trial/requests`));
				await page.locator('[data-link=live]').waitFor();
			}
			console.log(
				`first paint, ms: ${paints.map(Math.round).join(', ')}; of one word: ${words.map(Math.round).join(', ')}`,
			);
			expect(Math.min(...paints) - Math.min(...words)).toBeLessThan(300);
		} finally {
			bare.close();
			await context.close();
		}
	});

	it('leaves the page quick: its views, the filter, the palette, a search, an order', async () => {
		const { page, complaints } = await openConsole(mock, { session: 'trial' });
		const rows = page.locator('request-list [role=option]:not(.step)');
		await eventually(() => rows.last().getAttribute('aria-posinset')).toMatch(/^500\d$/);
		for (const [view, shown] of VIEWS) {
			await time(
				view,
				() => see(page, view, shown),
				() => see(page, 'operations?effect=none', '.empty'),
			);
		}
		await see(page, 'requests', 'request-list [role=option]');
		const filter = page.getByRole('searchbox', { name: 'Filter by words' });
		await time(
			'filter',
			async () => {
				await filter.fill('bookShipment 409');
				await until(
					page,
					`(() => { const [first] = document.querySelectorAll('request-list [role=option]'); return first !== undefined && Number(first.ariaSetSize) < 1001; })()`,
				);
			},
			() => filter.fill(''),
		);
		await filter.fill('');
		await time(
			'palette',
			async () => {
				await page.keyboard.press('Control+k');
				await page.keyboard.type('one-off book');
				await page.locator('.palette [role=option]', { hasText: 'One-off: bookShipment' }).waitFor();
			},
			async () => {
				for (let count = 0; count < 2; count++) await page.keyboard.press('Escape');
			},
		);
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
		await see(page, 'entities', 'entity-view tbody tr');
		expect(await page.locator('#entities').innerText()).toBe('shipment');
		await time(
			'order',
			async () => {
				await page.getByRole('button', { name: 'name', exact: true }).click();
				await page.locator('th[aria-sort=ascending]').waitFor();
			},
			() => see(page, 'entities', 'entity-view tbody tr'),
		);
		await time(
			'search',
			async () => {
				await page.getByLabel('Find by a text').fill('DELIVERED');
				await until(
					page,
					`[...document.querySelectorAll('entity-view tbody tr')].every((row) => /DELIVER/.test(row.innerText))`,
				);
			},
			() => page.getByLabel('Find by a text').fill(''),
		);
		await see(page, 'operations', '.effects tbody tr');
		await time(
			'operations',
			async () => {
				await page.getByLabel('Search', { exact: true }).fill('claim');
				await until(page, `document.querySelectorAll('.effects tbody tr').length === 5`);
			},
			() => page.getByLabel('Search', { exact: true }).fill(''),
		);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	// Every view in both forms is asked of our own document (access.browser.test.ts); of this one, whose pages are long, each in one.
	it.each([
		['light', 1280],
		['dark', 360],
	] as const)('gives axe nothing to find on its views in %s, %i pixels wide', async (colorScheme, width) => {
		const { page } = await openConsole(mock, { session: 'trial', colorScheme, width });
		for (const [index, [view, shown]] of VIEWS.entries()) {
			await see(page, view, shown);
			const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
			expect([view, await page.evaluate<number>(beyond)]).toEqual([view, 0]);
			if ((index % 2 === 0) === width > 360) expect([view, await findFaults(page)]).toEqual([view, []]);
		}
		await page.context().close();
	});
});
