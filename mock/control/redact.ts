// Credentials are blotted out of everything that the control API shows.

import {
	type ApiDocument,
	getObject,
	getString,
	isObject,
	type JsonValue,
	listPasswords,
	type MediaType,
	type Operation,
	type Passwords,
	type SchemaRef,
	viewSchema,
} from '../../spec/index.ts';
import { decodeForm } from '../request/parameters/raw-query.ts';
import { BLOT } from '../text/blot.ts';
import { hidePasswords, hidePasswordsInText } from './hide-passwords.ts';

/** Editions of the documents whose credentials are remembered. */
const KEPT_EDITIONS = 20;
const ALWAYS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

/** Blots out what only its owner may read. */
export interface Redaction {
	/** The value of a header, or `[redacted]`; the name in any case. */
	header(name: string, value: string): string;
	/** A request's target, its API keys and the user in front of a host blotted out. */
	target(target: string): string;
	/**
	 * A body, as its value or as text of a media type, without what its operation's schemas mark as passwords; of no operation: any
	 * operation's.
	 */
	body(body: JsonValue, of: { operationId: string | undefined; type: string }): JsonValue;
	/** An entity without the passwords that the operations on its resource know; of no resource: all of them. */
	entity(entity: JsonValue, resource?: string): JsonValue;
	/** The key of an entity, or `[redacted]` where it is a password. */
	key(key: string, resource: string): string;
}

/** Knows the credentials of HTTP itself, and the API keys that the documents declare (OpenAPI 3.1.1 §4.8.27), which are looked for once something is shown. */
export function createRedaction(documents: readonly ApiDocument[]): Redaction {
	let keys: ApiKeys | undefined;
	const openKeys = (): ApiKeys => {
		keys ??= collectKeys(documents);
		return keys;
	};
	const passwords = collectPasswords(documents);
	return {
		header(name, value) {
			const lower = name.toLowerCase();
			return ALWAYS.includes(lower) || openKeys().headers.has(lower) ? BLOT : value;
		},
		target(target) {
			const plain = target.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, `$1${BLOT}@`);
			const question = plain.indexOf('?');
			const { queries, paths } = openKeys();
			const path = redactPath(question < 0 ? plain : plain.slice(0, question), paths);
			if (question < 0) return path;
			const query = plain.slice(question + 1);
			return `${path}?${
				queries.size === 0
					? query
					: query
							.split('&')
							.map((pair) => redactPair(pair, queries))
							.join('&')
			}`;
		},
		body(body, { operationId, type }) {
			const marked = passwords.ofOperation(operationId);
			const isText = typeof body === 'string' && !marked.isWhole;
			return isText ? hidePasswordsInText(body, type, marked) : hidePasswords(body, marked);
		},
		entity: (entity, resource) => hidePasswords(entity, passwords.ofResource(resource)),
		key(key, resource) {
			const { names } = passwords.ofResource(resource);
			return documents.some(({ resources }) => names.has(resources.get(resource)?.key ?? '')) ? BLOT : key;
		},
	};
}

/** Names of API keys, those of headers in lower case. */
interface ApiKeys {
	headers: ReadonlySet<string>;
	queries: ReadonlySet<string>;
	/** Paths with a password in them, by their segments. */
	paths: readonly (readonly Segment[])[];
}

/** `any`: a parameter; `hidden`: one that is a password; else the text itself. */
type Segment = { kind: 'any' | 'hidden' } | { kind: 'text'; text: string };

function collectKeys(documents: readonly ApiDocument[]): ApiKeys {
	const headers = new Set<string>();
	const queries = new Set<string>();
	const paths: Segment[][] = [];
	const hide = (place: unknown, name: string | undefined): void => {
		if (name === undefined) return;
		if (place === 'header') headers.add(name.toLowerCase());
		if (place === 'query') queries.add(name);
	};
	for (const { root, operations } of documents) {
		const declared = getObject(getObject(root, 'components'), 'securitySchemes') ?? {};
		for (const scheme of Object.values(declared)) {
			if (isObject(scheme) && scheme['type'] === 'apiKey') hide(scheme['in'], getString(scheme, 'name'));
		}
		// Those that are declared by a reference are resolved where they are used.
		for (const { pathTemplate, security, parameters, responses } of operations) {
			for (const scheme of security.flat()) if (scheme.type === 'apiKey') hide(scheme.in, scheme.parameterName);
			for (const response of responses.values())
				for (const { name, schema } of response.headers) if (isPassword(schema)) hide('header', name);
			const inPath: string[] = [];
			for (const { in: place, name, schema } of parameters) {
				if (!isPassword(schema)) continue;
				hide(place, name);
				if (place === 'path') inPath.push(`{${name}}`);
			}
			if (inPath.length > 0) paths.push(readSegments(pathTemplate, inPath));
		}
	}
	return { headers, queries, paths };
}

