// Places in JSON text. Values come from JSON.parse, which is far faster but knows no places.

/** What stands where: a member's place is that of its key. */
export interface JsonMember {
	/** From the root, e.g. `['paths', '/orders', 'get']`. Reused by the scan: copy it to keep it. */
	path: readonly (string | number)[];
	/** Index into the text. */
	offset: number;
	/** Where the same key stood in this object before; absent: nowhere. */
	before?: number | undefined;
}

/** Where a scan broke off, and why. */
export interface JsonFault {
	offset: number;
	message: string;
	/** Absent: to mend the file. */
	remedy?: string;
}

const QUOTES = 'put it into double quotes, or write YAML in a file that ends in .yaml';
const TOO_EARLY = 'the text ends too early';
const COMMA = 'put a comma before this, or close what is open';
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Goes through JSON text and tells every member and element, in order. Returns where it is no JSON (or nested
 * deeper than `maxDepth`), `undefined` for good text.
 */
export function scanJson(
	text: string,
	options: { maxDepth: number; visit(member: JsonMember): void },
): JsonFault | undefined {
	const path: (string | number)[] = [];
	let at = 0;
	let fault: JsonFault | undefined;

	const fail = (message: string, { offset = at, remedy }: { offset?: number; remedy?: string } = {}): false => {
		fault ??= { offset, message, ...(remedy !== undefined && { remedy }) };
		return false;
	};
	const failOpen = (what: string): false =>
		at < text.length ? fail(`expected a comma or the end of the ${what}`, { remedy: COMMA }) : fail(TOO_EARLY);
	const readString = (): string | undefined => {
		const start = at;
		const raw = matchString(text, at);
		if (raw === undefined) {
			fail('this string does not end, or holds a character or an escape that JSON does not allow', { offset: start });
			return undefined;
		}
		at += raw.length;
		return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
	};
	const readMembers = (): boolean => {
		const keys = new Map<string, number>();
		do {
			at++;
			at = skipSpace(text, at);
			if (keys.size === 0 && text[at] === '}') break;
			const offset = at;
			if (at >= text.length) return fail(TOO_EARLY);
			if (text[at] !== '"') return fail('expected a key in double quotes', { remedy: QUOTES });
			const key = readString();
			if (key === undefined) return false;
			path.push(key);
			options.visit({ path, offset, before: keys.get(key) });
			keys.set(key, offset);
			at = skipSpace(text, at);
			if (text[at] !== ':') return fail('expected a colon after the key');
			at++;
			if (!readValue()) return false;
			path.pop();
			at = skipSpace(text, at);
		} while (text[at] === ',');
		return text[at] === '}' ? ++at > 0 : failOpen('object');
	};
	const readElements = (): boolean => {
		let index = 0;
		do {
			at++;
			at = skipSpace(text, at);
			if (index === 0 && text[at] === ']') break;
			path.push(index++);
			options.visit({ path, offset: at });
			if (!readValue()) return false;
			path.pop();
			at = skipSpace(text, at);
		} while (text[at] === ',');
		return text[at] === ']' ? ++at > 0 : failOpen('list');
	};
	const readValue = (): boolean => {
		at = skipSpace(text, at);
		if (path.length > options.maxDepth) return fail(`nested more than ${options.maxDepth} deep`);
		const char = text[at];
		if (char === '{') return readMembers();
		if (char === '[') return readElements();
		if (char === '"') return readString() !== undefined;
		for (const word of ['true', 'false', 'null']) {
			if (text.startsWith(word, at)) {
				at += word.length;
				return true;
			}
		}
		NUMBER.lastIndex = at;
		const number = NUMBER.exec(text);
		if (!number)
			return fail(char === undefined ? TOO_EARLY : 'expected a value', char === "'" ? { remedy: QUOTES } : {});
		at += number[0].length;
		return true;
	};

	if (readValue()) {
		at = skipSpace(text, at);
		if (at < text.length) fail('something stands after the end of the value');
	}
	return fault;
}

