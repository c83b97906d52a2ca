// Strings of a format where lengths are tight.

import type { Numbers } from './numbers.ts';

interface Bounds {
	min: number;
	max: number;
	numbers: Numbers;
}

const DIGITS = new Set([
	'int32',
	'uint32',
	'int64',
	'uint64',
	'integer',
	'decimal',
	'decimal128',
	'double',
	'float',
	'number',
]);
/** The longest part of an address before its `@`, and of a name between dots (RFC 5321 §4.5.3.1.1, RFC 1035 §2.3.4). */
const MAX_LOCAL = 64;
const MAX_LABEL = 63;
/** Longest first. */
const URIS: readonly string[] = [
	'https://example.com/',
	'https://a.co/',
	'http://a.co/',
	'http://a.co',
	'urn:a:b',
	'a:b',
];

/** A text of a format that has from `min` to `max` characters; `undefined` where none is known. */
export function fitFormat(format: string, bounds: Bounds): string | undefined {
	const { min, max } = bounds;
	switch (format) {
		case 'email':
		case 'idn-email':
			return fitEmail(bounds);
		case 'uri':
		case 'url':
		case 'iri': {
			const start = URIS.find((one) => one.length <= max);
			if (start === undefined) return undefined;
			return start.length >= min || !/\.co$/.test(start) ? start + letters(min - start.length, bounds) : undefined;
		}
		case 'hostname':
		case 'idn-hostname':
			return fitHost(bounds);
		case 'ipv4':
			return Array.from({ length: 4 }, () => digits(1, bounds)).join('.');
		case 'ipv6':
			return `::${digits(1, bounds)}`;
		case 'duration':
			return `P${digits(Math.max(1, Math.min(min, 15) - 2), bounds)}D`;
		case 'time':
			return fitClock('12:00:00', bounds);
		case 'date-time':
			return fitClock(`2026-0${digits(1, bounds)}-1${digits(1, bounds)}T12:00:00`, bounds);
		case 'relative-json-pointer':
			return digits(1, bounds);
		case 'byte':
		case 'base64': {
			const length = Math.ceil(Math.max(min, max >= 4 ? 4 : 0) / 4) * 4;
			return length <= max ? Buffer.from(letters((length / 4) * 3, bounds)).toString('base64') : undefined;
		}
		case 'base64url': {
			const length = Math.max(min, 2) % 4 === 1 ? Math.max(min, 2) + 1 : Math.max(min, 2);
			return Buffer.from(letters(Math.floor((length * 3) / 4), bounds)).toString('base64url');
		}
		case 'base16':
		case 'hex': {
			const length = Math.ceil(Math.max(min, 2) / 2);
			return Buffer.from(letters(length, bounds)).toString('hex').toUpperCase();
		}
		case 'uri-reference':
		case 'iri-reference':
		case 'json-pointer':
			return `/${letters(Math.max(min, Math.min(max, 4)) - 1, bounds)}`;
		case 'password':
		case 'regex':
		case 'uri-template':
			return letters(Math.max(min, Math.min(max, 8)), bounds);
		default:
			return DIGITS.has(format) ? digits(Math.max(min, Math.min(max, 4)), bounds) : undefined;
	}
}

/** A time with what stands behind it (RFC 3339 §5.6): `Z`, milliseconds, an offset, or as many digits as are missing. */
function fitClock(time: string, bounds: Bounds): string | undefined {
	const { min, max } = bounds;
	const end = ['Z', '.000Z', '+00:00'].find(
		(one) => time.length + one.length >= min && time.length + one.length <= max,
	);
	if (end !== undefined) return time + end;
	const missing = min - time.length - 2;
	return missing > 0 && min <= max ? `${time}.${digits(missing, bounds)}Z` : undefined;
}

function fitEmail(bounds: Bounds): string | undefined {
	const { min, max } = bounds;
	if (max < 5) return undefined;
	const host = max < 6 ? 'b.c' : max < 16 ? 'b.co' : 'example.com';
	const room = Math.min(MAX_LOCAL, max - host.length - 1);
	const local = letters(Math.min(room, Math.max(1, min - host.length - 1, Math.min(room, 4))), bounds);
	const missing = min - local.length - host.length - 1;
	const longer = missing > 1 ? fitHost({ ...bounds, min: host.length + missing, max: max - local.length - 1 }) : host;
	return longer && `${local}@${longer}`;
}

/** Labels of letters, the last one short. */
function fitHost(bounds: Bounds): string | undefined {
	const { min, max } = bounds;
	if (max < 4) return undefined;
	let host = 'co';
	for (let room = Math.max(min, Math.min(max, 8)) - host.length; room > 0; ) {
		const label = Math.min(MAX_LABEL, room - 1);
		// A dot alone is no label: the text gets one character longer.
		host = `${letters(Math.max(1, label), bounds)}.${host}`;
		room -= Math.max(1, label) + 1;
	}
	return host;
}

function letters(count: number, { numbers }: Bounds): string {
	return Array.from({ length: Math.max(0, Math.min(count, 65_536)) }, () =>
		String.fromCodePoint(numbers.between(97, 122)),
	).join('');
}

function digits(count: number, { numbers }: Bounds): string {
	return Array.from({ length: Math.max(1, count) }, (_, at) => numbers.between(at === 0 ? 1 : 0, 9)).join('');
}