function isPassword(schema: SchemaRef | undefined): boolean {
	return schema !== undefined && listPasswords(viewSchema(schema)).isWhole;
}

function readSegments(path: string, hidden: readonly string[]): Segment[] {
	return path.split('/').map((text) => {
		if (!text.includes('{')) return { kind: 'text', text };
		return { kind: hidden.some((one) => text.includes(one)) ? 'hidden' : 'any' };
	});
}

/** What stands in front of a document's path, as that of its server, need not be known. */
function redactPath(path: string, templates: ApiKeys['paths']): string {
	const segments = path.split('/');
	for (const template of templates) {
		// The first one is what stands before the slash.
		const from = segments.length - template.length;
		const fits = template.every(
			(one, index) => index === 0 || one.kind !== 'text' || one.text === segments[from + index],
		);
		if (from < 0 || !fits) continue;
		for (const [index, { kind }] of template.entries()) if (kind === 'hidden') segments[from + index] = BLOT;
	}
	return segments.join('/');
}

/** The same for documents that may become others: what the last ones declared stays hidden, for it may still be kept. */
export function followRedaction(current: () => readonly ApiDocument[]): Redaction {
	let documents = current();
	let inner = createRedaction(documents);
	const outer: Redaction[] = [];
	const refresh = (): readonly Redaction[] => {
		if (current() !== documents) {
			outer.push(inner);
			if (outer.length > KEPT_EDITIONS) outer.shift();
			documents = current();
			inner = createRedaction(documents);
		}
		return [...outer, inner];
	};
	return {
		header: (name, value) => refresh().reduce((text, redaction) => redaction.header(name, text), value),
		target: (target) => refresh().reduce((text, redaction) => redaction.target(text), target),
		body: (body, of) => refresh().reduce((shown, redaction) => redaction.body(shown, of), body),
		entity: (entity, resource) => refresh().reduce((shown, redaction) => redaction.entity(shown, resource), entity),
		key: (key, resource) => refresh().reduce((shown, redaction) => redaction.key(shown, resource), key),
	};
}

const NO_PASSWORDS: Passwords = { isWhole: false, names: new Set() };

/** Looks at an operation's schemas with the first exchange of it that is shown. */
function collectPasswords(documents: readonly ApiDocument[]): {
	ofOperation(id: string | undefined): Passwords;
	ofResource(name: string | undefined): Passwords;
} {
	const all = documents.flatMap(({ operations }) => operations);
	const known = new Map<Operation, Passwords>();
	const joined = new Map<string, Passwords>();
	const readOne = (operation: Operation): Passwords => {
		const found = known.get(operation) ?? join([...listBodies(operation).map(readPasswords), readInPath(operation)]);
		known.set(operation, found);
		return found;
	};
	/** `key`: unique for what is joined. */
	const readAll = (key: string, operations: () => readonly Operation[]): Passwords => {
		const found = joined.get(key) ?? join(operations().map(readOne));
		joined.set(key, found);
		return found;
	};
	const readEvery = (): Passwords => readAll('', () => all);
	return {
		ofOperation(id) {
			if (id === undefined) return { isWhole: false, names: readEvery().names };
			return readAll(`operation ${id}`, () => all.filter((one) => one.id === id));
		},
		ofResource(name) {
			if (name === undefined) return { isWhole: false, names: readEvery().names };
			const { names } = readAll(`resource ${name}`, () => all.filter(({ effect }) => effect?.resource === name));
			return { isWhole: false, names };
		},
	};
}

/** A password in the path is the same one in the entity that the path names. */
function readInPath({ parameters }: Operation): Passwords {
	const hidden = parameters.filter(
		({ in: place, schema }) => place === 'path' && schema && listPasswords(viewSchema(schema)).isWhole,
	);
	return hidden.length === 0 ? NO_PASSWORDS : { isWhole: false, names: new Set(hidden.map(({ name }) => name)) };
}

function listBodies({ requestBody, responses }: Operation): readonly MediaType[] {
	return [...(requestBody?.mediaTypes ?? []), ...[...responses.values()].flatMap(({ mediaTypes }) => mediaTypes)];
}

function readPasswords({ schema, itemSchema }: MediaType): Passwords {
	return join([schema, itemSchema].flatMap((one) => (one ? [listPasswords(viewSchema(one))] : [])));
}

function join(found: readonly Passwords[]): Passwords {
	const some = found.filter(({ isWhole, names }) => isWhole || names.size > 0);
	if (some.length <= 1) return some[0] ?? NO_PASSWORDS;
	return { isWhole: some.some(({ isWhole }) => isWhole), names: new Set(some.flatMap(({ names }) => [...names])) };
}

function redactPair(pair: string, names: ReadonlySet<string>): string {
	const equals = pair.indexOf('=');
	if (equals < 0) return pair;
	const raw = pair.slice(0, equals);
	return names.has(decodeForm(raw) ?? raw) ? `${raw}=${BLOT}` : pair;
}