/**
 * Whether the objects of good JSON text have no more than so many members together, repeated ones included; there are at least so
 * many. Fast: first, colons after quotes are counted, which are as many but in rare texts.
 */
export function hasNoMoreMembers(text: string, members: number): boolean {
	return countQuotedColons(text) === members || countMembers(text) === members;
}

/** No fewer than there are members; `undefined`: a key may stand apart from its colon. */
function countQuotedColons(text: string): number | undefined {
	let count = 0;
	for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
		let before = at - 1;
		let code = text.charCodeAt(before);
		if (code !== 34) {
			if (code > 32) continue;
			while (code <= 32) code = text.charCodeAt(--before);
			if (code === 34) return undefined;
			continue;
		}
		// Inside of a string, a quote has a backslash before it.
		let slashes = 0;
		while (text.charCodeAt(before - 1 - slashes) === 92) slashes++;
		if (slashes % 2 === 0) count++;
	}
	return count;
}

/** How many members the objects of good JSON text have together, repeated ones included. */
function countMembers(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 58) count++;
		else if (code === 34) at = endOfString(text, at);
	}
	return count;
}

/** Where a member or an element stands, and its value. */
interface Child {
	offset: number;
	value: number;
}

/**
 * Finds places in good JSON text: the function gives the offset of what a path leads to, else of its nearest existing parent; for
 * a member that of its key. Of a key that is given twice, the last counts. What was gone through once is remembered.
 */
export function indexJson(text: string): (path: readonly string[]) => number {
	const known = new Map<number, ReadonlyMap<string, Child>>();
	return (path) => {
		let best = skipSpace(text, 0);
		let at = best;
		for (const segment of path) {
			let children = known.get(at);
			if (!children) {
				children = listChildren(text, at);
				known.set(at, children);
			}
			const found = children.get(segment);
			if (!found) break;
			best = found.offset;
			at = found.value;
		}
		return best;
	};
}

function listChildren(text: string, start: number): ReadonlyMap<string, Child> {
	const children = new Map<string, Child>();
	const isList = text[start] === '[';
	if (!isList && text[start] !== '{') return children;
	let at = skipSpace(text, start + 1);
	for (let index = 0; at < text.length && text[at] !== ']' && text[at] !== '}'; index++) {
		const offset = at;
		let key = String(index);
		if (!isList) {
			const end = endOfString(text, at) + 1;
			key = JSON.parse(text.slice(at, end)) as string;
			at = skipSpace(text, skipSpace(text, end) + 1);
		}
		children.set(key, { offset, value: at });
		at = skipSpace(text, skipValue(text, at));
		if (text[at] === ',') at = skipSpace(text, at + 1);
	}
	return children;
}

/** The end of the value that begins at `start`. */
function skipValue(text: string, start: number): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 34) at = endOfString(text, at);
		else if (code === 123 || code === 91) depth++;
		else if (code === 125 || code === 93) depth--;
		else if (code !== 44) continue;
		if (depth < 0 || (depth === 0 && code === 44)) return at;
		if (depth === 0) return at + 1;
	}
	return text.length;
}

function skipSpace(text: string, start: number): number {
	let at = start;
	while (at < text.length && text.charCodeAt(at) <= 32) at++;
	return at;
}

function endOfString(text: string, start: number): number {
	for (let at = start + 1; ; at++) {
		at = text.indexOf('"', at);
		if (at < 0) return text.length;
		let slashes = 0;
		while (text.charCodeAt(at - 1 - slashes) === 92) slashes++;
		if (slashes % 2 === 0) return at;
	}
}

function matchString(text: string, start: number): string | undefined {
	const raw = text.slice(start, endOfString(text, start) + 1);
	return isJson(raw) ? raw : undefined;
}

function isJson(raw: string): boolean {
	try {
		JSON.parse(raw);
		return true;
	} catch {
		return false;
	}
}
