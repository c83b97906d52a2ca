// Patterns as other languages write them, read as they are meant there.

/** What only they have; most patterns have nothing of it. */
const FOREIGN = /\\[AGQRZhpPxz]|\(\?[P'#>]|[*+?}]\+|\{,\d|\[\[?\^?[:\]]|&&\[/;
const COUNT = /\{(\d*)(?:,\d*)?\}/y;
const POSIX_CLASS = /\[:(\^?)(\w+):\]/y;
const PROPERTY = /\\[pP](?:\{(\^?)([\w =:-]+)\}|([A-Z]))/y;
const CODE_POINT = /\\x\{([\da-fA-F]{1,6})\}/y;
const GROUP = /\(\?(?:P<|'(\w+)'|#[^)]*\)|>|P=(\w+)\))/y;
/** The classes of POSIX, which Java has as properties, as the inside of a class. */
const CLASSES: Readonly<Record<string, string>> = {
	alnum: 'a-zA-Z0-9',
	alpha: 'a-zA-Z',
	ascii: '\\x00-\\x7F',
	blank: ' \\t',
	cntrl: '\\x00-\\x1F\\x7F',
	digit: '0-9',
	graph: '!-~',
	lower: 'a-z',
	print: ' -~',
	punct: '!-\\/:-@\\[-`{-~',
	space: '\\s',
	upper: 'A-Z',
	word: '\\w',
	xdigit: '0-9a-fA-F',
};
const BLANKS = CLASSES['blank'] as string;
const LINE_END = '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])';

/**
 * What a pattern of another language is in ECMA-262, e.g. `\A[\pL\h]++\z` of PCRE as `^[\p{L} \t]+$`: anchors, properties, blanks, quoted
 * parts, possessive repetitions, names of groups, classes of POSIX and those that are cut with another. `undefined` where it is none, or
 * where nothing here knows it. What it finds may be no pattern all the same. Never throws.
 */
export function readForeignSyntax(source: string): string | undefined {
	if (!FOREIGN.test(source) || isWithFlag(source)) return undefined;
	const meant = new Reader(source).read();
	return meant === source ? undefined : meant;
}

/** It is ECMA-262 already. */
function isWithFlag(source: string): boolean {
	try {
		return new RegExp(source, 'u') instanceof RegExp;
	} catch {
		return false;
	}
}

class Reader {
	readonly #source: string;
	#at = 0;
	/** What stands before: something that may be repeated, or a repetition. */
	#before: 'nothing' | 'atom' | 'repetition' = 'nothing';

	constructor(source: string) {
		this.#source = source;
	}

	read(): string {
		let out = '';
		while (this.#at < this.#source.length) out += this.#readTerm();
		return out;
	}

	/** What stands here by this pattern, and goes behind it. */
	#take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#source);
		if (found) this.#at += found[0].length;
		return found;
	}

	#readTerm(): string {
		const point = this.#source[this.#at] as string;
		const before = this.#before;
		this.#before = 'atom';
		if (point === '\\') return this.#readEscape(false);
		if (point === '[') return this.#readClass();
		if (point === '(') return this.#readGroup();
		if (point === '{' && before === 'atom') {
			const count = this.#take(COUNT);
			if (count) this.#before = 'repetition';
			if (count) return count[1] === '' ? `{0${count[0].slice(1)}` : count[0];
		}
		this.#at += 1;
		if ('*+?'.includes(point)) {
			this.#before = before === 'atom' ? 'repetition' : 'nothing';
			if (before === 'repetition' && point === '+') return '';
		} else if ('|^'.includes(point)) this.#before = 'nothing';
		return point;
	}

	#readGroup(): string {
		this.#before = 'nothing';
		const group = this.#take(GROUP);
		if (!group) {
			this.#at += 1;
			return '(';
		}
		const [all, quoted, again] = group;
		if (again !== undefined) this.#before = 'atom';
		if (again !== undefined) return `\\k<${again}>`;
		if (quoted !== undefined) return `(?<${quoted}>`;
		return all === '(?P<' ? '(?<' : all === '(?>' ? '(?:' : '';
	}

	#readEscape(isClass: boolean): string {
		const codePoint = this.#take(CODE_POINT);
		if (codePoint) return writePoint(Number.parseInt(codePoint[1] as string, 16));
		const property = this.#take(PROPERTY);
		if (property) return writeProperty(property, isClass);
		const name = this.#source[this.#at + 1] ?? '';
		const all = `\\${name}`;
		this.#at += 2;
		if (name === 'Q') return this.#readQuoted();
		if (name === 'h') return isClass ? BLANKS : this.#source[this.#at] === '{' ? '[0-9a-fA-F]' : `[${BLANKS}]`;
		if (isClass) return all;
		return name === 'A' ? '^' : name === 'z' || name === 'Z' ? '$' : name === 'G' ? '' : name === 'R' ? LINE_END : all;
	}

	/** Up to `\E`, or to the end. */
	#readQuoted(): string {
		const end = this.#source.indexOf('\\E', this.#at);
		const quoted = this.#source.slice(this.#at, end < 0 ? undefined : end);
		this.#at = end < 0 ? this.#source.length : end + 2;
		return quoted.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
	}

	#readClass(): string {
		let out = this.#source.startsWith('[^', this.#at) ? '[^' : '[';
		this.#at += out.length;
		// One that comes first is a member, where another ends the class.
		if (/^\][^[\]]*\]/.test(this.#source.slice(this.#at))) {
			out += '\\]';
			this.#at += 1;
		}
		while (this.#at < this.#source.length) {
			const point = this.#source[this.#at] as string;
			if (point === ']') {
				this.#at += 1;
				return `${out}]`;
			}
			if (point === '\\') out += this.#readEscape(true);
			else if (this.#source.startsWith('&&[', this.#at)) return this.#readCut(out);
			else {
				const named = point === '[' ? this.#take(POSIX_CLASS) : null;
				const known = named?.[1] === '' ? CLASSES[named[2] as string] : undefined;
				if (!named) this.#at += 1;
				out += known ?? named?.[0] ?? point;
			}
		}
		return out;
	}

	/** `[a-z&&[^b]]`: what is in both. */
	#readCut(first: string): string {
		this.#at += 2;
		const second = this.#readClass();
		if (this.#source[this.#at] !== ']') return `${first}&&${second}`;
		this.#at += 1;
		return `(?:(?=${second})${first}])`;
	}
}

