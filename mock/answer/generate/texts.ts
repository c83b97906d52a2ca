// Strings of a format, or none in particular. Free of faker.

import type { Numbers } from './numbers.ts';

const WORDS: readonly string[] =
	'amber basil cedar delta ember fable grove harbor iris juniper kettle lumen maple nectar opal pebble quill raven sable tulip umber velvet willow yarrow zephyr'.split(
		' ',
	);
const DAY_MS = 86_400_000;
/** Names of dates that lie ahead. */
const FUTURE = /(?:expir|until|due|deadline|end|next|renew|scheduled)/;

type Maker = (args: { numbers: Numbers; nowMs: number; name: string }) => string;

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
	['date-time', (args) => makeDate(args)],
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
	['byte', ({ numbers }) => Buffer.from(`${word(numbers)} ${word(numbers)}`).toString('base64')],
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

/** One to three words, cut or filled to a length. */
export function makeWords(numbers: Numbers, { min, max }: { min: number; max: number }): string {
	let text = word(numbers);
	while ([...text].length < min) text += ` ${word(numbers)}`;
	return text.length > max ? text.slice(0, Math.max(0, max)).trimEnd().padEnd(Math.min(min, max), 'x') : text;
}

function word(numbers: Numbers): string {
	return numbers.pick(WORDS);
}

/** Within thirty days of now, whole seconds. */
function makeDate({ numbers, nowMs, name }: { numbers: Numbers; nowMs: number; name: string }): string {
	const away = numbers.between(1, 30) * DAY_MS + numbers.between(0, DAY_MS / 1000) * 1000;
	const at = Math.floor(nowMs / 1000) * 1000 + (FUTURE.test(name) ? away : -away);
	return new Date(at).toISOString().replace('.000Z', 'Z');
}
