// Request bodies, responses and their headers (OpenAPI 3.1.1 §4.8.13, §4.8.16, §4.8.21).

import { MEND_SHAPE } from '../read/findings.ts';
import { getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { followOnce, type ReadContext, readSchema, readShared } from '../read/read-context.ts';
import type { Located } from '../read/reference.ts';
import { outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { viewSchema } from '../schema/view.ts';
import type {
	HeaderDefinition,
	MediaType,
	Method,
	Operation,
	ResponseDefinition,
	StatusKey,
} from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { describeValue } from './described-value.ts';
import { isHeaderName, reportHeaderName } from './header-names.ts';
import { findLost } from './lost-schema.ts';
import { readContent, readExamples } from './media-types.ts';

/**
 * The request body; `undefined` where there is none, or none that is an object (reported). That of a GET or HEAD is never required: such
 * content means nothing by HTTP (RFC 9110 §9.3.1), and no browser sends any.
 */
export function readRequestBody(
	context: ReadContext,
	{ value, pointer, method }: { value: JsonValue | undefined; pointer: Pointer; method: Method },
): Operation['requestBody'] {
	if (value === undefined) return undefined;
	const found = followOnce(context, { value, pointer });
	if (!found) {
		reportShape(context, 'a request body must be an object with content', pointer);
		return undefined;
	}
	const content = readContent(context, getOwn(found.value, 'content'), joinPointer(found.pointer, 'content'));
	return {
		required: getOwn(found.value, 'required') === true && method !== 'get' && method !== 'head',
		pointer: found.pointer,
		mediaTypes: content.map((mediaType) => withoutLost(context, mediaType)),
	};
}

/** Without a schema that leads nowhere. */
function withoutLostSchema(mediaType: MediaType): MediaType {
	const { schema, ...rest } = mediaType;
	const lost = schema && findLost(schema);
	return lost === undefined ? mediaType : { ...rest, lost };
}

/** Without a schema that leads nowhere, or that no form can fit. */
function withoutLost(context: ReadContext, mediaType: MediaType): MediaType {
	const { schema, ...rest } = mediaType;
	if (!schema || !isNoForm(mediaType)) return withoutLostSchema(mediaType);
	context.report({
		code: 'document.content.form',
		severity: 'warning',
		message: `a body of ${mediaType.type} is an object of its fields, and no single value or list: any fields are taken`,
		remedy: 'describe the fields as properties of an object',
		pointer: schema.pointer,
	});
	return rest;
}

/** Generators write the type of a form's last field, or nothing but `string`, for the whole; people the list of its files. */
function isNoForm({ type, schema }: MediaType): boolean {
	const isForm = type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded';
	if (!isForm || schema === undefined) return false;
	const { kind, view } = outlineView(viewSchema(schema));
	return kind === 'scalar' || (kind === 'list' && !guessTypes(view).has('object'));
}

/** The responses by status key, `4xx` as `4XX`, in order. */
export function readResponses(
	context: ReadContext,
	value: JsonValue | undefined,
	pointer: Pointer,
): Map<StatusKey, ResponseDefinition> {
	const responses = new Map<StatusKey, ResponseDefinition>();
	const all = value === undefined ? undefined : followOnce(context, { value, pointer });
	if (value !== undefined && !all) reportShape(context, 'responses must be a map', pointer);
	for (const [written, entry] of Object.entries(all?.value ?? {})) {
		if (written.startsWith('x-')) continue;
		const at = joinPointer(all?.pointer ?? pointer, written);
		const key = written === 'default' ? written : written.toUpperCase();
		if (key !== 'default' && !/^[1-5](\d\d|XX)$/.test(key)) {
			reportShape(context, `"${written}" is no status: expected 200, 4XX or default`, at);
			continue;
		}
		const found = followOnce(context, { value: entry, pointer: at });
		if (!found) {
			reportShape(context, 'a response must be an object', at);
			continue;
		}
		const { pointer: place } = found;
		const part = readShared(context, { kind: 'response', pointer: place, isReferred: found.value !== entry }, () =>
			readResponse(context, found),
		);
		responses.set(key, { key, ...part });
	}
	return responses;
}

function readResponse(context: ReadContext, { value, pointer }: Located<JsonObject>): Omit<ResponseDefinition, 'key'> {
	return {
		description: getString(value, 'description') ?? '',
		pointer,
		headers: readHeaders(context, getOwn(value, 'headers'), joinPointer(pointer, 'headers')),
		mediaTypes: readContent(context, getOwn(value, 'content'), joinPointer(pointer, 'content')).map(withoutLostSchema),
	};
}

/** The status keys alone, without reading what they hold. */
export function readStatusKeys(value: JsonValue | undefined): StatusKey[] {
	return isObject(value) ? Object.keys(value).map((key) => (key === 'default' ? key : key.toUpperCase())) : [];
}

function readHeaders(context: ReadContext, value: JsonValue | undefined, pointer: Pointer): HeaderDefinition[] {
	const headers: HeaderDefinition[] = [];
	if (value !== undefined && !isObject(value)) reportShape(context, 'headers must be a map', pointer);
	for (const [name, entry] of isObject(value) ? Object.entries(value) : []) {
		// The media type says it already (§4.8.16.1).
		if (name.toLowerCase() === 'content-type') continue;
		const at = joinPointer(pointer, name);
		if (!isHeaderName(name)) {
			reportHeaderName(context.report, name, at);
			continue;
		}
		const found = followOnce(context, { value: entry, pointer: at });
		if (!found) {
			reportShape(context, 'a header must be an object', at);
			continue;
		}
		const schema = readSchema(context, found, 'schema');
		const inner = getObject(found.value, 'content');
		const content = inner && readContent(context, inner, joinPointer(found.pointer, 'content'))[0];
		headers.push({
			name: name.toLowerCase(),
			required: getOwn(found.value, 'required') === true,
			explode: getOwn(found.value, 'explode') === true,
			pointer: found.pointer,
			...describeValue(schema, content),
			examples: [...readExamples(context, found.value, found.pointer), ...(content?.examples ?? [])],
		});
	}
	return headers;
}

function reportShape(context: ReadContext, message: string, pointer: Pointer): void {
	context.report({ code: 'document.response.shape', severity: 'error', message, remedy: MEND_SHAPE, pointer });
}
