// A value as XML, by its schema (OpenAPI 3.1.1 §4.8.26).

import { createRequire } from 'node:module';
import { isObject } from '../read/json.ts';
import { viewItems } from '../schema/items.ts';
import { listPossibleProperties, viewAdditional } from '../schema/properties.ts';
import { ANYTHING, type SchemaView } from '../schema/view.ts';
import { writeScalar } from '../schema/whole-numbers.ts';
import type { JsonValue } from '../types/json.ts';
import { describeXml, makeName, nameRoot } from './describe-xml.ts';

const require = createRequire(import.meta.url);
/** Deeper values are left out. */
const MAX_DEPTH = 100;
const ATTRIBUTES = ':@';
/** What XML 1.0 §2.2 has no character for. */
const NOT_IN_TEXT = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu;

/** The library's own form of an element: `{ name: [children], ':@': { attribute: value } }`. */
interface XmlNode {
	[name: string]: XmlNode[] | Record<string, string> | string;
}
interface Content {
	nodes: XmlNode[];
	attributes: Record<string, string>;
}

/** `{ id: 1, tags: ['a'] }` → `<?xml version="1.0" encoding="UTF-8"?><pet id="1"><tag>a</tag></pet>`. Members that are null are left out. */
export function writeXml(value: JsonValue, view: SchemaView): string {
	const { XMLBuilder } = require('./xml-parts.ts') as typeof import('./xml-parts.ts');
	const builder = new XMLBuilder({
		preserveOrder: true,
		ignoreAttributes: false,
		attributeNamePrefix: '',
		suppressEmptyNode: true,
		suppressBooleanAttributes: false,
		processEntities: true,
	});
	const name = nameRoot(view);
	const content: Content = { nodes: [], attributes: {} };
	if (Array.isArray(value)) addItems(content, { list: value, view, name: 'item', depth: 1 });
	else fill(content, { value, view, depth: 1 });
	return `<?xml version="1.0" encoding="UTF-8"?>${String(builder.build([wrap(content, { view, name })]))}`;
}

interface Placed {
	view: SchemaView;
	name: string;
	depth: number;
}

function wrap({ nodes, attributes }: Content, { view, name }: { view: SchemaView; name: string }): XmlNode {
	const { prefix, namespace } = describeXml(view);
	const own = { ...attributes };
	if (namespace !== undefined) own[prefix === undefined ? 'xmlns' : `xmlns:${makeName(prefix)}`] = namespace;
	const node: XmlNode = { [qualify(prefix, name)]: nodes };
	if (Object.keys(own).length > 0) node[ATTRIBUTES] = own;
	return node;
}

function qualify(prefix: string | undefined, name: string): string {
	return prefix === undefined || name.includes(':') ? makeName(name) : `${makeName(prefix)}:${makeName(name)}`;
}

function fill(content: Content, { value, view, depth }: { value: JsonValue; view: SchemaView; depth: number }): void {
	if (depth > MAX_DEPTH || value === null) return;
	if (!isObject(value)) {
		content.nodes.push({ '#text': Array.isArray(value) ? JSON.stringify(value) : showScalar(value, view) });
		return;
	}
	const properties = listPossibleProperties(view);
	const rest = viewAdditional(view) ?? ANYTHING;
	for (const [name, member] of Object.entries(value)) {
		addMember(content, member, { view: properties.get(name) ?? rest, name, depth: depth + 1 });
	}
}

function addMember(content: Content, value: JsonValue, { view, name, depth }: Placed): void {
	if (value === null) return;
	const form = describeXml(view);
	if (form.node === 'attribute') {
		content.attributes[qualify(form.prefix, form.name ?? name)] = showScalar(value, view);
	} else if (form.node === 'text') content.nodes.push({ '#text': showScalar(value, view) });
	else if (Array.isArray(value)) {
		if (form.node !== 'element' || view === ANYTHING) {
			addItems(content, { list: value, view, name, depth });
			return;
		}
		const inner: Content = { nodes: [], attributes: {} };
		const own = form.name ?? name;
		addItems(inner, { list: value, view, name: own, depth });
		content.nodes.push(wrap(inner, { view, name: own }));
	} else if (form.node === 'none') fill(content, { value, view, depth });
	else {
		const inner: Content = { nodes: [], attributes: {} };
		fill(inner, { value, view, depth });
		content.nodes.push(wrap(inner, { view, name: form.name ?? name }));
	}
}

function addItems(content: Content, { list, view, name, depth }: Placed & { list: readonly JsonValue[] }): void {
	const items = viewItems(view) ?? ANYTHING;
	const itemName = describeXml(items).name ?? name;
	for (const item of list) {
		const inner: Content = { nodes: [], attributes: {} };
		if (Array.isArray(item)) addItems(inner, { list: item, view: items, name: itemName, depth: depth + 1 });
		else fill(inner, { value: item, view: items, depth: depth + 1 });
		content.nodes.push(wrap(inner, { view: items, name: itemName }));
	}
}

function showScalar(value: JsonValue, view: SchemaView): string {
	return writeScalar(value, view).toWellFormed().replace(NOT_IN_TEXT, '\ufffd');
}
