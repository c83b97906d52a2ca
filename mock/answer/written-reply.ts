// A text that a cue replies with, where its media type is no JSON: it may be the body as it goes out, as examples of documents are.

import {
	findFraming,
	findItemSchema,
	findSeparator,
	getString,
	isJsonType,
	isObject,
	isXmlType,
	type JsonValue,
	listProperties,
	type MediaType,
	readXml,
	viewSchema,
} from '../../spec/index.ts';
import { parseJsonText } from '../request/json-body.ts';
import { parseItems } from '../request/sequence-body.ts';
import { takesText } from './answer-body.ts';

/** What a body that is written already says. */
export interface WrittenReply {
	/** What is held to the schema, items as a list; absent: nobody reads this type. */
	says?: JsonValue;
	written: string;
}

const EVENT_LINE = /^\ufeff?(?:data|event|id|retry)?:/;

/**
 * The body that a text spells out: events (`data: …`), lines of JSON, XML, a table. `undefined`: it is a value like any other, such as the
 * text of one event. Never throws.
 */
export function readWrittenReply(body: JsonValue, mediaType: MediaType): WrittenReply | undefined {
	const { type } = mediaType;
	if (typeof body !== 'string') return undefined;
	const framing = findFraming(type);
	if (framing === undefined && isJsonType(type)) return undefined;
	if (framing) {
		if (framing === 'events' && !EVENT_LINE.test(body)) return undefined;
		const read = parseItems(body, framing);
		if (!read.ok || !Array.isArray(read.value)) return undefined;
		if (framing === 'events') return { says: readEvents(read.value, mediaType), written: body };
		return read.value.every(isRecord) ? { says: read.value, written: body } : undefined;
	}
	const view = viewSchema(mediaType.schema);
	if (isXmlType(type)) {
		if (!/^\ufeff?\s*</.test(body)) return undefined;
		const read = readXml(body, view);
		return read.ok ? { says: takesText(view) ? body : read.value, written: body } : undefined;
	}
	return findSeparator(type) !== undefined && !takesText(view) ? { written: body } : undefined;
}

/**
 * What the schema of an item speaks of: the event, where it has `data`, else the data alone, JSON where that is no text. Data that is neither, such as
 * the `[DONE]` that ends many streams, is no item.
 */
function readEvents(events: readonly JsonValue[], mediaType: MediaType): JsonValue[] {
	const item = findItemSchema(mediaType);
	const view = viewSchema(item);
	if (!item || listProperties(view).has('data')) return [...events];
	const texts = events.map((event) => getString(event, 'data')).filter((text) => text !== undefined);
	if (takesText(view)) return texts;
	return texts.flatMap((text) => {
		const read = parseJsonText(text);
		return read.ok ? [read.value] : [];
	});
}

/** A text, or a number, is itself; only these are surely written. */
function isRecord(item: JsonValue): boolean {
	return isObject(item) || Array.isArray(item);
}

/** What a cue's body makes of an answer: what is written already goes out so, and what is no list is the one item of a sequence. */
export function makeReply(
	body: JsonValue,
	{ mediaType, isSequence }: { mediaType: MediaType; isSequence: boolean },
): { ok: true; value: JsonValue } | ({ ok: true } & WrittenReply) {
	const written = readWrittenReply(body, mediaType);
	if (written) return { ok: true, ...written };
	return { ok: true, value: isSequence && !Array.isArray(body) ? [body] : body };
}
