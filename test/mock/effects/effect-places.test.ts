// What effects do beyond one plain collection: owners, parents, upserts, bulk deletes, singletons, keys of other kinds.

import { describe, expect, test } from 'vitest';
import { applyEffect, compileEffect } from '../../../mock/effects/effect.ts';
import type { EffectContext } from '../../../mock/effects/effect-context.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import { type Effect, getOwn, type JsonValue, type Operation, type Resource } from '../../../spec/index.ts';
import { openSessions } from '../session/sessions.ts';
import { effectOf, NOTE, operationOf, path, planOf, requestOf } from './orders.ts';
import { entityOf } from './world.ts';

type Kind = { kind: Effect['kind']; resource: string };

/** Operations by name, each nothing but its effect, and one session of these resources. */
function open(resources: readonly Resource[], effects: Record<string, Kind & Record<string, unknown>>) {
	const operations = Object.entries(effects).map(([id, effect]): [string, Operation] => [
		id,
		operationOf({
			id,
			pathTemplate: `/${id}`,
			effect: effectOf({ set: new Map(), filters: [], ...effect }) as unknown as Effect,
		}),
	]);
	const context: EffectContext = {
		resources: new Map(resources.map((resource) => [resource.name, resource])),
		operations: operations.map(([, operation]) => operation),
	};
	const session = openSessions({ resources: context.resources, options: { maxEntities: 1000 } }).get('default');
	const plans = new Map<string, OperationPlan>();
	for (const [id, operation] of operations) {
		const plan = planOf(operation);
		compileEffect(plan, context);
		plans.set(id, plan);
	}
	const run = (id: string, parts: Parameters<typeof requestOf>[1] = {}) => {
		const plan = plans.get(id) as OperationPlan;
		return applyEffect({ plan, session, request: requestOf(plan, parts) });
	};
	const list = (id: string, parts: Parameters<typeof requestOf>[1] = {}): readonly JsonValue[] => {
		const result = run(id, parts);
		if (result.kind !== 'list') throw new Error(result.kind);
		return result.items;
	};
	return { run, list, session };
}

const pet: Resource = { ...NOTE, name: 'pet' };
const owner: Resource = { ...NOTE, name: 'owner' };
const query = (name: string) => ({ kind: 'query', name, source: '' }) as const;

describe('what a request fixes without parting the store', () => {
	const bindings = [{ name: 'ownerId', from: path('ownerId'), property: 'owner_id' }];
	const hidden = [{ name: 'site', from: query('site') }];
	const { run, list } = open([pet], {
		create: { kind: 'create', resource: 'pet' },
		createOf: { kind: 'create', resource: 'pet', bindings },
		createAt: { kind: 'create', resource: 'pet', bindings: hidden },
		listOf: { kind: 'list', resource: 'pet', bindings },
		listAt: { kind: 'list', resource: 'pet', bindings: hidden },
		list: { kind: 'list', resource: 'pet' },
		read: { kind: 'read', resource: 'pet', key: path('id') },
		readOf: { kind: 'read', resource: 'pet', key: path('id'), bindings },
	});
	const rex = entityOf(run('createOf', { path: { ownerId: 0 }, body: { id: 'rex' } }));
	run('create', { body: { id: 'stray' } });
	run('createAt', { query: { site: 'a' }, body: { id: 'guard' } });

	test('is written to the property that shows it', () => {
		expect(rex).toEqual({ id: 'rex', owner_id: 0 });
		expect(entityOf(run('read', { path: { id: 'rex' } }))).toBe(rex);
	});

	test('is kept beside the entity where no property shows it', () => {
		expect(entityOf(run('read', { path: { id: 'guard' } }))).toEqual({ id: 'guard' });
	});

	test.each([
		['listOf', { path: { ownerId: 0 } }, ['rex']],
		['listOf', { path: { ownerId: '0' } }, ['rex']],
		['listOf', { path: { ownerId: 1 } }, []],
		['listAt', { query: { site: 'a' } }, ['guard']],
		['listAt', { query: { site: 'b' } }, []],
		['listAt', {}, ['rex', 'stray', 'guard']],
		['list', {}, ['rex', 'stray', 'guard']],
	])('filters lists: %s %j', (id, parts, keys) => {
		expect(list(id, parts).map((one) => getOwn(one, 'id'))).toEqual(keys);
	});

	test.each([
		[{ ownerId: 0, id: 'rex' }, 'entity'],
		[{ ownerId: 1, id: 'rex' }, 'missing'],
		[{ ownerId: 1, id: 'stray' }, 'entity'],
	])('hides an entity only where it contradicts: %j is %s', (values, kind) => {
		expect(run('readOf', { path: values }).kind).toBe(kind);
	});
});

