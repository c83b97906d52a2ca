// Content negotiation: which of a response's media types a client wants (RFC 9110 §12.5.1).

import type { MediaType } from '../types/document.ts';
import { isJsonType } from './json-media.ts';
import { countShared, formatMediaType, type MediaTypeName, measureRange, parseMediaType } from './media-type-name.ts';

/** The media type of the document, and what to call it in `Content-Type` where the document has a range. */
export interface Negotiated {
	mediaType: MediaType;
	/** Without parameters, e.g. `application/json`; never a range. */
	type: string;
	/** With its parameters as the document has them, e.g. `application/json; version=1`. */
	contentType: string;
}

interface AcceptedRange extends MediaTypeName {
	quality: number;
}

const MAX_LENGTH = 4096;
const QUALITY = /^(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * The media type that an `Accept` header asks for; among equals JSON, then the first in the document. `undefined`: none will
 * do (406). Without a header, or with one that is malformed, the document chooses.
 */
export function negotiateMediaType(
	offered: readonly MediaType[],
	accept: string | readonly string[] | undefined,
): Negotiated | undefined {
	if (accept === undefined || accept === '*/*' || accept === '') return nameOrNone(chooseDefault(offered));
	if (typeof accept === 'string') {
		for (const mediaType of offered)
			if (mediaType.type === accept && !accept.includes('*')) return nameMediaType(mediaType, accept);
	}
	return rankMediaTypes(offered, accept)[0];
}

/** All media types that an `Accept` header takes, the one that it wants most first; see `negotiateMediaType`. */
export function rankMediaTypes(
	offered: readonly MediaType[],
	accept: string | readonly string[] | undefined,
): readonly Negotiated[] {
	const header = typeof accept === 'string' ? accept : accept?.join(', ');
	const ranges = header === undefined ? undefined : parseAccept(header);
	const inOrder = preferJson(offered);
	if (!ranges) return inOrder.map((mediaType) => nameMediaType(mediaType, nameConcrete(mediaType.type)));
	const judged = inOrder.flatMap((mediaType) => judge(mediaType, ranges) ?? []);
	return judged.sort((a, b) => b.quality - a.quality || b.shared - a.shared).map(({ negotiated }) => negotiated);
}

/** A type to send for what the document calls it: `text/*` → `text/plain`. */
function nameConcrete(type: string): string {
	if (!type.includes('*')) return type;
	if (type === '*/*' || type === 'application/*') return 'application/json';
	if (/\*\+/.test(type)) return type.replace(/^\*/, 'application').replace('*', 'vnd.mock');
	return CONCRETE[type] ?? type.replace('*', 'vnd.mock');
}

/** What is sent of a range must be in it; of others a name that nobody has. */
const CONCRETE: Readonly<Record<string, string>> = {
	'text/*': 'text/plain',
	'image/*': 'image/png',
	'audio/*': 'audio/mpeg',
	'video/*': 'video/mp4',
	'font/*': 'font/woff2',
	'model/*': 'model/gltf-binary',
	'message/*': 'message/http',
	'multipart/*': 'multipart/mixed',
};

/** What to send a media type as, under this name; its parameters stay. */
export function nameMediaType(mediaType: MediaType, type: string): Negotiated {
	const { parameters } = mediaType;
	return { mediaType, type, contentType: parameters ? formatMediaType({ type, parameters }) : type };
}

function nameOrNone(mediaType: MediaType | undefined): Negotiated | undefined {
	return mediaType && nameMediaType(mediaType, nameConcrete(mediaType.type));
}

function chooseDefault(offered: readonly MediaType[]): MediaType | undefined {
	return offered.find(({ type }) => isJsonType(type)) ?? offered.find(isJsonRange) ?? offered[0];
}

function preferJson(offered: readonly MediaType[]): readonly MediaType[] {
	if (offered.length < 2) return offered;
	const rank = (mediaType: MediaType): number => (isJsonType(mediaType.type) ? 0 : isJsonRange(mediaType) ? 1 : 2);
	return [...offered].sort((a, b) => rank(a) - rank(b));
}

function isJsonRange({ type }: MediaType): boolean {
	return type.includes('*') && isJsonType(nameConcrete(type));
}

/** The quality of the most specific range that takes the type, and the type's name. */
function judge(
	mediaType: MediaType,
	ranges: readonly AcceptedRange[],
): { quality: number; shared: number; negotiated: Negotiated } | undefined {
	let found: { quality: number; shared: number; type: string; specific: number } | undefined;
	for (const { type: range, parameters, quality } of ranges) {
		const fit = measureFit(mediaType.type, { type: range, parameters });
		const shared = fit === 0 ? undefined : countShared(mediaType.parameters, parameters);
		if (shared === undefined) continue;
		const specific = fit * 100 + shared;
		if (specific <= (found?.specific ?? 0)) continue;
		const type = mediaType.type.includes('*') && !range.includes('*') ? range : nameConcrete(mediaType.type);
		found = { quality, shared, type, specific };
	}
	if (!found || found.quality === 0) return undefined;
	return { ...found, negotiated: nameMediaType(mediaType, found.type) };
}

/** 0: doesn't fit; the higher, the more specific. */
function measureFit(type: string, { type: range, parameters }: MediaTypeName): number {
	if (range === type) return 6;
	// The document's own range: the client names what it wants out of it.
	if (type.includes('*') && measureRange(type, range) > 0) return 5;
	const fit = measureRange(range, type);
	if (fit > 0) return fit;
	// A client of JSON reads `application/problem+json` as well; one that asks for a version of it wants just that.
	const isOpen = Object.keys(parameters).every((name) => name === 'charset');
	return range === 'application/json' && isOpen && type.endsWith('+json') ? 2 : 0;
}

/** `undefined` for a header that is none. */
function parseAccept(header: string): AcceptedRange[] | undefined {
	if (header.length > MAX_LENGTH) return undefined;
	const ranges: AcceptedRange[] = [];
	for (const part of header.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []) {
		if (part.trim() === '') continue;
		const parsed = parseMediaType(part);
		if (!parsed) return undefined;
		const { q = '1', ...parameters } = parsed.parameters;
		if (!QUALITY.test(q)) return undefined;
		ranges.push({ type: parsed.type, parameters, quality: Number(q) });
	}
	return ranges.length > 0 ? ranges : undefined;
}
