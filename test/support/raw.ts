// Bytes onto a socket as they stand, for what no HTTP client would send.

import { connect, type Socket } from 'node:net';

/** What came back, and how it ended. */
export interface RawReply {
	text: string;
	/** The status of the first answer; 0 for none. */
	status: number;
	/** How many answers there are. */
	answers: number;
	ended: 'closed' | 'reset' | 'quiet';
}

/** A whole answer shows in its text: then what might still come behind it comes at once. */
const BEHIND_MS = 40;

/**
 * Sends chunks one after the other, then waits until the server closes, or until nothing came for `quietMs` after the
 * last chunk was sent (default: 300, and 40 behind a whole answer on a connection that stays open; give it where
 * several answers are counted); at most `limitMs` (default 15,000).
 */
export function sendRaw(
	port: number,
	chunks: string | Uint8Array | readonly (string | Uint8Array)[],
	{ quietMs, limitMs = 15_000, gapMs = 0 }: { quietMs?: number; limitMs?: number; gapMs?: number } = {},
): Promise<RawReply> {
	const list = typeof chunks === 'string' || chunks instanceof Uint8Array ? [chunks] : chunks;
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		let text = '';
		let quiet: NodeJS.Timeout | undefined;
		let isSent = false;
		const finish = (ended: RawReply['ended']): void => {
			clearTimeout(quiet);
			clearTimeout(limit);
			socket.destroy();
			const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
			resolve({ text, status: statuses[0] ?? 0, answers: statuses.length, ended });
		};
		const limit = setTimeout(finish, limitMs, 'quiet');
		const wait = (): void => {
			clearTimeout(quiet);
			if (!isSent || text === '') return;
			quiet = setTimeout(finish, quietMs ?? (isWholeAnswer(text) ? BEHIND_MS : 300), 'quiet');
		};
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			wait();
		});
		socket.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNRESET' || error.code === 'EPIPE') finish('reset');
		});
		socket.on('close', () => finish('closed'));
		void writeAll(socket, list, gapMs).then(() => {
			isSent = true;
			wait();
		});
	});
}

function isWholeAnswer(text: string): boolean {
	const [head, ...rest] = text.split('\r\n\r\n');
	if (head === undefined || rest.length === 0 || /^connection: close/im.test(head)) return false;
	const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
	const length = /^content-length: (\d+)/im.exec(head)?.[1];
	return status === '204' || (length !== undefined && rest.join('\r\n\r\n').length >= Number(length));
}

async function writeAll(socket: Socket, chunks: readonly (string | Uint8Array)[], gapMs: number): Promise<void> {
	for (const chunk of chunks) {
		if (socket.destroyed) return;
		if (!socket.write(chunk)) await new Promise((resolve) => void socket.once('drain', resolve).once('close', resolve));
		if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
	}
}

/** A request's text: `head('GET', '/orders', { Host: 'x' })` with an empty line at its end. */
export function head(method: string, target: string, headers: Record<string, string> = {}): string {
	const all = { Host: '127.0.0.1', Authorization: 'Bearer x', ...headers };
	return `${method} ${target} HTTP/1.1\r\n${Object.entries(all)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join('')}\r\n`;
}