test('a list below an entity that is not there is missing, but for what was made below it', () => {
	const parent = { resource: 'owner', key: path('ownerId') };
	const bindings = [{ name: 'ownerId', from: path('ownerId') }];
	const { run, list } = open([owner, pet], {
		createOwner: { kind: 'create', resource: 'owner' },
		create: { kind: 'create', resource: 'pet', bindings },
		list: { kind: 'list', resource: 'pet', bindings, parent },
	});
	run('createOwner', { body: { id: 'ann' } });
	expect(list('list', { path: { ownerId: 'ann' } })).toEqual([]);
	expect(run('list', { path: { ownerId: 'bob' } })).toMatchObject({
		kind: 'missing',
		status: 404,
		note: 'there is no owner bob',
		mention: { resource: 'owner', key: 'bob', outcome: 'missing' },
	});
	run('create', { path: { ownerId: 'bob' }, body: { id: 'rex' } });
	expect(list('list', { path: { ownerId: 'bob' } })).toHaveLength(1);
});

test.each(['replace', 'patch'] as const)('%s makes the entity where there is none, if it may', (kind) => {
	const { run, list } = open([pet], {
		put: { kind, resource: 'pet', key: path('id'), upsert: true },
		list: { kind: 'list', resource: 'pet' },
		remove: { kind: 'delete', resource: 'pet', key: path('id') },
		read: { kind: 'read', resource: 'pet', key: path('id') },
	});
	expect(run('read', { path: { id: '7' } }).kind).toBe('missing');
	expect(run('put', { path: { id: '7' }, body: { name: 'a' } })).toMatchObject({
		mention: { outcome: 'created', key: '7' },
	});
	expect(run('put', { path: { id: '7' }, body: { name: 'b' } })).toMatchObject({
		mention: { outcome: kind === 'patch' ? 'patched' : 'replaced' },
	});
	expect(list('list')).toEqual([{ id: '7', name: 'b' }]);
	run('remove', { path: { id: '7' } });
	expect(run('read', { path: { id: '7' } }).kind).toBe('missing');
});

describe('many at once are deleted', () => {
	const openPets = () => {
		const world = open([pet], {
			create: { kind: 'create', resource: 'pet' },
			list: { kind: 'list', resource: 'pet' },
			clear: { kind: 'clear', resource: 'pet' },
			clearSome: { kind: 'clear', resource: 'pet', keys: query('ids') },
			clearBody: { kind: 'clear', resource: 'pet', keys: { kind: 'body', pointer: '/ids', source: '' } },
		});
		for (const id of ['1', '2', '3', '4,5']) world.run('create', { body: { id } });
		return world;
	};
	test.each([
		['clear', {}, []],
		['clearSome', { query: { ids: ['1', '3'] } }, ['2', '4,5']],
		['clearSome', { query: { ids: '1,3' } }, ['2', '4,5']],
		['clearSome', { query: { ids: 1 } }, ['2', '3', '4,5']],
		['clearSome', {}, ['1', '2', '3', '4,5']],
		['clearBody', { body: { ids: [2, '4,5', 'none'] } }, ['1', '3']],
		['clearBody', { body: { ids: [] } }, ['1', '2', '3', '4,5']],
	])('%s %j', (id, parts, left) => {
		const { run, list } = openPets();
		expect(run(id, parts)).toMatchObject({ kind: 'gone', mention: { outcome: 'cleared' } });
		expect(list('list').map((one) => getOwn(one, 'id'))).toEqual(left);
	});
});

