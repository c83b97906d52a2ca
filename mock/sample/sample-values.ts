// Values for the lines to try: the document's own first, then made by the generator.

import { type JsonValue, SchemaError, type SchemaView } from '../../spec/index.ts';
import { checkAtGlance, generateValue } from '../answer/generate.ts';
import { hashText } from '../chance/hash.ts';

/** Longer examples are passed over for a shorter one. */
const MAX_LENGTH = 800;
/** The time that samples are written at, so that they are the same in every run. Epoch ms. */
export const NOW_MS = Date.UTC(2026, 0, 15, 9);
const FULL = ['sample', 'minimal', undefined] as const;
const LEAN = ['minimal', 'sample', undefined] as const;
/** For one value that may be impossible. */
const MAX_MS = 60;

/**
 * Values that fit a schema as requests have it, the best first: the examples, those of the schema with what a request must have
 * and something plain to change, the least, everything. Nothing is made before it is asked for. Ends without a value where
 * nothing fits; then comes the first example, fit or unfit.
 */
export function* listSampleValues(args: {
	view: SchemaView;
	/** The parameter's name, or what the body is for: the same label has the same values. */
	label: string;
	examples: readonly JsonValue[];
	/** The least comes before what has something plain to change. */
	isLean?: boolean;
}): Generator<JsonValue> {
	const { view, label } = args;
	const examples = sortExamples(args.examples);
	try {
		const validate = checkAtGlance(view, 'request');
		for (const value of examples) if (validate(value).length === 0) yield value;
		for (const variant of args.isLean ? LEAN : FULL) {
			const seed = hashText(label, 1);
			const made = generateValue({
				view,
				seed,
				nowMs: NOW_MS,
				direction: 'request',
				variant,
				maxMs: MAX_MS,
				isOneOff: true,
			});
			if (made.ok) yield made.value;
		}
	} catch (error) {
		// The schema doesn't compile: requests are answered with that, whatever they hold.
		if (!(error instanceof SchemaError)) throw error;
	}
	const [first] = examples;
	if (first !== undefined) yield first;
}

/** Short ones in the document's order, then the others by their length. */
function sortExamples(examples: readonly JsonValue[]): JsonValue[] {
	if (examples.length < 2) return [...examples];
	const sized = examples.map((value) => ({ value, size: JSON.stringify(value).length }));
	const short = sized.filter(({ size }) => size <= MAX_LENGTH);
	const long = sized.filter(({ size }) => size > MAX_LENGTH).sort((a, b) => a.size - b.size);
	return [...short, ...long].map(({ value }) => value);
}
