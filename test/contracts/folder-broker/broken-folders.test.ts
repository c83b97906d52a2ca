// The files are all that a broker has: copied, changed by others, broken, or not to be written.

import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPact } from './broker-fixtures.ts';
import { countPacts, createCaller, createFolder, listFiles, PACT, publish } from './callers.ts';

/** The file of a version of orders-web: its number, and what tells it from that of another git branch. */
function findVersionFile(folder: string, number: string): string {
	const found = listFiles(join(folder, 'versions', 'orders-web')).find((path) =>
		basename(path).startsWith(`${number}--`),
	);
	if (found === undefined) throw new Error(`there is no file of ${number}`);
	return found;
}

describe('the files are the truth', () => {
	it('a folder that was copied without any index is the same broker', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		await call(...publish('1', { branch: 'main', tags: ['a'] }));
		await call('POST', '/environments', { name: 'prod', production: true });
		expect(listFiles(folder).every((path) => path.endsWith('.json'))).toBe(true);
		const before = await call(
			'GET',
			'/matrix?q[][pacticipant]=orders-web&q[][version]=1&latestby=cvpv&environment=prod',
		);
		expect(before.status).toBe(200);
		expect(
			await createCaller(folder)(
				'GET',
				'/matrix?q[][pacticipant]=orders-web&q[][version]=1&latestby=cvpv&environment=prod',
			),
		).toEqual(before);
	});

	it('what another program changes is seen at once', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		await call(...publish('1'));
		await createCaller(folder)(...publish('2'));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({ number: '2' });
		rmSync(findVersionFile(folder, '2'));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({ number: '1' });
	});

	it.each([['<<<<<<< HEAD\n'], ['[]'], ['0'], ['{}'], ['']])(
		'a file that holds %j is named, and nothing is answered before it is mended',
		async (text) => {
			const folder = createFolder();
			const call = createCaller(folder);
			await call(...publish('1'));
			const file = findVersionFile(folder, '1');
			const whole = readFileSync(file, 'utf8');
			writeFileSync(file, text);
			const answer = await call('GET', '/pacticipants');
			expect(answer.status).toBe(409);
			expect(JSON.stringify(answer.body)).toContain(file.slice(folder.length + 1));
			writeFileSync(file, whole);
			expect((await call('GET', '/pacticipants')).status).toBe(200);
		},
	);

	it('"latest" follows the order of publishing, though the clock goes back', async () => {
		const folder = createFolder();
		let now = Date.parse('2026-06-01T00:00:00Z');
		const call = createCaller(folder, () => new Date(now));
		await call(...publish('2', { branch: 'main' }));
		now -= 400 * 86_400_000;
		await call(...publish('1', { branch: 'main' }));
		expect((await call('GET', '/pacticipants/orders-web/latest-version')).body).toMatchObject({
			number: '1',
			createdAt: '2025-04-27T00:00:00+00:00',
		});
		expect((await call('GET', '/pacticipants/orders-web/branches/main/latest-version')).body).toMatchObject({
			number: '1',
		});
	});

	it('publishing the same again changes no byte', async () => {
		const folder = createFolder();
		const call = createCaller(folder);
		const read = (): string[] =>
			listFiles(folder)
				.toSorted()
				.map((path) => `${path}\n${readFileSync(path, 'utf8')}`);
		await call(...publish('1', { branch: 'main', tags: ['a', 'b'] }));
		const before = read();
		const reordered = { ...PACT, metadata: { pactSpecification: { version: '4.0' }, client: 'another' } };
		expect((await call(...publish('1', { branch: 'main', tags: ['b', 'a'], pact: reordered }))).status).toBe(200);
		expect(read()).toEqual(before);
	});

	it('numbers are kept as they were written', async () => {
		const call = createCaller(createFolder());
		const text = JSON.stringify(PACT).replace(
			'{"status":"OPEN"}',
			'{"a":1.0,"b":12345678901234567890,"c":1e3,"d":0,"e":-0}',
		);
		await call(...publish('1', { pact: text }));
		const { body } = await call('GET', '/pacts/provider/orders-api/consumer/orders-web/latest');
		expect(JSON.stringify(body)).toContain('{"a":1.0,"b":12345678901234567890,"c":1e3,"d":0,"e":-0}');
	});
});

describe('a folder that can not be written', () => {
	it('is a 4xx with the reason, and what was there is untouched', async () => {
		const folder = createFolder();
		await createCaller(folder)(...publish('1'));
		const isRoot = process.getuid?.() === 0;
		// Root may write anywhere: for it the folder is blocked by a file in the place of a folder.
		if (isRoot) writeFileSync(join(folder, 'pacts', 'orders-phone'), '');
		else chmodSync(folder, 0o555);
		const call = createCaller(folder);
		const pact = createPact({ consumer: 'orders-phone', expects: { '/': 1 } });
		const answer = await call(...publish('2', { consumer: 'orders-phone', pact }));
		chmodSync(folder, 0o755);
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		expect(JSON.stringify(answer.body)).toMatch(/permissions|there already|below a file/);
		expect(call.failures).toEqual([]);
		expect(await countPacts(folder)).toBe(1);
		expect(existsSync(join(folder, '.lock'))).toBe(false);
	});
});
