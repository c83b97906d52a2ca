// A request to an operation that is accepted, or one with what somebody gives: for lines and forms to try, on the terminal and in the console.

import {
	getOwn,
	type JsonObject,
	type Operation,
	pauseLimit,
	type SecurityScheme,
	servedTemplate,
} from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { encodeTemplate } from '../request/path-segments.ts';
import { sampleBody } from './sample-body.ts';
import { sampleQuery } from './sample-bounds.ts';
import { writeParameter } from './sample-parameter.ts';
import type { WrittenBody } from './write-body.ts';
import { writePairs } from './write-parameter.ts';

/** E.g. `DELETE`, `/v1/orders/42`, `[['Authorization', 'Bearer x']]`. */
export interface SampleCall {
	/** In upper case. */
	method: string;
	/** Path and query, with the document's base path. */
	target: string;
	headers: readonly (readonly [name: string, value: string])[];
	/** As its Content-Type has it: JSON text, a form, the parts of a multipart. */
	body?: string;
}

/**
 * Values in the place of the sample's, by name, e.g. `{ path: { order_id: 7 }, query: {} }`. A part that is there is all of that
 * part, but for the path, whose other names keep the sample's values; names that the document doesn't have are sent as they are.
 */
export interface GivenParts {
	path?: JsonObject | undefined;
	query?: JsonObject | undefined;
	header?: JsonObject | undefined;
	cookie?: JsonObject | undefined;
	/** `null`: none is sent. */
	body?: WrittenBody | null | undefined;
}

/** What stands for a token that only the user has. */
const OWN_TOKEN = '$TOKEN';

/** The calls that were made, by the operation and whether its credentials are verified. */
const made = new WeakMap<Operation, Map<MockOptions['auth'], SampleCall>>();

/**
 * A call with the document's examples and what it requires; credentials where `auth` wants some. The mock accepts it: each part
 * was read and judged as that of a request is; only where nothing that fits was found is it a best effort. The same for the
 * same operation in every run, and made once.
 */
export function createSampleCall(operation: Operation, auth: MockOptions['auth']): SampleCall {
	const known = made.get(operation) ?? new Map<MockOptions['auth'], SampleCall>();
	made.set(operation, known);
	let call = known.get(auth);
	if (!call) {
		call = pauseLimit(() => writeCall(operation, { auth }));
		known.set(auth, call);
	}
	return call;
}

/** The call with what is given; where nothing is, that of the sample. */
export function writeCall(
	operation: Operation,
	{ auth, given = {} }: { auth: MockOptions['auth']; given?: GivenParts },
): SampleCall {
	const query: string[] = [];
	const headers: [string, string][] = [];
	const cookies: string[] = [];
	const base = operation.document.basePaths.find((one) => one !== '') ?? '';
	let path = encodeTemplate(base + servedTemplate(operation));
	const words = given.query ? [] : listWords(operation);
	for (const parameter of operation.parameters) {
		const word = parameter.in === 'query' ? words.find(({ name }) => name === parameter.name) : undefined;
		if (word?.value !== undefined) continue;
		const part = parameter.in === 'querystring' ? given.query : given[parameter.in];
		const value = getOwn(part, parameter.name);
		if (value === undefined && parameter.in !== 'path' && (part !== undefined || !(parameter.required || word)))
			continue;
		const texts = value === undefined ? sampleQuery(operation, parameter) : writeParameter(parameter, value);
		if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => texts.join(''));
		else if (parameter.in === 'header') headers.push(...texts.map((text): [string, string] => [parameter.name, text]));
		else (parameter.in === 'cookie' ? cookies : query).push(...texts);
	}
	const [requirement = []] = auth === 'off' ? [] : operation.security;
	for (const scheme of requirement) {
		if (scheme.type === 'mutualTLS') continue;
		const name = scheme.parameterName ?? '';
		const place = scheme.type === 'apiKey' ? scheme.in : 'header';
		if (place === 'query') query.push(...(given.query ? [] : [`${encodeURIComponent(name)}=key`]));
		else if (place === 'cookie') cookies.push(...(given.cookie ? [] : [`${name}=key`]));
		else if (given.header) continue;
		else headers.push(scheme.type === 'apiKey' ? [name, 'key'] : ['Authorization', createCredentials(scheme, auth)]);
	}
	query.push(...writeWords(operation, words));
	for (const [name, value] of listOthers(operation, given, 'header')) headers.push([name, String(value)]);
	for (const [name, value] of listOthers(operation, given, 'cookie')) cookies.push(`${name}=${String(value)}`);
	for (const [name, value] of listOthers(operation, given, 'query'))
		query.push(...writePairs({ name, style: 'form', explode: true }, value));
	if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
	// No browser sends one with a GET.
	const isPlain = operation.method === 'get' || operation.method === 'head';
	const own = isPlain ? undefined : sampleBody(operation);
	const body = given.body === undefined ? own : given.body;
	if (body && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
		headers.push(['Content-Type', body.contentType]);
	return {
		method: operation.method.toUpperCase(),
		target: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
		headers,
		...(body && { body: body.text }),
	};
}

/** What its path asks for: all of it but what may be missing; where nothing else is asked for, that. */
function listWords({ asksFor }: Operation) {
	const words = asksFor?.words ?? [];
	const fixed = words.filter(({ isOptional }) => !isOptional);
	return fixed.length > 0 ? fixed : words;
}

/** What of it no parameter gives, and what has one value: `acl`, `comp=list`. */
function writeWords({ parameters }: Operation, words: ReturnType<typeof listWords>): string[] {
	return words.flatMap(({ name, value }) => {
		const place = parameters.find((one) => one.name === name)?.in ?? 'query';
		const isGiven = place !== 'query' || (value === undefined && parameters.some((one) => one.name === name));
		return isGiven ? [] : [name, ...(value === undefined ? [] : [value])].map(encodeURIComponent).join('=');
	});
}

/** What is given under names that the document doesn't have there. */
function listOthers({ parameters }: Operation, given: GivenParts, place: 'query' | 'header' | 'cookie') {
	const known = new Set(
		parameters.flatMap(({ in: own, name }) =>
			own === place || (own === 'querystring' && place === 'query') ? [name] : [],
		),
	);
	return Object.entries(given[place] ?? {}).filter(([name]) => !known.has(name));
}

function createCredentials({ type, scheme }: SecurityScheme, auth: MockOptions['auth']): string {
	if (type === 'http' && scheme === 'basic') return `Basic ${btoa('user:password')}`;
	if (type === 'http' && scheme !== 'bearer') return `${scheme} x`;
	return auth === 'verify' ? `Bearer ${OWN_TOKEN}` : 'Bearer x';
}