test('a singleton is there when it is first looked at, and remembers', () => {
	const settings: Resource = { ...NOTE, name: 'settings', key: 'settings', hiddenKey: true, singleton: true };
	const key = { kind: 'constant', value: 'settings', source: '' };
	const { run } = open([settings], {
		read: { kind: 'read', resource: 'settings', key },
		change: { kind: 'patch', resource: 'settings', key },
		put: { kind: 'replace', resource: 'settings', key },
	});
	expect(entityOf(run('read'))).toEqual({});
	expect(entityOf(run('change', { body: { dark: false } }))).toEqual({ dark: false });
	expect(entityOf(run('read'))).toEqual({ dark: false });
	expect(entityOf(run('put', { body: { size: 0 } }))).toEqual({ size: 0 });
});

test('a key inside the entity is read, written and kept there', () => {
	const job: Resource = { ...NOTE, name: 'job', key: 'metadata.name', keyPath: ['metadata', 'name'] };
	const { run, list, session } = open([job], {
		create: { kind: 'create', resource: 'job' },
		read: { kind: 'read', resource: 'job', key: path('name') },
		put: { kind: 'replace', resource: 'job', key: path('name') },
		change: { kind: 'patch', resource: 'job', key: path('name') },
		list: { kind: 'list', resource: 'job' },
	});
	const sent = { metadata: { name: 'a', labels: {} }, n: 1 };
	expect(entityOf(run('create', { body: sent }))).toEqual(sent);
	expect(run('create', { body: sent }).kind).toBe('exists');
	expect(entityOf(run('read', { path: { name: 'a' } }))).toEqual(sent);
	expect(entityOf(run('put', { path: { name: 'a' }, body: { metadata: { name: 'b' }, n: 2 } }))).toEqual({
		metadata: { name: 'a' },
		n: 2,
	});
	expect(entityOf(run('change', { path: { name: 'a' }, body: { metadata: null } }))).toEqual({
		metadata: { name: 'a' },
		n: 2,
	});
	const made = entityOf(run('create', { body: Object.freeze({ metadata: Object.freeze({ labels: { x: '' } }) }) }));
	expect(made).toEqual({ metadata: { labels: { x: '' }, name: expect.any(String) } });
	expect(list('list')).toHaveLength(2);
	expect(session.store.list('job').map((record) => record.key)).toContain('a');
});

test('a key that no property shows is kept beside the entity', () => {
	const file: Resource = { ...NOTE, name: 'file', key: 'fileId', hiddenKey: true };
	const { run } = open([file], {
		create: { kind: 'create', resource: 'file' },
		read: { kind: 'read', resource: 'file', key: path('fileId') },
	});
	const result = run('create', { body: { size: 1 } });
	expect(entityOf(result)).toEqual({ size: 1 });
	const key = result.kind === 'entity' ? result.mention.key : '';
	expect(entityOf(run('read', { path: { fileId: key } }))).toEqual({ size: 1 });
});

test('the entity is where the effect says in the request', () => {
	const { run } = open([pet], {
		create: { kind: 'create', resource: 'pet', request: '/pet' },
		change: { kind: 'patch', resource: 'pet', key: path('id'), request: '/pet' },
	});
	expect(entityOf(run('create', { body: { pet: { id: 'rex', age: 0 }, other: 1 } }))).toEqual({ id: 'rex', age: 0 });
	expect(entityOf(run('change', { path: { id: 'rex' }, body: { pet: { age: 1 } } }))).toEqual({ id: 'rex', age: 1 });
});
