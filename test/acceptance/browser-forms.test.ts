// Forms as browsers send them: boxes that are ticked, and fields that nobody has filled in.

import { beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { startTestMock } from '../support/mock.ts';

const schema: JsonObject = {
	type: 'object',
	required: ['name', 'seats'],
	properties: {
		name: { type: 'string' },
		seats: { type: 'integer' },
		news: { type: 'boolean' },
		price: { type: 'number' },
		birthday: { type: 'string', format: 'date' },
		size: { type: 'string', enum: ['S', 'M'] },
		nick: { type: 'string', minLength: 1 },
		note: { type: 'string' },
		agreed: { anyOf: [{ type: 'boolean' }, { type: 'string', enum: ['yes'] }] },
		weight: { oneOf: [{ type: 'integer' }, { type: 'string', format: 'date' }] },
		seat: {
			type: 'object',
			required: ['row'],
			properties: { row: { type: 'string' }, no: { type: 'integer' }, aisle: { type: 'boolean' } },
		},
	},
};
const types = ['application/x-www-form-urlencoded', 'multipart/form-data', 'application/json'];

let mock: RunningMock;
beforeAll(async () => {
	const content = Object.fromEntries(types.map((type) => [type, { schema }]));
	mock = await startTestMock({ documents: [describePaths({ '/seats': { post: takeBody('book', content) } })] });
});

it.each([
	['name=a&seats=1&news=on', 204, ''],
	['name=a&seats=1&price=&birthday=&size=&note=', 204, ''],
	['name=a&seats=1&agreed=on&weight=', 204, ''],
	['name=a&seats=1&agreed=no&weight=', 400, 'body /agreed'],
	['name=a&seats=1&seat[row]=b&seat[no]=&seat[aisle]=on', 204, ''],
	['name=a&seats=1&seat[row]=b&seat[no]=x&seat[aisle]=on', 400, 'body /seat/no must be an integer'],
	['name=a&seats=1&news=yes', 400, 'body /news must be a boolean'],
	['name=a&seats=1&news=off&price=', 400, 'body /news must be a boolean'],
	['name=a&seats=on', 400, 'body /seats must be an integer'],
	['name=a&seats=&price=', 400, 'body /seats is required'],
	['name=a&seats=', 400, 'body /seats must be an integer'],
	['name=a&seats=1&nick=', 400, 'body /nick must be at least 1 character long'],
	['seats=1&price=', 400, 'body /name is required'],
])('a form is read as browsers mean it, where that fits better: %s', async (text, status, reason) => {
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
	for (const body of [new URLSearchParams(text), form]) {
		const answer = await fetch(`${mock.url}/seats`, { method: 'POST', body });
		expect([answer.status, answer.headers.get('x-mock-reason') ?? '']).toEqual([
			status,
			expect.stringContaining(reason),
		]);
	}
});

it('JSON is taken as it stands', async () => {
	const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
	for (const more of [{ news: 'on' }, { price: '' }, { birthday: '' }]) {
		const body = JSON.stringify({ name: 'a', seats: 1, ...more });
		expect((await fetch(`${mock.url}/seats`, { ...init, body })).status).toBe(400);
	}
});
