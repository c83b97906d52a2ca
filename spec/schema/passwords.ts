// Which properties of a value a schema marks as passwords.

import { getOwn } from '../read/json.ts';
import { readItems } from './items.ts';
import { listPossibleProperties, viewAdditional } from './properties.ts';
import { listAllParts } from './values.ts';
import { once, type SchemaView } from './view.ts';

/** Values of one schema that are looked into, each once, so circular ones end. */
const MAX_VIEWS = 2_000;

/** What `format: password` marks (OpenAPI 3.1.1 §4.4.2). */
export interface Passwords {
	/** The value itself. */
	isWhole: boolean;
	/** Names of properties, at whatever depth: `['password', 'pins']` for `{ user: { password }, pins: [pin] }`. */
	names: ReadonlySet<string>;
}

/** The passwords of a view, those of all alternatives included. */
export const listPasswords = once((view): Passwords => {
	const names = new Set<string>();
	const open: { view: SchemaView; name: string | undefined }[] = [{ view, name: undefined }];
	const seen = new Set<SchemaView>();
	let isWhole = false;
	for (let next = open.pop(); next && seen.size < MAX_VIEWS; next = open.pop()) {
		const { view: at, name } = next;
		if (isPassword(at)) {
			if (name === undefined) isWhole = true;
			else names.add(name);
			continue;
		}
		if (seen.has(at)) continue;
		seen.add(at);
		for (const [own, property] of listPossibleProperties(at)) open.push({ view: property, name: own });
		for (const inner of listInner(at)) open.push({ view: inner, name });
	}
	return { isWhole, names };
});

/** What has no name of its own: the items of a list, the values of a map. */
function listInner(view: SchemaView): readonly SchemaView[] {
	const branches = view.unions.flatMap((union) => union.branches);
	return [view, ...branches].flatMap((one) => {
		const { prefix, rest } = readItems(one);
		const additional = viewAdditional(one);
		return [...prefix, ...(rest ? [rest] : []), ...(additional ? [additional] : [])];
	});
}

function isPassword(view: SchemaView): boolean {
	return listAllParts(view).some(({ value }) => getOwn(value, 'format') === 'password');
}
