// Calls that say in their path by a verb what is done, and in their request to which: `POST /users.get`, `POST /users/update`,
// `POST /deleteUser`, each with `{ id }`.

import type { OutlinedOperation } from '../../operations/operations.ts';
import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listRequired } from '../../schema/required.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import { viewSentBody } from './seen-bodies.ts';
import { type Deed, findDeed, findJoinedDeed, type PlainPath } from './verb-paths.ts';
import { plainWord, toSingular } from './words.ts';

/** Where a call would stand if its verb were a method and its key were in the path. */
export interface CallPath extends PlainPath {
	/** Where the request has the key; absent: it is about many, or makes one. */
	sentKey?: Expression;
	deed: Deed;
}

const NO_CALLS: readonly undefined[] = [];

/**
 * The paths of the calls, in the places of their operations: of those that come together, so that one of them makes what another one
 * shows. `undefined`: it is no such call.
 */
export function readCallPaths(
	operations: readonly OutlinedOperation[],
	paths: readonly (PlainPath | undefined)[],
): readonly (CallPath | undefined)[] {
	const told = paths.map((path, index) => path && readCallPath(path, operations[index] as OutlinedOperation));
	if (told.every((call) => call === undefined)) return NO_CALLS;
	// Where another method says what is done (`GET /branches/all`), a POST is what it is everywhere.
	const others = new Set(paths.flatMap((path) => (path && path.method !== 'post' ? nameSteps(path) : [])));
	const calls = told.map((call, index) => (others.has(nameSteps(paths[index])) ? undefined : call));
	const taken = new Set(paths.flatMap((path, index) => (path && !calls[index] ? nameCall(path) : [])));
	const groups = Map.groupBy(
		calls.filter((call) => call !== undefined && !taken.has(nameCall(call))),
		(call) => nameNoun(call as CallPath),
	);
	const isGood = (call: CallPath): boolean => {
		const group = (groups.get(nameNoun(call)) ?? []) as CallPath[];
		const deeds = new Set(group.map(({ deed }) => deed));
		const isPlain = new Set(group.map(nameCall)).size === group.length;
		return isPlain && deeds.has('create') && (deeds.has('read') || deeds.has('list')) && group.includes(call);
	};
	return calls.map((call) => (call && isGood(call) ? call : undefined));
}

function readCallPath({ steps, names }: PlainPath, { operation }: OutlinedOperation): CallPath | undefined {
	if (operation.method !== 'post' || names.some((name) => name !== undefined)) return undefined;
	const told = splitCall(steps as readonly string[]);
	if (!told) return undefined;
	const { deed, words } = told;
	const path = { steps: words, names: words.map(() => undefined), deed };
	if (deed === 'create') return { ...path, method: 'post' };
	if (deed === 'list') return { ...path, method: 'get' };
	const { view } = viewSentBody(operation);
	const key = view && findKeyName(view, { noun: words.at(-1) as string, deed });
	if (key === undefined) return undefined;
	const pointer = joinPointer('', key);
	return {
		...path,
		steps: [...words, undefined],
		names: [...path.names, key],
		method: deed === 'read' ? 'get' : deed === 'update' ? 'patch' : 'delete',
		sentKey: { kind: 'body', pointer, source: `$request.body#${pointer}` },
	};
}

/** `users.get` and `users/get` → `users`, `getUser` → `user`. */
function splitCall(steps: readonly string[]): { deed: Deed; words: readonly string[] } | undefined {
	const [last = '', ...before] = [...steps].reverse();
	const words = before.reverse();
	const at = last.lastIndexOf('.');
	const dotted = at > 0 ? findDeed(last.slice(at + 1)) : undefined;
	if (dotted) return { deed: dotted, words: [...words, last.slice(0, at)] };
	const plain = words.length > 0 ? findDeed(last) : undefined;
	if (plain) return { deed: plain, words };
	const joined = findJoinedDeed(last);
	return joined && { deed: joined.deed, words: [...words, joined.noun] };
}

/** The scalar that names the entity: one that must be sent, or is all that is sent; of a change any of that name. */
function findKeyName(view: SchemaView, { noun, deed }: { noun: string; deed: Deed }): string | undefined {
	const one = plainWord(toSingular(noun.split('.').at(-1) as string));
	const properties = outlineProperties(view);
	const required = listRequired(view);
	for (const wanted of ['id', 'uuid', `${one}id`, `${one}uuid`, one]) {
		const name = [...properties.keys()].find((own) => plainWord(own) === wanted);
		const property = name === undefined ? undefined : properties.get(name);
		if (name === undefined || !property || outlineView(property).kind !== 'scalar') continue;
		if (required.has(name) || properties.size === 1 || deed === 'update') return name;
	}
	return undefined;
}

function nameCall({ steps, method }: PlainPath): string {
	return JSON.stringify([method, ...steps.map((step) => step ?? '')]);
}

function nameSteps(path: PlainPath | undefined): string {
	return JSON.stringify(path?.steps.map((step) => step ?? ''));
}

function nameNoun({ steps }: PlainPath): string {
	const words = steps.filter((step) => step !== undefined);
	return JSON.stringify(words.with(-1, plainWord(toSingular(words.at(-1) as string))));
}
