// The page's pieces that are plain functions: words, lines of JSON, scenario files, the diagram.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange, Resource } from '../../../../mock/console/page/control-types.ts';
import { LINE_HEIGHT, layOut, NODE_HEIGHT } from '../../../../mock/console/page/diagram-layout.ts';
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

	it('serves what was there as a provider state, for any entity, under words that no other scenario has', async () => {
		const id = await create(mock, 'state');
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'state' });
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'state' });
		const exchange = await exchangeOf('state');
		const words = 'an identification in the state CANCELLED';
		const made = formatScenario(exchange);
		expect(made.text).toContain(`states: ["${words}"]\n`);
		expect(made.text).toContain(`parameters:\n  "identification_id": "${id}"\n`);
		const folder = mkdtempSync(join(tmpdir(), 'made-'));
		try {
			writeFileSync(join(folder, `${made.name}.yaml`), made.text);
			const other = await startTestMock({ scenarios: folder, watch: false });
			const another = '5f0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a11';
			await fetch(`${other.url}/__admin/provider-states`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ state: words, params: { identification_id: another }, action: 'setup' }),
			});
			const { status, json } = await call(other, 'GET', `${BASE}/${another}`);
			expect([status, json]).toEqual([
				200,
				expect.objectContaining({ identification_id: another, status: 'CANCELLED' }),
			]);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
		expect(formatScenario(exchange, { taken: [words] }).text).toContain(
			`states: ["${exchange.operationId} is answered with 200"]`,
		);
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

/** Points on an SVG path of lines and quadratic curves. */
function walk(path: string): [number, number][] {
	const points: [number, number][] = [];
	let [x, y] = [0, 0];
	for (const [, kind, text = ''] of path.matchAll(/([MQL])([^MQL]*)/g)) {
		const [a = 0, b = 0, c = a, d = b] = text.trim().split(/\s+/).map(Number);
		const [midX, midY] = kind === 'Q' ? [a, b] : [(x + c) / 2, (y + d) / 2];
		for (let step = 0; kind !== 'M' && step <= 20; step++) {
			const t = step / 20;
			const mix = (from: number, over: number, to: number): number =>
				(1 - t) ** 2 * from + 2 * t * (1 - t) * over + t ** 2 * to;
			points.push([mix(x, midX, c), mix(y, midY, d)]);
		}
		[x, y] = [c, d];
	}
	return points;
}

const TEN_MOVES = [
	['submit', 'DRAFT', 'SUBMITTED'],
	['withdraw', 'SUBMITTED', 'DRAFT'],
	['review', 'SUBMITTED', 'IN_REVIEW'],
	['askForChanges', 'IN_REVIEW', 'DRAFT'],
	['approve', 'IN_REVIEW', 'APPROVED'],
	['reject', 'IN_REVIEW', 'REJECTED'],
	['appeal', 'REJECTED', 'IN_REVIEW'],
	['schedule', 'APPROVED', 'SCHEDULED'],
	['unscheduleTheParcelForNow', 'SCHEDULED', 'APPROVED'],
	['dispatch', 'SCHEDULED', 'IN_TRANSIT'],
	['deliver', 'IN_TRANSIT', 'DELIVERED'],
	['sendBack', 'IN_TRANSIT', 'RETURNED'],
	['resend', 'RETURNED', 'SCHEDULED'],
	['archive', 'DELIVERED', 'ARCHIVED'],
	['restore', 'ARCHIVED', 'DRAFT'],
] as const;
const TEN: Resource = {
	name: 'parcel',
	key: 'id',
	scope: [],
	state: 'status',
	initial: 'DRAFT',
	states: [...new Set(TEN_MOVES.flatMap(([, from, to]) => [from, to]))],
	sample: {},
	moves: TEN_MOVES.map(([operationId, from, to]) => ({ operationId, from: [from], to })),
};

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

	it('has every state and every move once', () => {
		const { nodes, edges } = layOut(resource);
		expect(nodes.map(({ state }) => state).sort()).toEqual(['LOST', 'NEW', 'PAID', 'SENT']);
		expect(edges.map(({ from, to, labels }) => [from, to, ...labels])).toEqual([
			['NEW', 'PAID', 'payOrder', 'payAgain'],
			['PAID', 'PAID', 'payAgain'],
			['PAID', 'SENT', 'time'],
			['SENT', 'NEW', 'returnOrder'],
		]);
	});

	it.each([
		['four states', 320, resource],
		['four states', 1000, resource],
		['ten states and fifteen moves, some of them back', 320, TEN],
		['ten states and fifteen moves, some of them back', 1000, TEN],
	])('%s, %i pixels wide: no box and no label over another, no line through a box', (_name, wide, one) => {
		const { nodes, edges, width, height } = layOut(one, { width: wide });
		const boxes = nodes.map(({ state, x, y, width: w }) => ({
			of: [state],
			left: x,
			top: y,
			right: x + w,
			bottom: y + NODE_HEIGHT,
		}));
		const labels = edges.map(({ from, to, lines, labelX, labelY }) => {
			const half = 3 * Math.max(...lines.map((line) => line.length));
			const bottom = labelY + (lines.length - 1) * LINE_HEIGHT;
			return { of: [`${from} ${to}`], left: labelX - half, top: labelY - 9, right: labelX + half, bottom };
		});
		const all = [...boxes, ...labels];
		const overlaps = all.flatMap((a, index) =>
			all
				.slice(index + 1)
				.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
				.map((b) => [a.of, b.of]),
		);
		expect(overlaps).toEqual([]);
		expect(all.filter((a) => a.left < 0 || a.top < 0 || a.right > width || a.bottom > height)).toEqual([]);
		const crossed = edges.flatMap(({ from, to, path }) =>
			boxes
				.filter(({ of: [state] }) => state !== from && state !== to)
				.filter((a) => walk(path).some(([x, y]) => x > a.left && x < a.right && y > a.top && y < a.bottom))
				.map(({ of }) => [from, to, ...of]),
		);
		expect(crossed).toEqual([]);
	});

	it.each([
		['no states', { states: [], moves: [] }],
		['one state', { states: ['NEW'], moves: [] }],
		['no initial state', { states: ['A', 'B'], moves: [], initial: undefined }],
	])('is drawn with %s', (_name, part) => {
		const { nodes, width } = layOut({ ...resource, ...part } as unknown as Resource);
		expect([nodes.length, width > 0]).toEqual([part.states.length, true]);
	});
});
