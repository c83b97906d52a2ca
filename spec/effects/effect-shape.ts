// The form of `x-effect`, said once: what is checked when a document loads, and what its JSON Schema is made of.

import { choose, joinWords, leaf, list, map, record, type Shape, text, whole } from '../shapes/index.ts';
import type { Effect } from '../types/effect.ts';
import { guardShapes, nameKey } from './clause-shapes.ts';
import { expression, POINTER_PATTERN, pointer, VALUE } from './value-shapes.ts';

/** What may refuse any effect. */
const GUARDS = ['needs', 'unless', 'if', 'else'] as const;

/** What each kind of effect does, which other keys it takes, and which of them it needs. */
export const VERBS = {
	create: {
		does: "Store a new entity of this resource: the request's body, the scope, a new key, the initial state, then `set`.",
		takes: [...GUARDS, 'set', 'refused', 'request', 'answer', 'bindings', 'each', 'link'],
		needs: [],
	},
	read: {
		does: 'Answer with the entity that `key` names.',
		takes: [...GUARDS, 'key', 'missing', 'answer'],
		needs: ['key'],
	},
	list: {
		does: 'Answer with the entities of the scope.',
		takes: [...GUARDS, 'items', 'item', 'bindings', 'parent', 'missing'],
		needs: [],
	},
	move: {
		does: 'Move the entity that `key` names into the state `to`, if it is in one of the states `from`; else the move is refused.',
		takes: [...GUARDS, 'key', 'from', 'to', 'set', 'missing', 'refused', 'answer', 'each'],
		needs: ['key', 'from', 'to'],
	},
	replace: {
		does: "Put the request's body in the place of the entity that `key` names; its key, scope and state stay unless the body or `set` gives them.",
		takes: [...GUARDS, 'key', 'set', 'missing', 'request', 'answer', 'upsert', 'each'],
		needs: ['key'],
	},
	patch: {
		does: "Merge the request's body into the entity that `key` names (RFC 7396).",
		takes: [...GUARDS, 'key', 'set', 'missing', 'request', 'answer', 'upsert', 'each'],
		needs: ['key'],
	},
	delete: {
		does: 'Remove the entity that `key` names.',
		takes: [...GUARDS, 'key', 'missing', 'answer', 'each'],
		needs: ['key'],
	},
	clear: {
		does: 'Remove the entities that `keys` names, a list; without `keys` all of the scope and the bindings.',
		takes: [...GUARDS, 'keys', 'bindings', 'parent', 'missing'],
		needs: [],
	},
} as const satisfies Record<Effect['kind'], { does: string; takes: readonly string[]; needs: readonly string[] }>;

/** What an effect does. */
export type Verb = keyof typeof VERBS;
const WORDS = Object.keys(VERBS);

