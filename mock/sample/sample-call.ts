// A request to an operation that really gets an answer: for lines to try, on the terminal and in the console.

import {
	isJsonType,
	type JsonValue,
	type MediaType,
	type Operation,
	type Parameter,
	type SecurityScheme,
	viewSchema,
} from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { sampleValue } from './sample-value.ts';

/** Longer examples are passed over for a shorter one. */
const MAX_BODY = 800;

/** E.g. `DELETE`, `/v1/orders/42`, `[['Authorization', 'Bearer x']]`. */
export interface SampleCall {
	/** In upper case. */
	method: string;
	/** Path and query, with the document's base path. */
	target: string;
	headers: readonly (readonly [name: string, value: string])[];
	/** JSON text. */
	body?: string;
}

/** What stands for a token that only the user has. */
const OWN_TOKEN = '$TOKEN';

/** A call with the document's examples and what it requires; credentials where `auth` wants some. Best effort: it may not fit. */
export function createSampleCall(operation: Operation, auth: MockOptions['auth']): SampleCall {
	const query: string[] = [];
	const headers: [string, string][] = [];
	const cookies: string[] = [];
	const add = (place: string, name: string, text: string): void => {
		if (place === 'query') query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
		if (place === 'header') headers.push([name, text]);
		if (place === 'cookie') cookies.push(`${name}=${encodeURIComponent(text)}`);
	};
	let path = operation.pathTemplate;
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'path' && !parameter.required) continue;
		const text = toText(readExample(parameter));
		if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => encodeURIComponent(text));
		else add(parameter.in, parameter.name, text);
	}
	const [requirement = []] = auth === 'off' ? [] : operation.security;
	for (const scheme of requirement) {
		if (scheme.type === 'mutualTLS') continue;
		if (scheme.type === 'apiKey') add(scheme.in ?? 'header', scheme.parameterName ?? '', 'key');
		else add('header', 'Authorization', createCredentials(scheme, auth));
	}
	if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
	const body = findBody(operation);
	if (body) headers.push(['Content-Type', body.type]);
	const base = operation.document.basePaths.find((one) => one !== '') ?? '';
	return {
		method: operation.method.toUpperCase(),
		target: `${base}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
		headers,
		...(body && { body: body.text }),
	};
}

/** The parameter's example, else a value of its type. */
export function readExample({ example, schema, content }: Parameter): JsonValue {
	if (example !== undefined) return example;
	const inner = schema ?? content?.schema;
	return inner ? sampleValue(viewSchema(inner)) : 'example';
}

/** Lists as `a,b`, which is right for the default style of path and header. */
function toText(value: JsonValue): string {
	if (Array.isArray(value)) return value.map(toText).join(',');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function createCredentials({ type, scheme }: SecurityScheme, auth: MockOptions['auth']): string {
	if (type === 'http' && scheme === 'basic') return `Basic ${btoa('user:password')}`;
	if (type === 'http' && scheme !== 'bearer') return `${scheme} x`;
	return auth === 'verify' ? `Bearer ${OWN_TOKEN}` : 'Bearer x';
}

function findBody({ requestBody }: Operation): { type: string; text: string } | undefined {
	const media = requestBody?.mediaTypes.find(({ type }) => isJsonType(type) && !type.includes('*'));
	return media && { type: media.type, text: chooseExample(media) };
}

function chooseExample({ examples, schema }: MediaType): string {
	const texts = examples.map(({ value }) => JSON.stringify(value));
	const fitting = texts.find((text) => text.length <= MAX_BODY);
	if (fitting !== undefined) return fitting;
	const [shortest] = texts.sort((a, b) => a.length - b.length);
	return shortest ?? JSON.stringify(schema ? sampleValue(viewSchema(schema)) : {});
}