function writePoint(point: number): string {
	return point <= 0xffff ? `\\u${point.toString(16).padStart(4, '0')}` : `\\u{${point.toString(16)}}`;
}

/** `\pL`, `\p{^L}`, `\p{Alnum}`, `\p{IsGreek}`, `\p{Cyrillic}`; as it is where nobody knows it. */
function writeProperty([all, turned, written = '', letter]: RegExpExecArray, isClass: boolean): string {
	const isTurned = all.startsWith('\\P') !== (turned === '^');
	const name = letter ?? written.replaceAll(' ', '_').replaceAll('-', '_');
	const known = findProperty(name);
	if (known !== undefined) return `\\${isTurned ? 'P' : 'p'}{${known}}`;
	const plain = name.replace(/^Is_?|^In_?|^java(?=[A-Z])/, '').toLowerCase();
	const inside = plain === 'basiclatin' || plain === 'basic_latin' ? CLASSES['ascii'] : CLASSES[plain];
	if (inside === undefined || (isClass && isTurned)) return all;
	return isClass ? inside : `[${isTurned ? '^' : ''}${inside}]`;
}

function findProperty(name: string): string | undefined {
	const plain = name.replace(/^Is_?|^In_?|^java(?=[A-Z])/, '').replace(/Case$/, 'case');
	return [name, plain, `Script=${name}`, `Script=${plain}`].find((each) => isWithFlag(`\\p{${each}}`));
}
