// The form of `x-lifecycle`, said once: what is checked when a document loads, and what its JSON Schema is made of.

import { choose, leaf, list, map, record, text } from '../shapes/index.ts';
import { parseExpression } from './expressions.ts';

const PROPERTY = 'the name of a property';

const TOLD = leaf({
	code: 'scope',
	description: 'Where requests tell it: $request.header.NAME, $request.query.NAME or $request.body#/POINTER.',
	schema: { type: 'string', pattern: '^\\$request\\.((header|query)\\..+|body#(/.*)?)$' },
	also: (value) => parseExpression(String(value)).ok,
	message: 'must be a header, a query parameter or a place in the body',
	remedy: 'write it as $request.header.NAME, or as $request.body#/POINTER',
});

const EXPIRY = record({
	code: 'expires',
	title: 'Expiry',
	description:
		"When the session's clock has passed the date-time in the property `at`, the entity is in the state `to`.",
	mustBe: '{ at, to }',
	properties: {
		at: text({
			mustBe: PROPERTY,
			description: 'The property that holds the date-time of the expiry. An entity without it does not expire.',
		}),
		to: text({ mustBe: 'the name of a state', description: 'The state that follows; one of `states`.' }),
	},
	required: ['at', 'to'],
	extensible: true,
});

const STATE = record({
	title: 'State',
	description: 'What is true of an entity in this state. Empty: only operations move it.',
	mustBe: 'an object: {} where only operations leave the state',
	properties: { expires: EXPIRY },
	extensible: true,
});

const RESOURCE = record({
	title: 'Resource',
	description:
		'One kind of stored thing. `state`, `initial` and `states` are given together; without them the resource has no states.',
	mustBe: 'an object',
	properties: {
		key: text({
			code: 'key',
			mustBe: PROPERTY,
			missing: 'name the property that tells its entities apart',
			description:
				'The property that names an entity among those of the same scope. One that lies deeper: its steps with dots between them.',
			examples: ['order_id', 'metadata.name'],
		}),
		singleton: leaf({
			code: 'singleton',
			description: 'There is one entity in each scope; it is there from the first reading on.',
			schema: { type: 'boolean' },
			message: 'must be true or false',
		}),
		stays: leaf({
			code: 'stays',
			description:
				'What stands below an entity in its path goes with it when that is removed. With true, the entities of this resource stay where they are.',
			schema: { type: 'boolean' },
			message: 'must be true or false',
		}),
		aliases: list({
			code: 'aliases',
			description:
				'Properties that name an entity as well, each on its own. Made at its birth, unless it was sent; no change alters them. Requests whose `key` is a parameter of this name find it by this one alone.',
			examples: [['admin_order_id']],
			mustBe: 'a list of properties',
			items: text({ mustBe: PROPERTY }),
			each: 'property',
			unique: true,
		}),
		versions: text({
			code: 'versions',
			mustBe: PROPERTY,
			description:
				'The property that counts the versions of an entity: 1 at its birth, one more with each replacement and patch. Older ones stay readable by `key: { KEY: …, VERSIONS: … }`, 100 of them.',
			examples: ['version'],
		}),
		content: text({
			code: 'content',
			mustBe: PROPERTY,
			description:
				'The property that holds bytes: a read answers them in media types that are no JSON, and a body that is no object is stored there. Absent: the only binary one that is sent, where there is one.',
			examples: ['content'],
		}),
		scope: list({
			code: 'scope',
			description:
				'What partitions the store: path parameters, and what headers, query parameters or bodies tell, as { PROPERTY: $request.header.NAME }; where the path has a parameter of that name, that one tells it. An entity of one scope is never seen from another. Absent or empty: one store for all.',
			default: [],
			examples: [['shop'], ['shop', { owner: '$request.header.x-owner' }]],
			mustBe: 'a list of path parameters',
			items: choose({
				cases: [
					{
						if: { type: 'object' },
						take: map({
							code: 'scope',
							description:
								'The property that has it, and where requests tell it. What was created without it is seen by everybody; operations without such a parameter look everywhere.',
							values: TOLD,
							filled: {
								message: 'a part of the scope is empty',
								remedy: 'write it as { owner: $request.header.NAME }',
							},
						}),
					},
				],
				otherwise: text({ mustBe: 'a name' }),
			}),
			each: 'path parameter',
			unique: true,
		}),
		state: text({
			code: 'state',
			mustBe: PROPERTY,
			title: 'State property',
			description: 'The property that shows the state of an entity.',
			examples: ['status'],
		}),
		initial: text({
			code: 'initial',
			mustBe: 'the name of a state',
			title: 'Initial state',
			description: 'The state in which an entity begins; one of `states`.',
		}),
		states: map({
			code: 'states',
			description: 'Every state that an entity can be in, by name.',
			mustBe: 'a map of states',
			values: STATE,
			member: (name) => `the state "${name}"`,
			filled: { message: 'there must be at least one state' },
			extensible: true,
		}),
	},
	required: ['key'],
	extensible: true,
	together: { names: ['state', 'initial', 'states'], code: 'incomplete' },
});

const ORDER = {
	key: 'order_id',
	scope: ['shop'],
	state: 'status',
	initial: 'OPEN',
	states: { OPEN: { expires: { at: 'open_until', to: 'LAPSED' } }, PAID: {}, LAPSED: {} },
};

/** What stands at the root of a document as `x-lifecycle`. */
export const LIFECYCLE = map({
	title: 'x-lifecycle',
	description:
		'Stands at the root of an OpenAPI document: the resources that the mock keeps, each under its name. All documents of one mock share them.',
	examples: [{ order: ORDER }],
	values: RESOURCE,
	member: (name) => `the resource "${name}"`,
	mustBe: 'a map of resources',
	extensible: true,
});
