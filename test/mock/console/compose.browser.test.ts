// The one composer of one-offs, and the form for a request to try: both made of the document, over any view.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openConsole } from './browser.ts';

const GET = 'getIdentityDocumentIdentificationMetadata';
const CREATING = 'createIdentityDocumentIdentification';
const CANCELLING = 'cancelIdentityDocumentIdentification';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const composer = (page: Page) => page.locator('cue-composer dialog');
const put = (page: Page) => composer(page).getByRole('button', { name: 'Put it in front' });
const look = (session: string, id: string) => call(mock, 'GET', `${BASE}/${id}`, { session });

describe.skipIf(!CHROMIUM)('the composer of one-offs', { timeout: 60_000 }, () => {
	it('is reached from a request’s row, a cell of the coverage, an operation and the palette', async () => {
		const id = await create(mock, 'doors');
		await look('doors', id);
		const { page, complaints } = await openConsole(mock, { session: 'doors' });
		await rows(page).last().click();
		await page.locator('next-call').getByRole('button', { name: 'more …' }).click();
		await eventually(() => composer(page).locator('b').first().innerText()).toBe(GET);
		await page.keyboard.press('Escape');
		await eventually(() => composer(page).count()).toBe(0);
		// The focus is where it was.
		expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('more …');
		await goTo(page, mock, { session: 'doors', view: `coverage?cell=${CANCELLING}+409` });
		await page.locator('coverage-cell').getByRole('button', { name: 'more …' }).click();
		await eventually(() => composer(page).locator('select[name=answer]').inputValue()).toBe('409');
		await page.goBack();
		await eventually(() => composer(page).count()).toBe(0);
		await goTo(page, mock, { session: 'doors', view: 'operations' });
		await page.getByRole('button', { name: `One-off for ${CREATING}` }).click();
		await eventually(() => composer(page).locator('b').first().innerText()).toBe(CREATING);
		await page.getByRole('button', { name: 'Close' }).click();
		await eventually(() => composer(page).count()).toBe(0);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('one-off cancel');
		await page.keyboard.press('Enter');
		await eventually(() => composer(page).locator('b').first().innerText()).toBe(CANCELLING);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('fills a body in by the schema, says what is wrong with it while it is typed, and sends what is right', async () => {
		const id = await create(mock, 'body');
		const { page } = await openConsole(mock, { session: 'body', view: `requests?compose=${GET}+200` });
		await composer(page).getByLabel('Its body').selectOption('is written here');
		const text = composer(page).locator('textarea[name=text]');
		await eventually(() => text.inputValue()).toContain('identification_id');
		await composer(page).getByRole('button', { name: 'what is required' }).click();
		await eventually(async () => Object.keys(JSON.parse(await text.inputValue()) as object).length).toBeGreaterThan(1);
		await eventually(() => put(page).isEnabled()).toBe(true);
		const body = JSON.parse(await text.inputValue()) as Record<string, unknown>;
		await text.fill('{"status":');
		await eventually(() => composer(page).innerText()).toContain('The body is no JSON');
		expect(await put(page).isDisabled()).toBe(true);
		await text.fill(JSON.stringify({ ...body, status: 'LOST' }));
		await eventually(() => composer(page).locator('.findings').innerText()).toContain('/reply/body/status');
		expect(await put(page).isDisabled()).toBe(true);
		await text.fill(JSON.stringify({ ...body, status: 'EXPIRED' }));
		await eventually(() => composer(page).innerText()).toContain('Nothing is wrong with it.');
		await composer(page).getByText('Headers', { exact: true }).click();
		await composer(page).locator('textarea[name=headers]').fill('no header');
		await eventually(() => composer(page).innerText()).toContain('this is none: no header');
		await composer(page).locator('textarea[name=headers]').fill('X-Trace: 7');
		await eventually(() => composer(page).locator('.findings').innerText()).toContain('/reply/headers/X-Trace');
		await composer(page)
			.getByRole('checkbox', { name: /though the document does not have it/ })
			.check();
		await eventually(() => composer(page).innerText()).toContain('Nothing is wrong with it.');
		await composer(page).locator('input[name=times]').fill('2');
		await put(page).click();
		await eventually(() => composer(page).count()).toBe(0);
		for (let count = 0; count < 2; count++) {
			const { json, headers } = await look('body', id);
			expect(json).toMatchObject({ status: 'EXPIRED' });
			expect(headers.get('x-trace')).toBe('7');
		}
		expect((await look('body', id)).json).toMatchObject({ status: 'PENDING' });
		await page.context().close();
	});

	it('answers late, what the document does not have where that is asked for, and on the same thing alone', async () => {
		const [one, other] = [await create(mock, 'late'), await create(mock, 'late')];
		await look('late', one);
		const { page } = await openConsole(mock, { session: 'late' });
		await rows(page).last().click();
		const open = () => page.locator('next-call').getByRole('button', { name: 'more …' }).click();
		await open();
		await composer(page).locator('select[name=answer]').selectOption('other');
		await composer(page).locator('input[name=status]').fill('418');
		await composer(page)
			.getByRole('checkbox', { name: /only with .*identification_id/ })
			.check();
		await eventually(() => put(page).isEnabled()).toBe(true);
		await put(page).click();
		await eventually(() => composer(page).count()).toBe(0);
		expect([(await look('late', other)).status, (await look('late', one)).status]).toEqual([200, 418]);
		await open();
		await composer(page).locator('select[name=answer]').selectOption('pass');
		await eventually(() => composer(page).innerText()).toContain('Say how late');
		await composer(page).locator('input[name=delay]').fill('300ms');
		await composer(page).locator('input[name=most]').fill('400ms');
		await eventually(() => put(page).isEnabled()).toBe(true);
		await put(page).click();
		await eventually(() => composer(page).count()).toBe(0);
		const began = performance.now();
		expect((await look('late', one)).status).toBe(200);
		expect(performance.now() - began).toBeGreaterThan(290);
		await page.context().close();
	});

	it('shows why it was refused, and keeps what was written', async () => {
		const { page } = await openConsole(mock, { session: 'full', view: `requests?compose=${CANCELLING}+409` });
		for (let count = 0; count < 100; count++)
			await call(mock, 'POST', '/__admin/sessions/full/cues', { body: { on: '*', pass: true } });
		await eventually(() => put(page).isEnabled()).toBe(true);
		await put(page).click();
		await eventually(() => composer(page).innerText()).toContain('has 100 one-offs already');
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a request to try', { timeout: 60_000 }, () => {
	const form = (page: Page) => page.locator('try-form dialog');
	const send = (page: Page) => form(page).getByRole('button', { name: 'Send', exact: true }).click();
	const verdict = (page: Page): Promise<string> => form(page).locator('.verdict').innerText();

	it('is made of the document, with the session’s own entity at hand', async () => {
		const id = await create(mock, 'try');
		const { page, complaints } = await openConsole(mock, { session: 'try', view: 'operations' });
		await page.getByRole('button', { name: `Try ${CANCELLING}` }).click();
		const key = form(page).locator('input[name="path admin_identification_id"]');
		await send(page);
		await eventually(() => verdict(page)).toContain('404');
		await eventually(() => page.locator('#tried-keys option').first().getAttribute('value')).toBe(id);
		await key.fill(id);
		await form(page).locator('input[name="path org_id"]').fill('acme');
		await send(page);
		await eventually(() => verdict(page)).toContain('204');
		await send(page);
		await eventually(() => verdict(page)).toContain('409 Conflict');
		await form(page).getByLabel('What is sent').selectOption('none');
		await send(page);
		await eventually(() => verdict(page)).toContain('401');
		await form(page)
			.getByRole('link', { name: /Request \d+, with its why/ })
			.click();
		await page.locator('.detail[aria-label="Request 5"]').waitFor();
		await eventually(() => form(page).count()).toBe(0);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('begins with a request that was sent, and may be broken on purpose', async () => {
		await create(mock, 'again');
		const { page } = await openConsole(mock, { session: 'again' });
		await rows(page).last().click();
		await page.getByRole('button', { name: 'Change and send' }).click();
		const text = form(page).locator('textarea[name=text]');
		await eventually(() => text.inputValue()).toContain('"last_name": "Smith"');
		await text.fill((await text.inputValue()).replace('"HIGH"', '"NONE"'));
		await send(page);
		await eventually(() => verdict(page)).toContain('400');
		await text.fill('{"name":');
		await send(page);
		await eventually(() => verdict(page)).toMatch(/400[\s\S]*JSON/);
		await page.goBack();
		await eventually(() => form(page).count()).toBe(0);
		await eventually(() => rows(page).count()).toBe(3);
		await page.context().close();
	});
});
