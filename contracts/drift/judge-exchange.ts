// One answer of the real API held to the document: status, media type, headers, body.

import type { Observation } from '../../mock/inner.ts';
import {
	compileSchema,
	findDefinition,
	findMediaType,
	isJsonType,
	type JsonValue,
	type Operation,
	type ResponseDefinition,
	stripMediaType,
	viewSchema,
} from '../../spec/index.ts';
import { isForeignHeader } from '../check/known-headers.ts';
import { readText } from '../check/read-text.ts';
import type { JsonUpdate, NewFinding } from './drift-finding.ts';
import { describeValue, judgeBody } from './judge-body.ts';
import type { Sightings } from './sightings.ts';

/** The operations that were answered with something that they document. */
export function listServed(observations: readonly Observation[]): ReadonlySet<string> {
	return new Set(
		observations.flatMap(({ operation, status }) => (findDefinition(operation, status) ? [operation.id] : [])),
	);
}

/** What is found in an exchange; notes what was seen. `served`: operations that are known to be there. */
export function judgeExchange(
	observation: Observation,
	{ sightings, served }: { sightings: Sightings; served: ReadonlySet<string> },
): NewFinding[] {
	const { operation, status } = observation;
	const example = nameExample(observation);
	const definition = findDefinition(operation, status);
	const at = { file: operation.document.file };
	if (!definition) return [describeStatus(observation, { example, isServed: served.has(operation.id) })];
	const found: NewFinding[] = [];
	found.push(...judgeHeaders(observation, definition).map((one) => ({ ...one, example })));
	const { body } = observation;
	const type = String(observation.exchange.response.headers['content-type'] ?? '');
	const hasBody = body !== undefined || observation.exchange.response.bodyBytes > 0;
	if (!hasBody || operation.method === 'head') {
		if (definition.mediaTypes.length > 0 && operation.method !== 'head' && definition.key !== 'default') {
			found.push({
				code: 'body.absent',
				message: `${status} came without the body that the document has`,
				operation: operation.id,
				document: { ...at, pointer: definition.pointer },
				example,
				key: `${at.file} ${definition.pointer}`,
				repairs: [{ kind: 'remove', pointer: `${definition.pointer}/content` }],
			});
		}
		return found;
	}
	const mediaType = findMediaType(definition.mediaTypes, type);
	if (!mediaType) {
		found.push(describeMediaType(observation, { definition, example }));
		return found;
	}
	if (body === undefined || !mediaType.schema) return found;
	if (isJsonType(stripMediaType(type)) && typeof body === 'string' && !isJsonText(observation)) {
		found.push({
			code: 'body.unread',
			message: `the body of ${status} is called JSON, and is none`,
			operation: operation.id,
			document: { ...at, pointer: mediaType.pointer },
			example,
			key: `${at.file} ${mediaType.pointer}`,
		});
		return found;
	}
	found.push(
		...judgeBody({ view: viewSchema(mediaType.schema), value: body, operation: operation.id, example, sightings }),
	);
	return found;
}

/** A text that is JSON is as long as what is kept of it, with its quotes. */
function isJsonText({ body, exchange }: Observation): boolean {
	return exchange.response.bodyBytes >= JSON.stringify(body).length;
}

/** `GET /orders/{orderId} → 200`: nothing of what was asked for. */
export function nameExample({ operation, status }: Pick<Observation, 'operation' | 'status'>): string {
	return `${operation.method.toUpperCase()} ${operation.pathTemplate} → ${status}`;
}

function describeStatus(
	{ operation, status, exchange, body }: Observation,
	{ example, isServed }: { example: string; isServed: boolean },
): NewFinding {
	const documented = [...operation.responses.keys()].join(', ');
	const isUnserved = !isServed && (status === 404 || status === 405 || status === 501);
	const pointer = `${operation.pointer}/responses`;
	const value = { [String(status)]: describeResponse(exchange.response.headers, body) };
	return {
		code: isUnserved ? 'operation.unserved' : 'status.undocumented',
		message: isUnserved
			? `the API answers ${status}, as if it had no such operation; the document has ${documented}`
			: `${status} came, and the document has ${documented}`,
		operation: operation.id,
		document: { file: operation.document.file, pointer },
		example,
		key: `${operation.document.file} ${operation.id} ${status}`,
		repairs: [{ kind: 'update', pointer, value }],
	};
}

