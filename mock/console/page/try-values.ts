// What a form for a request holds, and the parts that are sent for it.

import type { Exchange, OperationDetail, RequestParts } from './control-types.ts';
import { readHeaderLines } from './header-lines.ts';
import { readPathValues } from './path-values.ts';

type Parameter = OperationDetail['parameters'][number];
type Scheme = OperationDetail['security'][number][number];
/** The fields, as they were typed: of parameters by `path id`, of credentials by the scheme's name. */
export interface TryFields {
	values: ReadonlyMap<string, string>;
	/** Which of the document's ways to be let in; -1: without credentials. */
	security: number;
	credentials: ReadonlyMap<string, string>;
	mediaType: string;
	text: string;
	/** A line each: `X-Trace: 1`. */
	headers: string;
}

/** What a parameter's field is called. */
export function nameField({ in: place, name }: Parameter): string {
	return `${place} ${name}`;
}

/** A form with the sample's values; those of a request that was sent, where there is one. */
export function beginTry(detail: OperationDetail, sent: Exchange['request'] | undefined): TryFields {
	const { sample, path, parameters, requestBody } = detail;
	const sampled = new Map(sample.headers.map(([name = '', value = '']) => [name.toLowerCase(), value]));
	const target = sent?.target ?? sample.target;
	const inPath = readPathValues(path, target) ?? readPathValues(path, sample.target) ?? {};
	const query = new URLSearchParams(/\?([^#]*)/.exec(target)?.[1] ?? '');
	const headers = new Map(
		Object.entries(sent?.headers ?? {}).map(([name, value]) => [name, [value].flat().join(', ')]),
	);
	const values = new Map<string, string>();
	for (const parameter of parameters) {
		const { in: place, name } = parameter;
		const header = headers.get(name.toLowerCase()) ?? (sent ? undefined : sampled.get(name.toLowerCase()));
		const found =
			place === 'path'
				? inPath[name]
				: place === 'query'
					? query.getAll(name).join(',')
					: place === 'header'
						? header
						: '';
		values.set(nameField(parameter), found === HIDDEN ? (sampled.get(name.toLowerCase()) ?? '') : (found ?? ''));
	}
	const mediaType =
		headers.get('content-type') ?? sampled.get('content-type') ?? requestBody?.mediaTypes[0]?.type ?? '';
	return {
		values,
		security: detail.security.length > 0 ? 0 : -1,
		credentials: new Map(detail.security.flat().map((scheme) => [scheme.name, beginCredentials(scheme, sampled)])),
		mediaType: requestBody ? mediaType : '',
		text: requestBody ? writeText(sent, sample.body ?? '') : '',
		headers: '',
	};
}

const HIDDEN = '[redacted]';

/** What a person types of them: of a Bearer token the token alone. */
function beginCredentials({ type, scheme }: Scheme, sampled: ReadonlyMap<string, string>): string {
	if (type === 'apiKey') return 'key';
	if (scheme === 'basic') return 'user:password';
	return /^\S+ (.*)$/.exec(sampled.get('authorization') ?? '')?.[1] ?? 'x';
}

function writeText(sent: Exchange['request'] | undefined, sample: string): string {
	if (!sent) return indent(sample);
	if (sent.body === undefined) return '';
	return typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body, undefined, 2);
}

function indent(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), undefined, 2);
	} catch {
		return text;
	}
}

/** The parts; or in a sentence what can't be read. What is empty is left out. */
export function writeParts(detail: OperationDetail, fields: TryFields): { parts: RequestParts } | { mistake: string } {
	const { values, mediaType, text, headers } = fields;
	const more = readHeaderLines(headers);
	if (typeof more === 'string') return { mistake: more };
	const parts = { path: {}, query: {}, header: {}, cookie: {} } as Record<
		'path' | 'query' | 'header' | 'cookie',
		Record<string, unknown>
	>;
	for (const parameter of detail.parameters) {
		const value = values.get(nameField(parameter)) ?? '';
		const place = parameter.in === 'querystring' ? 'query' : parameter.in;
		if (value !== '' && Object.hasOwn(parts, place))
			parts[place as 'path'][parameter.name] = readTyped(value, parameter.schema);
	}
	for (const scheme of detail.security[fields.security] ?? [])
		writeCredentials(scheme, fields.credentials.get(scheme.name) ?? '', parts);
	Object.assign(parts.header, more);
	const body = detail.requestBody ? { text, ...(mediaType !== '' && { mediaType }) } : {};
	return { parts: { operation: detail.operationId, ...parts, ...body } as RequestParts };
}

function writeCredentials(
	{ type, scheme, in: place, parameterName = '' }: Scheme,
	typed: string,
	parts: Record<'query' | 'header' | 'cookie', Record<string, unknown>>,
): void {
	if (typed === '' || type === 'mutualTLS') return;
	if (type === 'apiKey') parts[place === 'query' || place === 'cookie' ? place : 'header'][parameterName] = typed;
	else if (scheme === 'basic') parts.header['Authorization'] = `Basic ${btoa(typed)}`;
	else parts.header['Authorization'] = `${type === 'http' && scheme !== 'bearer' ? scheme : 'Bearer'} ${typed}`;
}

/** By the schema: what isn't of its type is sent as it was typed, to see it refused. */
function readTyped(text: string, schema: unknown): unknown {
	const { type } = (schema ?? {}) as { type?: unknown };
	const types = new Set([type].flat());
	if (types.has('array') && !text.trimStart().startsWith('[')) return text.split(',').map((one) => one.trim());
	if (!types.has('array') && !types.has('object')) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
