// Values of replies that are only known when they are sent: `${request.path.id}`, `${request.body#/name}`, `${entity.status}`, `${now}`.
// Nothing is ever evaluated: each names a place, and what stands there is put in.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	resolvePointer,
	setOwn,
} from '../../spec/index.ts';
import { writeDateTime } from '../store/expiry.ts';
import type { CheckedRequest } from '../types/request.ts';

/** A place that a reply refers to. */
export type ReplyPlace =
	| { from: 'path' | 'query' | 'header'; name: string }
	| { from: 'body'; pointer: Pointer }
	| { from: 'entity'; pointer: Pointer }
	| { from: 'now' };

/** What the places are looked up in. */
export interface ReplySource {
	request: CheckedRequest;
	/** The entity that the request names; asked only where a reply refers to it. */
	entity: () => JsonObject | undefined;
	nowMs: number;
}

/** Makes the value for one request; `undefined`: what it refers to is not there. */
export type MakeValue = (source: ReplySource) => JsonValue | undefined;

/** All that begins like a reference to request or entity, so that one with a mistake is told rather than sent. */
const REFERENCE = /\$\{(now|(?:request|entity)[.#][^{}]*)\}/g;

const STRANGER = /\$\{(?!(?:request|entity)[.#])([A-Za-z_]\w*[.#][^{}]*)\}/g;

/** `request.path.id` as a place; `undefined`: it is none. */
export function parseReplyPlace(text: string): ReplyPlace | undefined {
	if (text === 'now') return { from: 'now' };
	const [, from, name] = /^request\.(path|query|header)\.(.+)$/.exec(text) ?? [];
	if (name !== undefined) return { from: from as 'path', name };
	const [, body] = /^request\.body(#(?:\/.*)?)?$/s.exec(text) ?? [];
	if (body !== undefined || text === 'request.body') return { from: 'body', pointer: body?.slice(1) ?? '' };
	const [, pointer] = /^entity#((?:\/.*)?)$/s.exec(text) ?? [];
	if (pointer !== undefined) return { from: 'entity', pointer };
	const [, property] = /^entity\.([^/]+)$/.exec(text) ?? [];
	return property === undefined ? undefined : { from: 'entity', pointer: joinPointer('', property) };
}

/** Every reference in the strings of a reply's body or headers, with the pointer of its string; `place` is absent for a mistaken one. */
export function findReplyPlaces(
	value: JsonValue | undefined,
	pointer: Pointer = '',
): { text: string; place: ReplyPlace | undefined; pointer: Pointer }[] {
	if (typeof value === 'string') {
		const texts = value.includes('${') ? [...value.matchAll(REFERENCE)].map((hit) => hit[1] as string) : [];
		return texts.map((text) => ({ text, place: parseReplyPlace(text), pointer }));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => findReplyPlaces(item, joinPointer(pointer, key)));
}

/** What is written like a reference to request or entity and begins otherwise, with the pointer of its string. */
export function findReplyStrangers(
	value: JsonValue | undefined,
	pointer: Pointer = '',
): { text: string; pointer: Pointer }[] {
	if (typeof value === 'string') {
		const texts = value.includes('${') ? [...value.matchAll(STRANGER)].map((hit) => hit[1] as string) : [];
		return texts.map((text) => ({ text, pointer }));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => findReplyStrangers(item, joinPointer(pointer, key)));
}

/**
 * Gets a value ready that refers to the request; `undefined`: it refers to nothing, and is sent as it is. A string that is one reference
 * takes the type of what it refers to; a property or an item whose reference leads nowhere is left out, in a text it is empty.
 */
export function compileReplyValue(value: JsonValue): MakeValue | undefined {
	return findReplyPlaces(value).some(({ place }) => place) ? compileAny(value) : undefined;
}

function compileAny(value: JsonValue): MakeValue {
	if (typeof value === 'string') return compileText(value);
	if (Array.isArray(value)) {
		const items = value.map(compileAny);
		return (source) => items.map((make) => make(source)).filter((item) => item !== undefined);
	}
	if (!isObject(value)) return () => value;
	const members = Object.keys(value).map((name) => [name, compileAny(getOwn(value, name) as JsonValue)] as const);
	return (source) => {
		const made: JsonObject = {};
		for (const [name, make] of members) {
			const member = make(source);
			if (member !== undefined) setOwn(made, name, member);
		}
		return made;
	};
}

function compileText(text: string): MakeValue {
	const pieces: (string | ReplyPlace)[] = [];
	let from = 0;
	for (const hit of text.matchAll(REFERENCE)) {
		const place = parseReplyPlace(hit[1] as string);
		if (!place) continue;
		if (hit.index > from) pieces.push(text.slice(from, hit.index));
		pieces.push(place);
		from = hit.index + hit[0].length;
	}
	if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
	const [only] = pieces;
	if (pieces.length === 1 && only !== undefined)
		return typeof only === 'string' ? () => only : (source) => look(only, source);
	return (source) =>
		pieces.map((piece) => (typeof piece === 'string' ? piece : writeText(look(piece, source)))).join('');
}

function writeText(value: JsonValue | undefined): string {
	if (value === undefined) return '';
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function look(place: ReplyPlace, { request, entity, nowMs }: ReplySource): JsonValue | undefined {
	switch (place.from) {
		case 'path':
		case 'query':
			return request[place.from].get(place.name);
		case 'header':
			return readHeader(request, place.name.toLowerCase());
		case 'body':
			return request.body === undefined ? undefined : resolvePointer(request.body, place.pointer);
		case 'entity': {
			const found = entity();
			return found && resolvePointer(found, place.pointer);
		}
		case 'now':
			return writeDateTime(Math.floor(nowMs));
	}
}

/** The typed parameter, else what was sent: a document says nothing of Authorization, Accept and the like. `name` is in lower case. */
export function readHeader({ header, request }: CheckedRequest, name: string): JsonValue | undefined {
	const typed = header.get(name);
	if (typed !== undefined) return typed;
	const raw = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
	return Array.isArray(raw) ? raw.join(', ') : raw;
}
