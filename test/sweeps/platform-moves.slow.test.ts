// Every state of every resource of the platform × every move that the documents declare on it: what is allowed comes to its state, what isn't
// is refused as documented and leaves the entity as it was. The table is made of the documents alone.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { shippedDocuments } from '../../mock/options/defaults.ts';
import {
	type Effect,
	type JsonObject,
	type JsonValue,
	loadDocuments,
	type Operation,
	parsePointer,
	type Resource,
	resolvePointer,
	setOwn,
} from '../../spec/index.ts';
import { call } from '../support/mock.ts';
import { startPlatform, Visitor } from '../support/platform.ts';

type Move = Extract<Effect, { kind: 'move' }>;

const { operations, resources } = await loadDocuments(shippedDocuments());
const SESSION = 'moves';
const SCOPE = { org_id: 'acme' };
const isMove = (effect: Effect | undefined): effect is Move => effect?.kind === 'move';
const statesOf = (name: string): string[] => [...((resources.get(name) as Resource).states.keys() ?? [])];

const moves = operations.flatMap((operation) =>
	isMove(operation.effect) ? [{ operation, move: operation.effect }] : [],
);
const cases = moves.flatMap((one) =>
	statesOf(one.move.resource).map((state) => ({
		title: `${one.move.resource} ${state}, ${one.operation.id}`,
		...one,
		state,
	})),
);
/** Moves that follow another: of the entity that the first one's entity names. */
const followed = moves.flatMap((one) =>
	(one.move.followUps ?? []).filter(isMove).flatMap((next) =>
		statesOf(next.resource).map((state) => ({
			title: `${next.resource} ${state} after ${one.operation.id}`,
			...one,
			next,
			state,
		})),
	),
);

let mock: RunningMock;
let visitor: Visitor;
let samples: ReadonlyMap<string, JsonValue>;
const tried = new Set<string>();
beforeAll(async () => {
	mock = await startPlatform();
	visitor = new Visitor(mock, SESSION);
	const { json } = await call(mock, 'GET', '/__admin/operations');
	const listed = (json as { operations: { operationId: string; sample: { body?: string } }[] }).operations;
	const compared = listed.filter((one) => moves.some(({ operation }) => operation.id === one.operationId));
	samples = new Map(compared.map(({ operationId, sample }) => [operationId, JSON.parse(sample.body ?? 'null')]));
});
afterAll(() => {
	const swept = new Set(moves.map(({ move }) => move.resource));
	console.log(`${tried.size} of ${cases.length + followed.length} states × moves of ${swept.size} resources tried`);
});

/** An entity of the resource in a state that time leaves alone. */
async function put(resource: string, state: string, more: JsonObject = {}): Promise<JsonObject> {
	const { state: property = '', states } = resources.get(resource) as Resource;
	const { expires } = states.get(state) ?? {};
	const body = { ...SCOPE, [property]: state, ...(expires && { [expires.at]: { after: 'P1D' } }), ...more };
	const path = `/__admin/sessions/${SESSION}/resources/${resource}`;
	const { status, json, text } = await call(mock, 'POST', path, { body });
	expect(status, text).toBe(201);
	return json as JsonObject;
}

async function look(resource: string, entity: JsonObject): Promise<JsonObject> {
	const { key } = resources.get(resource) as Resource;
	const path = `/__admin/sessions/${SESSION}/resources/${resource}/${String(entity[key])}`;
	const { json } = await call(mock, 'GET', path);
	return json as JsonObject;
}

/** What the move compares with its request, as the request's sample has it. */
function meetConditions({ id }: Operation, move: Move): JsonObject {
	const entity: JsonObject = {};
	for (const { subject, wanted } of move.if ?? []) {
		const [name] = parsePointer(String(wanted).replace('$entity#', '')) ?? [];
		const value = 'pointer' in subject ? resolvePointer(samples.get(id) ?? null, subject.pointer) : undefined;
		if (name !== undefined && value !== undefined) setOwn(entity, name, value);
	}
	return entity;
}

async function send(operation: Operation, move: Move, entity: JsonObject): Promise<number> {
	const { key } = resources.get(move.resource) as Resource;
	if (move.key.kind !== 'path') throw new Error(`${operation.id}: its path names nothing`);
	const { status } = await visitor.send(operation.id, { path: { [move.key.name]: String(entity[move.by ?? key]) } });
	return status;
}

it('there are resources, states and moves', () => {
	expect([new Set(moves.map(({ move }) => move.resource)).size, moves.length]).toEqual([6, 11]);
	expect([cases.length, followed.length]).toEqual([44, 8]);
});

describe.each(cases)('$title', ({ title, operation, move, state }) => {
	const isAllowed = move.from.includes(state);
	it(isAllowed ? `becomes ${move.to}` : 'is refused, and stays as it is', async () => {
		const entity = await put(move.resource, state, meetConditions(operation, move));
		const before = await look(move.resource, entity);
		const status = await send(operation, move, entity);
		const after = await look(move.resource, entity);
		const { responses } = operation;
		if (isAllowed) {
			expect(responses.has(String(status)) && status < 300, `${status}`).toBe(true);
			const { state: property = '' } = resources.get(move.resource) as Resource;
			const changed = new Set([property, ...move.set.keys()]);
			const rest = (value: JsonObject): unknown => Object.entries(value).filter(([name]) => !changed.has(name));
			expect(after[property]).toBe(move.to);
			expect(rest(after)).toEqual(rest(before));
		} else {
			expect(status).toBe(move.refused ?? 409);
			expect(responses.has(String(status)) || responses.has('default')).toBe(true);
			expect(after).toEqual(before);
		}
		tried.add(title);
	});
});

describe.each(followed)('$title', ({ title, operation, move, next, state }) => {
	const isAllowed = next.from.includes(state);
	it(isAllowed ? `becomes ${next.to}` : 'stays as it is', async () => {
		const { key, state: property = '' } = resources.get(next.resource) as Resource;
		const [name = ''] = parsePointer('pointer' in next.key ? next.key.pointer : '') ?? [];
		const parent = await put(next.resource, state);
		const first = await put(move.resource, move.from[0] as string, {
			...meetConditions(operation, move),
			[name]: parent[key] as JsonValue,
		});
		const before = await look(next.resource, parent);
		await send(operation, move, first);
		const after = await look(next.resource, parent);
		expect(after).toEqual(isAllowed ? { ...before, [property]: next.to } : before);
		tried.add(title);
	});
});

it('all of them were tried', () => {
	expect(tried.size).toBe(cases.length + followed.length);
});
