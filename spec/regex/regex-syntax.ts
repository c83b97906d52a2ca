// The structure of a regular expression: enough of ECMA-262 to judge what it costs and to make a string that fits.

/** Inclusive ranges of code points. */
export type CodePointRanges = readonly (readonly [number, number])[];

export type RegexNode = (
	| { kind: 'characters'; ranges: CodePointRanges; negated: boolean }
	/** `^`, `$`, `\b`: takes no character. */
	| { kind: 'anchor'; at: 'start' | 'end' | 'boundary' }
	| { kind: 'look'; of: RegexNode }
	/** What the group of this number, or of this name, took. */
	| { kind: 'backreference'; to: string }
	| { kind: 'sequence'; items: readonly RegexNode[] }
	| { kind: 'choice'; options: readonly RegexNode[] }
	| { kind: 'repeat'; of: RegexNode; min: number; max: number }
) & {
	/** The groups that the node is the whole of, by number (from 1) and name. */
	groups?: readonly string[];
};

const DIGITS: CodePointRanges = [[48, 57]];
const WORD: CodePointRanges = [
	[48, 57],
	[65, 90],
	[95, 95],
	[97, 122],
];
const SPACE: CodePointRanges = [
	[32, 32],
	[9, 13],
];
const UPPER: CodePointRanges = [[65, 90]];
const LOWER: CodePointRanges = [[97, 122]];
const LETTERS: CodePointRanges = [...UPPER, ...LOWER];
/** Of a property so many code points are known: a sample is all that is needed. */
const MAX_OF_PROPERTY = 40;
const CONTROLS: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
/** A pattern nested deeper than this is not read. */
const MAX_DEPTH = 60;

/** The structure of a pattern, e.g. `^[A-Z]{2}$`; `undefined` for syntax that isn't known here. Never throws. */
export function parseRegex(source: string): RegexNode | undefined {
	const reader = new Reader(source);
	const node = reader.readChoice(0);
	return node && reader.atEnd() ? node : undefined;
}

class Reader {
	readonly #points: readonly string[];
	#at = 0;
	#groups = 0;

	constructor(source: string) {
		this.#points = [...source];
	}

	atEnd(): boolean {
		return this.#at >= this.#points.length;
	}

	readChoice(depth: number): RegexNode | undefined {
		if (depth > MAX_DEPTH) return undefined;
		const options: RegexNode[] = [];
		do {
			const items: RegexNode[] = [];
			while (!this.atEnd() && !this.#sees('|') && !this.#sees(')')) {
				const item = this.#readTerm(depth);
				if (!item) return undefined;
				items.push(item);
			}
			options.push(items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items });
		} while (this.#take('|'));
		return options.length === 1 ? options[0] : { kind: 'choice', options };
	}

	#sees(text: string): boolean {
		return [...text].every((point, index) => this.#points[this.#at + index] === point);
	}

	#take(text: string): boolean {
		if (!this.#sees(text)) return false;
		this.#at += [...text].length;
		return true;
	}

