// Everybody can read the pages: axe in both colour schemes, on narrow screens without scrolling sideways, by the keyboard.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../../support/chromium.ts';
import { type FullBroker, startFullBroker } from './full-broker.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PACT = '/pacts/provider/orders%20api/consumer/orders%2Fweb';
const PATHS = [
	'/',
	'/pacticipants/orders%2Fweb',
	'/pacticipants/orders%2Fweb/versions/1',
	`${PACT}/latest`,
	`${PACT}/version/2/diff/previous-distinct`,
	'/matrix?q[][pacticipant]=orders%2Fweb&q[][version]=1&environment=live&latestby=cvpv',
	'/webhooks',
	'/doc/pb:pacticipants',
	'/pacticipants/nobody',
];

let broker: FullBroker;
let browser: Browser | undefined;
beforeAll(async () => {
	broker = await startFullBroker();
	if (CHROMIUM) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterAll(async () => {
	await browser?.close();
	await broker.close();
});

describe.skipIf(!CHROMIUM)('the pages', { timeout: 60_000 }, () => {
	it.each([
		['light', 1280],
		['dark', 1280],
		['light', 360],
		['dark', 360],
	] as const)('have no fault that axe finds, in %s at %i px', async (colorScheme, width) => {
		const context = await (browser as Browser).newContext({ colorScheme, viewport: { width, height: 800 } });
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(error.message));
		for (const path of PATHS) {
			await page.goto(`${broker.url}${path}`);
			await page.evaluate(AXE);
			const faults = await page.evaluate<string[]>(
				`axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`,
			);
			expect([path, faults]).toEqual([path, []]);
			const [wide, room] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
			expect([path, wide <= room]).toEqual([path, true]);
		}
		// The last one is not there, which a browser writes to its console.
		expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
		await context.close();
	});

	it('answer a question that is asked by the form', async () => {
		const page = await (browser as Browser).newPage();
		await page.goto(`${broker.url}/matrix`);
		await page.getByLabel('Application').selectOption('orders/web');
		await page.getByLabel('Version').fill('1');
		await page.getByLabel('To').selectOption('live');
		await page.keyboard.press('Tab');
		await page.getByRole('button', { name: 'Ask' }).press('Enter');
		await page.getByRole('heading', { name: 'No (to live)' }).waitFor();
		expect(new URL(page.url()).pathname).toBe('/matrix');
		await page.close();
	});
});
