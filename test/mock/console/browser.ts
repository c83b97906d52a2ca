// A real Chromium for the console's tests; without one, the tests say so and are skipped.

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM, NO_CHROMIUM } from '../../support/chromium.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { countCoverage } from './page-coverage.ts';

/** How long a page may take on a machine that has much else to do. */
const PATIENCE = { timeout: 30_000 };
/** How long the browser may take to start on it. */
const START = { timeout: 60_000 };

/** Nothing is drawn but screenshots: that needs no process of its own, a tenth of all that a page takes. */
const SPARING = ['--in-process-gpu', '--disable-software-rasterizer'];

if (!CHROMIUM) console.log(NO_CHROMIUM);

/** One for a test file, started by its first page. */
let browser: Promise<Browser> | undefined;
atFileEnd(async () => {
	const started = browser;
	browser = undefined;
	await (await started)?.close();
});

function launch(): Promise<Browser> {
	if (!CHROMIUM) throw new Error(NO_CHROMIUM);
	const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', ...SPARING];
	return chromium.launch({ executablePath: CHROMIUM, args, ...START });
}

/** What a page did that it must not do: errors, dialogs, calls to elsewhere. */
export interface Opened {
	page: Page;
	context: BrowserContext;
	complaints: string[];
}

export interface OpenOptions {
	session?: string;
	view?: string;
	colorScheme?: 'light' | 'dark';
	width?: number;
	/** In an existing window of the browser: another tab. */
	context?: BrowserContext;
}

/** Opens the console and waits until it is live. */
export async function openConsole(mock: Pick<RunningMock, 'url'>, options: OpenOptions = {}): Promise<Opened> {
	const opened = await openBlank(mock, options);
	await goTo(opened.page, mock, options);
	await opened.page.locator('[data-link=live]').waitFor(PATIENCE);
	return opened;
}

/** A page that goes nowhere yet. */
export async function openBlank(mock: Pick<RunningMock, 'url'>, options: OpenOptions = {}): Promise<Opened> {
	const { colorScheme = 'light', width = 1280 } = options;
	browser ??= launch().catch((error) => {
		// The next page tries anew.
		browser = undefined;
		throw error;
	});
	const context =
		options.context ??
		(await (await browser).newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' }));
	context.setDefaultTimeout(PATIENCE.timeout);
	const page = await context.newPage();
	await countCoverage(page);
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
	page.on('console', (message) => {
		// Refused calls are told by the browser too; those are what some tests are about.
		if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
			complaints.push(message.text());
	});
	page.on('dialog', (dialog) => {
		complaints.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => {
		if (!request.url().startsWith(mock.url) && !request.url().startsWith('blob:')) complaints.push(request.url());
	});
	return { page, context, complaints };
}

/** Goes to a view of a session. */
export async function goTo(page: Page, mock: Pick<RunningMock, 'url'>, options: OpenOptions = {}): Promise<void> {
	await page.goto(`${mock.url}/__admin/#/${options.session ?? 'default'}/${options.view ?? 'requests'}`);
}

/** Whether a page has read an address that ends so, now or before somebody could listen for it. */
export async function hasRead(page: Page, ending: string): Promise<boolean> {
	return page.evaluate<boolean>(
		`performance.getEntriesByType('resource').some((entry) => entry.name.endsWith(${JSON.stringify(ending)}) && entry.responseEnd > 0)`,
	);
}

/** Waits until a value is as expected. */
export function eventually<Value>(read: () => Promise<Value>) {
	return expect.poll(read, { timeout: PATIENCE.timeout, interval: 50 });
}