/** The keys beside the verb, each with the verbs that take it in its description. */
const KEYS: Readonly<Record<string, Shape>> = {
	key: nameKey(`Where the request names the entity. ${tellVerbs('key')}`),
	keys: expression(`Where the request names the entities, as a list. ${tellVerbs('keys')}`, ['$request.body#/ids']),
	request: pointer(`the request's body: where the entity stands. Absent: it is the body. ${tellVerbs('request')}`, [
		'/order',
	]),
	answer: pointer(
		`the response's body: where the entity stands; the empty one: it is the body. Absent: where its key is shown, at the top or one level below. ${tellVerbs('answer')}`,
		['/order', '/data', '/0'],
	),
	upsert: leaf({
		code: 'upsert',
		description: `Makes the entity where there is none. ${tellVerbs('upsert')}`,
		schema: { type: 'boolean' },
		message: 'must be true or false',
	}),
	each: choose({
		code: 'each',
		description: `A list: there is one of the effect for each of its elements, which \`$element\` means then. In the first effect true, with \`request\` as the first element of the list that is sent and \`answer\` as that of the one that is answered; or where the request has it. ${tellVerbs('each')}`,
		examples: ['$request.body#/orders', '$entity#/lines', true],
		cases: [{ if: { type: 'string' }, take: expression('Where the list is.') }],
		otherwise: leaf({ schema: { type: 'boolean' }, message: 'must be true or false, or where the list is' }),
	}),
	...guardShapes,
	link: map({
		code: 'link',
		description: `Of an effect after the first: what it tells the first one's entity. Where, as a JSON pointer (RFC 6901) in which \`*\` is the index of the element of \`each\`; and which property of what was made. ${tellVerbs('link')}`,
		examples: [{ '/lines/*/ticket_id': 'ticket_id' }],
		names: {
			pattern: '^/',
			message: (name) => `${JSON.stringify(name)} is no JSON pointer`,
			remedy: 'e.g. /lines/*/ticket_id',
		},
		values: text({ mustBe: 'the name of a property' }),
		mustBe: 'a map of places',
	}),
	bindings: map({
		code: 'bindings',
		description: `Properties whose values the request fixes: written at a create, asked for by a list. ${tellVerbs('bindings')}`,
		examples: [{ owner_id: '$request.path.ownerId' }],
		values: expression('Where the request has the value.'),
		mustBe: 'a map of properties',
	}),
	parent: record({
		code: 'parent',
		description: `The entity that must be there, else this one is missing. ${tellVerbs('parent')}`,
		mustBe: '{ resource, key }',
		properties: {
			resource: text({ code: 'unknown-resource', description: 'Its resource, one of x-lifecycle.' }),
			key: expression('Where the request names it.', ['$request.path.order_id']),
		},
		required: ['resource', 'key'],
		extensible: true,
	}),
	from: list({
		code: 'from',
		description: `The states that the move may start in. ${tellVerbs('from')}`,
		mustBe: 'a list of states',
		items: text({ code: 'unknown-state', mustBe: 'the name of a state' }),
		missing: 'name the states that the move may start in',
		each: 'state',
		filled: true,
	}),
	to: text({
		code: 'unknown-state',
		mustBe: 'the name of a state',
		missing: 'name the state that the move ends in',
		description: `The state that the move ends in. ${tellVerbs('to')}`,
	}),
	set: map({
		code: 'set',
		description: `Properties that the effect gives to the entity, after everything else; a JSON pointer such as /attributes/status reaches one further inside. ${tellVerbs('set')}`,
		values: VALUE,
		mustBe: 'a map of properties',
	}),
	items: leaf({
		code: 'items',
		description: `A JSON pointer (RFC 6901) into the response's body: where the list stands. Absent: the body itself if it is an array, else its only array property. ${tellVerbs('items')}`,
		examples: ['/orders'],
		schema: { type: 'string', pattern: POINTER_PATTERN },
		message: 'must be a JSON pointer',
		remedy: 'e.g. /orders',
	}),
	item: leaf({
		code: 'item',
		description: `A JSON pointer (RFC 6901) into each element of the list: where in it the entity stands. Absent: it is the element. ${tellVerbs('item')}`,
		examples: ['/node'],
		schema: { type: 'string', pattern: POINTER_PATTERN },
		message: 'must be a JSON pointer',
		remedy: 'e.g. /node',
	}),
	missing: whole({
		code: 'status',
		mustBe: 'a status',
		description: `The status that answers a request for an entity that does not exist. Absent: 404 where documented, else the nearest documented one. ${tellVerbs('missing')}`,
		examples: [410],
		min: 100,
		max: 599,
	}),
	refused: whole({
		code: 'status',
		mustBe: 'a status',
		description: `The status that answers a move from another state, or the creation of a key that is taken. Absent: 409 where documented, else the nearest documented one. ${tellVerbs('refused')}`,
		examples: [422],
		min: 100,
		max: 599,
	}),
};

function tellVerbs(key: string): string {
	const verbs = Object.entries(VERBS).filter(([, { takes }]) => (takes as readonly string[]).includes(key));
	return `Only with ${joinWords(verbs.map(([verb]) => verb))}.`;
}

const ONE_VERB = { message: 'x-effect needs exactly one verb', remedy: `choose one of ${WORDS.join(', ')}` };

const OBJECT = record({
	title: 'Effect',
	description: `Exactly one of ${joinWords(WORDS)}, with the name of a resource of x-lifecycle, and what this verb needs.`,
	mustBe: 'an object, or the word none',
	properties: {
		...Object.fromEntries(
			Object.entries(VERBS).map(([verb, { does }]) => [
				verb,
				text({ code: 'unknown-resource', mustBe: 'the name of a resource of x-lifecycle', description: does }),
			]),
		),
		...KEYS,
	},
	extensible: true,
	variants: { of: VERBS, code: 'verb', none: ONE_VERB, several: ONE_VERB },
});

/** What stands in an operation as `x-effect`. */
export const EFFECT = choose({
	title: 'x-effect',
	description:
		"Stands in an operation of an OpenAPI document: what the operation does to the mock's state. A list: several things, in this order. The string `none`: nothing, and nothing is inferred either.",
	examples: [
		'none',
		{ create: 'order', set: { open_until: { after: '$request.body#/open_for', default: 'PT1H', max: 'P7D' } } },
		{ move: 'order', key: '$request.path.order_id', from: ['OPEN'], to: 'PAID' },
		{ read: 'order', key: '$request.path.order_id' },
		{ list: 'order', items: '/orders' },
		{ create: 'order', request: '/order', answer: '/order' },
		{ read: 'settings', key: { constant: 'settings' } },
		[{ create: 'order' }, { create: 'ticket', each: '$entity#/lines', set: { order_id: '$entity#/order_id' } }],
	],
	cases: [
		{
			if: { type: 'string' },
			take: leaf({ schema: { const: 'none' }, message: 'must be an object, or the word none' }),
		},
		{
			if: { type: 'array' },
			take: list({
				description: 'Several effects. The first answers, and may refuse; those after it are done where they can be.',
				items: OBJECT,
				each: 'effect',
				filled: true,
			}),
		},
	],
	otherwise: OBJECT,
});
