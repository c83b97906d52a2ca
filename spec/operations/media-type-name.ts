// Media types as messages and documents write them (RFC 9110 §8.3.1): their parts, and which range takes which.

/** A media type taken apart, e.g. `Application/JSON; Version=2` → `{ type: 'application/json', parameters: { version: '2' } }`. */
export interface MediaTypeName {
	/** In lower case, without parameters. */
	type: string;
	/** Names in lower case, values as written, quotes taken off. */
	parameters: Readonly<Record<string, string>>;
}

const TYPE = /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/;
const PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)/g;
const NONE: MediaTypeName['parameters'] = Object.freeze({});
/** Says how a message is written, not what it is. */
const ABOUT_WRITING: ReadonlySet<string> = new Set(['charset', 'boundary']);

/** The type alone, in lower case, without parameters: `Text/HTML; charset=utf-8` → `text/html`. */
export function stripMediaType(written: string): string {
	const semicolon = written.indexOf(';');
	return (semicolon < 0 ? written : written.slice(0, semicolon)).trim().toLowerCase();
}

/** The parts of a media type or a range; `undefined` for what is none. */
export function parseMediaType(written: string): MediaTypeName | undefined {
	const type = stripMediaType(written);
	if (!TYPE.test(type)) return undefined;
	return { type, parameters: written.includes(';') ? readParameters(written) : NONE };
}

function readParameters(written: string): MediaTypeName['parameters'] {
	const parameters: Record<string, string> = Object.create(null);
	for (const [, name = '', value = ''] of written.slice(written.indexOf(';')).matchAll(PARAMETER)) {
		parameters[name.toLowerCase()] ??= value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
	}
	return parameters;
}

/** As it goes into a header: `application/json; version=1`. */
export function formatMediaType({ type, parameters }: MediaTypeName): string {
	let text = type;
	for (const [name, value] of Object.entries(parameters)) {
		text += `; ${name}=${/^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
	}
	return text;
}

/**
 * How narrowly a range takes a type: 4 the type itself, 3 its suffix (`application/*+json`), 2 its kind (`application/*`), 1
 * anything, 0 not at all.
 */
export function measureRange(range: string, type: string): 0 | 1 | 2 | 3 | 4 {
	if (range === type) return 4;
	const star = range.indexOf('*');
	if (star < 0) return 0;
	if (range === '*/*') return 1;
	const end = range.slice(star + 1);
	const isTaken = type.startsWith(range.slice(0, star)) && type.endsWith(end) && type.length >= range.length;
	if (!isTaken) return 0;
	return end === '' ? 2 : 3;
}

/**
 * How many parameters two names share; `undefined` where they contradict each other (`version=1`, `version=2`). What only one of
 * them has is no contradiction, and `charset` and `boundary` are none.
 */
export function countShared(
	a: MediaTypeName['parameters'] | undefined,
	b: MediaTypeName['parameters'] | undefined,
): number | undefined {
	let shared = 0;
	if (a === undefined || b === undefined) return shared;
	for (const name in a) {
		const other = b[name];
		if (other === undefined || ABOUT_WRITING.has(name)) continue;
		if (other.toLowerCase() !== (a[name] as string).toLowerCase()) return undefined;
		shared += 1;
	}
	return shared;
}
