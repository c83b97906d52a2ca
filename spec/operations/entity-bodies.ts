// The bodies in which an entity may come and go, whatever their media type.

import type { MediaType, Operation, SchemaRef } from '../types/document.ts';
import { findAnswerSchema, findJsonMediaType, findRequestSchema } from './json-media.ts';

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The form among media types; `undefined`: there is none. */
export function findForm(mediaTypes: readonly MediaType[]): MediaType | undefined {
	return mediaTypes.find(({ type }) => FORMS.includes(type));
}

/** The schema of what an operation takes: as JSON, else as a form, else as XML. `undefined`: no schema says it. */
export function findSentSchema(operation: Operation): SchemaRef | undefined {
	const all = operation.requestBody?.mediaTypes ?? [];
	const xml = all.find(({ type }) => /^(?:application|text)\/(?:.+\+)?xml$/.test(type));
	return findRequestSchema(operation) ?? findForm(all)?.schema ?? xml?.schema;
}

/** The schema of the JSON that answers success: 2XX, else `default` where no 2XX is documented. */
export function findShownSchema(operation: Operation): SchemaRef | undefined {
	const keys = [...operation.responses.keys()];
	if (keys.some((key) => /^2(\d\d|XX)$/.test(key))) return findAnswerSchema(operation);
	return findJsonMediaType(operation.responses.get('default')?.mediaTypes ?? [])?.schema;
}
