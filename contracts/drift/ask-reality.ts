// Which calls are made: first what lists, then what the lists have shown, one by one; what changes something only where it was named.

import {
	type GivenParts,
	listToldEntities,
	type Observation,
	observeAll,
	type RecordedExchange,
	type Trial,
	writeCall,
} from '../../mock/inner.ts';
import { isObject, type JsonObject, type JsonValue, type Operation, setOwn } from '../../spec/index.ts';
import type { RealCall, Reality } from './call-reality.ts';

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE: ReadonlySet<string> = new Set(['get', 'head', 'options', 'query']);
/** Entities of one kind that are asked for one by one. */
const MAX_EACH = 3;

/** An entity that the API has shown. */
interface KnownEntity {
	key: string;
	scope: readonly JsonValue[] | undefined;
	/** It was created by one of these calls. */
	isOwn: boolean;
}

/** Asks the API; in the order in which the calls were made. */
export async function askReality(args: {
	reality: Reality;
	trial: Trial;
	operations: readonly Operation[];
	/** Ids of operations that change something and are asked all the same. */
	named: ReadonlySet<string>;
	/** As the document's samples have it, whatever the API has shown. */
	isBySamples: boolean;
}): Promise<RecordedExchange[]> {
	const { reality, trial, operations, named, isBySamples } = args;
	const exchanges: RecordedExchange[] = [];
	const known = new Map<string, KnownEntity[]>();
	const asked = operations.filter(({ id, method }) => SAFE.has(method) || named.has(id));

	const ask = async (operation: Operation, given?: GivenParts): Promise<Observation | undefined> => {
		const call = writeCall(operation, { auth: 'off', ...(given && { given }) });
		const exchange = await reality.call(isBySamples ? call : nameKnown(call, known));
		if (!exchange) return undefined;
		exchanges.push(exchange);
		const [observation] = (await observeAll(trial.engine, [exchange])).observations;
		if (observation) learn(observation, known);
		return observation;
	};
	const of = (operation: Operation): readonly KnownEntity[] =>
		isBySamples ? [] : (known.get(operation.effect?.resource ?? '') ?? []);
	/** Once for each entity that is known, at most three; once as the sample has it, where none is. */
	const askEach = async (operation: Operation, only?: (entity: KnownEntity) => boolean): Promise<void> => {
		const all = of(operation).filter((one) => only?.(one) ?? true);
		// Those that these calls have made come first: they are nobody else's.
		const chosen = [...all.filter(({ isOwn }) => isOwn), ...all.filter(({ isOwn }) => !isOwn)].slice(0, MAX_EACH);
		if (chosen.length === 0) await ask(operation);
		for (const entity of chosen) await ask(operation, { path: writePath(operation, entity) });
	};
	const kindOf = ({ effect }: Operation): string => effect?.kind ?? 'none';
	const byKind = (...kinds: string[]): Operation[] => asked.filter((one) => kinds.includes(kindOf(one)));
	const isSafe = ({ method }: Operation): boolean => SAFE.has(method);
	const readersOf = (operation: Operation): Operation[] =>
		asked.filter((one) => isSafe(one) && one.effect?.resource === operation.effect?.resource && one !== operation);

	for (const operation of byKind('list', 'none').filter(isSafe)) await ask(operation);
	for (const operation of byKind('create')) {
		await ask(operation);
		for (const list of readersOf(operation).filter((one) => kindOf(one) === 'list')) await ask(list);
	}
	for (const operation of byKind('read')) await askEach(operation);
	for (const operation of byKind('patch', 'replace', 'move')) {
		await askEach(operation, mayChange(of(operation)));
		for (const reader of readersOf(operation).filter((one) => kindOf(one) === 'read')) await askEach(reader);
		// What was moved once is mostly refused the second time.
		if (kindOf(operation) === 'move') await askEach(operation, mayChange(of(operation)));
	}
	for (const operation of byKind('delete')) {
		const gone = of(operation)
			.filter(mayChange(of(operation)))
			.slice(0, 1);
		if (gone.length === 0) await ask(operation);
		for (const entity of gone) {
			await ask(operation, { path: writePath(operation, entity) });
			for (const reader of readersOf(operation)) {
				if (kindOf(reader) === 'read') await ask(reader, { path: writePath(reader, entity) });
				if (kindOf(reader) === 'list') await ask(reader);
			}
		}
	}
	for (const operation of asked.filter((one) => kindOf(one) === 'none' && !isSafe(one))) await ask(operation);
	for (const operation of byKind('clear')) await ask(operation);
	return exchanges;
}

/** Where these calls have made some, only those are changed. */
function mayChange(all: readonly KnownEntity[]): (entity: KnownEntity) => boolean {
	const hasOwn = all.some(({ isOwn }) => isOwn);
	return ({ isOwn }) => isOwn || !hasOwn;
}

/** Where a sample's body names another entity (`customer_id`), it names one that is there. */
function nameKnown(call: RealCall, known: ReadonlyMap<string, readonly KnownEntity[]>): RealCall {
	if (typeof call.body !== 'string') return call;
	let value: JsonValue;
	try {
		value = JSON.parse(call.body) as JsonValue;
	} catch {
		return call;
	}
	const keys = new Map([...known].flatMap(([resource, [first]]) => (first ? [[toWord(resource), first.key]] : [])));
	return { ...call, body: JSON.stringify(replaceKeys(value, keys)) };
}

function replaceKeys(value: JsonValue, keys: ReadonlyMap<string, string>): JsonValue {
	if (Array.isArray(value)) return value.map((item) => replaceKeys(item, keys));
	if (!isObject(value)) return value;
	const named: JsonObject = {};
	for (const [name, inner] of Object.entries(value)) {
		const [, resource = ''] = /^(.+)_(?:id|key|uuid)$/.exec(toWord(name)) ?? [];
		const key = keys.get(resource);
		const isFit =
			key !== undefined && (typeof inner === 'string' || (typeof inner === 'number' && /^\d{1,15}$/.test(key)));
		setOwn(named, name, isFit ? (typeof inner === 'number' ? Number(key) : key) : replaceKeys(inner, keys));
	}
	return named;
}

/** `customerId` → `customer_id` */
function toWord(name: string): string {
	return name
		.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
		.replaceAll(/[^A-Za-z\d]+/g, '_')
		.toLowerCase();
}

function learn({ effect, checked, body, status }: Observation, known: Map<string, KnownEntity[]>): void {
	if (!effect || status < 200 || status >= 300) return;
	const scope = effect.readScope(checked);
	const list = known.get(effect.resource.name) ?? [];
	known.set(effect.resource.name, list);
	for (const { key } of listToldEntities({ compiled: effect, request: checked, value: body })) {
		const isOwn = effect.effect.kind === 'create';
		if (!list.some((one) => one.key === key)) list.push({ key, scope, isOwn });
	}
}

/** The entity's key, and what its path was, at the places that the operation has for them. */
function writePath({ effect, pathTemplate }: Operation, { key, scope }: KnownEntity): JsonObject {
	const path: JsonObject = {};
	const names = [...pathTemplate.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string);
	const own = effect && 'key' in effect && effect.key.kind === 'path' ? effect.key.name : undefined;
	const others = names.filter((name) => name !== own);
	for (const [index, value] of (scope ?? []).entries()) {
		const name = others[index];
		if (name !== undefined) path[name] = value;
	}
	if (own !== undefined) path[own] = /^-?(?:0|[1-9]\d{0,14})$/.test(key) ? Number(key) : key;
	return path;
}
