// Which property names an entity: by the path's parameter, by the noun, by the names that keys usually have.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes, isNullAlone } from '../../schema/types.ts';
import { once, type SchemaView } from '../../schema/view.ts';
import { findLinkedKey } from './find-linked-key.ts';
import { plainWord, remember, splitName, toSingular } from './words.ts';

/** What the path calls an entity and its key; without a parameter: a collection that has no item path. */
export interface KeyHints {
	/** The last word before the parameter, e.g. `orders`. */
	noun: string;
	/** The name in braces, e.g. `order_id`. */
	parameter?: string | undefined;
	/** What requests send and other things of the path are called, in plain words: none of it is a key that the server made. */
	taken?: () => ReadonlySet<string>;
	/** One of them is changed or deleted at the path: what names it is no filter of a list. */
	isChanged?: boolean;
	/** By what an entity is known whose key no schema shows: see `findNames`. */
	called?: readonly string[];
}

/** The property that names an entity. */
export interface FoundKey {
	/** From the entity: `['id']`, `['metadata', 'name']`. */
	path: readonly string[];
	/** Named as the path's parameter asks for, or as nothing but a key is; else a name that keys share with other things (`name`, `code`). */
	isStrong: boolean;
}

/** Names that only keys have. */
export const IDENTIFIERS = ['id', 'uuid', 'guid', 'sid', 'gid', 'oid', 'uid'];
/** Names of keys that other things have as well. */
const LABELS = [
	'key',
	'slug',
	'code',
	'username',
	'name',
	'number',
	'ref',
	'reference',
	'login',
	'email',
	'hash',
	'token',
];
/** What holds the key of an entity that has it one level deeper. */
const HEADS = ['metadata', 'meta', 'sys', 'header'];

/** Whether a path's parameter names an entity by its key: of a snapshot `snapshot_name`, `name` and `id` do, `userId` doesn't; of a cash register `register_id`. */
export function namesKey(key: readonly string[], { parameter, noun }: { parameter: string; noun: string }): boolean {
	const plain = plainWord(parameter);
	const own = plainWord(key.at(-1) ?? '');
	if (plain === 'id' || plain === own || plain.startsWith(plainWord(toSingular(noun)))) return true;
	return plain.endsWith(own) && plain === `${plainWord(toSingular(splitName(noun).at(-1) ?? ''))}${own}`;
}

/**
 * The key among the properties of an object: the parameter's own name (`slug`, `order_id`), that name less the noun
 * (`{orderUuid}` → `uuid`), `id` and its like, with the noun before it (`orderId`) or after it (`idUsuario`); where the parameter is no more than the noun
 * (`{order}`) or asks for it (`{order_name}`) also `name`, `slug`, `code`; last the same inside `metadata`, and the only id that is
 * called after a part of the path and sent by nobody, or the only one in the parts that it is made of. Only texts and numbers.
 */
export function findKey(view: SchemaView, hints: KeyHints): FoundKey | undefined {
	const linked = hints.isChanged ? findLinkedKey(view, hints, IDENTIFIERS) : undefined;
	if (linked) return { path: linked, isStrong: true };
	const wanted = listWanted(hints);
	const own = findNamed(view, wanted);
	if (own) return { path: [own.name], isStrong: own.isStrong };
	if (hints.parameter === undefined) return undefined;
	for (const [head, inner] of outlineProperties(view)) {
		if (!HEADS.includes(plainWord(head)) || outlineView(inner).kind !== 'object') continue;
		const found = findNamed(inner, { strong: [...wanted.strong, ...wanted.roles], weak: none, roles: [] });
		if (found) return { path: [head, found.name], isStrong: true };
	}
	const headed = findInHead(view, { wanted, taken: hints.taken });
	if (headed) return { path: headed, isStrong: true };
	const made = findMade(view, hints);
	if (made !== undefined) return { path: [made], isStrong: false };
	const inside = findInParts(view, wanted) ?? findCalled(view, hints);
	return inside && { path: inside, isStrong: false };
}

function findCalled(view: SchemaView, { called }: KeyHints): readonly string[] | undefined {
	return called && findNames(view).find((steps) => steps.join('/') === called.join('/'));
}

/**
 * The key in the one object of an entity, where what stands beside that is sent as well: `{ info: { code }, size }`. Else the object is
 * what an envelope holds.
 */
