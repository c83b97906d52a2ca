// The forms of what stands in the clauses of `x-effect`: expressions, values, pointers.

import { DURATION_PATTERN, MAX_DURATION_LENGTH } from '../durations/durations.ts';
import { anything, choose, leaf, record, type Shape } from '../shapes/index.ts';
import type { JsonValue } from '../types/json.ts';
import { EXPRESSION_PATTERN, parseExpression } from './expressions.ts';

/** A runtime expression on the request. */
export function expression(description: string, examples: string[] = []): Shape {
	return leaf({
		code: 'expression',
		description: `${description} A runtime expression of OpenAPI on the request: $request.path.NAME, $request.query.NAME, $request.header.NAME, $request.body or $request.body#/POINTER, $method, $url; also $entity or $entity#/POINTER (the entity of the operation's first effect), and $element or $element#/POINTER (of \`each\`).`,
		...(examples.length > 0 && { examples }),
		schema: {
			type: 'string',
			pattern: EXPRESSION_PATTERN,
		},
		also: (value) => parseExpression(String(value)).ok,
		message: describeBadExpression,
		remedy: 'write it as $request.path.NAME, or as $request.body#/POINTER',
		missing: 'write it as $request.path.NAME',
	});
}

function describeBadExpression(value: JsonValue): string {
	const result = parseExpression(typeof value === 'string' ? value : '');
	return result.ok || !String(value).startsWith('$') ? 'a runtime expression is needed here' : result.message;
}

function duration(description: string): Shape {
	return leaf({
		code: 'duration',
		description: `${description} An ISO 8601 duration, such as P30D, PT10M or PT0.5S.`,
		schema: { type: 'string', pattern: `^${DURATION_PATTERN}$`, maxLength: MAX_DURATION_LENGTH },
		message: (value) => `${JSON.stringify(value)} is no ISO 8601 duration`,
		remedy: 'write it as P30D, PT10M or PT0.5S',
	});
}

const IS_EXPRESSION = { type: 'string', pattern: '^\\$' };

const AFTER = record({
	title: 'A date-time after now',
	description:
		"A date-time that much later than the session's now. A duration that is not more than zero, or that ends later than `max` from now, makes the request invalid.",
	properties: {
		after: choose({
			description: 'A duration, or the runtime expression of one.',
			cases: [{ if: IS_EXPRESSION, take: expression('Where the request has the duration.') }],
			otherwise: duration('How much later.'),
		}),
		default: duration('The duration where the expression has no value. Absent: the property is then not set.'),
		max: duration('The longest that is accepted. Absent: no limit.'),
	},
	required: ['after'],
	extensible: true,
});

const NOW = record({
	title: 'Now',
	description: "The session's now, a date-time.",
	properties: {
		now: leaf({ code: 'value', description: 'Always true.', schema: { const: true }, message: 'must be true' }),
	},
	required: ['now'],
	extensible: true,
});

const ADD = record({
	title: 'A number more',
	description: 'The number that is there, or 0, and so much more.',
	properties: {
		add: leaf({ code: 'value', description: 'How much.', schema: { type: 'number' }, message: 'must be a number' }),
	},
	required: ['add'],
	extensible: true,
});

const VALUE_OR_DEFAULT = record({
	title: 'A value, else a default',
	description: 'The value of the expression, else the default.',
	properties: {
		value: expression('Where the request has the value.'),
		default: anything({
			code: 'value',
			description: 'Any JSON value, taken where the expression has none.',
			missing: 'add a default, or write the expression alone',
		}),
	},
	required: ['value', 'default'],
	extensible: true,
});

/** A value of `set`. */
export const VALUE = choose({
	title: 'Value',
	description:
		'A JSON literal; or a string that begins with `$`, a runtime expression; or { after }, { now }, { add } or { value, default }.',
	cases: [
		{ if: IS_EXPRESSION, take: expression('The value that the request has there.') },
		{ if: { type: 'object', required: ['after'] }, take: AFTER },
		{ if: { type: 'object', required: ['now'] }, take: NOW },
		{ if: { type: 'object', required: ['add'] }, take: ADD },
		{ if: { type: 'object', required: ['value'] }, take: VALUE_OR_DEFAULT },
	],
	otherwise: anything(),
});

/** What a JSON pointer looks like. */
export const POINTER_PATTERN = '^(/([^~/]|~[01])*)*$';

/** A JSON pointer into something. */
export function pointer(description: string, examples: string[]): Shape {
	return leaf({
		code: 'pointer',
		description: `A JSON pointer (RFC 6901) into ${description}`,
		examples,
		schema: { type: 'string', pattern: POINTER_PATTERN },
		message: 'must be a JSON pointer',
		remedy: `e.g. ${examples[0]}`,
	});
}
