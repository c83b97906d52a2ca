// The entities of a session: looked at, made, changed and removed past the operations, but never past the documents.

import { getOwn, isObject, type JsonObject, type JsonValue, nearest, type Resource, setOwn } from '../../spec/index.ts';
import { planBirth } from '../effects/birth/birth-plan.ts';
import { touchUpdated } from '../effects/birth/complete.ts';
import { openPlace } from '../effects/birth/never-empty.ts';
import { createKey } from '../effects/keys.ts';
import { mergePatch } from '../effects/merge-patch.ts';
import { resolveValues } from '../fixtures/fixture-values.ts';
import { putFixtures } from '../fixtures/fixtures.ts';
import type { Session } from '../session/session.ts';
import { readKey, writeKey } from '../store/entity-key.ts';
import type { EntityRecord, Removal } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import type { Finding } from '../types/finding.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	DONE,
	lookIntoSession,
	type Reply,
	readObject,
	readPath,
	refuseCall,
} from './call.ts';
import { undoAdd, undoChange, undoDelete } from './entity-steps.ts';
import { holdsText } from './holds-text.ts';
import { readLimit, readOffset } from './paging.ts';
import { listNames, quote } from './scenarios.ts';
import { noteStep } from './steps.ts';

const UNFIT = 'The entity does not fit the documents; nothing was changed.';

/** `listEntities` */
export function listEntities(call: ControlCall): Reply {
	return lookIntoSession(call, (session) =>
		withResource(call, (resource) => {
			const state = call.checked.query.get('state');
			if (state !== undefined && resource.state === undefined) return refuseState(resource, String(state));
			openWhole(call, { session, resource });
			const records = selectRecords(call, resource, session.store.list(resource.name));
			const offset = readOffset(call);
			const entities = records.slice(offset, offset + readLimit(call)).map(({ entity }) => entity);
			return answer({ entities, total: records.length });
		}),
	);
}

function refuseState({ name }: Resource, state: string): Reply {
	const remedy = `?search=${encodeURIComponent(state)} finds a text in a value.`;
	return refuseCall(400, `No operation moves ${quote(name)}, so it has no states: ${remedy}`);
}

/** Who looks at the entities here sees those that come into being by themselves, as who calls the operations does. */
function openWhole(
	{ entities: { context } }: ControlCall,
	{ session, resource }: { session: Session; resource: Resource },
): void {
	const scope = resource.scope.length === 0 ? [] : undefined;
	openPlace({ context, session, plan: planBirth(context, resource), scope, bound: [] });
}

/** Those that the query parameters `state` and `search` ask for. */
function selectRecords(
	{ checked }: ControlCall,
	resource: Resource,
	records: readonly EntityRecord[],
): readonly EntityRecord[] {
	const state = checked.query.get('state');
	const search = String(checked.query.get('search') ?? '').toLowerCase();
	const inState =
		state === undefined ? records : records.filter(({ entity }) => readState(resource, entity) === String(state));
	return search === '' ? inState : inState.filter(({ entity }) => holdsText(entity, search));
}

/** `getEntity` */
export function getEntity(call: ControlCall): Reply {
	return withRecord(call, ({ record }) => answer(record.entity));
}

/** `deleteEntity` */
export function deleteEntity(call: ControlCall): Reply {
	return withRecord(call, ({ record, session }) => {
		let removal: Removal | undefined;
		return noteStep(call, session, {
			kind: 'entity',
			operation: 'deleteEntity',
			summary: () => ['deleted', nameRecord(call, record), ...tellAlong(removal)].join(' '),
			takeBack: () => undoDelete(session, record, removal),
			change() {
				removal = session.store.remove(record);
				return DONE;
			},
		});
	});
}

/** `with the 3 below it` */
function tellAlong(removal: Removal | undefined): string[] {
	const { length } = removal?.along ?? [];
	return length === 0 ? [] : [`with the ${length} below it`];
}

/** `createEntity` */
export function createEntity(call: ControlCall): Reply {
	return withResource(call, (resource) => changeSession(call, (session) => storeEntity(call, { resource, session })));
}

/** `patchEntity` */
export function patchEntity(call: ControlCall): Reply {
	return withRecord(call, ({ record, session, resource }) => {
		const findings: Finding[] = [];
		const properties = resolveValues({
			properties: readObject(call),
			pointer: '',
			nowMs: session.clock.nowMs(),
			report: (finding) => findings.push({ ...finding, in: 'body' }),
		});
		const entity = mergePatch(record.entity, properties);
		if (movesAway(entity, record, resource)) {
			const places = [resource.key, ...resource.scope];
			const tell = places.length === 1 ? 'it tells' : 'they tell';
			return refuseCall(409, `${places.join(', ')} may not change: ${tell} where the entity stands.`);
		}
		findings.push(...call.entities.check(resource, entity));
		if (findings.length > 0) return refuseCall(400, UNFIT, findings);
		const plan = planBirth(call.entities.context, resource);
		const before = record.entity;
		touchUpdated({ plan, entity, before, nowMs: session.clock.nowMs() });
		return noteStep(call, session, {
			kind: 'entity',
			operation: 'patchEntity',
			summary: `changed ${nameRecord(call, record)}`,
			takeBack: () => undoChange(session, record, before),
			change() {
				session.store.update(record, entity);
				return answer(entity);
			},
		});
	});
}

