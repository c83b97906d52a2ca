// What the console is for: QA steers the mock in a real browser, and the app under test, untouched, meets it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { runMock } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { BASE, call, create, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openBlank, openConsole } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'console-'));
afterAll(() => rmSync(folder, { recursive: true }));

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const use = (page: Page, title: string): Promise<void> => page.getByRole('button', { name: `Use: ${title}` }).click();
const rows = (page: Page) => page.locator('request-list [role=option]:not(.step)');
const notice = (page: Page): Promise<string> => page.locator('.notice').innerText();
const statusOf = async (session: string, id: string): Promise<number> =>
	(await call(mock, 'DELETE', `${BASE}/${id}`, { session })).status;
/** The identification that the scenario `already-validated` gives. */
const VALIDATED = '4e91b3a8-70d5-4c1f-b264-58c0f7d3a904';

describe.skipIf(!CHROMIUM)('in a real browser', { timeout: 60_000 }, () => {
	it('QA uses a scenario with one click, and the app gets its 409', async () => {
		expect(await statusOf('app', VALIDATED)).toBe(404);
		const { page, complaints } = await openConsole(mock, { session: 'app', view: 'scenarios' });
		await use(page, 'The identification was already validated');
		await eventually(() => notice(page)).toContain('app now plays: The identification was already validated.');
		expect(await statusOf('app', VALIDATED)).toBe(409);
		await goTo(page, mock, { session: 'app', view: 'requests' });
		await eventually(() => rows(page).last().innerText()).toMatch(/DELETE[\s\S]*409 Conflict[\s\S]*VALIDATED/);
		await rows(page).last().click();
		await eventually(() => page.locator('.verdict').innerText()).toMatch(
			/^409 Conflict Refused by the state: .*only PENDING may move to CANCELLED/,
		);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it('a scenario is found by an operation that it answers, its path and what it gives, and says whom it is about', async () => {
		const { page } = await openConsole(mock, { session: 'found', view: 'scenarios' });
		const search = page.getByRole('searchbox', { name: 'Search the scenarios' });
		const titles = (): Promise<string[]> => page.locator('scenario-card h4').allInnerTexts();
		await search.fill('cancelIdentityDocumentIdentification');
		await eventually(titles).toContain('The first attempt meets a conflict, the second works');
		await search.fill('DELETE /identity_document/');
		await eventually(titles).toContain('The first attempt meets a conflict, the second works');
		await search.fill('every identification validated');
		await eventually(titles).toContain('The identification was already validated');
		await use(page, 'The identification was already validated');
		const told = 'Every identification, also those made later: status VALIDATED.';
		await eventually(() => page.locator('section[aria-labelledby=in-use]').innerText()).toContain(told);
		await page.locator('scenario-card', { hasText: 'already-validated' }).first().locator('summary').click();
		await eventually(() => page.locator('scenario-card').allInnerTexts()).toContainEqual(expect.stringContaining(told));
		await page.context().close();
	});

	it('a scenario takes parameters from its form, and the script shows what is used up', async () => {
		const { page } = await openConsole(mock, { session: 'form', view: 'scenarios' });
		await page.getByRole('searchbox', { name: 'Search the scenarios' }).fill('first attempt');
		await eventually(() => page.locator('scenario-card').count()).toBe(1);
		await page.locator('scenario-card summary').click();
		const id = '11111111-2222-4333-8444-555555555555';
		await page.getByLabel('identification_id').fill(id);
		await use(page, 'The first attempt meets a conflict, the second works');
		await eventually(() => page.locator('.script .next').first().innerText()).toContain('409 Conflict');
		expect(await statusOf('form', id)).toBe(409);
		await eventually(() => page.locator('.script .used-up').innerText()).toContain('used 1 of 1');
		expect(await statusOf('form', id)).toBe(204);
		await page.context().close();
	});

	it('who looks for 409 finds the scenarios that meet it by their state alone', async () => {
		const { page } = await openConsole(mock, { session: 'looks', view: 'scenarios' });
		await page.getByLabel('What they serve').selectOption('409');
		await eventually(() => page.locator('scenario-card').allInnerTexts()).toEqual(
			expect.arrayContaining([expect.stringContaining('The identification was already validated')]),
		);
		const found = await page.locator('scenario-card').allInnerTexts();
		expect(found.every((text) => text.includes('409 Conflict'))).toBe(true);
		await page.getByRole('searchbox', { name: 'Search the scenarios' }).fill('409 nobody acted');
		await eventually(() => page.locator('scenario-card').count()).toBe(1);
		await page.context().close();
	});

	it('a one-off is for what was chosen, whatever was chosen before, and is told with its answer while it waits', async () => {
		const { page } = await openConsole(mock, { session: 'offs', view: 'scenarios' });
		const [composer, reply] = [page.locator('cue-composer'), page.locator('select[name=answer]')];
		const turnTo = async (words: string): Promise<void> => {
			await composer.getByRole('button', { name: 'Another operation' }).click();
			await composer.getByRole('combobox', { name: 'The operation' }).fill(words);
			await page.keyboard.press('Enter');
		};
		const write = () => page.getByRole('button', { name: 'Write a one-off' }).click();
		await write();
		await turnTo('cancel');
		await reply.selectOption('409');
		await turnTo('any operation');
		expect([await composer.locator('b').first().innerText(), await reply.inputValue()]).toEqual([
			'any operation',
			'409',
		]);
		await page.getByRole('button', { name: 'Put it in front' }).click();
		await eventually(() => page.locator('one-off .script').innerText()).toMatch(/any operation → 409 Conflict\s+waits/);
		await write();
		await reply.selectOption('409');
		await turnTo('createIdentity');
		// Another answer than the one that was wanted is not chosen without a word.
		await eventually(() => composer.innerText()).toContain('no 409 there: 200 is chosen now');
		expect(await reply.inputValue()).toBe('200');
		await reply.selectOption('reset');
		await page.getByRole('button', { name: 'Put it in front' }).click();
		await eventually(() => page.locator('one-off .script li').allInnerTexts()).toEqual([
			expect.stringContaining('409 Conflict'),
			expect.stringContaining('createIdentityDocumentIdentification → fault reset'),
		]);
		// A request comes in, the page is drawn anew, and what is chosen stays chosen.
		await write();
		await turnTo('any operation');
		await reply.selectOption('404');
		expect(await statusOf('offs', VALIDATED)).toBe(409);
		await eventually(() => page.locator('one-off .script li').count()).toBe(1);
		expect(await reply.inputValue()).toBe('404');
		await page.keyboard.press('Escape');
		await eventually(() => composer.count()).toBe(0);
		await page.getByRole('button', { name: 'Take them back' }).click();
		await eventually(() => page.locator('one-off .script').count()).toBe(0);
		expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Write a one-off');
		await page.context().close();
	});

	it('a scenario whose file is saved while it is in use is shown as the file has it', async () => {
		const write = (status: number): void =>
			writeFileSync(
				join(folder, 'hot.yaml'),
				`name: hot\ntitle: Hot\nscript: [{ on: cancelIdentityDocumentIdentification, reply: { status: ${status} } }]\n`,
			);
		write(404);
		const watched = await startTestMock({ scenarios: folder, watch: true });
		const { page } = await openConsole(watched, { session: 'hot', view: 'scenarios' });
		await use(page, 'Hot');
		await page.locator('scenario-card summary').click();
		await eventually(() => page.locator('scenario-view .beside .script').innerText()).toContain('404 Not Found');
		write(409);
		await eventually(() => page.locator('scenario-view .beside .script').innerText()).toContain('409 Conflict');
		await eventually(() => page.locator('scenario-card .script').innerText()).toContain('409 Conflict');
		// What is saved broken is marked, with its place, and the version before stays.
		write(777);
		await eventually(() => page.locator('scenario-card').innerText()).toMatch(
			/has mistakes[\s\S]*the version before is used[\s\S]*hot\.yaml:3/,
		);
		await use(page, 'Hot');
		await eventually(() => page.locator('scenario-view .beside .script').innerText()).toContain('409 Conflict');
		await page.context().close();
	});

	it('the next answer to an operation is what QA says, once, without a file', async () => {
		const id = await create(mock, 'once');
		const { page } = await openConsole(mock, { session: 'once', view: 'scenarios' });
		await page.getByRole('button', { name: 'Write a one-off' }).click();
		await page.getByRole('button', { name: 'Another operation' }).click();
		await page.getByRole('combobox', { name: 'The operation' }).fill('cancel');
		await page.keyboard.press('Enter');
		await page.locator('select[name=answer]').selectOption('500');
		await page.getByRole('button', { name: 'Put it in front' }).click();
		await eventually(() => page.locator('one-off .script').innerText()).toContain('used 0 of 1');
		expect(await statusOf('once', id)).toBe(500);
		await eventually(() => page.locator('one-off .script').count()).toBe(0);
		expect(await statusOf('once', id)).toBe(204);
		await page.context().close();
	});

	it('two sessions in two tabs do not disturb each other', async () => {
		const first = await openConsole(mock, { session: 'tab-a', view: 'scenarios' });
		const second = await openConsole(mock, { session: 'tab-b', view: 'scenarios', context: first.context });
		await use(first.page, 'The identification was already validated');
		await use(second.page, 'Everything works');
		await eventually(() => first.page.locator('.bar').innerText()).toContain('already-validated');
		await eventually(() => second.page.locator('.bar').innerText()).toContain('happy-path');
		expect([await statusOf('tab-a', VALIDATED), await statusOf('tab-b', VALIDATED)]).toEqual([409, 404]);
		await goTo(first.page, mock, { session: 'tab-a', view: 'requests' });
		await goTo(second.page, mock, { session: 'tab-b', view: 'requests' });
		await eventually(() => rows(first.page).allInnerTexts()).toEqual([expect.stringContaining('409')]);
		await eventually(() => rows(second.page).allInnerTexts()).toEqual([expect.stringContaining('404')]);
		await first.context.close();
	});

	it('a jump of the clock expires an identification', async () => {
		const id = await create(mock, 'time');
		const { page } = await openConsole(mock, { session: 'time', view: 'clock' });
		await eventually(() => page.locator('clock-view table').innerText()).toContain(id);
		await page.getByRole('button', { name: '+ 8 days' }).click();
		await eventually(() => page.locator('clock-view').innerText()).toMatch(/What will expire next\s+Nothing\./);
		expect(await statusOf('time', id)).toBe(409);
		await goTo(page, mock, { session: 'time', view: 'entities' });
		await eventually(() => page.locator('tbody').innerText()).toContain('EXPIRED');
		await page.locator('tbody button').click();
		await eventually(() => page.locator('.node.lit').allTextContents()).toEqual([expect.stringMatching(/EXPIRED\s*1/)]);
		await page.context().close();
	});

	it('a snapshot is saved, the session is reset, and the snapshot brings it back', async () => {
		const id = await create(mock, 'kept');
		const { page } = await openConsole(mock, { session: 'kept', view: 'session' });
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Download', exact: true }).click();
		const file = await (await download).path();
		expect((await download).suggestedFilename()).toMatch(/^kept-\d{4}.*\.snapshot\.json$/);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'stunt-double-snapshot', session: 'kept' });
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await eventually(() => notice(page)).toContain('back at its start');
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session: 'kept' })).status).toBe(404);
		await page.getByLabel('Drop a snapshot here').setInputFiles(file);
		await eventually(() => notice(page)).toContain('is as it was in');
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session: 'kept' })).status).toBe(200);
		await page
			.getByLabel('Drop a snapshot here')
			.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"other"}') });
		await eventually(() => notice(page)).toContain('does not fit');
		for (const [name, text, told] of [
			['a.har', '{"log":{"entries":[]}}', 'a.har is no snapshot; a HAR goes below'],
			['list.json', '[]', 'list.json is no snapshot.'],
			['null.json', 'null', 'null.json is no snapshot.'],
		] as const) {
			await page
				.getByLabel('Drop a snapshot here')
				.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
			await eventually(() => notice(page)).toContain(told);
		}
		expect((await call(mock, 'GET', `${BASE}/${id}`, { session: 'kept' })).status).toBe(200);
		await page.context().close();
	});

	it('an entity is changed, added and deleted, and what does not fit is told with its place', async () => {
		const id = await create(mock, 'hands');
		const { page } = await openConsole(mock, { session: 'hands', view: 'entities' });
		await page.getByRole('button', { name: id }).click();
		await page.locator('entity-card').getByRole('button', { name: 'VALIDATED', exact: true }).click();
		await eventually(() => page.locator('tr.chosen').innerText()).toContain('VALIDATED');
		expect(await statusOf('hands', id)).toBe(409);
		await page.getByLabel('Change properties').fill('{"configuration_name":"SOMETIMES"}');
		await page.getByRole('button', { name: 'Change', exact: true }).click();
		await eventually(() => notice(page)).toMatch(/does not fit[\s\S]*\/configuration_name/);
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await eventually(() => page.locator('tbody tr').count()).toBe(2);
		await page.getByRole('button', { name: 'Delete it' }).click();
		await eventually(() => page.locator('tbody tr').count()).toBe(1);
		await page.context().close();
	});

	it('a session is made, reset and dropped at the side', async () => {
		const { page } = await openConsole(mock);
		await page.getByLabel('Name of a new session').fill('made-here');
		await page.getByRole('button', { name: 'Make' }).click();
		await eventually(() => page.locator('.bar h2').innerText()).toBe('made-here');
		expect((await fetch(`${mock.url}/__admin/sessions/made-here`)).status).toBe(200);
		await page.getByRole('button', { name: 'Drop', exact: true }).click();
		await eventually(() => notice(page)).toContain('is gone');
		expect((await fetch(`${mock.url}/__admin/sessions/made-here`)).status).toBe(404);
		await page.getByLabel('Name of a new session').fill('not a name');
		await page.getByRole('button', { name: 'Make' }).click();
		await eventually(() => notice(page)).toContain('1 to 100');
		await page.context().close();
	});

	it('the admin token is asked for once and kept for the tab', async () => {
		const guarded = await startTestMock({ adminToken: 's3cret' });
		const { page, complaints, context } = await openBlank(guarded);
		await goTo(page, guarded, { view: 'scenarios' });
		await page.getByLabel('Token').fill('wrong');
		await page.getByRole('button', { name: 'Go on' }).click();
		await eventually(() => page.locator('[data-link=token]').count()).toBe(1);
		await page.getByLabel('Token').fill('s3cret');
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.locator('[data-link=live]').waitFor();
		await use(page, 'Everything works');
		await eventually(() => notice(page)).toContain('now plays');
		await page.reload();
		await page.locator('[data-link=live]').waitFor();
		const other = await context.newPage();
		await goTo(other, guarded);
		await other.locator('[data-link=token]').waitFor();
		expect(complaints).toEqual([]);
		expect(page.url()).not.toContain('s3cret');
		await context.close();
	});

	it('says when the mock is gone, and goes on by itself when it is back', async () => {
		const first = await runMock(completeOptions({ port: 0 }));
		const { page, context } = await openConsole(first, { session: 'back', view: 'requests' });
		await create(first, 'back');
		await eventually(() => rows(page).count()).toBe(1);
		await first.stop(200);
		await page.getByRole('alert').waitFor();
		expect(await page.getByRole('alert').innerText()).toContain('does not answer');
		const second = await runMock(completeOptions({ port: first.port }));
		try {
			await page.locator('[data-link=live]').waitFor();
			await eventually(() => rows(page).count()).toBe(0);
			await create(second, 'back');
			await create(second, 'back');
			await eventually(() => rows(page).count()).toBe(2);
		} finally {
			await context.close();
			await second.stop(200);
		}
	});
});
