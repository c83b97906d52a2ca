// Act where one looks: what a request, an entity or a cell of the coverage leads to, in at most two clicks.

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
const look = (session: string, id: string) => call(mock, 'GET', `${BASE}/${id}`, { session });
/** A look that gives up after half a second. */
const glance = (session: string, id: string): Promise<string> =>
	fetch(`${mock.url}${BASE}/${id}`, {
		headers: { authorization: 'Bearer x', 'x-mock-session': session },
		signal: AbortSignal.timeout(500),
	}).then(
		(response) => String(response.status),
		(error: Error) => error.name,
	);

describe.skipIf(!CHROMIUM)('the next call like this', { timeout: 60_000 }, () => {
	it.each([
		['404 Not Found', '404'],
		['500 Server Error', '500'],
		['slow: 2 s', 'TimeoutError'],
		['hang', 'TimeoutError'],
		['reset', 'TypeError'],
	])('is %s in two clicks from its row', async (words, met) => {
		const session = `next-${words.replace(/\W/g, '')}`;
		const id = await create(mock, session);
		await look(session, id);
		const { page, complaints } = await openConsole(mock, { session });
		await rows(page).last().click();
		await page.locator('next-call').getByRole('button', { name: words }).click();
		await eventually(() => page.locator('next-call .waiting').count()).toBe(1);
		expect(await glance(session, id)).toBe(met);
		expect(await glance(session, id)).toBe('200');
		await eventually(() => page.locator('next-call .waiting').count()).toBe(0);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('can be that on the same thing alone, and what the document does not have is said to be so', async () => {
		const [one, other] = [await create(mock, 'same'), await create(mock, 'same')];
		await look('same', one);
		const { page } = await openConsole(mock, { session: 'same' });
		await rows(page).last().click();
		const next = page.locator('next-call');
		await next.getByRole('checkbox', { name: /only with .*identification_id/ }).check();
		await next.getByRole('button', { name: '404 Not Found' }).click();
		await eventually(() => next.locator('.waiting').innerText()).toContain('404 Not Found under a condition');
		expect([await glance('same', other), await glance('same', one)]).toEqual(['200', '404']);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a cell of the coverage', { timeout: 60_000 }, () => {
	it('leads to its requests, and to the call that fills it', async () => {
		const id = await create(mock, 'cell');
		const { page } = await openConsole(mock, { session: 'cell', view: 'coverage' });
		const cell = page.locator('[data-cell="cancelIdentityDocumentIdentification 404"]');
		await cell.click();
		await page.locator('coverage-cell').getByRole('button', { name: 'the next call' }).click();
		await eventually(() => notice(page)).toContain('404 Not Found');
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'cell' })).status).toBe(404);
		await eventually(() => cell.innerText()).toBe('1');
		expect(new URL(page.url()).hash).toContain('cell=cancelIdentityDocumentIdentification+404');
		await page.locator('coverage-cell').getByRole('link', { name: 'Show its 1 request' }).click();
		await eventually(() => rows(page).allInnerTexts()).toEqual([expect.stringMatching(/DELETE[\s\S]*404/)]);
		await page.goBack();
		await page.locator('coverage-cell').waitFor();
		await page.goBack();
		await eventually(() => page.locator('coverage-cell').count()).toBe(0);
		await page.context().close();
	});

	it('counts no fault as an answer, and gaps alone are shown on demand, by tag', async () => {
		const id = await create(mock, 'faults');
		await look('faults', id);
		await fetch(`${mock.url}/__admin/sessions/faults/cues`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"on":"getIdentityDocumentIdentificationMetadata","reply":{"fault":"reset"}}',
		});
		await glance('faults', id);
		const { page } = await openConsole(mock, { session: 'faults', view: 'coverage' });
		const faults = page.locator('[data-cell$=" faults"]', { hasText: '1' });
		await eventually(() => faults.count()).toBe(1);
		expect(await page.locator('.grid .group').count()).toBeGreaterThan(0);
		await page.getByLabel('only gaps').check();
		const met = page.locator('.grid .met');
		await eventually(() => met.count()).toBe(0);
		expect(await page.locator('.grid .open').count()).toBeGreaterThan(5);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a request', { timeout: 60_000 }, () => {
	it('leads to its entity, its scenario and its cell of the coverage; the entity to its requests', async () => {
		const id = await create(mock, 'links');
		await call(mock, 'PUT', '/__admin/sessions/links/scenario', { body: { name: 'already-validated', keep: true } });
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'links' });
		const { page, complaints } = await openConsole(mock, { session: 'links' });
		await rows(page).last().click();
		const detail = page.locator('request-detail');
		await detail.getByRole('link', { name: id }).click();
		await eventually(() => page.locator('entity-card h3').innerText()).toContain(id);
		await page.getByRole('link', { name: 'Its requests' }).click();
		await eventually(() => rows(page).count()).toBe(2);
		await rows(page).last().click();
		await detail.getByRole('link', { name: 'already-validated' }).click();
		await eventually(() => page.locator('scenario-card').first().innerText()).toContain('in use');
		await page.goBack();
		await detail.getByRole('link', { name: 'cancelIdentityDocumentIdentification' }).click();
		await eventually(() => page.locator('coverage-cell h3').innerText()).toContain('409 Conflict');
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('shows what it has changed of its entity as a difference', async () => {
		const id = await create(mock, 'changed');
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'changed' });
		const { page } = await openConsole(mock, { session: 'changed' });
		await rows(page).last().click();
		const difference = page.getByRole('region', { name: 'What it has changed' });
		await eventually(() => difference.innerText()).toMatch(/− +"status": "PENDING"[\s\S]*\+ +"status": "CANCELLED"/);
		// What only reads has changed nothing, and shows its entity once.
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'changed' });
		await rows(page).nth(2).click();
		await eventually(() => page.locator('request-detail h3').first().innerText()).toBe('Request 3');
		await eventually(() => page.locator('.twins').innerText()).toContain('the same');
		expect(await difference.count()).toBe(0);
		await page.context().close();
	});
});

describe.skipIf(!CHROMIUM)('a documented error', { timeout: 60_000 }, () => {
	it('is found by its words and used without a file', async () => {
		const id = await create(mock, 'virtual');
		const { page } = await openConsole(mock, { session: 'virtual', view: 'scenarios' });
		expect(await page.locator('error-choice details').getAttribute('open')).toBe(null);
		await page.getByRole('searchbox', { name: 'Search the scenarios' }).fill('cancel 404');
		await page.getByRole('button', { name: '404 Not Found of cancelIdentityDocumentIdentification' }).click();
		await eventually(() => page.locator('.bar').innerText()).toContain(
			'error: cancelIdentityDocumentIdentification 404',
		);
		for (let count = 0; count < 2; count++) {
			expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'virtual' })).status).toBe(404);
		}
		await page.context().close();
	});
});
