// The form of one cue.

import {
	anything,
	choose,
	leaf,
	list,
	map,
	nearest,
	oneOrMore,
	record,
	SCALAR_OR_CONDITION,
	type Shape,
	suggest,
	text,
	VALUE_OR_CONDITION,
	whole,
} from '../../spec/index.ts';
import { describeFaults, FAULTS } from '../types/faults.ts';

/** Cues of one scenario. */
const MAX_CUES = 1000;

function namedValues(place: string, description: string): Shape {
	return map({ description, values: SCALAR_OR_CONDITION, member: (name) => `${place} ${name}` });
}

const NO_ENTITY = record({
	properties: {
		absent: leaf({
			description: 'The request names no entity that exists.',
			schema: { const: true },
			message: 'must be true',
		}),
	},
	required: ['absent'],
});

const CONDITIONS = {
	path: namedValues('path', 'Path parameters and their values, or conditions.'),
	query: namedValues('query', 'Query parameters and their values, or conditions.'),
	header: namedValues('header', 'Headers and their values, or conditions; the case of the names does not matter.'),
	body: map({
		description: "Places in the request's body, as JSON pointers (RFC 6901), and their values, or conditions.",
		examples: [{ '/customer/country': 'ES' }],
		names: {
			pattern: '^(/([^~/]|~[01])*)*$',
			message: (name) => `${JSON.stringify(name)} is no JSON pointer`,
			remedy: 'begin with a slash, e.g. /customer/country',
		},
		values: VALUE_OR_CONDITION,
	}),
	state: choose({
		description:
			'The state, or one of the states, of the entity that the request names; a request that names no existing entity does not fit. Or { absent: true }: the request names none that exists.',
		examples: ['OPEN', ['OPEN', 'PAID'], { absent: true }],
		cases: [{ if: { type: 'object' }, take: NO_ENTITY }],
		otherwise: oneOrMore({ each: 'state' }),
	}),
};

const WHEN = record({
	description: 'What must be true of the request. Everything that is named must fit; absent, every request fits.',
	examples: [{ path: { order_id: '$' + '{order_id}' } }],
	properties: CONDITIONS,
	filled: { message: 'when is empty', remedy: `name one of ${Object.keys(CONDITIONS).join(', ')}, or leave when out` },
});

const DELAY_LENGTH = leaf({
	description: 'A number with its unit, ms or s.',
	schema: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(ms|s)$' },
	message: () => 'a delay is a number with its unit',
	remedy: 'write it like 250ms, 1.5s or { min: 1s, max: 3s }',
});

const DELAY_RANGE = record({
	description: 'The shortest and the longest; `max` is not less than `min`.',
	properties: { min: DELAY_LENGTH, max: DELAY_LENGTH },
	required: ['min', 'max'],
});

const DELAY_PERCENTILES = record({
	description:
		'As real answers are: half of them take `p50` at most, 95 of 100 `p95` at most, none more than `max` (ten times p95, where it is absent).',
	properties: { p50: DELAY_LENGTH, p95: DELAY_LENGTH, max: DELAY_LENGTH },
	required: ['p50', 'p95'],
});

/** `250ms`, `{ min: 1s, max: 3s }`, `{ p50: 200ms, p95: 1s }` */
export function delayShape(description: string): Shape {
	return choose({
		description,
		examples: ['250ms', '2s', { min: '1s', max: '3s' }, { p50: '200ms', p95: '1s' }],
		cases: [
			{ if: { type: 'object', required: ['p50'] }, take: DELAY_PERCENTILES },
			{ if: { type: 'object' }, take: DELAY_RANGE },
		],
		otherwise: DELAY_LENGTH,
	});
}

/** The name of a fault. */
export const FAULT = leaf({
	description: describeFaults(),
	schema: { enum: Object.keys(FAULTS) },
	message: (value) => `there is no fault ${JSON.stringify(value)}`,
	remedy: (value) => suggest(nearest(String(value), Object.keys(FAULTS), 1), Object.keys(FAULTS)),
});

/** Values of one header. */
const MAX_VALUES = 100;