function findInHead(
	view: SchemaView,
	{ wanted, taken }: { wanted: Wanted; taken: KeyHints['taken'] },
): readonly string[] | undefined {
	const all = [...outlineProperties(view)];
	const [head, another] = all.filter(([, property]) => outlineView(property).kind === 'object');
	if (!taken || !head || another || all.length < 2) return undefined;
	const [name, inner] = head;
	const found = findNamed(inner, { strong: [...wanted.strong, ...wanted.roles], weak: none, roles: [] });
	if (!found) return undefined;
	const sent = taken();
	return sent.has(plainWord(name)) && all.every(([one]) => one === name || sent.has(plainWord(one)))
		? [name, found.name]
		: undefined;
}

/** Of an entity that is nothing but parts (`{ info: { id, name }, spec }`): the one key in them. */
function findInParts(view: SchemaView, { strong }: Wanted): readonly string[] | undefined {
	const parts = [...outlineProperties(view)];
	if (parts.length < 2 || parts.some(([, part]) => outlineView(part).kind !== 'object')) return undefined;
	const keyed = parts.flatMap(([name, part]) => {
		const found = findNamed(part, { strong, weak: none, roles: [] });
		return found ? [[name, found.name]] : [];
	});
	return keyed.length === 1 ? keyed[0] : undefined;
}

/** The only id of an object, where the server makes it: `statutoryLeaveID` for `{StatutorySickLeaveID}`. */
function findMade(view: SchemaView, { noun, parameter = '', taken }: KeyHints): string | undefined {
	const words = splitName(parameter);
	if (!taken || !IDENTIFIERS.includes(words.at(-1) ?? '')) return undefined;
	const about = new Set([...words.slice(0, -1), ...splitName(toSingular(noun))]);
	const ids = [...outlineProperties(view)].filter(([name, property]) => {
		const parts = splitName(name);
		return parts.length > 1 && IDENTIFIERS.includes(parts.at(-1) ?? '') && isKeyLike(property, plainWord(name));
	});
	const name = ids.length === 1 ? ids[0]?.[0] : undefined;
	if (name === undefined || taken().has(plainWord(name))) return undefined;
	return splitName(name)
		.slice(0, -1)
		.some((word) => about.has(word))
		? name
		: undefined;
}

/** The one property that is called as keys often are (`name`, `slug`) and that `other` lacks. */
export function findLabel(view: SchemaView, other: SchemaView): string | undefined {
	const others = new Set([...outlineProperties(other).keys()].map(plainWord));
	const labels = [...outlineProperties(view)].filter(
		([name, property]) =>
			LABELS.includes(plainWord(name)) && !others.has(plainWord(name)) && isKeyLike(property, plainWord(name)),
	);
	return labels.length === 1 ? labels[0]?.[0] : undefined;
}

/**
 * By what an entity is called where no schema shows its key: `['code']` of `{ code, title }` at `/coupons/{id}`, `['metadata', 'name']`. The
 * best first.
 */
export function findNames(view: SchemaView): (readonly string[])[] {
	const heads = [...outlineProperties(view)].filter(
		([head, inner]) => HEADS.includes(plainWord(head)) && outlineView(inner).kind === 'object',
	);
	return [...listLabels(view), ...heads.flatMap(([head, inner]) => listLabels(inner).map((steps) => [head, ...steps]))];
}

function listLabels(view: SchemaView): string[][] {
	const properties = outlineProperties(view);
	return LABELS.flatMap((label) => listByPlain(view).get(label) ?? [])
		.filter((name) => isKeyLike(properties.get(name) as SchemaView, plainWord(name)))
		.map((name) => [name]);
}

/** The names in a parameter that leaves a choice, the noun's own id first: `['id', 'project_name']` for `project_name_or_id`; `undefined`: it leaves none. */
function splitChoice({ noun, parameter = '' }: KeyHints): [string, string] | undefined {
	const words = splitName(parameter);
	const at = words.indexOf('or');
	if (at < 1 || at === words.length - 1) return undefined;
	const parts = [words.slice(0, at), words.slice(at + 1)].map((part) => part.join('_'));
	const one = plainWord(toSingular(noun));
	const own = ['', one].flatMap((before) => IDENTIFIERS.map((id) => before + id));
	const rank = (part: string): number => {
		if (plainWord(part) === one || own.includes(plainWord(part))) return 0;
		return IDENTIFIERS.includes(splitName(part).at(-1) ?? '') ? 1 : 2;
	};
	const [first = '', second = ''] = parts.sort((a, b) => rank(a) - rank(b));
	return [first, second];
}

/** The properties by which an entity is named besides its key, where the path leaves a choice. */
export function findOtherKeys(view: SchemaView, hints: KeyHints, key: string): string[] {
	const [, second] = splitChoice(hints) ?? [];
	if (second === undefined) return [];
	const { roles } = findWanted({ ...hints, parameter: second });
	const names = [plainWord(second), ...roles];
	return [...outlineProperties(view)].flatMap(([name, property]) =>
		name !== key && names.includes(plainWord(name)) && isKeyLike(property, plainWord(name)) ? [name] : [],
	);
}

