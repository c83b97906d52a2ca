// A request to an operation that is accepted: for lines to try, on the terminal and in the console.

import type { Operation, SecurityScheme } from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { sampleBody } from './sample-body.ts';
import { sampleParameter } from './sample-parameter.ts';

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
		call = writeCall(operation, auth);
		known.set(auth, call);
	}
	return call;
}

function writeCall(operation: Operation, auth: MockOptions['auth']): SampleCall {
	const query: string[] = [];
	const headers: [string, string][] = [];
	const cookies: string[] = [];
	let path = operation.pathTemplate;
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'path' && !parameter.required) continue;
		const texts = sampleParameter(operation, parameter);
		if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => texts.join(''));
		else if (parameter.in === 'header') headers.push(...texts.map((text): [string, string] => [parameter.name, text]));
		else (parameter.in === 'cookie' ? cookies : query).push(...texts);
	}
	const [requirement = []] = auth === 'off' ? [] : operation.security;
	for (const scheme of requirement) {
		if (scheme.type === 'mutualTLS') continue;
		const name = scheme.parameterName ?? '';
		if (scheme.type !== 'apiKey') headers.push(['Authorization', createCredentials(scheme, auth)]);
		else if (scheme.in === 'query') query.push(`${encodeURIComponent(name)}=key`);
		else if (scheme.in === 'cookie') cookies.push(`${name}=key`);
		else headers.push([name, 'key']);
	}
	if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
	const body = sampleBody(operation);
	if (body) headers.push(['Content-Type', body.contentType]);
	const base = operation.document.basePaths.find((one) => one !== '') ?? '';
	return {
		method: operation.method.toUpperCase(),
		target: `${base}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
		headers,
		...(body && { body: body.text }),
	};
}

function createCredentials({ type, scheme }: SecurityScheme, auth: MockOptions['auth']): string {
	if (type === 'http' && scheme === 'basic') return `Basic ${btoa('user:password')}`;
	if (type === 'http' && scheme !== 'bearer') return `${scheme} x`;
	return auth === 'verify' ? `Bearer ${OWN_TOKEN}` : 'Bearer x';
}
