// The methods that most of Faker's texts are made by, on an instance of our own: the same texts of the same seed in a part of the time.

import type { Faker } from '@faker-js/faker';

/** What stands between two braces of a pattern, read once. */
interface Place {
	/** In front of it. */
	before: string;
	make(): string;
	/** The pattern from behind it on. */
	rest: string;
}
interface Pattern {
	places: readonly Place[];
	end: string;
}

/** Patterns of a faker that are kept: its data have some hundreds. */
const MAX_PATTERNS = 1000;
/** What is put in by a path alone, e.g. `{{person.last_name.generic}}`. */
const PLACE = /\{\{([a-z][\w.]*)\}\}/g;
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SIGNS = {
	upper: [...DIGITS, ...LETTERS.toUpperCase()],
	lower: [...DIGITS, ...LETTERS],
	mixed: [...DIGITS, ...LETTERS, ...LETTERS.toUpperCase()],
};

/** Puts the quick ones in the place of Faker's own, to which they leave what is rare. */
export function quicken(faker: Faker): void {
	const { helpers, lorem, string } = faker;
	const { fake, mustache } = helpers;
	const { word } = lorem;
	const { alphanumeric } = string;
	const known = new Map<string, Pattern | undefined>();
	helpers.fake = (patterns) => {
		const pattern = typeof patterns === 'string' ? patterns : helpers.arrayElement(patterns);
		if (!known.has(pattern) && known.size < MAX_PATTERNS) known.set(pattern, readPattern(faker, pattern));
		const read = known.get(pattern);
		if (!read) return fake(pattern);
		let text = '';
		for (const { before, make, rest } of read.places) {
			text += before + make();
			// What was put in asks for more.
			if (text.includes('{{')) return fake(text + rest);
		}
		return text + read.end;
	};
	helpers.mustache = (text, values) => {
		if (text == null) return mustache(text, values);
		let made = text;
		for (const name of Object.keys(values)) {
			const value = values[name];
			if (value === undefined) continue;
			const place = `{{${name}}}`;
			for (let at = made.indexOf(place); at >= 0; ) {
				const put = typeof value === 'string' ? value : value(place);
				made = made.slice(0, at) + put + made.slice(at + place.length);
				at = made.indexOf(place, at + put.length);
			}
		}
		return made;
	};
	lorem.word = (options) => {
		// Faker copies the list for each.
		if (options === undefined) return helpers.arrayElement(faker.definitions.lorem.word);
		return word(options);
	};
	lorem.words = (count = 3) => {
		let text = '';
		for (let left = Math.floor(helpers.rangeToNumber(count)); left > 0; left -= 1) {
			text += text === '' ? lorem.word() : ` ${lorem.word()}`;
		}
		return text;
	};
	string.alphanumeric = (options = {}) => {
		const { length, casing = 'mixed', exclude } = typeof options === 'number' ? { length: options } : options;
		if (typeof length !== 'number' || exclude?.length) return alphanumeric(options);
		let text = '';
		for (let left = length; left > 0; left -= 1) text += helpers.arrayElement(SIGNS[casing]);
		return text;
	};
}

/** `undefined`: only Faker reads it. */
function readPattern(faker: Faker, pattern: string): Pattern | undefined {
	const places: Place[] = [];
	let at = 0;
	for (const { 0: whole, 1: path = '', index } of pattern.matchAll(PLACE)) {
		const make = findMaker(faker, path);
		if (!make) return undefined;
		const end = index + whole.length;
		places.push({ before: pattern.slice(at, index), make, rest: pattern.slice(end) });
		at = end;
	}
	const end = pattern.slice(at);
	return [...places.map(({ before }) => before), end].some((text) => text.includes('{{')) ? undefined : { places, end };
}

/** A method of Faker's, or texts of its data, by their path; where there are both, or neither, Faker knows what is drawn. */
function findMaker(faker: Faker, path: string): (() => string) | undefined {
	const found = [faker, faker.rawDefinitions].map((root) => walk(root, path.split('.'))).filter((one) => one != null);
	const [one, other] = found;
	if (other !== undefined) return undefined;
	if (typeof one === 'function') return () => String(one());
	return Array.isArray(one) ? () => String(faker.helpers.arrayElement(one)) : undefined;
}

function walk(root: unknown, names: readonly string[]): unknown {
	let at = root;
	for (const name of names) {
		if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
		at = (at as Record<string, unknown>)[name];
	}
	return at;
}
