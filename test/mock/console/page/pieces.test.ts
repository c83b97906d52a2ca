// The page's pieces that are plain functions: words, lines of JSON, scenario files, the diagram.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange, Resource } from '../../../../mock/console/page/control-types.ts';
import { layOut, NODE_HEIGHT, NODE_WIDTH } from '../../../../mock/console/page/diagram-layout.ts';
import { placeFinding, toLines } from '../../../../mock/console/page/json-lines.ts';
import { linkTo, readRoute } from '../../../../mock/console/page/route.ts';
import { formatScenario } from '../../../../mock/console/page/scenario-yaml.ts';
import { nameDistance, nameDuration, nameStatus, showText } from '../../../../mock/console/page/show-text.ts';
import { createMockApp, type RunningMock } from '../../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../../mock/options/complete-options.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

describe('text from outside', () => {
	it.each([
		['', ''],
		['plain ä 漢字 😀\ttab\nline', 'plain ä 漢字 😀\ttab\nline'],
		['\u001b[31m', '⟨U+001B⟩[31m'],
		['a\u202eb\u2066c', 'a⟨U+202E⟩b⟨U+2066⟩c'],
		['\u0000\u007f\u009b', '⟨U+0000⟩⟨U+007F⟩⟨U+009B⟩'],
		['\ud800x', '⟨U+D800⟩x'],
		['\ufeff\u200b\u200f', '⟨U+FEFF⟩⟨U+200B⟩⟨U+200F⟩'],
		['<b>&amp;', '<b>&amp;'],
	])('%j is shown as %j', (text, shown) => {
		expect(showText(text)).toBe(shown);
	});
});

describe('numbers in words', () => {
	it.each([
		[nameStatus(409), '409 Conflict'],
		[nameStatus(418), '418'],
		[nameStatus(null), 'no answer'],
		[nameDuration(0), '0.0 ms'],
		[nameDuration(null), '…'],
		[nameDuration(1500), '1.50 s'],
		[nameDistance(0), 'now'],
		[nameDistance(-5), 'now'],
		[nameDistance(86_400_000), 'in 1 day'],
		[nameDistance(7_200_000), 'in 2 hours'],
	])('%j', (told, wanted) => {
		expect(told).toBe(wanted);
	});
});

describe('the address', () => {
	it.each([
		['', { session: 'default', view: 'requests', query: {} }],
		['#/qa/clock', { session: 'qa', view: 'clock', query: {} }],
		['#/qa/none', { session: 'qa', view: 'requests', query: {} }],
		['#/<b>/clock', { session: 'default', view: 'clock', query: {} }],
		['#/constructor/__proto__', { session: 'constructor', view: 'requests', query: {} }],
		['#/qa/requests?q=a%26b+c%3F&request=7', { session: 'qa', view: 'requests', query: { q: 'a&b c?', request: '7' } }],
	])('%j leads to %j', (hash, route) => {
		expect(readRoute(hash)).toEqual(route);
		expect(readRoute(linkTo(readRoute(hash)))).toEqual(readRoute(hash));
	});
});

describe('a value as lines', () => {
	const value = { a: 0, 'b/c~': [null, { d: '' }], e: [], f: {} };
	it('is the JSON of the value', () => {
		const text = toLines(value)
			.map((line) => line.text)
			.join('\n');
		expect(JSON.parse(text)).toEqual(value);
		for (const one of [0, false, null, [], {}]) expect(JSON.parse(toLines(one)[0]?.text ?? '')).toEqual(one);
		expect(toLines('a\nb').map((line) => line.text)).toEqual(['a', 'b']);
	});

	it.each([
		['/a', '"a": 0'],
		['/b~1c~0/1/d', '"d": ""'],
		['/b~1c~0/1/missing', '{'],
		['/e/0', '"e": []'],
		['', '{'],
		['limit', '{'],
	])('tells a finding at %s where %s stands', (pointer, start) => {
		const lines = toLines(value);
		expect(lines[placeFinding(lines, pointer)]?.text.trim().startsWith(start)).toBe(true);
	});
});

async function exchangeOf(session: string, query = ''): Promise<Exchange> {
	const list = (await (await fetch(`${mock.url}/__admin/sessions/${session}/requests${query}`)).json()) as {
		requests: Exchange[];
	};
	return list.requests.at(-1) as Exchange;
}

