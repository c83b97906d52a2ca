// XML to a value, by its schema (OpenAPI 3.1.1 §4.8.26). Documents with a DOCTYPE are not read: no entity is ever expanded.

import { createRequire } from 'node:module';
import { setOwn } from '../read/json.ts';
import { viewItems } from '../schema/items.ts';
import { listPossibleProperties, viewAdditional } from '../schema/properties.ts';
import { listRequired } from '../schema/required.ts';
import { guessTypes, isNullable } from '../schema/types.ts';
import { ANYTHING, type SchemaView } from '../schema/view.ts';
import { readNumber } from '../schema/whole-numbers.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { describeXml, listRootNames, makeName } from './describe-xml.ts';

const require = createRequire(import.meta.url);
/** Elements within elements, at most. */
const MAX_DEPTH = 100;
/** Namespaces, and what an XML Schema says of the document itself (XML Schema 1.0 §2.6): `xsi:type`, `xsi:schemaLocation`. */
const NO_DATA = /^(?:xmlns(?::|$)|xsi:|[^:]+:(?:noNamespaceS|s)chemaLocation$)/;
/** What no XML may hold, as it stands or by a reference (XML 1.0 §2.2). */
const NO_CHARACTER = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** Names that the library refuses, and XML does not: they go through it with a prefix, which is left aside as all are. */
const REFUSED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Characters of a message at most: the library's own ones repeat what was sent. */
const MAX_MESSAGE = 200;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The value that the XML stands for, or a predicate that says what is wrong with it. `wrongRoot`: a predicate of its root element, where the
 * document has another name for that.
 */
export type XmlRead = { ok: true; value: JsonValue; wrongRoot: string | undefined } | { ok: false; message: string };

/** An element with its attributes by local name, and what stands in it. */
interface Element {
	name: string;
	attributes: ReadonlyMap<string, string>;
	isNil: boolean;
	children: readonly Element[];
	text: string;
}

/**
 * `<pet id="1"><tag>a</tag></pet>` → `{ id: 1, tags: ['a'] }`: elements and attributes to the properties that they are named after,
 * prefixes left aside, texts to the types of the schema. What it doesn't know keeps its name, as texts. Never throws.
 */
export function readXml(text: string, view: SchemaView): XmlRead {
	if (/<!DOCTYPE/i.test(text)) return { ok: false, message: 'has a DOCTYPE, which is not read' };
	if (text.trim() === '') return { ok: false, message: 'is not XML: it is blank' };
	const foreign = NO_CHARACTER.exec(text)?.[0].codePointAt(0);
	if (foreign !== undefined) {
		const code = foreign.toString(16).toUpperCase().padStart(4, '0');
		return { ok: false, message: `is not XML: it has the character U+${code}` };
	}
	const { XMLParser, XMLValidator } = require('./xml-parts.ts') as typeof import('./xml-parts.ts');
	try {
		const verdict = XMLValidator.validate(text, { allowBooleanAttributes: false });
		if (verdict !== true) {
			const { msg, line, col } = verdict.err;
			return { ok: false, message: `is not XML: ${shorten(msg)} (line ${line}, column ${col})` };
		}
		const parser = new XMLParser({
			preserveOrder: true,
			ignoreAttributes: false,
			attributeNamePrefix: '',
			parseTagValue: false,
			parseAttributeValue: false,
			trimValues: false,
			// A reference is read once, here: what it stands for is never read again.
			processEntities: false,
			cdataPropName: '#cdata',
			maxNestedTags: MAX_DEPTH,
			ignoreDeclaration: true,
			ignorePiTags: true,
			transformTagName: passName,
			transformAttributeName: passName,
			onDangerousProperty: (name) => name,
		});
		const roots = toElements(parser.parse(text) as RawNode[]);
		const [root] = roots;
		if (!root || roots.length > 1) return { ok: false, message: 'is not XML: it has no single root element' };
		const names = listRootNames(view);
		const isOther = names.length > 0 && !names.includes(root.name);
		const wrongRoot = isOther ? `must be the element ${names.join(' or ')}, not ${root.name}` : undefined;
		return { ok: true, value: readElement(root, view), wrongRoot };
	} catch (error) {
		return {
			ok: false,
			message: `is not XML: ${shorten(error instanceof Error ? error.message : 'it can’t be parsed')}`,
		};
	}
}

function passName(name: string): string {
	return REFUSED_NAMES.has(name) ? `x:${name}` : name;
}

/** The library's words in a line: of elements that are left open it names them all. */
function shorten(message: string): string {
	const open = /^Invalid '\[.*"([^"]*)"\s*\]' found/s.exec(message)?.[1];
	const words = open === undefined ? message.replace(/\.$/, '') : `Unclosed tag '${open}'`;
	return words.length > MAX_MESSAGE ? `${words.slice(0, MAX_MESSAGE)}…` : words;
}

type RawNode = Record<string, RawNode[] | Record<string, string> | string>;

