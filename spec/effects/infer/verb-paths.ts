// Paths that say by a verb what others say by a method: `POST /todos/create`, `GET /getTodo/{id}`, `POST /todos/{id}/delete`.

import type { Method } from '../../types/document.ts';
import { isSameNoun, plainWord, splitName, toSingular } from './words.ts';

/** One step of a path: a word, or a name in braces (`undefined`). */
export type Step = string | undefined;

/** Where an operation stands without its verb, and by which method. */
export interface PlainPath {
	steps: readonly Step[];
	names: readonly (string | undefined)[];
	method: Method;
}

/** What a verb says. */
export type Deed = 'create' | 'list' | 'read' | 'update' | 'delete';

const DEEDS: ReadonlyMap<string, Deed> = new Map(
	(
		[
			['create', 'create add new insert register'],
			['list', 'list all index listall getall getlist findall fetchall'],
			['read', 'get read show view fetch detail details info byid getbyid findbyid getone findone'],
			['update', 'update edit modify change'],
			['delete', 'delete remove destroy'],
		] as const
	).flatMap(([deed, words]) => words.split(' ').map((word): [string, Deed] => [word, deed])),
);

/** Verbs that are written together with what they are about: `createTodo`, `get_todos`. */
const JOINED: ReadonlyMap<string, Deed> = new Map(
	(
		[
			['create', 'create add insert'],
			['list', 'list'],
			['read', 'get fetch find show'],
			['update', 'update edit'],
			['delete', 'delete remove'],
		] as const
	).flatMap(([deed, words]) => words.split(' ').map((word): [string, Deed] => [word, deed])),
);

/** What a word alone says is done; `undefined`: it is no verb of these. */
export function findDeed(word: string): Deed | undefined {
	return DEEDS.get(plainWord(word));
}

/** The same of a word that says of what as well: `createUser`, `listUsers`. */
export function findJoinedDeed(word: string): { deed: Deed; noun: string } | undefined {
	const [verb = '', ...rest] = splitName(word);
	const noun = readNoun(rest);
	const deed = noun === '' ? undefined : JOINED.get(verb);
	// `/getAllUsers`
	return deed && { deed: deed === 'read' && rest[0] === 'all' ? 'list' : deed, noun };
}

/** Verbs that read one where the path names it, and else all: `GET /todos/get`. */
const MANY: ReadonlySet<string> = new Set(['get', 'fetch']);

/** What says of how many, and not of what: `update_many`. */
const SEVERAL: ReadonlySet<string> = new Set(['many', 'multiple', 'bulk', 'batch', 'several', 'selected']);

/** Verbs that are also what becomes of an entity. */
const MARKS: ReadonlySet<string> = new Set(['read', 'view', 'show']);

/** A path without its verb. */
export interface VerbPath extends PlainPath {
	/** How many steps lead to a word that was taken apart, with it: `getTodo`. Absent: the verb stood alone. */
	joined?: number;
	/** It lists what another path may read one of: `GET /todo/all` beside `GET /todo?id=1`. */
	isList?: boolean;
	/** Its last word is of the item before it: `/orders/{id}/status` of `/orders/updateStatus/{id}`. */
	isPart?: boolean;
}

