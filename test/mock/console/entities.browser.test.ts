// The entities in the page: several resources, equal keys, integer keys, no states; found, changed, and seen as time moves them.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { eventually, goTo, openConsole } from './browser.ts';

const DOCUMENT = new URL('../../fixtures/documents/two-resources.openapi.yaml', import.meta.url).pathname;
let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ documents: [DOCUMENT], scenarios: undefined });
});

const make = (session: string, depot: number, body: object) =>
	call(mock, 'POST', `/depots/${depot}/parcels`, { session, body });
const statusOf = async (session: string, depot: number, id: number): Promise<unknown> =>
	((await call(mock, 'GET', `/depots/${depot}/parcels/${id}`, { session })).json as { status?: string })?.status;
const open = (session: string) => openConsole(mock, { session, view: 'entities' });
const rows = (page: Page) => page.locator('entity-view tbody tr');
const note = (page: Page): Promise<string> => page.locator('.notice').innerText();

describe.skipIf(!CHROMIUM)('entities', { timeout: 60_000 }, () => {
	it('of equal keys are two: what is done to one is done to no other', async () => {
		for (const depot of [1, 2]) await make('equal', depot, { parcel_id: 7 });
		const { page } = await open('equal');
		await page.getByRole('button', { name: '2 / 7' }).click();
		await eventually(() => page.locator('tr.chosen').count()).toBe(1);
		await eventually(() => page.locator('entity-card h3').innerText()).toBe('2 / 7');
		await page.locator('entity-card').getByRole('button', { name: 'SHIPPED', exact: true }).click();
		await eventually(() => statusOf('equal', 2, 7)).toBe('SHIPPED');
		expect(await statusOf('equal', 1, 7)).toBe('NEW');
		await page.getByRole('button', { name: 'Delete it' }).click();
		await eventually(() => rows(page).count()).toBe(1);
		expect([await statusOf('equal', 2, 7), await statusOf('equal', 1, 7)]).toEqual([undefined, 'NEW']);
		expect(await page.evaluate<string>('document.activeElement.tagName')).not.toBe('BODY');
		await page.context().close();
	});

	it('are changed in a form that begins with what is there, and sends what was changed', async () => {
		await make('fields', 1, { parcel_id: 5 });
		const { page } = await open('fields');
		await page.getByRole('button', { name: '1 / 5' }).click();
		await page.getByText('Change in a form').click();
		const form = page.locator('change-entity');
		expect(await form.getByLabel('status').inputValue()).toBe('NEW');
		await form.getByLabel('status').selectOption('GONE');
		await form.getByRole('button', { name: 'Save' }).click();
		await eventually(() => statusOf('fields', 1, 5)).toBe('GONE');
		await eventually(() => form.getByLabel('status').inputValue()).toBe('GONE');
		await form.getByRole('button', { name: 'Save' }).click();
		await eventually(() => page.locator('.notice').allInnerTexts()).toContainEqual(
			expect.stringContaining('Nothing was changed in the form.'),
		);
		await page.context().close();
	});

	it('take nothing over from the one that was chosen before', async () => {
		for (const id of [1, 2]) await make('forms', 1, { parcel_id: id });
		const { page } = await open('forms');
		await page.getByRole('button', { name: '1 / 1' }).click();
		const state = () => page.locator('entity-card .acts [aria-pressed=true]').innerText();
		await page.getByLabel('Change properties').fill('{"status":"GONE"}');
		// Somebody else moves it.
		for (const status of ['GONE', 'SHIPPED', 'NEW']) {
			await fetch(`${mock.url}/__admin/sessions/forms/resources/parcel/1`, {
				method: 'PATCH',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ status }),
			});
			await eventually(state).toBe(status);
		}
		expect(await page.getByLabel('Change properties').inputValue()).toBe('{"status":"GONE"}');
		await page.getByRole('button', { name: '1 / 2' }).click();
		await eventually(() => page.locator('entity-card h3').innerText()).toBe('1 / 2');
		expect(await state()).toBe('NEW');
		expect(await page.getByLabel('Change properties').inputValue()).toBe('');
		await page.getByLabel('as JSON').check();
		await page.getByLabel('The parcel').fill('{"typed":1}');
		await make('forms', 1, { parcel_id: 3 });
		await eventually(() => rows(page).count()).toBe(3);
		expect(await page.getByLabel('The parcel').inputValue()).toBe('{"typed":1}');
		await page.getByLabel('Resource').selectOption('note');
		// That of the parcel is checked already.
		await eventually(() => page.getByLabel('as JSON').isChecked()).toBe(false);
		await page.getByLabel('as JSON').check();
		expect(await page.getByLabel('The note').inputValue()).toBe('{}');
		await page.context().close();
	});

	it('are added as the page suggests it, whatever the type of their scope, and with no states', async () => {
		const { page } = await open('added');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(1);
		await page.getByLabel('Resource').selectOption('note');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(1);
		expect(await page.locator('.diagram').count()).toBe(0);
		// The next one begins where this one did.
		await page.getByLabel('as JSON').check();
		await page.getByLabel('The note').fill('{"typed":1}');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(2);
		await eventually(() => page.getByLabel('The note').inputValue()).toBe('{}');
		expect(await page.getByLabel('as JSON').isChecked()).toBe(true);
		await page.context().close();
	});

	it('are generated by the dozen, put in a state, changed and taken away many at once; each is one step back', async () => {
		const { page } = await open('dozen');
		const many = page.locator('many-entities');
		await many.getByLabel('Generate').fill('12');
		await many.getByLabel('in state').selectOption('all in turn');
		await many.getByRole('button', { name: 'Generate', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(12);
		const states = async (): Promise<string[]> =>
			[...new Set((await rows(page).allInnerTexts()).map((text) => /NEW|SHIPPED|GONE/.exec(text)?.[0] ?? ''))].sort();
		expect(await states()).toEqual(['GONE', 'NEW', 'SHIPPED']);
		// Those that are listed alone.
		await page.locator('select', { hasText: 'every state' }).selectOption('SHIPPED');
		await eventually(() => rows(page).count()).toBe(4);
		await many.getByRole('button', { name: 'GONE', exact: true }).click();
		await eventually(() => note(page)).toContain('4 parcel put in state GONE');
		await page.locator('select', { hasText: 'every state' }).selectOption('');
		await eventually(states).toEqual(['GONE', 'NEW']);
		await page.getByRole('button', { name: 'Undo', exact: true }).click();
		await eventually(states).toEqual(['GONE', 'NEW', 'SHIPPED']);
		await many.getByLabel('Change every parcel').fill('{"status":"SHIPPED"}');
		await many.getByRole('button', { name: 'Change them' }).click();
		await eventually(states).toEqual(['SHIPPED']);
		await many.getByRole('button', { name: 'Take them away' }).click();
		await eventually(() => rows(page).count()).toBe(0);
		await page.getByRole('button', { name: 'Undo', exact: true }).click();
		await eventually(() => rows(page).count()).toBe(12);
		await page.context().close();
	});

	it('are added by a form of their properties; the first resource that there are some of is shown, and stays', async () => {
		await call(mock, 'POST', '/notes', { session: 'form', body: { text: 'one' } });
		const { page } = await open('form');
		await eventually(() => page.locator('#entities').innerText()).toBe('note');
		await page.locator('new-entity').getByLabel('text', { exact: false }).first().fill('by the form');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await eventually(() => page.locator('entity-card pre').innerText()).toContain('by the form');
		await make('form', 1, { parcel_id: 1 });
		await eventually(() => page.getByLabel('Resource').innerText()).toContain('parcel (1)');
		expect(await page.locator('#entities').innerText()).toBe('note');
		await page.context().close();
	});

	it('are found by state, at the diagram as well, and by a text; the chosen one stays', async () => {
		for (const id of [10, 11, 12]) await make('found', 1, { parcel_id: id });
		await call(mock, 'DELETE', '/depots/1/parcels/12', { session: 'found' });
		const { page } = await open('found');
		await page.getByRole('button', { name: '1 / 12' }).click();
		await page.locator('entity-card h3').waitFor();
		const shipped = page.locator('.node', { hasText: 'SHIPPED' });
		await page.locator('.node', { hasText: 'NEW' }).focus();
		await page.keyboard.press('Enter');
		await eventually(() => rows(page).count()).toBe(2);
		expect(await page.locator('entity-card h3').innerText()).toBe('1 / 12');
		await eventually(() => page.locator('.node.lit').allTextContents()).toEqual([expect.stringMatching(/SHIPPED\s*1/)]);
		await shipped.click();
		await eventually(() => rows(page).count()).toBe(1);
		expect(await shipped.getAttribute('aria-pressed')).toBe('true');
		await shipped.click();
		await eventually(() => rows(page).count()).toBe(3);
		await page.getByLabel('Find by a text').fill('shipp');
		await eventually(() => rows(page).allInnerTexts()).toEqual([expect.stringContaining('12')]);
		await page.getByLabel('Find by a text').fill('nothing');
		await eventually(() => page.locator('entity-view .empty').innerText()).toBe('None is like that.');
		await page.context().close();
	});

	it('are chosen in one session alone', async () => {
		for (const session of ['here', 'there']) await make(session, 1, { parcel_id: 5 });
		const { page } = await open('here');
		await page.getByRole('button', { name: '1 / 5' }).click();
		await page.locator('entity-card').waitFor();
		await goTo(page, mock, { session: 'there', view: 'entities' });
		await eventually(() => page.locator('.bar h2').innerText()).toBe('there');
		await page.getByRole('button', { name: '1 / 5' }).waitFor();
		expect(await page.locator('entity-card, tr.chosen').count()).toBe(0);
		await page.context().close();
	});

	it('are those of the session that is gone to, from its first page', async () => {
		for (let count = 0; count < 201; count++) await call(mock, 'POST', '/notes', { session: 'many', body: {} });
		await call(mock, 'POST', '/notes', { session: 'one', body: { text: 'only' } });
		const { page } = await open('many');
		await page.getByLabel('Resource').selectOption('note');
		await page.getByRole('button', { name: 'Next' }).click();
		await eventually(() => rows(page).count()).toBe(1);
		await goTo(page, mock, { session: 'one', view: 'entities?resource=note' });
		await eventually(() => page.locator('.bar h2').innerText()).toBe('one');
		await eventually(() => rows(page).count()).toBe(1);
		await page.context().close();
	});

	it('that time moves are seen as moved without a request', async () => {
		await make('time', 1, { parcel_id: 1, ttl: 'PT5S' });
		const { page } = await open('time');
		await eventually(() => rows(page).innerText()).toContain('NEW');
		await eventually(() => rows(page).innerText()).toContain('GONE');
		await eventually(() => page.locator('.node', { hasText: 'GONE' }).textContent()).toMatch(/GONE\s*1/);
		await page.context().close();
	});

	it('that could not be read are not said to be none', async () => {
		await make('broken', 1, { parcel_id: 1 });
		const { page } = await openConsole(mock, { session: 'broken', view: 'clock' });
		let isBroken = true;
		await page.route('**/resources/parcel?**', (route) =>
			isBroken ? route.fulfill({ status: 500, body: '{"detail":"It is broken.","status":500}' }) : route.continue(),
		);
		await goTo(page, mock, { session: 'broken', view: 'entities' });
		await eventually(() => page.locator('entity-view').getByRole('alert').innerText()).toContain('It is broken.');
		isBroken = false;
		await page.getByRole('button', { name: 'Try again' }).click();
		await eventually(() => rows(page).count()).toBe(1);
		expect(await note(page)).toBe('');
		await page.context().close();
	});

	it('stand in columns by their schema, in order by a click, and the whole row opens one', async () => {
		const file = new URL('../../fixtures/documents/customers.openapi.yaml', import.meta.url).pathname;
		const customers = await startTestMock({ documents: [file], scenarios: undefined });
		for (const [name, amount] of [
			['Bo', 20],
			['Al', 3],
			['Cy', 100],
		] as const) {
			await call(customers, 'POST', '/customers', {
				body: { name, amount, email: `${name}@customers.example.com`, status: 'new' },
			});
		}
		const { page, complaints } = await openConsole(customers, { view: 'entities' });
		const heads = () => page.locator('entity-view thead th').allInnerTexts();
		await eventually(heads).toEqual(['id', 'name', 'status', 'email', 'amount']);
		const names = () => page.locator('entity-view tbody td:nth-child(2)').allInnerTexts();
		await page.getByRole('button', { name: 'amount', exact: true }).click();
		await eventually(names).toEqual(['Al', 'Bo', 'Cy']);
		await page.getByRole('button', { name: /^amount/ }).click();
		await eventually(names).toEqual(['Cy', 'Bo', 'Al']);
		await page.locator('entity-view tbody td', { hasText: 'Bo@customers.example.com' }).click();
		await eventually(() => page.locator('entity-card h3').innerText()).toBe('1');
		await page.reload();
		await eventually(() => page.locator('entity-card h3').innerText()).toBe('1');
		expect(await names()).toEqual(['Cy', 'Bo', 'Al']);
		await page.locator('summary', { hasText: 'Columns' }).click();
		await page.getByLabel('email', { exact: true }).uncheck();
		await eventually(heads).toEqual(['id', 'name', 'status', expect.stringContaining('amount')]);
		await page.goBack();
		await eventually(() => page.locator('entity-card').count()).toBe(0);
		await page.setViewportSize({ width: 360, height: 740 });
		await page.goto(`${customers.url}/__admin/#/default/entities`);
		await eventually(async () => (await heads()).length).toBeLessThan(5);
		const beyond = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('entity-view .scroll'))`;
		expect(await page.evaluate<number>(beyond)).toBe(0);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	it.each([360, 1280])('with long names stay inside of %i pixels, whether one is added or changed', async (width) => {
		const long = 'a_property_whose_name_is_longer_than_any_column_of_a_page_could_ever_be';
		const schema = {
			type: 'object',
			required: ['id'],
			properties: {
				id: { type: 'integer' },
				[long]: { type: 'string' },
				[`${long}_too`]: { enum: ['a'.repeat(150), 'b'] },
			},
		};
		const content = { 'application/json': { schema } };
		const answers = { 201: { description: '', content } };
		const document = {
			openapi: '3.1.0',
			info: { title: 'T'.repeat(150), version: '1' },
			paths: {
				'/things': { post: { operationId: 'create'.repeat(30), requestBody: { content }, responses: answers } },
				'/things/{id}': {
					get: {
						parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
						responses: { 200: { description: '', content } },
					},
				},
			},
		};
		const things = await startTestMock({ documents: [document], scenarios: undefined });
		await call(things, 'POST', '/things', { session: 'wide', body: { id: 1, [long]: 'x'.repeat(200) } });
		const { page } = await openConsole(things, { session: 'wide', view: 'entities', width });
		const beyond = () =>
			page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
		await eventually(() => rows(page).count()).toBe(1);
		expect(await beyond()).toBe(0);
		await rows(page).getByRole('button').click();
		await eventually(() => page.locator('entity-card h3').innerText()).toBe('1');
		expect(await beyond()).toBe(0);
		await page.context().close();
	});
});
