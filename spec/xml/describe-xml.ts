// The XML Object (OpenAPI 3.1.1 §4.8.26, with 3.2's `nodeType`): how a schema's values are written in XML.

import { getOwn, getString, isObject } from '../read/json.ts';
import { parsePointer } from '../read/pointer.ts';
import { guessTypes } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { JsonObject } from '../types/json.ts';

/** How one value stands in XML. */
export interface XmlForm {
	/** The name that the document gives it; `undefined`: the property's, or the component's. */
	name: string | undefined;
	prefix: string | undefined;
	namespace: string | undefined;
	/** `text`: the content of the element around it; `none`: its members stand there without an element of their own. */
	node: 'element' | 'attribute' | 'text' | 'none';
}

const forms = new WeakMap<SchemaView, XmlForm>();

/** What the `xml` of a view says; lists without `wrapped` have no element of their own. Of several parts the nearest speaks. */
export function describeXml(view: SchemaView): XmlForm {
	const known = forms.get(view);
	if (known) return known;
	const find = (key: string): JsonObject | undefined =>
		view.parts
			.map(({ value }) => getOwn(value, 'xml'))
			.find((xml): xml is JsonObject => isObject(xml) && getOwn(xml, key) !== undefined);
	const form = {
		name: getString(find('name'), 'name'),
		prefix: getString(find('prefix'), 'prefix'),
		namespace: getString(find('namespace'), 'namespace'),
		node: readNode(view, find),
	};
	forms.set(view, form);
	return form;
}

function readNode(view: SchemaView, find: (key: string) => JsonObject | undefined): XmlForm['node'] {
	const nodeType = getString(find('nodeType'), 'nodeType');
	if (nodeType === 'cdata') return 'text';
	if (nodeType === 'element' || nodeType === 'attribute' || nodeType === 'text' || nodeType === 'none') return nodeType;
	if (getOwn(find('attribute'), 'attribute') === true) return 'attribute';
	return guessTypes(view).has('array') && getOwn(find('wrapped'), 'wrapped') !== true ? 'none' : 'element';
}

/**
 * The local names that the document has for the element around a whole body; empty: it leaves the name open, as without `xml.name` every schema does. A schema
 * and what it is composed of may each have a name.
 */
export function listRootNames(view: SchemaView): readonly string[] {
	if (describeXml(view).name === undefined || describeXml(view).node !== 'element' || view.unions.length > 0) return [];
	return view.parts.flatMap(({ value }) => {
		const xml = getOwn(value, 'xml');
		const name = isObject(xml) ? getString(xml, 'name') : undefined;
		return name === undefined ? [] : [makeName(name).slice(name.indexOf(':') + 1)];
	});
}

/** The name of the element around a whole body: the schema's own, else its component's. */
export function nameRoot(view: SchemaView): string {
	const { name } = describeXml(view);
	if (name !== undefined) return name;
	for (const { pointer } of [...view.roots.slice(0, 1), ...view.parts]) {
		const tokens = parsePointer(pointer) ?? [];
		if (tokens.at(-2) === 'schemas' && tokens.at(-3) === 'components') return tokens.at(-1) as string;
	}
	return 'root';
}

const NAME_START = /^[\p{L}_]/u;
const NOT_IN_NAME = /[^\p{L}\p{N}_.-]/gu;

/** A name as XML can have it, the same where it is read: characters that none may hold become `_` (`@id` → `_id`). */
export function makeName(name: string): string {
	const safe = name
		.split(':', 2)
		.map((part) => part.replace(NOT_IN_NAME, '_'))
		.join(':');
	return NAME_START.test(safe) ? safe : `_${safe}`;
}
