// Scenarios are made, edited and saved from the page: checked while one types, compared, and never over somebody else's change.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'console-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'busy.yaml');
const yaml = (status: number): string =>
	`name: busy\ntitle: Busy\nscript:\n  - on: cancelIdentityDocumentIdentification\n    reply: { status: ${status} }\n`;

let mock: RunningMock;
beforeAll(async () => {
	writeFileSync(file, yaml(404));
	mock = await startTestMock({ scenarios: folder, watch: true });
});

const editor = (page: Page) => page.locator('scenario-editor');
const text = (page: Page) => editor(page).locator('textarea');
const save = (page: Page) => editor(page).getByRole('button', { name: 'Save', exact: true });

describe.skipIf(!CHROMIUM)('the editor of scenarios', { timeout: 60_000 }, () => {
	it('makes one, checked while it is typed, and it is used at once', async () => {
		const id = await create(mock, 'made');
		const { page, complaints } = await openConsole(mock, { session: 'made', view: 'scenarios' });
		await page.getByRole('button', { name: 'New scenario' }).click();
		const made = yaml(777).replace('busy', 'mine').replace('Busy', 'Mine');
		await text(page).fill(made);
		await eventually(() => editor(page).innerText()).toMatch(/line 5/);
		expect(await save(page).isDisabled()).toBe(true);
		await text(page).fill(made.replace('777', '409'));
		await eventually(() => editor(page).innerText()).toContain('Nothing is wrong with it.');
		await editor(page).getByRole('button', { name: 'Save and use' }).click();
		await eventually(() => page.locator('.bar').innerText()).toContain('plays mine');
		expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe(made.replace('777', '409'));
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'made' })).status).toBe(409);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('shows what changes, and saves nothing over a file that was changed meanwhile', async () => {
		const { page } = await openConsole(mock, { session: 'edit', view: 'scenarios' });
		await page.locator('scenario-card', { hasText: 'Busy' }).locator('summary').click();
		await page.getByRole('button', { name: 'Edit the file: Busy' }).click();
		await eventually(() => text(page).inputValue()).toBe(yaml(404));
		await text(page).fill(yaml(409));
		await eventually(() => editor(page).locator('.difference').innerText()).toMatch(/− .*404 \}\s*\+ .*409 \}/);
		writeFileSync(file, yaml(500));
		await eventually(() => save(page).isEnabled()).toBe(true);
		// A check that ends after the refusal takes nothing of it away.
		await page.route('**/check-scenario', async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 800));
			await route.continue();
		});
		const checked = page.waitForResponse(/check-scenario/);
		await text(page).fill(`${yaml(409)}# more\n`);
		await page.waitForTimeout(400);
		await save(page).click();
		await checked;
		await eventually(() => editor(page).getByRole('alert').innerText()).toContain('changed meanwhile');
		expect(readFileSync(file, 'utf8')).toBe(yaml(500));
		await editor(page).getByRole('button', { name: 'Read it again' }).click();
		await eventually(() => text(page).inputValue()).toBe(yaml(500));
		await text(page).fill(yaml(401));
		await eventually(() => save(page).isEnabled()).toBe(true);
		await save(page).click();
		await eventually(() => editor(page).count()).toBe(0);
		expect(readFileSync(file, 'utf8')).toBe(yaml(401));
		await page.context().close();
	});

	it('begins with what a request met', async () => {
		const id = await create(mock, 'met');
		for (let count = 0; count < 2; count++) await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'met' });
		const { page } = await openConsole(mock, { session: 'met' });
		await page.locator('request-list [role=option]:not(.step)').last().click();
		await page.getByRole('button', { name: 'Make a scenario of this' }).click();
		await page.getByRole('button', { name: 'Edit and keep it here' }).click();
		await eventually(() => text(page).inputValue()).toContain('CANCELLED');
		await eventually(() => save(page).isEnabled()).toBe(true);
		await save(page).click();
		await eventually(() => editor(page).count()).toBe(0);
		expect(existsSync(join(folder, 'cancel-identity-document-identification-409.yaml'))).toBe(true);
		await page.context().close();
	});

	it('says where it may not save', async () => {
		const locked = await startTestMock({ scenarios: folder, readOnly: true });
		const { page } = await openConsole(locked, { view: 'scenarios' });
		await page.getByRole('button', { name: 'New scenario' }).click();
		await eventually(() => editor(page).innerText()).toContain('--read-only');
		expect(await save(page).isDisabled()).toBe(true);
		await page.context().close();
	});
});
