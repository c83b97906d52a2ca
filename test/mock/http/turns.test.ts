import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endBroken } from '../../../mock/http/shell.ts';
import { Turns } from '../../../mock/http/turns.ts';
import { head, sendRaw } from '../../support/raw.ts';

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

/** On a busy machine a moment is long: what is to be gathered gets the time for it. */
async function serve(answer: (turns: Turns, response: ServerResponse) => void, gatherMs = 5000) {
	const reported: unknown[] = [];
	const turns = new Turns(
		(response, error) => endBroken(response, { error, report: (one) => void reported.push(one) }),
		gatherMs,
	);
	const listener: RequestListener = (_request, response) => answer(turns, response);
	const server = createServer(turns.gather(listener)).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	closers.push(
		() => server.closeAllConnections(),
		() => void server.close(),
	);
	return { port: (server.address() as AddressInfo).port, reported };
}

/** What comes in one piece is of one turn. */
const ask = (port: number, paths: readonly string[]) =>
	sendRaw(port, paths.map((path) => head('GET', path, {})).join(''), { quietMs: 150 });

describe('a turn of the event loop', () => {
	it('works out all that came, then sends it, in the order in which it came', async () => {
		const log: string[] = [];
		const { port } = await serve((turns, response) => {
			log.push(`work ${response.req.url}`);
			const send = (): void => {
				log.push(`send ${response.req.url}`);
				response.end(response.req.url);
			};
			turns.send({ response, send });
		});
		const { text, answers } = await ask(port, ['/1', '/2', '/3']);
		expect(log).toEqual(['work /1', 'work /2', 'work /3', 'send /1', 'send /2', 'send /3']);
		expect([answers, text.match(/^\/\d/gm)]).toEqual([3, ['/1', '/2', '/3']]);
		await ask(port, ['/4']);
		expect(log.slice(6)).toEqual(['work /4', 'send /4']);
	});

	it('keeps nobody waiting for what takes long', async () => {
		const log: string[] = [];
		const { port } = await serve((turns, response) => {
			log.push(`work ${response.req.url}`);
			const until = performance.now() + 3;
			while (performance.now() < until);
			const send = (): void => {
				log.push(`send ${response.req.url}`);
				response.end();
			};
			turns.send({ response, send });
		}, 1);
		await ask(port, ['/1', '/2', '/3']);
		expect(log).toEqual(['work /1', 'send /1', 'work /2', 'send /2', 'work /3', 'send /3']);
	});

	it('that could not send one answer still sends the others', async () => {
		const mistake = new Error('nobody expected this');
		const { port, reported } = await serve((turns, response) =>
			turns.send({
				response,
				send() {
					if (response.req.url === '/2') throw mistake;
					response.end();
				},
			}),
		);
		const { text } = await ask(port, ['/1', '/2', '/3']);
		expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(['200', '500', '200']);
		expect(reported).toEqual([mistake]);
	});

	it('is over for who waited: its answer goes out at once', async () => {
		const log: string[] = [];
		const { port } = await serve((turns, response) => {
			setTimeout(() => {
				turns.send({ response, send: () => void response.end(() => log.push('sent')) });
				log.push('behind');
			}, 5);
		});
		await ask(port, ['/1']);
		expect(log).toEqual(['behind', 'sent']);
		const { answers } = await ask(port, ['/1', '/2']);
		expect(answers).toBe(2);
	});
});
