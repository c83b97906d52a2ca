// Ctrl-C while a real API is asked.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spawnCli } from '../../support/cli.ts';
import { SHOP_DOCUMENT } from '../../support/real-shop.ts';

it('ends drift at once, and every file is as it was', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'drift-stop-'));
	const { promise: asked, resolve } = Promise.withResolvers<void>();
	let count = 0;
	// The first answer comes, so that there is something that could be written; the second never does.
	const server = createServer((_request, response) => {
		if (count++ === 0) response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[],"total":0}');
		else resolve();
	});
	await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
	const files = ['base.json', 'seen.yaml', 'drift.xml', 'drift.html'].map((name) => join(folder, name));
	const outputs = ['--baseline', '--overlay-out', '--junit', '--html'].flatMap((flag, index) => [
		flag,
		files[index] as string,
	]);
	const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
	const cli = spawnCli(['drift', SHOP_DOCUMENT, '--upstream', upstream, '--update-baseline', ...outputs]);
	try {
		await asked;
		const sentAt = performance.now();
		cli.child.kill('SIGINT');
		await cli.ended;
		expect(performance.now() - sentAt).toBeLessThan(2000);
		expect([cli.child.signalCode ?? cli.child.exitCode, cli.stdout()]).toEqual(['SIGINT', '']);
		expect(readdirSync(folder)).toEqual([]);
	} finally {
		cli.child.kill('SIGKILL');
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true, force: true });
	}
});
