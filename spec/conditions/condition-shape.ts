// The form of a condition: what `when` and `where` may ask of a value besides equality.

import { compilePattern } from '../regex/patterns.ts';
import { anything, choose, leaf, list, record, type Shape } from '../shapes/index.ts';
import { CONDITION_OPERATORS } from './value-condition.ts';

/** A string, a number, a boolean or null. */
export const SCALAR: Shape = leaf({
	schema: { type: ['string', 'number', 'boolean', 'null'] },
	kind: 'type',
	message: 'must be a string, a number, true, false or null',
});

const BOUND = leaf({
	description: 'A number; or a text, such as a date-time, that is compared letter by letter.',
	schema: { type: ['number', 'string'] },
	kind: 'type',
	message: 'must be a number or a string',
});

const CONDITION = record({
	title: 'Condition',
	description: 'What a value must be like. Every operator that is named must accept it.',
	what: 'a condition',
	properties: {
		equals: anything({ description: 'The value itself; for values that look like a condition.' }),
		not: anything({
			description: 'Another value than this, or one that is not as this condition wants it; also none.',
		}),
		in: list({ description: 'One of these values.', items: anything(), each: 'value', filled: true }),
		matches: leaf({
			description: 'A regular expression (ECMA-262) that some part of the text fits; ^ and $ hold it to the whole.',
			examples: ['^A'],
			schema: { type: 'string' },
			also: (pattern) => typeof pattern === 'string' && compilePattern(pattern) !== undefined,
			message: 'must be a regular expression',
		}),
		absent: leaf({ description: 'There is no value.', schema: { const: true }, message: 'must be true' }),
		present: leaf({ description: 'There is a value, also null.', schema: { const: true }, message: 'must be true' }),
		'<': BOUND,
		'<=': BOUND,
		'>': BOUND,
		'>=': BOUND,
	},
	filled: { message: 'a condition is empty', remedy: `name one of ${CONDITION_OPERATORS.join(', ')}` },
});

/** `acme`, or `{ matches: '^A' }`: of path, query and headers. */
export const SCALAR_OR_CONDITION: Shape = choose({
	cases: [{ if: { type: 'object' }, take: CONDITION }],
	otherwise: SCALAR,
});

/** Any value; an object of operators alone is a condition. */
export const VALUE_OR_CONDITION: Shape = choose({
	cases: [
		{
			if: { type: 'object', minProperties: 1, propertyNames: { enum: [...CONDITION_OPERATORS] } },
			take: CONDITION,
		},
	],
	otherwise: anything(),
});
