// Strings and numbers.

import { compilePattern, findKeyword, isJsonType, isOfFormat } from '../../../spec/index.ts';
import { memoizeName, normalizeName } from '../../text/normalize-name.ts';
import { holdsContent, makeContent } from './content.ts';
import { type Generation, giveUp } from './context.ts';
import { generateFromPattern } from './from-pattern.ts';
import { hintText, speak } from './hints.ts';
import type { MergedSchema } from './merge.ts';
import { sampleText } from './sample-text.ts';
import { fitWords, isKnownFormat, makeFormat, makeWords } from './texts.ts';
import { fitFormat } from './tight-formats.ts';

/** No generated string is longer. */
const MAX_TEXT = 65_536;

/** A string that fits; its property's name has a say where nothing else does. */
export function makeString(generation: Generation, schema: MergedSchema, property: string): string | undefined {
	const { numbers, nowMs } = generation;
	const { minLength: min, maxLength: max, patterns } = schema;
	const plan = planText(schema);
	const { formats, isPlain } = plan;
	if (min > MAX_TEXT)
		return giveUp(generation, schema.pointer, `asks for ${min} characters, at most ${MAX_TEXT} are generated`);
	const fits = (text: string | undefined): boolean =>
		text !== undefined && hasLength(text, min, max) && plan.checks.every((check) => check?.test(text));
	const content = plan.hasContent ? makeContent(generation, schema) : undefined;
	if (fits(content)) return content;
	const name = normalizeName(property);
	for (const format of formats) {
		for (let tries = patterns.length > 0 ? PATTERN_TRIES : 1; tries > 0; tries -= 1) {
			const text: string | undefined = makeFormat(format, { numbers, nowMs, name });
			if (fits(text)) return text;
			// Where a pattern asks for another version of uuid.
			const other = format === 'uuid' && text ? `${text.slice(0, 14)}${1 + (tries % 8)}${text.slice(15)}` : undefined;
			if (fits(other)) return other;
		}
		const text = fitFormat(format, { min, max, numbers });
		if (fits(text)) return text;
	}
	if (patterns.length > 0) {
		for (const meant of listMeant(generation, property, plan)) if (fits(meant)) return meant;
		const text = generateFromPattern(patterns, { minLength: min, maxLength: max, numbers });
		const [format] = formats;
		const whole = text !== undefined && format !== undefined && makeFormat(format, { numbers, nowMs, name });
		if (whole && text !== undefined) {
			for (const both of joinTexts(text, whole)) if (fits(both) && isOfFormat(both, format)) return both;
		}
		return text ?? giveUp(generation, schema.pointer, `no text was found that matches ${patterns.join(' and ')}`);
	}
	if (generation.variant === 'sample' && isPlain) {
		const sample = sampleText(property);
		return fits(sample) ? sample : fitWords(sample, { min, max });
	}
	if (isPlain) {
		const kind = findKind(name);
		if (kind !== 'other') {
			const text = kind === 'id' ? numbers.uuid() : makeFormat(kind, { numbers, nowMs, name });
			if (fits(text)) return text;
		}
		const hinted = hintText(property, { faker: generation.faker, noun: generation.noun });
		if (fits(hinted)) return hinted;
		const spoken = speak(generation.faker, generation.locale);
		if (fits(spoken)) return spoken;
	}
	return makeWords(numbers, { min, max });
}

/** Texts that begin as one does and go on as the other: as long as the format's, behind all of it, before it, and wherever the two may be cut. */
function* joinTexts(byPattern: string, byFormat: string): Generator<string> {
	for (let at = 1; at <= byPattern.length; at += 1) yield byPattern.slice(0, at) + byFormat.slice(at);
	for (let at = byFormat.length; at >= 0; at -= 1) yield byFormat.slice(0, at) + byPattern;
	for (let at = Math.min(byPattern.length, MAX_CUTS); at > 0; at -= 1) {
		for (let cut = 0; cut < Math.min(byFormat.length, MAX_CUTS); cut += 1)
			yield byPattern.slice(0, at) + byFormat.slice(cut);
	}
}
/** Places where a text is cut to go on as another. */
const MAX_CUTS = 32;

/** What is asked of each text of a schema. */
interface TextPlan {
	formats: readonly string[];
	/** A format that nobody knows says nothing. */
	isPlain: boolean;
	/** Its patterns. */
	checks: readonly ReturnType<typeof compilePattern>[];
	hasContent: boolean;
	/** Its patterns let an amount pass, and no word. */
	isAmount: boolean;
}
const plans = new WeakMap<MergedSchema, TextPlan>();

