// A real API that hangs, floods, lies or breaks off: each is told, nothing waits, nothing leaks.

import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';
import { SHOP_DOCUMENT } from '../../support/real-shop.ts';

let server: Server;
let url: string;
const ANSWERS: Readonly<Record<string, string | undefined>> = {
	'/api/customers': undefined,
	'/api/orders': `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${'['.repeat(200_000)}`,
	'/api/rates': 'nothing of HTTP\r\n\r\n',
	'/api/health':
		'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
};
beforeAll(async () => {
	server = createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', (head) => {
			const [, path = ''] = /^\S+ ([^ ?]+)/.exec(String(head)) ?? [];
			const answer = path in ANSWERS ? ANSWERS[path] : 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"half"';
			if (answer !== undefined) socket.end(answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	url = `http://user:hidden-password@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
	server.close();
});

it('is told in so many words, in bounded time, and its credentials are not', async () => {
	const words = ['drift', SHOP_DOCUMENT, '--upstream', url, '--upstream-timeout', '700ms', '--max-answer', '1024'];
	const { code, stdout } = await runWords([...words, '--json', '--header', 'X-Key: hidden-key-1']);
	const { notes, findings } = JSON.parse(stdout) as { notes: string[]; findings: { code: string; message: string }[] };
	expect(notes).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/customers: .*(?:not answered|took longer)/),
			expect.stringContaining('longer than 1024 bytes'),
			expect.stringContaining('no HTTP'),
		]),
	);
	expect(findings).toContainEqual(
		expect.objectContaining({ code: 'status.undocumented', message: expect.stringContaining('302') }),
	);
	expect(code).toBe(1);
	expect(stdout).not.toMatch(/hidden-|elsewhere/);
});