interface Wanted {
	strong: readonly string[];
	/** Most keys have a strong name. */
	weak(): readonly string[];
	/** What the parameter's last word asks for, e.g. `name`. */
	roles: readonly string[];
}

const none = (): readonly string[] => [];

/** A family's operations ask for the same, and its neighbours'. */
const wantedBy = remember((words) => {
	const [noun = '', parameter] = words.split('\n');
	return findWanted({ noun, parameter });
});

function listWanted({ noun, parameter }: KeyHints): Wanted {
	return wantedBy(parameter === undefined ? noun : `${noun}\n${parameter}`);
}

function findWanted({ noun, parameter }: KeyHints): Wanted {
	const one = plainWord(toSingular(noun));
	const end = plainWord(splitName(toSingular(noun)).at(-1) ?? '');
	const nouns = [...new Set([one, end])].filter(Boolean);
	const ids = [
		...IDENTIFIERS,
		...nouns.flatMap((word) => IDENTIFIERS.map((id) => word + id)),
		...nouns.map((word) => `id${word}`),
	];
	if (parameter === undefined) return { strong: ['id', ...ids], weak: none, roles: [] };
	const [first] = splitChoice({ noun, parameter }) ?? [];
	if (first !== undefined) return findWanted({ noun, parameter: first });
	const plain = plainWord(parameter);
	const role = splitName(parameter).at(-1) ?? '';
	const rest = nouns.filter((word) => plain.startsWith(word)).map((word) => plain.slice(word.length));
	const isLabel = LABELS.includes(role);
	const roles = [...rest, ...(isLabel || IDENTIFIERS.includes(role) ? [role] : [])].filter(Boolean);
	return {
		strong: [plain, ...roles, 'id', ...ids],
		roles,
		weak: () => listWeak({ plain, role, one, nouns }),
	};
}

function listWeak(args: { plain: string; role: string; one: string; nouns: readonly string[] }): string[] {
	const { plain, role, one, nouns } = args;
	const isLabel = LABELS.includes(role);
	const isNoun = isLabel || nouns.some((word) => word.startsWith(plain) || plain === `${word}s`);
	const labels = isNoun ? [...LABELS, ...nouns.flatMap((word) => LABELS.map((label) => word + label))] : [];
	// `{className}` asks for the class, `/aliases/{aliasName}` for the alias, `{floating_ip}` for the ip.
	const things = IDENTIFIERS.includes(role) ? [] : [isLabel ? plain.slice(0, -role.length) : role, one];
	// `sink_id` of a logsink.
	const ends = IDENTIFIERS.includes(role) ? listEnds(one).map((end) => end + role) : [];
	return [...labels, ...things, ...ends].filter(Boolean);
}

/** The ends of a word that could be words: `logsink` → `ogsink`, …, `sink`. */
function listEnds(word: string): string[] {
	return Array.from({ length: Math.max(0, word.length - 4) }, (_, at) => word.slice(at + 1));
}

function findNamed(view: SchemaView, wanted: Wanted): { name: string; isStrong: boolean } | undefined {
	const properties = outlineProperties(view);
	if (properties.size === 0) return undefined;
	const byPlain = listByPlain(view);
	const find = (words: readonly string[]): string | undefined => {
		for (const word of words) {
			const name = byPlain.get(word)?.find((one) => isKeyLike(properties.get(one) as SchemaView, word));
			if (name !== undefined) return name;
		}
		return undefined;
	};
	const strong = find(wanted.strong);
	const name = strong ?? find(wanted.weak());
	return name === undefined ? undefined : { name, isStrong: strong !== undefined };
}

/** The names of an object's properties by what they are called plainly; those with dots are paths of something else. */
const listByPlain = once((view): ReadonlyMap<string, readonly string[]> => {
	const byPlain = new Map<string, string[]>();
	for (const name of outlineProperties(view).keys()) {
		if (name.includes('.')) continue;
		const plain = plainWord(name);
		byPlain.set(plain, [...(byPlain.get(plain) ?? []), name]);
	}
	return byPlain;
});

/** Texts and numbers; of a property without any type only `id` itself is taken for one. */
function isKeyLike(property: SchemaView, plain: string): boolean {
	const { kind, view } = outlineView(property);
	const types = guessTypes(view);
	if (kind === 'scalar') return types.has('string') || types.has('integer') || types.has('number');
	return kind === 'other' && plain === 'id' && types.size === 0 && !isNullAlone(view);
}