function planText(schema: MergedSchema): TextPlan {
	const known = plans.get(schema);
	if (known) return known;
	const formats = listFormats(schema);
	const checks = schema.patterns.map(compilePattern);
	const isNumeric = ['a', 'abcdefgh'].every((letters) => checks.some((check) => !check?.test(letters)));
	const plan = {
		formats,
		isPlain: !formats.some(isKnownFormat),
		checks,
		hasContent: holdsContent(schema.view),
		isAmount: isNumeric && checks.every((check) => check?.test('12.50')),
	};
	plans.set(schema, plan);
	return plan;
}

/** What a text is by its name, for patterns that only keep out what no such text is: an e-mail, a name without spaces, a country's code, a decimal. */
function* listMeant({ variant, numbers, faker, noun }: Generation, property: string, { isAmount }: TextPlan) {
	if (variant === 'sample') {
		const sample = sampleText(property);
		yield sample;
		for (const between of ['-', '_', '']) yield sample.toLowerCase().replaceAll(' ', between);
	} else {
		// Samples have no time to load what makes up names.
		for (const called of [property, `${property}_code`]) {
			const hinted = hintText(called, { faker, noun });
			if (hinted === undefined) continue;
			yield hinted;
			yield hinted.toUpperCase();
			yield hinted.toLowerCase();
		}
	}
	if (!isAmount) return;
	const [low, high] = hintRange(property);
	yield (low + numbers.next() * (Math.min(high, MAX_AMOUNT) - low)).toFixed(2);
}
const MAX_AMOUNT = 500;

/** Names of times that no format says; of days. */
const DATES =
	/_(?:at|on|date|time|timestamp)$|^(?:date|datetime|date_time|timestamp|created|updated|modified|deleted|expires|published|since|birthday|dob|deadline|last_login|last_seen)$/;
const DAYS = /^(?:birthday|dob|(?:.*_)?birth_?date|date_of_birth)$/;
const IDS = /(?:^|_)(?:id|uuid|guid)$/;

/** What a text without a format is by its name. Names of ids are none of times. */
const findKind = memoizeName((name): 'id' | 'date' | 'date-time' | 'other' => {
	if (IDS.test(name)) return 'id';
	if (!DATES.test(name)) return 'other';
	return DAYS.test(name) ? 'date' : 'date-time';
});

/** Tries for a text of a format that has to match a pattern as well. */
const PATTERN_TRIES = 100;

/** Its formats, and what its text encodes or holds (JSON Schema 2020-12 validation §8). */
function listFormats({ formats, view }: MergedSchema): string[] {
	const encoding = findKeyword(view, 'contentEncoding');
	const media = findKeyword(view, 'contentMediaType');
	if (typeof encoding === 'string') {
		const isPicture = encoding.toLowerCase() === 'base64' && media === 'image/png';
		return [...formats, ...(isPicture ? ['png'] : []), encoding.toLowerCase()];
	}
	return typeof media === 'string' && isJsonType(media) ? [...formats, 'json'] : [...formats];
}

function hasLength(text: string, min: number, max: number): boolean {
	if (min === 0 && max === Number.POSITIVE_INFINITY) return true;
	// No text has more code points than units, nor less than half as many.
	if (text.length <= max && text.length >= min * 2) return true;
	const length = [...text].length;
	return length >= min && length <= max;
}

/** Ranges for numbers that nothing else limits, by the end of the property's name. */
const RANGES: readonly [name: RegExp, min: number, max: number][] = [
	[/(?:price|amount|cost|balance|fee)$/, 1, 500],
	[/(?:quantity|qty)$/, 1, 10],
	[/(?:latitude|lat)$/, -90, 90],
	[/(?:longitude|lon|lng)$/, -180, 180],
	[/(?:^|_)age$/, 18, 80],
	[/(?:rating|stars)(?:_(?:average|avg|value|score))?$/, 1, 5],
	[/(?:percent|percentage)$/, 0, 100],
	[/year$/, 2000, 2030],
	[/(?:^|_)years(?:_|$)/, 1, 30],
	[/^(?:month|mes|mois)$/, 1, 12],
	[/^(?:day|day_of_month)$/, 1, 28],
	[/^day_of_week$/, 0, 6],
	[/^hours?$/, 0, 23],
	[/^(?:minutes?|seconds?)$/, 0, 59],
	[/port$/, 1024, 49_151],
];
const FORMAT_RANGES: ReadonlyMap<string, readonly [number, number]> = new Map(
	Object.entries<readonly [number, number]>({
		int8: [-(2 ** 7), 2 ** 7 - 1],
		uint8: [0, 2 ** 8 - 1],
		int16: [-(2 ** 15), 2 ** 15 - 1],
		uint16: [0, 2 ** 16 - 1],
		int32: [-(2 ** 31), 2 ** 31 - 1],
		uint32: [0, 2 ** 32 - 1],
	}),
);

