// Lines that the page offers for joining a session, run where they are meant to be: in a page of another port.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { CHROMIUM } from '../../support/chromium.ts';
import { startTestMock } from '../../support/mock.ts';
import { eventually, openConsole } from './browser.ts';

let mock: RunningMock;
const app = createServer((_request, response) => {
	response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,"><p>The app</p>');
});
let appUrl = '';
beforeAll(async () => {
	mock = await startTestMock({ cors: true });
	await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
	appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
});
afterAll(() => app.close());

const journalOf = async (session: string): Promise<{ operationId: string | null }[]> =>
	(
		(await (await fetch(`${mock.url}/__admin/sessions/${session}/requests`)).json()) as {
			requests?: { operationId: string | null }[];
		}
	).requests ?? [];

describe.skipIf(!CHROMIUM)('the line for a browser', { timeout: 60_000 }, () => {
	it.each(['a header', 'a cookie', 'the path'])('joins by %s', async (way) => {
		const session = `by-${way.replace(/\W+/g, '-')}`;
		const { page, context } = await openConsole(mock, { session, view: 'session' });
		await page.getByLabel(way, { exact: true }).check();
		const line = await page.getByRole('region', { name: 'Line for fetch in a browser' }).innerText();
		expect(line).not.toContain('process.env');
		expect(line).not.toMatch(/["']Cookie["']/);
		const other = await context.newPage();
		await other.goto(appUrl);
		await other.evaluate(`(async () => { ${line} })()`);
		await eventually(async () => (await journalOf(session)).map(({ operationId }) => operationId)).toEqual([
			expect.stringContaining('IdentityDocument'),
		]);
		expect(await journalOf('default')).toEqual([]);
		await context.close();
	});
});
