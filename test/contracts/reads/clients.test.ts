// What is read by the clients that people use, whatever they do with the body.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QueryClient, QueryObserver } from '@tanstack/query-core';
import axios, { AxiosHeaders } from 'axios';
import ky from 'ky';
import { ofetch } from 'ofetch';
import createClient from 'openapi-fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trackAxios, trackReads, trackXhr } from '../../../contracts/reads/index.ts';
import { type Mock, startMock } from '../../../mock/index.ts';

const USERS = {
	openapi: '3.1.0',
	info: { title: 'Users', version: '1' },
	paths: {
		'/users/{id}': {
			get: {
				operationId: 'getUser',
				parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
				responses: {
					200: {
						description: 'ok',
						content: {
							'application/json': {
								schema: {
									type: 'object',
									required: ['id', 'name', 'mail'],
									properties: { id: { type: 'string' }, name: { type: 'string' }, mail: { type: 'string' } },
								},
							},
						},
					},
				},
			},
		},
	},
};

let mock: Mock;
beforeAll(async () => {
	mock = await startMock({ port: 0, documents: [USERS], log: 'silent' });
});
afterAll(() => mock.close());

interface User {
	name: string;
	mail: string;
}

/** What the newest exchange knows of its reads. */
async function readsOf(): Promise<unknown> {
	return (await mock.session().requests()).at(-1)?.reads;
}

