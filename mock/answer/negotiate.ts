// Content negotiation: which of a response's media types a client wants (RFC 9110 §12.5.1).

import { isJsonType, type MediaType } from '../../spec/index.ts';

/** The media type of the document, and what to call it in `Content-Type` where the document has a wildcard. */
export interface Negotiated {
	mediaType: MediaType;
	/** e.g. `application/json`; never a wildcard. */
	type: string;
}

interface AcceptedRange {
	/** `text/html`, `text/*`, `*`+`/*`, `application/*+json`. */
	range: string;
	quality: number;
}

const MAX_LENGTH = 4096;
const RANGE = /^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/;
const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The media type that an `Accept` header asks for; among equals JSON, then the first in the document. `undefined`: none will
 * do (406). Without a header, or with one that is malformed, the document chooses.
 */
export function negotiateMediaType(
	offered: readonly MediaType[],
	accept: string | readonly string[] | undefined,
): Negotiated | undefined {
	const header = typeof accept === 'string' ? accept : accept?.join(', ');
	if (header === undefined || header === '*/*' || header === '') return chooseDefault(offered);
	for (const mediaType of offered) if (mediaType.type === header) return { mediaType, type: nameConcrete(header) };
	const ranges = parseAccept(header);
	if (!ranges) return chooseDefault(offered);
	let best: (Negotiated & { quality: number }) | undefined;
	for (const mediaType of preferJson(offered)) {
		const found = judge(mediaType, ranges);
		if (found && found.quality > (best?.quality ?? 0)) best = { mediaType, ...found };
	}
	return best && { mediaType: best.mediaType, type: best.type };
}

/** A type to send for what the document calls it: `text/*` → `text/plain`. */
function nameConcrete(type: string): string {
	if (!type.includes('*')) return type;
	if (type.endsWith('+json')) return type.replace('*', 'vnd.mock');
	return type.startsWith('text/') ? 'text/plain' : isAnything(type) ? 'application/json' : 'application/octet-stream';
}

function isAnything(type: string): boolean {
	return type === '*/*' || type === 'application/*';
}

function chooseDefault(offered: readonly MediaType[]): Negotiated | undefined {
	const mediaType = offered.find(({ type }) => isJsonType(type)) ?? offered[0];
	return mediaType && { mediaType, type: nameConcrete(mediaType.type) };
}

function preferJson(offered: readonly MediaType[]): readonly MediaType[] {
	if (offered.length < 2) return offered;
	return [...offered.filter(({ type }) => isJsonType(type)), ...offered.filter(({ type }) => !isJsonType(type))];
}

/** The quality of the most specific range that takes the type, and the type's name. */
function judge(mediaType: MediaType, ranges: readonly AcceptedRange[]): { quality: number; type: string } | undefined {
	let found: { quality: number; type: string; specific: number } | undefined;
	for (const { range, quality } of ranges) {
		const specific = measureFit(mediaType.type, range);
		if (specific === 0 || specific <= (found?.specific ?? 0)) continue;
		const type = mediaType.type.includes('*') && !range.includes('*') ? range : nameConcrete(mediaType.type);
		found = { quality, type, specific };
	}
	return found;
}

/** 0: doesn't fit; the higher, the more specific. */
function measureFit(type: string, range: string): number {
	if (range === type) return 5;
	if (type.includes('*') && matches(type, range)) return 4;
	if (range === '*/*') return 1;
	if (range.endsWith('/*')) return type.startsWith(range.slice(0, -1)) ? 2 : 0;
	if (range.includes('*') && matches(range, type)) return 3;
	// A client of JSON reads `application/problem+json` as well.
	return range === 'application/json' && type.endsWith('+json') ? 2 : 0;
}

function matches(pattern: string, type: string): boolean {
	const [before, after] = pattern === '*/*' ? ['', ''] : (pattern.split('*', 2) as [string, string]);
	return type.startsWith(before) && type.endsWith(after);
}

/** `undefined` for a header that is none. */
function parseAccept(header: string): AcceptedRange[] | undefined {
	if (header.length > MAX_LENGTH) return undefined;
	const ranges: AcceptedRange[] = [];
	for (const part of header.split(',')) {
		const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
		if (range === '' && parameters.length === 0) continue;
		if (!RANGE.test(range)) return undefined;
		const weight = parameters.find((parameter) => parameter.startsWith('q='));
		const quality = weight === undefined ? '1' : QUALITY.exec(weight)?.[1];
		if (quality === undefined) return undefined;
		ranges.push({ range, quality: Number(quality) });
	}
	return ranges.length > 0 ? ranges : undefined;
}
