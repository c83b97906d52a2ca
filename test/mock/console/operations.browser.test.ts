// The operations in the page: what each does to what is stored, or why nothing, and the lines that would change that.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { describePaths } from '../../support/document.ts';
import { startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

const text = { type: 'string' };
const json = (schema: JsonObject): JsonObject => ({ description: 'ok', content: { 'application/json': { schema } } });
const todo = { type: 'object', required: ['id', 'title'], properties: { id: { type: 'integer' }, title: text } };
const document = describePaths({
	'/todos': {
		get: { operationId: 'listTodos', responses: { '200': json({ type: 'array', items: todo }) } },
		post: {
			operationId: 'addTodo',
			requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { title: text } } } } },
			responses: { '201': json(todo) },
		},
	},
	'/marks/{id}': {
		get: {
			operationId: 'getMark',
			parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
			responses: { '200': json({ type: 'object', properties: { a: text } }) },
		},
	},
});

it.skipIf(!CHROMIUM)(
	'the page says what each operation does, and what would give an effect',
	{ timeout: 60_000 },
	async () => {
		const mock = await startTestMock({ documents: [document] });
		const { page, context, complaints } = await openConsole(mock, { view: 'operations' });
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		const rows = page.locator('.effects tbody tr');
		await eventually(() => rows.count()).toBe(3);
		await eventually(() => page.locator('operations-view .tools').innerText()).toContain('2 of 3 read or change');
		expect(await rows.nth(1).innerText()).toMatch(
			/addTodo\s+POST \/todos\s+Try\s+One-off\s+creates todo, keyed by id\s+inferred/,
		);
		await page.getByLabel('Effect').first().selectOption('without effect');
		await eventually(() => rows.count()).toBe(1);
		expect(await rows.first().innerText()).toMatch(/GET \/marks\/\{id\}\s+Try\s+One-off\s+no effect: /);
		expect(page.url()).toContain('effect=none');

		await page.getByText('Lines that would give it one').click();
		const lines = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
			operations: { operationId: string; lines: string; overlay: string }[];
		};
		const note = lines.operations.find(({ operationId }) => operationId === 'getMark');
		expect((await rows.first().locator('pre').innerText()).trim()).toBe(note?.lines.trim());
		for (const [button, copied] of [
			['Copy for the document', note?.lines],
			['Copy as an overlay', note?.overlay],
		]) {
			await page.getByRole('button', { name: button as string }).click();
			await eventually(() => page.evaluate('navigator.clipboard.readText()')).toBe(copied);
		}
		expect(note?.overlay).toMatch(/^overlay: 1\.0\.0\n/);
		await page.getByLabel('Search').fill('no such thing');
		await eventually(() => page.locator('operations-view .empty').innerText()).toBe('No operation is like that.');
		expect(complaints).toEqual([]);
		await context.close();
	},
);

it.skipIf(!CHROMIUM)('who answers an operation is seen there, and switched', { timeout: 60_000 }, async () => {
	const mock = await startTestMock({ documents: [document], upstream: 'http://127.0.0.1:1', forward: 'none' });
	const { page, context, complaints } = await openConsole(mock, { view: 'operations' });
	const forwarding = async (): Promise<unknown> => (await fetch(`${mock.url}/__admin/upstream?session=default`)).json();
	const rule = page.getByLabel('What goes to the upstream');
	await eventually(() => rule.inputValue()).toBe('none');
	await page.getByLabel('Who answers addTodo').selectOption('available');
	await eventually(forwarding).toMatchObject({
		rule: 'none',
		operations: expect.arrayContaining([{ operationId: 'addTodo', mode: 'available', chosen: true }]),
	});
	await rule.selectOption('all');
	await eventually(forwarding).toMatchObject({ rule: 'all' });
	await fetch(`${mock.url}/__admin/upstream`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ session: 'default', rule: 'unmatched' }),
	});
	await eventually(() => rule.inputValue()).toBe('unmatched');
	expect(complaints).toEqual([]);
	await context.close();
});