/** A number that fits. */
export function makeNumber(
	generation: Generation,
	schema: MergedSchema,
	args: { name: string; whole: boolean },
): number | undefined {
	const { whole } = args;
	const moment = whole ? makeMoment(generation, schema, args.name) : undefined;
	if (moment !== undefined) return moment;
	const [low, high] = chooseRange(schema, args.name);
	if (low > high) return giveUp(generation, schema.pointer, 'no number lies between its limits');
	const step = whole ? joinSteps([...schema.multiples, 1]) : joinSteps(schema.multiples);
	if (step === undefined) return makeFraction(generation, low, high, schema);
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	const allowed = (times: number): boolean => times * step > schema.exclusiveMin && times * step < schema.exclusiveMax;
	const from = allowed(first) ? first : first + 1;
	const to = allowed(last) ? last : last - 1;
	if (from > to) return giveUp(generation, schema.pointer, `no multiple of ${step} lies between its limits`);
	if (Number.isInteger(step)) return generation.numbers.between(from, to) * step;
	const decimals = /e-(\d+)$|\.(\d+)$/.exec(String(step));
	return Number(
		(generation.numbers.between(from, to) * step).toFixed(Number(decimals?.[1] ?? decimals?.[2]?.length ?? 0)),
	);
}

/** Whole numbers that tell a time, by their names: seconds since 1970, or milliseconds where they are `int64`. */
const TIMES = /(?:^|_)(?:timestamp|epoch)$|_at$/;
const DAY_S = 86_400;
const isTime = memoizeName((name) => TIMES.test(normalizeName(name)));

function makeMoment({ numbers, nowMs }: Generation, schema: MergedSchema, name: string): number | undefined {
	const isPlain = schema.min <= 0 && schema.max === Number.POSITIVE_INFINITY && schema.multiples.length === 0;
	if (!isPlain || !isTime(name) || schema.formats.includes('int32')) return undefined;
	const at = Math.floor(nowMs / 1000) - numbers.between(1, 30 * DAY_S);
	return schema.formats.includes('int64') ? at * 1000 : at;
}

function chooseRange(schema: MergedSchema, name: string): [number, number] {
	let low = Math.max(schema.min, schema.exclusiveMin);
	let high = Math.min(schema.max, schema.exclusiveMax);
	for (const format of schema.formats) {
		const range = FORMAT_RANGES.get(format);
		if (range) [low, high] = [Math.max(low, range[0]), Math.min(high, range[1])];
	}
	const [from, to] = hintRange(name);
	if (Math.max(low, from) < Math.min(high, to)) return [Math.max(low, from), Math.min(high, to)];
	if (low === Number.NEGATIVE_INFINITY) low = high === Number.POSITIVE_INFINITY ? 1 : high - 1000;
	if (high === Number.POSITIVE_INFINITY) high = low + 1000;
	return [low, high];
}

const hintRange = memoizeName((name): readonly [number, number] => {
	const normalized = normalizeName(name);
	const [, from, to] = RANGES.find(([pattern]) => pattern.test(normalized)) ?? [undefined, 1, 1000];
	return [from, to];
});

function makeFraction(generation: Generation, low: number, high: number, schema: MergedSchema): number | undefined {
	for (const decimals of [2, 4, 8, 15]) {
		const value = Number((low + generation.numbers.next() * (high - low)).toFixed(decimals));
		if (value >= low && value <= high && value > schema.exclusiveMin && value < schema.exclusiveMax) return value;
	}
	const middle = low + (high - low) / 2;
	const open = middle > schema.exclusiveMin && middle < schema.exclusiveMax;
	return open ? middle : giveUp(generation, schema.pointer, 'no number lies between its limits');
}

/** The least step that is a multiple of all. */
function joinSteps(steps: readonly number[]): number | undefined {
	let joined: number | undefined;
	for (const step of steps) {
		const before: number = joined ?? step;
		let times = 1;
		while (times < 10_000 && Math.abs((before * times) / step - Math.round((before * times) / step)) > 1e-9) times += 1;
		joined = before * times;
	}
	return joined;
}
