// Strings of a format, or none in particular. Free of faker.

import { memoizeName } from '../../text/normalize-name.ts';
import { LOOSE_DATE_TIMES, MAIL_DATES } from '../../time/date-formats.ts';
import type { Numbers } from './numbers.ts';

const WORDS: readonly string[] =
	'amber basil cedar delta ember fable grove harbor iris juniper kettle lumen maple nectar opal pebble quill raven sable tulip umber velvet willow yarrow zephyr'.split(
		' ',
	);
const DAY_MS = 86_400_000;
/** Names of dates that lie ahead. */
const FUTURE = /(?:expir|until|due|deadline|end|next|renew|scheduled)/;
const isAhead = memoizeName((name) => FUTURE.test(name));

/** Names of dates that grown-up people have behind them. */
const BIRTH = /(?:^|_)(?:birth_?day|birth_?date|date_of_birth|dob|born|birth|nacimiento|nascimento)(?:_|$)/;
const isOfBirth = memoizeName((name) => BIRTH.test(name));

type Maker = (args: { numbers: Numbers; nowMs: number; name: string }) => string;

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
	['date-time', (args) => makeDate(args)],
	...[...LOOSE_DATE_TIMES].map((format): [string, Maker] => [format, (args) => makeDate(args)]),
	...[...MAIL_DATES].map((format): [string, Maker] => [format, (args) => new Date(makeDate(args)).toUTCString()]),
	['date', (args) => makeDate(args).slice(0, 10)],
	['time', (args) => makeDate(args).slice(11)],
	['duration', ({ numbers }) => `P${numbers.between(1, 30)}D`],
	['uuid', ({ numbers }) => numbers.uuid()],
	['email', ({ numbers }) => `${word(numbers)}.${word(numbers)}@example.com`],
	['idn-email', ({ numbers }) => `${word(numbers)}@example.com`],
	['hostname', ({ numbers }) => `${word(numbers)}.example.com`],
	['idn-hostname', ({ numbers }) => `${word(numbers)}.example.com`],
	['ipv4', ({ numbers }) => `192.0.2.${numbers.between(1, 254)}`],
	['ipv6', ({ numbers }) => `2001:db8::${numbers.between(1, 65_535).toString(16)}`],
	['uri', ({ numbers }) => `https://example.com/${word(numbers)}`],
	['url', ({ numbers }) => `https://example.com/${word(numbers)}`],
	['iri', ({ numbers }) => `https://example.com/${word(numbers)}`],
	['uri-reference', ({ numbers }) => `/${word(numbers)}`],
	['iri-reference', ({ numbers }) => `/${word(numbers)}`],
	['uri-template', ({ numbers }) => `/${word(numbers)}/{id}`],
	['json-pointer', ({ numbers }) => `/${word(numbers)}`],
	['json-pointer-uri-fragment', ({ numbers }) => `#/${word(numbers)}`],
	['relative-json-pointer', ({ numbers }) => `1/${word(numbers)}`],
	['regex', ({ numbers }) => `^${word(numbers)}$`],
	['byte', (args) => makeBase64(args)],
	['base64', (args) => makeBase64(args)],
	['base16', ({ numbers }) => Buffer.from(word(numbers)).toString('hex').toUpperCase()],
	['hex', ({ numbers }) => Buffer.from(word(numbers)).toString('hex')],
	['png', () => PNG],
	['json', ({ numbers }) => JSON.stringify({ example: word(numbers) })],
	// Numbers as texts, as where a double would lose digits (OpenAPI Format Registry: int64, decimal).
	['int8', ({ numbers }) => String(numbers.between(1, 127))],
	['uint8', ({ numbers }) => String(numbers.between(1, 255))],
	['int16', ({ numbers }) => String(numbers.between(1, 32_767))],
	['uint16', ({ numbers }) => String(numbers.between(1, 65_535))],
	['int32', (args) => makeDigits(args)],
	['uint32', (args) => makeDigits(args)],
	['int64', (args) => makeDigits(args)],
	['uint64', (args) => makeDigits(args)],
	['integer', (args) => makeDigits(args)],
	['decimal', (args) => makeDecimal(args)],
	['decimal128', (args) => makeDecimal(args)],
	['double', (args) => makeDecimal(args)],
	['float', (args) => makeDecimal(args)],
	['number', (args) => makeDecimal(args)],
	['base64url', ({ numbers }) => Buffer.from(word(numbers)).toString('base64url')],
	['char', ({ numbers }) => (word(numbers)[0] ?? 'a') as string],
	['password', ({ numbers }) => `${word(numbers)}-${numbers.between(1000, 9999)}`],
]);