/** The path without its verb; `undefined`: it has none, or its method says otherwise. */
export function readVerbPath({ steps, names, method }: PlainPath): VerbPath | undefined {
	const isNamed = steps.at(-1) === undefined;
	const at = isNamed ? steps.length - 2 : steps.length - 1;
	const word = steps[at];
	if (word === undefined) return undefined;
	const plain = DEEDS.get(plainWord(word));
	const before = steps[at - 1];
	if (plain !== undefined) {
		// A verb alone on the way says nothing of what it is about.
		if (at === 0) return undefined;
		const isItem = isNamed || before === undefined;
		if (isNamed && before === undefined) return undefined;
		const isMany = plain === 'list' || (!isItem && MANY.has(plainWord(word)));
		const meant = chooseMethod(isMany ? 'list' : plain, method, isItem);
		// `PUT /notices/{id}/read` makes it a read one.
		if (!meant || (!isNamed && meant !== 'get' && MARKS.has(plainWord(word)))) return undefined;
		return { steps: steps.toSpliced(at, 1), names: names.toSpliced(at, 1), method: meant, isList: isMany };
	}
	const [verb = '', ...rest] = splitName(word);
	const isOfOne = isNamed && before !== undefined && !PROOF.test(names.at(-1) ?? '');
	const part = isOfOne && CHANGES.has(verb) ? readPart(rest, before) : undefined;
	if (part !== undefined && (method === 'put' || method === 'patch' || method === 'post')) {
		const own = [...names.slice(0, at), names.at(-1), undefined];
		return { steps: [...steps.slice(0, at), undefined, part], names: own, method, joined: at + 1, isPart: true };
	}
	const noun = readNoun(rest);
	const joined = noun === '' || SEVERAL.has(noun) ? undefined : JOINED.get(verb);
	// Below an item another verb is of the item: `/users/{id}/update-password`; `/orders/{id}/add-note` makes a note where there are `/notes`.
	if (joined === undefined || (at > 0 && before === undefined && joined !== 'create')) return undefined;
	const meant = chooseMethod(joined === 'read' && !isNamed ? 'list' : joined, method, isNamed);
	if (!meant) return undefined;
	// `/todos/createTodo` says it twice.
	const isAgain = before !== undefined && isSameNoun(before, noun);
	return {
		steps: isAgain ? steps.toSpliced(at, 1) : steps.with(at, noun),
		names: isAgain ? names.toSpliced(at, 1) : names,
		method: meant,
		joined: at + 1,
	};
}

/** What proves who one is, and names no item: `PUT /users/update-password/{token}`. */
const PROOF = /(?:token|secret|hash|otp)$/i;

/** Verbs that change something of an item, and what that is where its noun is not said: nobody collects these. A quantity is of a line: `PUT /cart/update-quantity/{productId}`. */
const CHANGES: ReadonlySet<string> = new Set(['update', 'edit', 'change', 'set']);
const PARTS: ReadonlySet<string> = new Set(['status', 'state', 'stage', 'stock', 'priority', 'password']);

/** `status` of `update-status` and `updateOrderStatus` below `orders`; `undefined`: it is about the whole, or something else. */
function readPart(words: readonly string[], before: string): string | undefined {
	const noun = splitName(toSingular(before));
	const isOf = words.length > noun.length && noun.every((word, index) => words[index] === word);
	const rest = isOf ? words.slice(noun.length).join('-') : words.join('-');
	return (isOf && rest !== 'by-id') || PARTS.has(rest) ? rest : undefined;
}

/** What a verb is about: `todos` of `get_all_todos`, `todo` of `getTodoById`; `''`: nothing is named. */
function readNoun([first, ...others]: readonly string[]): string {
	const words = first === 'all' ? others : first === undefined || first === 'by' ? [] : [first, ...others];
	const isById = words.length > 2 && words.at(-2) === 'by' && words.at(-1) === 'id';
	return (isById ? words.slice(0, -2) : words).join('-');
}

/** What the method would be without the verb; `isItem`: the path names one. `undefined`: the two don't agree. */
function chooseMethod(deed: Deed, method: Method, isItem: boolean): Method | undefined {
	switch (deed) {
		case 'create':
			return !isItem && (method === 'post' || method === 'put') ? 'post' : undefined;
		case 'list':
			return !isItem && method === 'get' ? 'get' : undefined;
		case 'read':
			// `/todos/by-id/{id}` has more than reads.
			return isItem && method !== 'post' ? method : undefined;
		case 'update':
			if (method === 'put' || method === 'patch') return method;
			return method === 'post' ? 'patch' : undefined;
		case 'delete':
			return method === 'delete' || method === 'post' ? 'delete' : undefined;
	}
}
