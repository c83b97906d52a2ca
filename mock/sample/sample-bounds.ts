// Samples of two bounds of one thing in the query, in their order: between a later and an earlier one nothing lies.

import { type Operation, type Parameter, viewSchema } from '../../spec/index.ts';
import { areReversed, findBounds } from '../answer/generate/order-bounds.ts';
import { sampleParameter } from './sample-parameter.ts';

/** What a parameter adds to a request, as in `sampleParameter`; made-up values of `from` and `to`, `min` and `max` that are reversed have changed places. */
export function sampleQuery(operation: Operation, parameter: Parameter): readonly string[] {
	const own = sampleParameter(operation, parameter);
	const swapped = listSwapped(operation).get(parameter.name);
	const [text] = parameter.in === 'query' && swapped ? sampleParameter(operation, swapped) : [];
	return text === undefined ? own : [`${encodeURIComponent(parameter.name)}=${text.slice(text.indexOf('=') + 1)}`];
}

const known = new WeakMap<Operation, ReadonlyMap<string, Parameter>>();

function listSwapped(operation: Operation): ReadonlyMap<string, Parameter> {
	const before = known.get(operation);
	if (before) return before;
	const sent = operation.parameters.filter((one) => one.in === 'query' && one.required && one.example === undefined);
	const byName = new Map(sent.map((one) => [one.name, one]));
	const swapped = new Map<string, Parameter>();
	known.set(operation, swapped);
	if (sent.length < 2) return swapped;
	for (const [first, second] of findBounds(new Map(sent.map(({ name, schema }) => [name, viewSchema(schema)])))) {
		const [one, other] = [byName.get(first), byName.get(second)];
		if (!one || !other || !areReversed(readSample(operation, one), readSample(operation, other))) continue;
		swapped.set(first, other).set(second, one);
	}
	return swapped;
}

/** A number, or the text. */
function readSample(operation: Operation, parameter: Parameter): number | string {
	const [text = ''] = sampleParameter(operation, parameter);
	const written = decodeURIComponent(text.slice(text.indexOf('=') + 1));
	return written !== '' && Number.isFinite(Number(written)) ? Number(written) : written;
}