/** A text of a format; `undefined` for a format without a rule for its text. */
export function makeFormat(
	format: string,
	args: { numbers: Numbers; nowMs: number; name: string },
): string | undefined {
	return MAKERS.get(format)?.(args);
}

/** Whether a format has a rule for its text. */
export function isKnownFormat(format: string): boolean {
	return MAKERS.has(format);
}

/** One to three words, cut or filled to a length. */
export function makeWords(numbers: Numbers, { min, max }: { min: number; max: number }): string {
	let text = word(numbers);
	while (text.length < min) text += ` ${word(numbers)}`;
	return text.length > max ? text.slice(0, Math.max(0, max)).trimEnd().padEnd(Math.min(min, max), 'x') : text;
}

/** A text cut to a length, or filled up. */
export function fitWords(text: string, { min, max }: { min: number; max: number }): string {
	const points = [...text].slice(0, max).join('').trim();
	return points.padEnd(Math.min(min, max), 'x');
}

/** The smallest picture there is. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

function makeBase64({ numbers }: { numbers: Numbers }): string {
	return Buffer.from(`${word(numbers)} ${word(numbers)}`).toString('base64');
}

function makeDigits({ numbers }: { numbers: Numbers }): string {
	return String(numbers.between(1, 1_000_000));
}

function makeDecimal({ numbers }: { numbers: Numbers }): string {
	return (numbers.between(100, 99_999) / 100).toFixed(2);
}

function word(numbers: Numbers): string {
	return numbers.pick(WORDS);
}

/** Within thirty days of now, whole seconds; births decades ago. */
function makeDate({ numbers, nowMs, name }: { numbers: Numbers; nowMs: number; name: string }): string {
	const days = numbers.between(1, 30) + (isOfBirth(name) ? 365 * numbers.between(18, 70) : 0);
	const away = days * DAY_MS + numbers.between(0, DAY_MS / 1000) * 1000;
	const at = Math.floor(nowMs / 1000) * 1000 + (isAhead(name) ? away : -away);
	return writeSecond(at);
}

const SIXTY = Array.from({ length: 60 }, (_, at) => String(at).padStart(2, '0'));
/** `00:` to `59:`, hours and minutes. */
const PARTS: readonly string[] = SIXTY.map((text) => `${text}:`);
const SECONDS: readonly string[] = SIXTY.map((text) => `${text}Z`);
/** What is generated is mostly of the last thirty days. */
const MAX_DAYS = 1000;
const dayTexts = new Map<number, string>();

/** A whole second (epoch ms) as a date-time in UTC: `2026-06-01T09:00:00Z`. A quarter of the time that `Date` takes. */
function writeSecond(ms: number): string {
	const day = Math.floor(ms / DAY_MS);
	let text = dayTexts.get(day);
	if (text === undefined) {
		text = new Date(day * DAY_MS).toISOString().slice(0, -'hh:mm:ss.000Z'.length);
		if (dayTexts.size < MAX_DAYS) dayTexts.set(day, text);
	}
	const seconds = (ms - day * DAY_MS) / 1000;
	return text + PARTS[Math.floor(seconds / 3600)] + PARTS[Math.floor(seconds / 60) % 60] + SECONDS[seconds % 60];
}
