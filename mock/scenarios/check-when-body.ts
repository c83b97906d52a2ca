// Conditions on a body that no request will ever fit: their place is a slip of one that the schema has.

import {
	findSlip,
	getObject,
	type JsonObject,
	joinPointer,
	listProperties,
	type Operation,
	type Pointer,
	parsePointer,
	type SchemaRef,
	viewSchema,
} from '../../spec/index.ts';
import type { Report } from './scenario-finding.ts';

/** Warns of them; what a schema doesn't list may come all the same, so that other names are left alone. */
export function checkWhenBody(args: {
	cue: JsonObject;
	pointer: Pointer;
	operations: readonly Operation[];
	report: Report;
}): void {
	const { cue, operations, report } = args;
	for (const place of Object.keys(getObject(getObject(cue, 'when'), 'body') ?? {})) {
		const tokens = parsePointer(place) ?? [];
		for (const { id, requestBody } of operations) {
			const slips = (requestBody?.mediaTypes ?? []).map(({ schema }) => schema && mendPlace(tokens, schema));
			const [meant] = slips;
			// In one of the forms that the body may have there may be such a place.
			if (meant === undefined || slips.includes(undefined)) continue;
			report({
				code: 'scenario.cue.when',
				severity: 'warning',
				pointer: joinPointer(args.pointer, 'when', 'body', place),
				message: `requests of ${id} have no ${place}`,
				remedy: `did you mean ${meant}?`,
			});
		}
	}
}

/** The place without its slip; `undefined`: it is there, or like none. */
function mendPlace(tokens: readonly string[], schema: SchemaRef): Pointer | undefined {
	let view = viewSchema(schema);
	for (const [index, token] of tokens.entries()) {
		const properties = listProperties(view);
		const found = properties.get(token);
		if (!found) {
			const slip = findSlip(token, properties.keys());
			return slip === undefined
				? undefined
				: joinPointer('', ...tokens.slice(0, index), slip, ...tokens.slice(index + 1));
		}
		view = found;
	}
	return undefined;
}