const HEADER_VALUE = leaf({
	schema: { type: ['string', 'number', 'boolean'] },
	kind: 'type',
	message: 'must be a string, a number, true or false',
});

const REPLY = record({
	description: 'Either an answer with a status, or a fault.',
	examples: [{ status: 409 }],
	properties: {
		status: whole({
			min: 200,
			max: 599,
			remedy: 'write one that the operation documents, e.g. 409',
			description:
				'The status of the answer. It must be documented for the operation, by itself, by its range or by `default`, unless the cue is offSpec.',
		}),
		example: text({
			description: "The name of the document's example to answer with. Absent: the first one, else generated data.",
		}),
		body: anything({
			description:
				// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a reply refers to the request
				"The body to answer with, in place of an example. Any value, also null. A string in it may refer to the request, the entity that it names and the session's time: ${request.path.id}, ${request.query.q}, ${request.header.x-trace}, ${request.body#/name}, ${entity.status}, ${now}; one that is nothing else takes the type of what is there.",
		}),
		headers: map({
			description:
				'Headers to add to the answer; they may refer to the request like the body. Of a list each cookie (Set-Cookie) has a line of its own, and the values of any other header stand in one.',
			values: choose({
				cases: [
					{ if: { type: 'array' }, take: list({ items: HEADER_VALUE, each: 'value', filled: true, max: MAX_VALUES }) },
				],
				otherwise: HEADER_VALUE,
			}),
			member: (name) => `header ${name}`,
		}),
		mediaType: leaf({
			description: 'The media type of the answer. Absent: the documented one that the caller prefers.',
			examples: ['application/json'],
			schema: { type: 'string', pattern: '^[^/ ]+/[^/ ]+' },
			message: 'must be a media type',
			remedy: 'e.g. application/json',
		}),
		fault: FAULT,
	},
	variants: {
		of: { status: {}, fault: { called: 'a fault', takes: [] } },
		none: { message: 'a reply needs a status or a fault' },
		several: { message: 'a reply has a status or a fault, not both' },
	},
	apart: ['example', 'body', 'an example'],
});

/** `{ on: getOrder, when: { path: { order_id: 7 } }, reply: { status: 404 } }` */
export const CUE = record({
	title: 'Cue',
	description: 'On which requests, and what then. Exactly one of `reply`, `pass` and `forward`.',
	what: 'a cue',
	properties: {
		on: oneOrMore({
			each: 'operation',
			description:
				"The operation, by its operationId or as 'GET /path/{id}', or a list of them, or '*' for every operation.",
			examples: ['*', 'getOrder', ['getOrder', 'payOrder']],
		}),
		when: WHEN,
		reply: REPLY,
		pass: leaf({
			description: 'Instead of a reply: wait for the delay, then let the request go its normal way.',
			schema: { const: true },
			message: 'can only be true',
		}),
		forward: leaf({
			description:
				'Instead of a reply: pass the request on to the upstream (`--upstream`), whatever else is forwarded.',
			schema: { const: true },
			message: 'can only be true',
		}),
		offSpec: leaf({
			description: 'Allows a reply that the document does not have. The journal marks it.',
			default: false,
			schema: { type: 'boolean' },
			kind: 'type',
			message: 'must be true or false',
		}),
		times: whole({ min: 1, description: 'How often this cue replies; then it is used up. Absent: for ever.' }),
		every: whole({
			min: 1,
			default: 1,
			description: 'Fits only each n-th of the requests that it would fit: with 3, the third, the sixth, and so on.',
		}),
		delay: delayShape(
			'How long to wait before the answer: 250ms, 2s, a range out of which the seed chooses, or percentiles.',
		),
	},
	required: ['on'],
	extensible: true,
	variants: {
		of: { reply: {}, pass: {}, forward: {} },
		none: { message: 'a cue needs a reply, or pass: true, or forward: true' },
		several: { message: 'a cue has a reply, passes or forwards: one of them' },
	},
});

/** The cues of a scenario. */
export const SCRIPT = list({
	description:
		'The cues, in order. The first that fits the request and is not used up replies; where none fits, the request goes its normal way.',
	items: CUE,
	each: 'cue',
	max: MAX_CUES,
});
