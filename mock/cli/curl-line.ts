// An operation as a line of curl that really runs.

import type { JsonValue, MediaType, Operation, Parameter, SecurityScheme } from '../../spec/index.ts';
import type { MockOptions } from '../model.ts';
import { sampleValue } from './sample-value.ts';

/** The examples of a longer line are passed over for a shorter one. */
const MAX_BODY = 800;

/** `curl -i -X DELETE http://127.0.0.1:4010/v1/orders/42 -H 'Authorization: Bearer x'`. */
export function formatCurl(operation: Operation, args: { url: string; auth: MockOptions['auth'] }): string {
	const query: string[] = [];
	const words: string[] = [];
	let path = operation.pathTemplate;
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'path' && !parameter.required) continue;
		const text = toText(readExample(parameter));
		if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, () => encodeURIComponent(text));
		if (parameter.in === 'query') query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(text)}`);
		if (parameter.in === 'header') words.push(`-H ${quote(`${parameter.name}: ${text}`)}`);
		if (parameter.in === 'cookie') words.push(`-b ${quote(`${parameter.name}=${encodeURIComponent(text)}`)}`);
	}
	const [requirement = []] = args.auth === 'off' ? [] : operation.security;
	for (const scheme of requirement) {
		const part = formatCredentials(scheme, args.auth);
		if (part.query) query.push(part.query);
		if (part.word) words.push(part.word);
	}
	const body = findBody(operation);
	if (body) words.push(`-H ${quote(`Content-Type: ${body.type}`)}`, `-d ${quote(body.text)}`);
	const base = operation.document.basePaths.find((one) => one !== '') ?? '';
	const target = `${args.url}${base}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
	const method = operation.method.toUpperCase();
	const verb = method === 'HEAD' ? ' --head' : method === (body ? 'POST' : 'GET') ? '' : ` -X ${method}`;
	return ['curl', `-i${verb}`, quote(target), ...words].join(' ');
}

/** The text as one word of a POSIX shell. */
export function quote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function readExample({ example, schema, content }: Parameter): JsonValue {
	if (example !== undefined) return example;
	const inner = schema ?? content?.schema;
	return inner ? sampleValue(inner) : 'example';
}

/** Lists as `a,b`, which is right for the default style of path and header. */
function toText(value: JsonValue): string {
	if (Array.isArray(value)) return value.map(toText).join(',');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function formatCredentials(scheme: SecurityScheme, auth: MockOptions['auth']): { word?: string; query?: string } {
	const name = scheme.parameterName ?? '';
	if (scheme.type === 'mutualTLS') return {};
	if (scheme.type === 'apiKey') {
		if (scheme.in === 'query') return { query: `${encodeURIComponent(name)}=key` };
		return { word: scheme.in === 'cookie' ? `-b ${quote(`${name}=key`)}` : `-H ${quote(`${name}: key`)}` };
	}
	if (scheme.type === 'http' && scheme.scheme === 'basic') return { word: '-u user:password' };
	if (scheme.type === 'http' && scheme.scheme !== 'bearer')
		return { word: `-H ${quote(`Authorization: ${scheme.scheme} x`)}` };
	return { word: auth === 'verify' ? '-H "Authorization: Bearer $TOKEN"' : "-H 'Authorization: Bearer x'" };
}

function findBody({ requestBody }: Operation): { type: string; text: string } | undefined {
	const media = requestBody?.mediaTypes.find(({ type }) => /^application\/([\w.-]+\+)?json$/.test(type));
	return media && { type: media.type, text: chooseExample(media) };
}

function chooseExample({ examples, schema }: MediaType): string {
	const texts = examples.map(({ value }) => JSON.stringify(value));
	const fitting = texts.find((text) => text.length <= MAX_BODY);
	if (fitting !== undefined) return fitting;
	const [shortest] = texts.sort((a, b) => a.length - b.length);
	return shortest ?? JSON.stringify(schema ? sampleValue(schema) : {});
}