/** A response as it was seen: its media type, and the types of its body. */
export function describeResponse(
	headers: Observation['exchange']['response']['headers'],
	body: JsonValue | undefined,
): JsonUpdate {
	return { description: 'Seen in the real API', ...describeContent(headers, body) };
}

function describeContent(
	headers: Observation['exchange']['response']['headers'],
	body: JsonValue | undefined,
): JsonUpdate {
	const type = stripMediaType(String(headers['content-type'] ?? ''));
	if (type === '' || body === undefined) return {};
	const schema = isJsonType(type) ? describeValue(body, 0) : { type: 'string' };
	return { content: { [type]: { schema } } };
}

function describeMediaType(
	{ operation, status, exchange, body }: Observation,
	{ definition, example }: { definition: ResponseDefinition; example: string },
): NewFinding {
	const type = stripMediaType(String(exchange.response.headers['content-type'] ?? '')) || 'no media type';
	const documented = definition.mediaTypes.map((one) => one.type);
	const { pointer } = definition;
	return {
		code: documented.length === 0 ? 'body.undocumented' : 'media-type.undocumented',
		message:
			documented.length === 0
				? `${status} came with a body (${type}), and the document has none`
				: `${status} came as ${type}, and the document has ${documented.join(', ')}`,
		operation: operation.id,
		document: { file: operation.document.file, pointer },
		example,
		key: `${operation.document.file} ${pointer} ${type}`,
		repairs: [{ kind: 'update', pointer, value: describeContent(exchange.response.headers, body) }],
	};
}

function judgeHeaders({ operation, exchange, status }: Observation, definition: ResponseDefinition): NewFinding[] {
	const { headers } = exchange.response;
	const { file } = operation.document;
	const found: NewFinding[] = [];
	for (const [name, value] of Object.entries(headers)) {
		const documented = definition.headers.find((one) => one.name === name);
		const text = Array.isArray(value) ? value.join(', ') : value;
		if (!documented) {
			if (isForeignHeader(name, 'response') && !TRANSPORT.test(name))
				found.push(describeHeader({ operation, name, pointer: definition.pointer }));
			continue;
		}
		const [wrong] = documented.schema
			? compileSchema(documented.schema, 'response')(readText(text, documented.schema))
			: [];
		if (wrong)
			found.push({
				code: 'header.wider',
				message: `the header ${name} of ${status} came with a value that does not fit: it ${wrong.message}`,
				operation: operation.id,
				document: { file, pointer: documented.pointer },
				key: `${file} ${documented.pointer} ${wrong.code}`,
				repairs: wrong.schemaPointer === '' ? [] : [{ kind: 'remove', pointer: wrong.schemaPointer }],
			});
	}
	for (const { name, required, pointer } of definition.headers) {
		if (!required || headers[name] !== undefined) continue;
		found.push({
			code: 'header.absent',
			message: `the header ${name} of ${status} is required, and was not there`,
			operation: operation.id,
			document: { file, pointer },
			key: `${file} ${pointer}`,
			repairs: [{ kind: 'update', pointer, value: { required: false } }],
		});
	}
	return found;
}

/** What servers and what stands before them add; no document speaks of it. */
const TRANSPORT =
	/^(?:x-powered-by|x-request-id|x-correlation-id|x-trace-id|x-amzn?-|x-amz-|x-cache|x-served-by|x-timer|x-runtime|x-frame-options|x-xss-protection|x-content-type-options|x-dns-prefetch-control|x-download-options|x-permitted-cross-domain-policies|content-security-policy|cross-origin-|origin-agent-cluster|referrer-policy|permissions-policy|feature-policy|report-to|reporting-endpoints|nel$|cf-|fly-|x-vercel-|x-envoy-|x-forwarded-|sl-violations$|traceparent|tracestate|priority|alt-svc|server-timing|timing-allow-origin|expect-ct)/;

function describeHeader({
	operation,
	name,
	pointer,
}: {
	operation: Operation;
	name: string;
	pointer: string;
}): NewFinding {
	return {
		code: 'header.undocumented',
		message: `the header ${name} came, of which the document says nothing`,
		operation: operation.id,
		document: { file: operation.document.file, pointer },
		key: `${operation.document.file} ${pointer} ${name}`,
		repairs: [{ kind: 'update', pointer, value: { headers: { [name]: { schema: { type: 'string' } } } } }],
	};
}