function toElements(nodes: readonly RawNode[]): Element[] {
	const elements: Element[] = [];
	for (const node of nodes) {
		const name = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
		if (name === undefined) continue;
		const inner = (node[name] ?? []) as RawNode[];
		const raw = (node[':@'] ?? {}) as Record<string, string>;
		const attributes = new Map<string, string>();
		let isNil = false;
		for (const [key, value] of Object.entries(raw)) {
			if (/(?:^|:)nil$/.test(key) && key.includes(':') && value === 'true') isNil = true;
			else if (!NO_DATA.test(key)) attributes.set(localName(key), decodeText(String(value)));
		}
		const text = inner.map(readTextNode).join('');
		elements.push({ name: localName(name), attributes, isNil, children: toElements(inner), text });
	}
	return elements;
}

function readTextNode(node: RawNode): string {
	if ('#text' in node) return decodeText(String(node['#text']));
	const cdata = node['#cdata'];
	return Array.isArray(cdata) ? cdata.map((part) => String(part['#text'] ?? '')).join('') : '';
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The references that need no declaration (XML 1.0 §4.1, §4.6). Throws an Error for others: none is ever declared. */
function decodeText(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|([^;&]{0,100}));/g, (whole, decimal, hex, name) => {
		if (name !== undefined) {
			if (Object.hasOwn(NAMED, name)) return NAMED[name] as string;
			throw new Error(`${whole} is not declared`);
		}
		const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
		const character = point <= 0x10ffff ? String.fromCodePoint(point) : '';
		if (character === '' || NO_CHARACTER.test(character)) throw new Error(`${whole} is no character`);
		return character;
	});
}

function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

function readElement(element: Element, view: SchemaView): JsonValue {
	if (element.isNil) return null;
	const types = guessTypes(view);
	const hasMembers = element.children.length > 0 || element.attributes.size > 0;
	// A text that the schema has no place for: shown as it is, so that the schema says so.
	const isText = !hasMembers && element.text.trim() !== '';
	if (types.has('array') && !types.has('object')) return isText ? element.text : readItems(element.children, view);
	if (types.has('object') && isText && !takesText(view)) return readText(element.text, view);
	if (types.has('object') || (types.size === 0 && hasMembers)) return readObject(element, view);
	// A scalar with members is none: shown as it is, so that the schema says so.
	return hasMembers && element.children.length > 0 ? readObject(element, ANYTHING) : readText(element.text, view);
}

/** Whether the text of its element is a property's, or may be. */
function takesText(view: SchemaView): boolean {
	for (const member of listPossibleProperties(view).values()) {
		const { node } = describeXml(member);
		if (node === 'text' || (node === 'none' && !guessTypes(member).has('array'))) return true;
	}
	return false;
}

function readItems(children: readonly Element[], view: SchemaView): JsonValue[] {
	const items = viewItems(view) ?? ANYTHING;
	return children.map((child) => readElement(child, items));
}

function readObject(element: Element, view: SchemaView): JsonObject {
	const object: JsonObject = {};
	const children = new Set(element.children);
	const attributes = new Map(element.attributes);
	const required = listRequired(view);
	for (const [property, member] of listPossibleProperties(view)) {
		const form = describeXml(member);
		const name = localName(makeName(form.name ?? property));
		if (form.node === 'attribute') {
			const value = attributes.get(name);
			if (value !== undefined) setOwn(object, property, readText(value, member));
			attributes.delete(name);
		} else if (form.node === 'text') setOwn(object, property, readText(element.text, member));
		else if (form.node === 'none' && !guessTypes(member).has('array')) {
			setOwn(object, property, readObject({ ...element, children: [...children] }, member));
		} else {
			const isList = form.node === 'none';
			const wanted = isList ? localName(makeName(describeXml(viewItems(member) ?? ANYTHING).name ?? property)) : name;
			const own = [...children].filter((child) => child.name === wanted);
			for (const child of own) children.delete(child);
			if (isList) {
				if (own.length > 0 || required.has(property)) setOwn(object, property, readItems(own, member));
			} else if (own.length > 0) {
				const values = own.map((child) => readElement(child, member));
				setOwn(object, property, values.length === 1 ? (values[0] as JsonValue) : values);
			}
		}
	}
	const others = viewAdditional(view) ?? ANYTHING;
	for (const [name, value] of attributes) setOwn(object, name, readText(value, others));
	for (const child of children) addUnknown(object, child, others);
	return object;
}

function addUnknown(object: JsonObject, child: Element, view: SchemaView): void {
	const isList = describeXml(view).node === 'none' && guessTypes(view).has('array');
	const value = readElement(child, isList ? (viewItems(view) ?? ANYTHING) : view);
	const before = Object.hasOwn(object, child.name) ? object[child.name] : undefined;
	if (before === undefined) setOwn(object, child.name, isList ? [value] : value);
	else if (Array.isArray(before)) before.push(value);
	else setOwn(object, child.name, [before, value]);
}

function readText(text: string, view: SchemaView): JsonValue {
	const types = guessTypes(view);
	const plain = text.trim();
	if ((types.has('integer') || types.has('number')) && NUMBER.test(plain)) {
		const number = readNumber(plain);
		if (Number.isFinite(number)) return number;
	}
	if (types.has('boolean')) {
		if (plain === 'true' || plain === '1') return true;
		if (plain === 'false' || plain === '0') return false;
	}
	if (plain === '' && !types.has('string') && isNullable(view) && types.size > 0) return null;
	return text;
}