/** A browser's XMLHttpRequest as far as it is used here, over fetch. */
class PlainXhr {
	readyState = 0;
	responseType = '';
	responseURL = '';
	onload: (() => void) | undefined;
	#url = '';
	#headers: Record<string, string> = {};
	#answer: Headers | undefined;
	#text = '';
	open(_method: string, url: string): void {
		this.#url = url;
	}
	setRequestHeader(name: string, value: string): void {
		this.#headers[name] = value;
	}
	getResponseHeader(name: string): string | null {
		return this.#answer?.get(name) ?? null;
	}
	send(): void {
		void fetch(this.#url, { headers: this.#headers }).then(async (response) => {
			this.#answer = response.headers;
			this.#text = await response.text();
			this.responseURL = response.url;
			this.readyState = 4;
			this.onload?.();
		});
	}
	get response(): unknown {
		return this.responseType === 'json' ? (JSON.parse(this.#text) as unknown) : this.#text;
	}
	get responseText(): string {
		return this.#text;
	}
}

async function readByXhr(responseType: string): Promise<() => Promise<void>> {
	const Xhr = trackXhr(PlainXhr);
	const xhr = new Xhr();
	xhr.open('GET', `${mock.url}/users/x`);
	xhr.responseType = responseType;
	await new Promise<void>((resolve) => {
		xhr.onload = resolve;
		xhr.send();
	});
	const user = (responseType === 'json' ? xhr.response : JSON.parse(xhr.responseText)) as User;
	expect(user.name).toBeTypeOf('string');
	return () => Xhr.flush();
}

describe('the reads of', () => {
	const tracked = trackReads(globalThis.fetch);
	const flush = () => tracked.flush();
	it.each<[string, (url: string) => Promise<() => Promise<void>>]>([
		[
			'a fetch whose text is parsed',
			async (url) => {
				const user = JSON.parse(await (await tracked(url)).text()) as User;
				expect(user.name).toBeTypeOf('string');
				return flush;
			},
		],
		[
			'ky',
			async (url) => {
				const user = await ky.create({ fetch: tracked }).get(url).json<User>();
				expect(user.name).toBeTypeOf('string');
				return flush;
			},
		],
		[
			'ofetch',
			async (url) => {
				// ofetch takes the fetch that there is when it is made.
				const own = ofetch.create({}, { fetch: tracked });
				expect((await own<User>(url)).name).toBeTypeOf('string');
				return flush;
			},
		],
		[
			'openapi-fetch',
			async () => {
				const client = createClient<Record<string, never>>({ baseUrl: mock.url, fetch: tracked as typeof fetch });
				const { data } = await client.GET('/users/{id}' as never, { params: { path: { id: 'x' } } } as never);
				expect((data as unknown as User).name).toBeTypeOf('string');
				return flush;
			},
		],
		[
			'axios by Node',
			async (url) => {
				const client = axios.create();
				const reads = trackAxios(client);
				expect((await client.get<User>(url)).data.name).toBeTypeOf('string');
				return reads.flush;
			},
		],
		[
			'axios by fetch',
			async () => {
				const client = axios.create({ baseURL: mock.url, adapter: 'fetch', headers: new AxiosHeaders() });
				const reads = trackAxios(client, { consumer: 'web' });
				expect((await client.get<User>('/users/x')).data.name).toBeTypeOf('string');
				return reads.flush;
			},
		],
		[
			'TanStack Query',
			async (url) => {
				const client = new QueryClient();
				const queryFn = async () => (await (await tracked(url)).json()) as User;
				expect((await client.fetchQuery({ queryKey: ['user'], queryFn })).name).toBeTypeOf('string');
				client.clear();
				return flush;
			},
		],
		[
			'TanStack Query by select, asked again, which shares no structure',
			async (url) => {
				const client = new QueryClient();
				const queryFn = async () => (await (await tracked(url)).json()) as User;
				const select = ({ name }: User) => name;
				const observer = new QueryObserver(client, { queryKey: ['user'], queryFn, select, structuralSharing: false });
				const names: unknown[] = [];
				const leave = observer.subscribe(({ data }) => void names.push(data));
				await observer.refetch();
				await observer.refetch();
				expect(names.at(-1)).toBeTypeOf('string');
				leave();
				client.clear();
				return flush;
			},
		],
		['XMLHttpRequest as JSON', () => readByXhr('json')],
		['XMLHttpRequest as text', () => readByXhr('')],
	])('%s are what was read, and no more', async (_name, use) => {
		const send = await use(`${mock.url}/users/x`);
		await send();
		expect(await readsOf()).toEqual({ read: ['/name'], whole: [] });
	});

	it.each<[string, (response: Response) => Promise<unknown>]>([
		['a text that nobody parses', (response) => response.text()],
		['a blob', (response) => response.blob()],
		['a stream', async (response) => response.body?.getReader().read()],
	])('%s are unknown, and that is told', async (_name, use) => {
		await use(await tracked(`${mock.url}/users/x`));
		await tracked.flush();
		expect(await readsOf()).toEqual({ read: [], whole: ['**'] });
	});

	it('an answer that TanStack Query compares with the one before it are unknown from then on', async () => {
		const client = new QueryClient();
		const queryFn = async () => (await (await tracked(`${mock.url}/users/x`)).json()) as User;
		for (let time = 0; time < 2; time++) await client.fetchQuery({ queryKey: ['user'], queryFn });
		client.clear();
		await tracked.flush();
		expect(await readsOf()).toEqual({ read: [], whole: [''] });
	});

	it('a body that was only asked for are none', async () => {
		expect((await tracked(`${mock.url}/users/x`)).body).not.toBeNull();
		await tracked.flush();
		expect(await readsOf()).toEqual({ read: [], whole: [] });
	});

	it('a text that the mock did not send are left alone', () => {
		expect(JSON.parse('{"a":1}')).toEqual({ a: 1 });
		expect(JSON.parse('[1,2]', (_key, value: unknown) => (value === 1 ? 3 : value))).toEqual([3, 2]);
	});
});

describe('a page of another origin', () => {
	const origin = 'http://localhost:5173';

	it('may tell what it has read', async () => {
		const answered = await fetch(`${mock.url}/users/x`, { headers: { 'x-mock-follow': 'reads', origin } });
		expect(answered.headers.get('access-control-expose-headers')).toContain('X-Mock-Reads');
		const url = mock.url + String(answered.headers.get('x-mock-reads'));
		const preflight = await fetch(url, {
			method: 'OPTIONS',
			headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
		});
		expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
		const body = JSON.stringify({ read: ['/name'], whole: [] });
		const told = await fetch(url, { method: 'POST', body, headers: { origin, 'content-type': 'application/json' } });
		expect([told.ok, told.headers.get('access-control-allow-origin')]).toEqual([true, origin]);
		expect(await readsOf()).toEqual({ read: ['/name'], whole: [] });
	});

	it('may tell it of no answer but its own', async () => {
		const answered = await fetch(`${mock.url}/users/x`, { headers: { 'x-mock-follow': 'reads' } });
		const path = String(answered.headers.get('x-mock-reads'));
		const other = path.replace(/\/(\d+)\//, (_, id: string) => `/${Number(id) - 1}/`);
		const tell = (to: string, body: string) => fetch(mock.url + to, { method: 'POST', body, headers: { origin } });
		expect((await tell(other, '{}')).status).toBe(404);
		expect((await tell('/__reads/default/1', '{}')).status).toBe(404);
		expect((await tell(path, 'no json')).status).toBe(400);
		expect((await fetch(mock.url + path, { headers: { origin } })).status).toBe(405);
	});

	it.each(['/__admin/sessions/default/requests', '/__admin/sessions', '/__admin/sessions/default/requests/1'])(
		'may call nothing else of the control API: %s',
		async (path) => {
			expect((await fetch(mock.url + path, { headers: { origin } })).status).toBe(403);
		},
	);
});

it('nothing of it needs Node', () => {
	const folder = join(import.meta.dirname, '..', '..', '..', 'contracts', 'reads');
	const imports = readdirSync(folder).flatMap((file) =>
		[...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name),
	);
	expect(imports.length).toBeGreaterThan(5);
	expect(imports.filter((name) => !name?.startsWith('./'))).toEqual([]);
});
