// What an API calls of its own accord (OpenAPI 3.1.1 §4.8.1, `webhooks`): consumers read it like an answer.

import {
	type ApiDocument,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	joinPointer,
	type Pointer,
	resolvePointer,
	type SchemaRef,
} from '../../../spec/index.ts';
import type { AddChange, PlainPlace } from '../change.ts';
import type { CompareSchemas } from '../schemas/compare-schemas.ts';
import { nameBody } from './compare-bodies.ts';
import { compareSpot } from './compared-operation.ts';

interface Webhook {
	place: PlainPlace;
	/** By method and media type. */
	bodies: ReadonlyMap<string, { type: string; schema: SchemaRef }>;
}

/** Webhooks by their names, and the schemas of what they send. */
export function compareWebhooks(args: {
	before: readonly ApiDocument[];
	after: readonly ApiDocument[];
	add: AddChange;
	compareSchemas: CompareSchemas;
}): void {
	const { before, after, add, compareSchemas } = args;
	const [old, now] = [listWebhooks(before), listWebhooks(after)];
	for (const [name, was] of old) {
		const is = now.get(name);
		if (!is) {
			add({ code: 'webhook.removed', message: `The webhook ${name} is no longer called`, old: was.place });
			continue;
		}
		for (const [key, { type, schema }] of was.bodies) {
			const other = is.bodies.get(key);
			if (!other) continue;
			const subject = nameBody(`the webhook ${name}`, type);
			compareSpot({ add, compareSchemas }, { place: 'callback.body', subject, before: schema, after: other.schema });
		}
	}
	for (const [name, is] of now) {
		if (!old.has(name)) add({ code: 'webhook.added', message: `The webhook ${name} is called as well`, new: is.place });
	}
}

function listWebhooks(documents: readonly ApiDocument[]): Map<string, Webhook> {
	const found = new Map<string, Webhook>();
	for (const document of documents) {
		for (const name of Object.keys(getObject(document.root, 'webhooks') ?? {})) {
			const at = follow(document, joinPointer('/webhooks', name));
			found.set(name, {
				place: { document, pointer: joinPointer('/webhooks', name) },
				bodies: at ? listBodies(document, at) : new Map(),
			});
		}
	}
	return found;
}

function listBodies(document: ApiDocument, item: { value: JsonObject; pointer: Pointer }): Webhook['bodies'] {
	const bodies = new Map<string, { type: string; schema: SchemaRef }>();
	for (const method of Object.keys(item.value)) {
		const body = follow(document, joinPointer(item.pointer, method, 'requestBody'));
		for (const [type, media] of Object.entries(getObject(body?.value, 'content') ?? {})) {
			const value = getOwn(media, 'schema');
			if (!body || value === undefined) continue;
			const pointer = joinPointer(body.pointer, 'content', type, 'schema');
			bodies.set(`${method} ${type}`, { type, schema: { document, pointer, value } });
		}
	}
	return bodies;
}

/** The object at a place, or where its reference leads; `undefined`: there is none. */
function follow(document: ApiDocument, pointer: Pointer): { value: JsonObject; pointer: Pointer } | undefined {
	const value = resolvePointer(document.root, pointer);
	const reference = getString(value, '$ref');
	const at = reference?.startsWith('#/') ? decodeURIComponent(reference.slice(1)) : pointer;
	const found = at === pointer ? value : resolvePointer(document.root, at);
	return isObject(found) ? { value: found, pointer: at } : undefined;
}
