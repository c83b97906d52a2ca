// `readOnly` and `writeOnly`: what counts in which direction (OpenAPI 3.1.1 §4.8.24, JSON Schema validation §9.4).

import { getOwn } from '../read/json.ts';
import { listProperties } from './properties.ts';
import { once, type SchemaView } from './view.ts';

/** Which way a value goes: to the API, or back from it. */
export type Direction = 'request' | 'response';

/** True where a value of this view stays out in that direction: readOnly in requests, writeOnly in responses. */
export function isWithheld(view: SchemaView, direction: Direction): boolean {
	const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
	return view.parts.some(({ value }) => getOwn(value, flag) === true);
}

const NO_NAMES: ReadonlySet<string> = new Set();
const withheld: Record<Direction, (view: SchemaView) => ReadonlySet<string>> = {
	request: once((view) => collectWithheld(view, 'request')),
	response: once((view) => collectWithheld(view, 'response')),
};

/** The names of the declared properties that stay out in that direction, so that `required` doesn't ask for them. */
export function listWithheld(view: SchemaView, direction: Direction): ReadonlySet<string> {
	return withheld[direction](view);
}

function collectWithheld(view: SchemaView, direction: Direction): ReadonlySet<string> {
	let names: Set<string> | undefined;
	for (const [name, property] of listProperties(view)) {
		if (isWithheld(property, direction)) names = (names ?? new Set()).add(name);
	}
	return names ?? NO_NAMES;
}
