// Credentials are blotted out of everything that the control API shows.

import { type ApiDocument, getObject, getString, isObject } from '../../spec/index.ts';
import { decodeForm } from '../request/parameters/raw-query.ts';

/** What stands in the place of what only its owner may read. */
export const BLOT = '[redacted]';
/** Editions of the documents whose credentials are remembered. */
const KEPT_EDITIONS = 20;
const ALWAYS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

/** Blots out what only its owner may read. */
export interface Redaction {
	/** The value of a header, or `[redacted]`; the name in any case. */
	header(name: string, value: string): string;
	/** A request's target, its API keys and the user in front of a host blotted out. */
	target(target: string): string;
}

/** Knows the credentials of HTTP itself, and the API keys that the documents declare (OpenAPI 3.1.1 §4.8.27). */
export function createRedaction(documents: readonly ApiDocument[]): Redaction {
	const headers = new Set(ALWAYS);
	const queries = new Set<string>();
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
		for (const { security } of operations) {
			for (const scheme of security.flat()) if (scheme.type === 'apiKey') hide(scheme.in, scheme.parameterName);
		}
	}
	return {
		header: (name, value) => (headers.has(name.toLowerCase()) ? BLOT : value),
		target(target) {
			const plain = target.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, `$1${BLOT}@`);
			const question = plain.indexOf('?');
			if (queries.size === 0 || question < 0) return plain;
			const pairs = plain.slice(question + 1).split('&');
			return `${plain.slice(0, question + 1)}${pairs.map((pair) => redactPair(pair, queries)).join('&')}`;
		},
	};
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
	};
}

function redactPair(pair: string, names: ReadonlySet<string>): string {
	const equals = pair.indexOf('=');
	if (equals < 0) return pair;
	const raw = pair.slice(0, equals);
	return names.has(decodeForm(raw) ?? raw) ? `${raw}=${BLOT}` : pair;
}
