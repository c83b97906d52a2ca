// What `start` tells to be called: addresses that answer, lines of curl that work.

import { describe, expect, it } from 'vitest';
import { type StartedCli, startCli } from '../../support/cli.ts';

async function withCli(words: readonly string[], use: (cli: StartedCli) => Promise<void>): Promise<void> {
	const cli = await startCli(words);
	try {
		await use(cli);
	} finally {
		await cli.stop();
	}
}

describe('what start tells', () => {
	it('the first lines of curl are answered by 2xx, the second shows what the first made', async () => {
		const words = ['.examples/orders.openapi.yaml'];
		await withCli(words, async (cli) => {
			const [first = '', second = ''] = (cli.stdout().split('\nTry\n')[1] ?? '').split('\n').map((line) => line.trim());
			expect(first).toMatch(/^curl -i \S+\/orders -H .* -d /);
			const [, url = ''] = /^curl -i (\S+\/orders)$/.exec(second) ?? [];
			const body = /-d '(.*)'$/.exec(first)?.[1] ?? '';
			const headers = { 'Content-Type': 'application/json' };
			expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201);
			expect(await (await fetch(url)).json()).toMatchObject([JSON.parse(body)]);
		});
	});

	it.each(['0.0.0.0', '::'])(
		'on %s, the address that it tells is one that its control API answers to',
		async (host) => {
			await withCli(['--host', host], async (cli) => {
				const console = /^Console +(\S+)/m.exec(cli.stdout())?.[1] ?? '';
				expect(new URL(console).origin).toBe(cli.url);
				expect((await fetch(console)).status).toBe(200);
				expect((await fetch(`${cli.url}/__admin/sessions`)).status).toBe(200);
				expect(cli.stdout()).toMatch(/ listens on \S+ and every other address of this machine\n/);
			});
		},
	);
});
