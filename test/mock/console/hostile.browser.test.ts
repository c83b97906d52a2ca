// Threats 72 to 74 at the page: whatever the API under test, or an answer of it, sends, is shown as text and never run.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, CREATE, call, startTestMock } from '../../support/mock.ts';
import { sendRaw } from '../../support/raw.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

const PAGES = {
	openapi: '3.1.0',
	info: { title: '<img src=x onerror=alert(1)>', version: '"><script>alert(2)</script>' },
	paths: {
		'/page': {
			get: {
				operationId: 'getPage',
				responses: {
					'200': {
						description: 'A page.',
						content: {
							'text/html': {
								schema: { type: 'string' },
								example:
									"<title>started</title><script>document.title='ran';fetch('/__admin/sessions/owned/scenario',{method:'PUT',headers:{'content-type':'application/json'},body:'{\"name\":null}'})</script>",
							},
						},
					},
				},
			},
		},
	},
};
const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script><svg onload=alert(3)>{{7*7}}$' + '{7*7}';
const UNSEEN = 'a\u001b[31mred\u0000\u202egnp.exe\u2066\u200b\ud800';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

async function sendHostile(session: string): Promise<void> {
	const headers = { 'x-evil': MARKUP.replaceAll(/[\r\n]/g, ''), cookie: 'login=s3cr3t' };
	const body = { ...CREATE, name: MARKUP, last_name: UNSEEN, [MARKUP]: MARKUP };
	await call(mock, 'POST', BASE, { body, session, headers });
	await call(mock, 'POST', BASE, {
		body: { ...CREATE, name: 'y'.repeat(900_000), identity_document: MARKUP },
		session,
	});
	await call(mock, 'GET', `${BASE}/${encodeURIComponent(MARKUP)}?q=${encodeURIComponent(UNSEEN.toWellFormed())}`, {
		session,
	});
	await call(mock, 'POST', BASE, { body: MARKUP, session, headers: { 'content-type': 'text/html' } });
	const path = `/nothing/<img/src=x/onerror=alert(4)>?"'><script>alert(5)</script>`;
	await sendRaw(
		mock.port,
		`GET ${path} HTTP/1.1\r\nHost: x\r\nX-Mock-Session: ${session}\r\nConnection: close\r\n\r\n`,
	);
}

/** Elements in the page that only its sources could have made. */
const strangers = (page: Page): Promise<number> =>
	page.locator('main img, main script, main iframe, main svg[onload], main object').count();

describe.skipIf(!CHROMIUM)('a hostile journal', { timeout: 60_000 }, () => {
	it('is shown as text in the list and in every part of each exchange (threat 72)', async () => {
		await sendHostile('evil');
		const { page, complaints } = await openConsole(mock, { session: 'evil' });
		const rows = page.locator('request-list [role=option]:not(.step)');
		await eventually(() => rows.count()).toBe(5);
		for (let index = 0; index < 5; index++) {
			await rows.nth(index).click();
			await page.locator(`.detail[aria-label="Request ${index + 1}"] .verdict`).waitFor();
			for (const summary of await page.locator('.detail summary').all()) await summary.click();
			expect(await strangers(page)).toBe(0);
			const make = page.getByRole('button', { name: 'Make a scenario of this' });
			if (await make.isEnabled()) await make.click();
			await page.getByRole('button', { name: 'Copy as curl' }).click();
		}
		await rows.first().click();
		await eventually(() => page.locator('.detail').innerText()).toContain('<img src=x onerror=');
		const text = await page.locator('.detail').innerText();
		expect(text).toContain('⟨U+202E⟩');
		expect(text).toContain('\\u001b[31mred\\u0000');
		for (const unseen of ['\u202e', '\u2066', '\u001b', '\u0000', '\u200b']) expect(text).not.toContain(unseen);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('hides credentials and cookies, in the list, the details and the curl line (threat 74)', async () => {
		await sendHostile('secret');
		const { page, context } = await openConsole(mock, { session: 'secret' });
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: mock.url });
		await page.locator('request-list [role=option]:not(.step)').first().click();
		await page.locator('.detail summary').first().click();
		await page.getByRole('button', { name: 'Copy as curl' }).click();
		await eventually(() => page.locator('.notice').innerText()).toContain('clipboard');
		const copied = await page.evaluate<string>('navigator.clipboard.readText()');
		const whole = copied + (await page.locator('body').innerText());
		expect(copied).toContain('curl -i -g --path-as-is -X POST');
		expect(copied).toContain(`-H 'authorization: Bearer '"$TOKEN"`);
		expect(whole).toContain('[redacted]');
		expect(whole).not.toMatch(/s3cr3t|Bearer x\b/);
		await context.close();
	});

	it('keeps hostile names of entities, documents and operations as text', async () => {
		const strange = await startTestMock({ documents: [PAGES], scenarios: undefined });
		await call(strange, 'GET', '/page', { session: 'pages' });
		const { page, complaints } = await openConsole(strange, { session: 'pages' });
		for (const view of ['requests', 'scenarios', 'entities', 'clock', 'coverage', 'session']) {
			await goTo(page, strange, { session: 'pages', view });
			await eventually(() => page.locator('.top').innerText()).toContain('<img src=x onerror=alert(1)>');
			expect(await strangers(page)).toBe(0);
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('goes nowhere by an address that is none of the page’s', async () => {
		const { page, complaints } = await openConsole(mock);
		for (const hash of [
			'#/<img src=x onerror=alert(1)>/requests',
			'#javascript:alert(1)',
			'#/../../x/clock',
			'#/a/b/c',
			`#/${'x'.repeat(101)}/clock`,
		]) {
			await page.goto(`${mock.url}/__admin/${hash}`);
			await eventually(() => page.locator('.bar h2').innerText()).toMatch(/^(default|a|\.\.)$/);
		}
		expect(complaints).toEqual([]);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a page that the mock answers with', { timeout: 60_000 }, () => {
	it('runs no script where the console is, and steers nothing (threat 73)', async () => {
		const strange = await startTestMock({ documents: [PAGES], scenarios: undefined });
		const { page, context } = await openBlank(strange);
		const response = await page.goto(`${strange.url}/page`);
		expect([response?.status(), response?.headers()['content-security-policy'], await page.title()]).toEqual([
			200,
			'sandbox',
			'started',
		]);
		expect((await fetch(`${strange.url}/__admin/sessions/owned`)).status).toBe(404);
		await context.close();
	});
});