function storeEntity(call: ControlCall, { resource, session }: { resource: Resource; session: Session }): Reply {
	const { engine, entities: tools } = call;
	const body = readObject(call);
	if (typeof getOwn(body, 'generate') === 'number') {
		return refuseCall(400, 'An entity of the control API is written out: only scenario files can generate some.');
	}
	const { store, random } = session;
	const named = { ...body };
	const nowMs = session.clock.nowMs();
	const { name, hiddenKey, key } = resource;
	if ((hiddenKey ? getOwn(named, key) : readKey(resource, named)) === undefined) {
		const type = tools.keyTypeOf(resource);
		const made = createKey({ type, resource: name, random, store, nowMs, generate: tools.generate });
		if (hiddenKey) setOwn(named, key, made);
		else writeKey(resource, named, made);
	}
	const { findings, entities } = tools.fixtures.prepare({
		scenario: 'control',
		given: Object.fromEntries([[resource.name, [named]]]),
		random,
		nowMs,
	});
	const prepared = entities[0];
	const unfit = [
		...findings.map((finding) => placeInBody(finding)),
		...(prepared && findings.length === 0 ? tools.check(resource, prepared.entity) : []),
	];
	if (!prepared?.key || unfit.length > 0) return refuseCall(400, UNFIT, unfit);
	if (store.find(resource.name, prepared.scope, prepared.key)) {
		return refuseCall(
			409,
			`There is an entity ${quote(prepared.key)} of ${resource.name} already; change it with PATCH.`,
		);
	}
	const noted: Reply = noteStep(call, session, {
		kind: 'entity',
		operation: 'createEntity',
		// With the key that was made, so that who names it later finds it.
		body: () => ({ ...prepared.entity }),
		summary: `added ${nameRecord(call, { resource: resource.name, key: prepared.key })}`,
		takeBack: () => undoAdd(session, store.find(resource.name, prepared.scope, String(prepared.key))),
		change() {
			putFixtures({ session, resources: engine.resources, entities: [prepared] });
			return DONE;
		},
	});
	if (noted.kind === 'problem') return noted;
	const place = [session.name, 'resources', resource.name, prepared.key].map(encodeURIComponent).join('/');
	const scope = prepared.scope.map((value) => `scope=${encodeURIComponent(value)}`).join('&');
	const Location = `/__admin/sessions/${place}${scope === '' ? '' : `?${scope}`}`;
	return { kind: 'value', status: 201, value: prepared.entity, headers: { Location } };
}

function nameRecord({ redaction }: ControlCall, { resource, key }: Pick<EntityRecord, 'resource' | 'key'>): string {
	return `${resource} ${redaction.key(key, resource)}`;
}

/** Findings about what scenarios give name a place in a scenario file: `/given/order/0/status` is `/status` here. */
function placeInBody(finding: Finding): Finding {
	const pointer = finding.pointer?.replace(/^\/given\/[^/]*\/0/, '') ?? '';
	return { ...finding, code: finding.code.replace(/^scenario\.given\./, 'entity.'), in: 'body', pointer };
}

function movesAway(entity: JsonObject, record: EntityRecord, resource: Resource): boolean {
	const differs = (value: JsonValue | undefined, stored: JsonValue | undefined, before: string): boolean =>
		value !== stored && toKeyText(value) !== before;
	return (
		differs(readKey(resource, entity), readKey(resource, record.entity), record.key) ||
		resource.scope.some((name, index) =>
			differs(getOwn(entity, name), getOwn(record.entity, name), record.scope[index] ?? ''),
		)
	);
}

function withResource(call: ControlCall, use: (resource: Resource) => Reply): Reply {
	const { resources } = call.engine;
	const name = readPath(call, 'resource');
	const resource = resources.get(name);
	return resource ? use(resource) : refuseResource(call, name);
}

/** 404 for the name of a resource that no document has, with those that look like it. */
export function refuseResource({ engine: { resources } }: ControlCall, name: string): Reply {
	const near = nearest(name, resources.keys());
	const hint = near.length > 0 ? ` Nearest: ${listNames(near)}.` : '';
	return refuseCall(
		404,
		`No document has the resource ${quote(name)}.${hint} Known: ${listNames([...resources.keys()])}.`,
	);
}

function withRecord(
	call: ControlCall,
	use: (found: { record: EntityRecord; session: Session; resource: Resource }) => Reply,
): Reply {
	return lookIntoSession(call, (session) =>
		withResource(call, (resource) => {
			const key = readPath(call, 'key');
			const scope = call.checked.query.get('scope');
			const record = Array.isArray(scope)
				? session.store.find(resource.name, scope.map(String), key)
				: session.store.findAnywhere(resource.name, key);
			if (record && isObject(record.entity)) return use({ record, session, resource });
			return refuseCall(404, `The session ${quote(session.name)} has no ${resource.name} with the key ${quote(key)}.`);
		}),
	);
}
