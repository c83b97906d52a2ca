import { createServer, type Server, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createMockRouter, type MockRouter } from '../../../mock/index.ts';
import { BASE, CREATE, call } from '../../support/mock.ts';

const open: { server: Server; mock: MockRouter }[] = [];
afterEach(async () => {
	for (const { server, mock } of open.splice(0)) {
		await mock.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function serve(
	build: (app: Express, mock: MockRouter) => void,
	options: Parameters<typeof createMockRouter>[0] = {},
): Promise<{ url: string; mock: MockRouter }> {
	const mock = await createMockRouter(options);
	const app = express();
	build(app, mock);
	const server = createServer(app).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	open.push({ server, mock });
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, mock };
}

const statusOf = async (url: string, body: unknown = CREATE, path = BASE) =>
	(await call({ url }, 'POST', path, { body })).status;

describe('a mock as an Express router', () => {
	it('works at the root and under a prefix', async () => {
		const root = await serve((app, mock) => app.use(mock.router));
		expect(await statusOf(root.url)).toBe(200);
		const below = await serve((app, mock) => app.use('/api/mock', mock.router));
		expect(await statusOf(`${below.url}/api/mock`)).toBe(200);
		expect(await statusOf(below.url)).toBe(404);
		const [exchange] = await below.mock.session().requests();
		expect(exchange?.request.target).toBe(`/api/mock${BASE}`);
	});

	it.each([
		['JSON', express.json()],
		['text', express.text({ type: '*/*' })],
		['bytes', express.raw({ type: '*/*' })],
	])('works behind a body parser for %s', async (_name, parser) => {
		const { url, mock } = await serve((app, { router }) => {
			app.use(parser);
			app.use('/api', router);
		});
		expect(await statusOf(`${url}/api`)).toBe(200);
		expect(await statusOf(`${url}/api`, { ...CREATE, configuration_name: 'NONE' })).toBe(400);
		expect(await statusOf(`${url}/api`, {})).toBe(200);
		const requests = await mock.session().requests();
		expect(requests.map(({ response }) => response.status)).toEqual([200, 400, 200]);
		expect(requests[0]?.request.body).toEqual(CREATE);
	});

	it('lets requests to other paths go on to the app', async () => {
		const { url, mock } = await serve((app, { router }) => {
			app.use(router);
			app.get('/hello', (_request, response) => void response.send('hello'));
		});
		expect((await call({ url }, 'GET', '/hello')).text).toBe('hello');
		expect((await call({ url }, 'GET', '/nowhere')).headers.get('x-powered-by')).toBe('Express');
		expect(await mock.session().requests()).toEqual([]);
	});

	it('answers another method on its own paths itself', async () => {
		const { url } = await serve((app, { router }) => app.use(router));
		const { status, headers } = await call({ url }, 'PATCH', BASE);
		expect(status).toBe(405);
		expect(headers.get('allow')).toContain('POST');
	});

	it('answers 404 for all other paths when it shall', async () => {
		const { url, mock } = await serve(
			(app, { router }) => {
				app.use(router);
				app.get('/hello', (_request, response) => void response.send('hello'));
			},
			{ fallthrough: false },
		);
		const { status, reason } = await call({ url }, 'GET', '/hello');
		expect(status).toBe(404);
		expect(reason).toContain('no operation has the path');
		expect(await mock.session().requests()).toHaveLength(1);
	});

	it('has sessions, by header and by path', async () => {
		const { url, mock } = await serve((app, { router }) => app.use('/api', router));
		const session = mock.session('qa');
		expect(session.baseUrl).toBe('/__session/qa');
		await session.use('server-error');
		expect((await call({ url }, 'POST', `/api${BASE}`, { body: CREATE, session: 'qa' })).status).toBe(500);
		expect(await statusOf(`${url}/api${session.baseUrl}`)).toBe(500);
		expect(await statusOf(`${url}/api`)).toBe(200);
	});

	it('lets unknown paths below a session go on as well', async () => {
		const { url } = await serve((app, { router }) => app.use(router));
		expect((await call({ url }, 'GET', '/__session/qa/nowhere')).headers.get('x-powered-by')).toBe('Express');
	});

	it('has the control API below its prefix', async () => {
		const { url } = await serve((app, { router }) => app.use('/api', router));
		const { status, json } = await call({ url }, 'GET', '/api/__admin/health');
		expect(status).toBe(200);
		expect(json).toMatchObject({ status: 'up' });
	});

	it('closes what it has open', async () => {
		const { url, mock } = await serve((app, { router }) => app.use(router), { scenario: 'hang' });
		const hung = call({ url }, 'POST', BASE, { body: CREATE }).catch(() => 'cut');
		while ((await mock.session().state()).open === 0) await new Promise((resolve) => setImmediate(resolve));
		await mock.close();
		expect(await hung).toBe('cut');
	});

	it.each([
		['before its body was whole', 'POST', 'mock', 'aborted'],
		['before its body was whole, and is passed on', 'POST', 'all', 'aborted'],
		['and had sent all', 'DELETE', 'mock', 'effect'],
		['and had sent all, and is passed on', 'DELETE', 'all', 'aborted'],
	] as const)('notes who went while somebody before the mock waited: %s', async (_name, method, forward, step) => {
		const silent = createServer(() => {}).listen(0, '127.0.0.1');
		await new Promise((resolve) => silent.once('listening', resolve));
		const upstream = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
		const arrived = Promise.withResolvers<void>();
		const gone = Promise.withResolvers<void>();
		const wait: RequestHandler = (request, response, next) => {
			const goOn = (): void => {
				next();
				gone.resolve();
			};
			response.once('close', () => setImmediate(goOn));
			if (method === 'DELETE') request.resume();
			arrived.resolve();
		};
		const { url, mock } = await serve(
			(app, { router }) => app.use(wait, router),
			forward === 'all' ? { upstream, forward } : {},
		);
		const asked = startRequest(`${url}${BASE}${method === 'DELETE' ? '/00000000-0000-4000-8000-000000000000' : ''}`, {
			method,
			headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
		});
		asked.on('error', () => {});
		if (method === 'DELETE') asked.end();
		else asked.write('{');
		await arrived.promise;
		asked.destroy();
		await gone.promise;
		await expect.poll(async () => (await mock.session().requests()).at(-1)?.why.step).toBe(step);
		expect((await mock.session().state()).open).toBe(0);
		silent.closeAllConnections();
		silent.close();
	});

	it('starts in any app that speaks Node, also without Express', async () => {
		const mock = await createMockRouter();
		const server = createServer((request, response) =>
			mock.router(request, response, () => response.writeHead(418).end()),
		);
		server.listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		open.push({ server, mock });
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		expect(await statusOf(url)).toBe(200);
		expect((await call({ url }, 'GET', '/nowhere')).status).toBe(418);
	});
});