	#readTerm(depth: number): RegexNode | undefined {
		if (this.#take('^')) return { kind: 'anchor', at: 'start' };
		if (this.#take('$')) return { kind: 'anchor', at: 'end' };
		const atom = this.#readAtom(depth);
		return atom && this.#readQuantifier(atom);
	}

	#readAtom(depth: number): RegexNode | undefined {
		if (this.#take('(')) return this.#readGroup(depth);
		if (this.#take('[')) return this.#readClass();
		if (this.#take('.')) return { kind: 'characters', ranges: [[10, 13]], negated: true };
		if (this.#take('\\')) return this.#readEscape();
		const point = this.#points[this.#at] as string;
		// A bare brace or bracket is one, as without the flag `u`; a count of nothing is none.
		if ('*+?'.includes(point) || (point === '{' && this.#readCount())) return undefined;
		this.#at += 1;
		return single(point.codePointAt(0) as number);
	}

	#readGroup(depth: number): RegexNode | undefined {
		const look = this.#take('?=') || this.#take('?!') || this.#take('?<=') || this.#take('?<!');
		const groups: string[] = [];
		if (!look && this.#take('?<')) {
			const name = this.#readName();
			if (name === undefined) return undefined;
			this.#groups += 1;
			groups.push(String(this.#groups), name);
		} else if (!look && this.#takeFlags()) {
			// `(?i)` holds for what stands behind it.
			if (this.#take(')')) return { kind: 'sequence', items: [] };
			if (!this.#take(':')) return undefined;
		} else if (!look && !this.#take('?:')) {
			if (this.#sees('?')) return undefined;
			this.#groups += 1;
			groups.push(String(this.#groups));
		}
		const inner = this.readChoice(depth + 1);
		if (!inner || !this.#take(')')) return undefined;
		if (look) return { kind: 'look', of: inner };
		return groups.length > 0 ? { ...inner, groups: [...groups, ...(inner.groups ?? [])] } : inner;
	}

	/** `?i`, `?-s`: what fits without them does with them, or is made anew. */
	#takeFlags(): boolean {
		const found = /^\?[imsU]*(?:-[imsU]+)?(?=[:)])/.exec(this.#points.slice(this.#at, this.#at + 12).join(''));
		if (!found || found[0] === '?') return false;
		this.#at += found[0].length;
		return true;
	}

	/** What stands before the next `>`. */
	#readName(): string | undefined {
		const from = this.#at;
		while (!this.atEnd() && !this.#sees('>')) this.#at += 1;
		const name = this.#points.slice(from, this.#at).join('');
		return this.#take('>') ? name : undefined;
	}

	#readQuantifier(of: RegexNode): RegexNode | undefined {
		let range: [number, number] | undefined;
		if (this.#take('*')) range = [0, Number.POSITIVE_INFINITY];
		else if (this.#take('+')) range = [1, Number.POSITIVE_INFINITY];
		else if (this.#take('?')) range = [0, 1];
		else {
			range = this.#readCount();
			if (range && range[1] < range[0]) return undefined;
		}
		if (!range) return of;
		// A possessive `++` or a second quantifier is no ECMA-262; a lazy `?` changes nothing that matters here.
		this.#take('?');
		if (this.#sees('+') || this.#sees('*') || this.#sees('?')) return undefined;
		return { kind: 'repeat', of, min: range[0], max: range[1] };
	}

	/** `{2}`, `{2,}`, `{2,3}`; any other brace is none. */
	#readCount(): [number, number] | undefined {
		if (!this.#sees('{')) return undefined;
		const found = /^\{(\d+)(,(\d*))?\}/.exec(this.#points.slice(this.#at, this.#at + 24).join(''));
		if (!found) return undefined;
		this.#at += found[0].length;
		const min = Number(found[1]);
		return [min, found[2] === undefined ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3])];
	}

	#readEscape(): RegexNode | undefined {
		const point = this.#points[this.#at];
		if (point === undefined) return undefined;
		if (point === 'b' || point === 'B') {
			this.#at += 1;
			return { kind: 'anchor', at: 'boundary' };
		}
		if (this.#take('k<')) {
			const to = this.#readName();
			return to === undefined ? undefined : { kind: 'backreference', to };
		}
		if (/[1-9]/.test(point)) {
			const [to = ''] = /^\d+/.exec(this.#points.slice(this.#at, this.#at + 3).join('')) ?? [];
			this.#at += to.length;
			return { kind: 'backreference', to };
		}
		const found = this.#readCharacterEscape();
		return found && { kind: 'characters', ...found };
	}

	/** What stands after a backslash, in a class or outside. */
	#readCharacterEscape(): { ranges: CodePointRanges; negated: boolean } | undefined {
		const point = this.#points[this.#at] as string;
		this.#at += 1;
		const negated = point === point.toUpperCase();
		if (point === 'd' || point === 'D') return { ranges: DIGITS, negated };
		if (point === 'w' || point === 'W') return { ranges: WORD, negated };
		if (point === 's' || point === 'S') return { ranges: SPACE, negated };
		if (point === 'p' || point === 'P') return this.#readProperty(negated);
		if (point === 'x' || point === 'u') {
			const rest = this.#points.slice(this.#at, this.#at + 10).join('');
			const found = point === 'x' ? /^([\da-f]{2})/i.exec(rest) : /^(?:([\da-f]{4})|\{([\da-f]{1,6})\})/i.exec(rest);
			if (!found) return undefined;
			this.#at += found[0].length;
			return { ranges: oneOf(Number.parseInt((found[1] ?? found[2]) as string, 16)), negated: false };
		}
		if (point === 'c' && /[a-z]/i.test(this.#points[this.#at] ?? '')) {
			const letter = (this.#points[this.#at] as string).charCodeAt(0);
			this.#at += 1;
			return { ranges: oneOf(letter % 32), negated: false };
		}
		if (Object.hasOwn(CONTROLS, point)) return { ranges: oneOf(CONTROLS[point] as number), negated: false };
		if (/[a-z0-9]/i.test(point)) return undefined;
		return { ranges: oneOf(point.codePointAt(0) as number), negated: false };
	}

	#readProperty(negated: boolean): { ranges: CodePointRanges; negated: boolean } | undefined {
		const found = /^\{([\w=]+)\}/.exec(this.#points.slice(this.#at, this.#at + 60).join(''));
		if (!found) return undefined;
		this.#at += found[0].length;
		const name = found[1] as string;
		const ranges = /^(?:N|Nd|Number)$/.test(name)
			? DIGITS
			: /^(?:Lu|Upper)/.test(name)
				? UPPER
				: /^(?:Ll|Lower)/.test(name)
					? LOWER
					: /^(?:L|Letter|Alpha|Alphabetic)$/.test(name)
						? LETTERS
						: findSome(name);
		return { ranges, negated };
	}

	#readClass(): RegexNode | undefined {
		const negated = this.#take('^');
		const ranges: (readonly [number, number])[] = [];
		while (!this.#take(']')) {
			// `[:alpha:]` is a class of POSIX, which RE2 has.
			if (this.#sees('[:')) return undefined;
			const first = this.#readClassAtom();
			if (!first) return undefined;
			const low = first.length === 1 && first[0]?.[0] === first[0]?.[1] ? first[0]?.[0] : undefined;
			if (low !== undefined && this.#sees('-') && this.#points[this.#at + 1] !== ']') {
				this.#at += 1;
				const high = this.#readClassAtom()?.[0]?.[0];
				if (high === undefined || high < low) return undefined;
				ranges.push([low, high]);
			} else ranges.push(...first);
		}
		return { kind: 'characters', ranges, negated };
	}

	#readClassAtom(): CodePointRanges | undefined {
		const point = this.#points[this.#at];
		if (point === undefined) return undefined;
		if (point !== '\\') {
			this.#at += 1;
			return oneOf(point.codePointAt(0) as number);
		}
		this.#at += 1;
		if (this.atEnd()) return undefined;
		if (this.#take('b')) return oneOf(8);
		const found = this.#readCharacterEscape();
		if (!found) return undefined;
		return found.negated ? invertRanges(found.ranges) : found.ranges;
	}
}

/** All code points of the Basic Latin block that `ranges` leaves out. */
export function invertRanges(ranges: CodePointRanges): CodePointRanges {
	const free: [number, number][] = [];
	for (let point = 32; point < 127; point += 1) {
		if (!ranges.some(([low, high]) => point >= low && point <= high)) free.push([point, point]);
	}
	return free;
}

/** The first code points of a property, e.g. `Script=Greek`; letters where it is none. */
function findSome(name: string): CodePointRanges {
	let has: RegExp;
	try {
		has = new RegExp(`\\p{${name}}`, 'u');
	} catch {
		return LETTERS;
	}
	const found: (readonly [number, number])[] = [];
	for (let point = 32; point <= 0xffff && found.length < MAX_OF_PROPERTY; point += 1) {
		if (has.test(String.fromCodePoint(point))) found.push([point, point]);
	}
	return found;
}

function oneOf(point: number): CodePointRanges {
	return [[point, point]];
}

function single(point: number): RegexNode {
	return { kind: 'characters', ranges: oneOf(point), negated: false };
}