describe('a scenario made of an exchange', () => {
	/** What a mock with nothing but this scenario makes of the same request. */
	async function replay(yaml: string, exchange: Exchange): Promise<number> {
		const folder = mkdtempSync(join(tmpdir(), 'made-'));
		try {
			const name = /^name: (.*)$/m.exec(yaml)?.[1] ?? '';
			writeFileSync(join(folder, `${name}.yaml`), yaml);
			// Refuses to start with a scenario that has mistakes.
			(await createMockApp(completeOptions({ scenarios: folder, watch: false }))).close();
			const other = await startTestMock({ scenarios: folder, watch: false, scenario: name });
			const { method, target, body } = exchange.request;
			return (await call(other, method, target, body === undefined ? {} : { body })).status;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	it('gives what was there, where the state alone decided', async () => {
		const id = await create(mock, 'made');
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'made' });
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'made' });
		const exchange = await exchangeOf('made');
		const { text: yaml } = formatScenario(exchange);
		expect(yaml).not.toContain('script:');
		expect(await replay(yaml, exchange)).toBe(409);
	});

	it('replies what a cue replied, also off the document', async () => {
		for (const [session, cue, status] of [
			['cued', { on: '*', reply: { status: 500 } }, 500],
			['off', { on: '*', reply: { status: 503 }, offSpec: true }, 503],
			['shown', { on: '*', reply: { status: 404 } }, 404],
		] as const) {
			await fetch(`${mock.url}/__admin/sessions/${session}/cues`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(cue),
			});
			await call(mock, 'DELETE', `${BASE}/00000000-0000-4000-8000-000000000001`, { session });
			const exchange = await exchangeOf(session);
			expect([session, exchange.response.status]).toEqual([session, status]);
			expect([session, await replay(formatScenario(exchange).text, exchange)]).toEqual([session, status]);
		}
	});

	it('can be loaded whatever the caller sent', async () => {
		const id = await create(mock, 'odd', {
			...CREATE,
			name: `\${org_id} \${x} # : - "q" ' \u2028 \u0085 {{ <b>`,
			last_name: ': #',
		});
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'odd' });
		const exchange = await exchangeOf('odd');
		expect(await replay(formatScenario(exchange).text, exchange)).toBe(200);
		await call(mock, 'POST', BASE, { body: { name: 0 }, session: 'odd' });
		const refused = await exchangeOf('odd');
		expect(await replay(formatScenario(refused).text, refused)).toBe(400);
	});
});

describe('the diagram of a resource', () => {
	const resource: Resource = {
		name: 'order',
		key: 'id',
		scope: [],
		state: 'status',
		initial: 'NEW',
		states: ['LOST', 'PAID', 'NEW', 'SENT'],
		sample: {},
		moves: [
			{ from: ['NEW'], to: 'PAID', operationId: 'payOrder' },
			{ from: ['NEW', 'PAID'], to: 'PAID', operationId: 'payAgain' },
			{ from: ['PAID'], to: 'SENT', at: 'due_at' },
			{ from: ['SENT'], to: 'NEW', operationId: 'returnOrder' },
			{ from: ['GONE'], to: 'NEW', operationId: 'never' },
		],
	};

	it('has every state once, none upon another, and all within its frame', () => {
		const { nodes, edges, width, height } = layOut(resource);
		expect(nodes.map(({ state }) => state).sort()).toEqual(['LOST', 'NEW', 'PAID', 'SENT']);
		for (const [index, one] of nodes.entries()) {
			expect(one.x + NODE_WIDTH <= width && one.y + NODE_HEIGHT <= height).toBe(true);
			for (const other of nodes.slice(index + 1)) {
				expect(Math.abs(one.x - other.x) >= NODE_WIDTH || Math.abs(one.y - other.y) >= NODE_HEIGHT).toBe(true);
			}
		}
		expect(edges.map(({ from, to, labels }) => [from, to, ...labels])).toEqual([
			['NEW', 'PAID', 'payOrder', 'payAgain'],
			['PAID', 'PAID', 'payAgain'],
			['PAID', 'SENT', 'time'],
			['SENT', 'NEW', 'returnOrder'],
		]);
	});

	it.each([
		['no states', { states: [], moves: [] }],
		['one state', { states: ['NEW'], moves: [] }],
		['no initial state', { states: ['A', 'B'], moves: [], initial: undefined }],
	])('is drawn with %s', (_name, part) => {
		const { nodes, width } = layOut({ ...resource, ...part } as Resource);
		expect([nodes.length, width > 0]).toEqual([part.states.length, true]);
	});
});
