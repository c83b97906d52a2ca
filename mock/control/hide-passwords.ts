// Passwords in bodies and entities: what a document marks so is blotted out, by the name of the property.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	type Passwords,
	parsePointer,
	setOwn,
} from '../../spec/index.ts';
import { decodeForm } from '../request/parameters/raw-query.ts';
import { BLOT, blotOut } from '../text/blot.ts';

/** The value with every password blotted out; the same one where there is none. An empty text hides nothing, and stays. */
export function hidePasswords(value: JsonValue, { isWhole, names }: Passwords): JsonValue {
	if (!isWhole && names.size === 0) return value;
	return hide(value, names, isWhole);
}

function hide(value: JsonValue, names: ReadonlySet<string>, isHidden: boolean): JsonValue {
	if (Array.isArray(value)) return value.map((item) => hide(item, names, isHidden));
	if (!isObject(value)) return isHidden && value !== null && value !== '' ? BLOT : value;
	const shown: JsonObject = {};
	const patched = namesPatched(value, names) ? 'value' : undefined;
	for (const name of Object.keys(value)) {
		setOwn(shown, name, hide(value[name] as JsonValue, names, isHidden || names.has(name) || name === patched));
	}
	return shown;
}

/** Whether it is a step of a JSON Patch (RFC 6902 §4) on a password, or on something in it. */
function namesPatched(value: JsonObject, names: ReadonlySet<string>): boolean {
	const path = typeof value['op'] === 'string' ? value['path'] : undefined;
	return typeof path === 'string' && (parsePointer(path) ?? []).some((name) => names.has(name));
}

/** The value with what was blotted out taken from the same place of `source`, where there is something. */
export function fillBlots(value: JsonValue, source: JsonValue | undefined): JsonValue {
	if (value === BLOT) return source ?? value;
	if (Array.isArray(value))
		return value.map((item, index) => fillBlots(item, Array.isArray(source) ? source[index] : undefined));
	if (!isObject(value)) return value;
	const whole: JsonObject = {};
	for (const [name, one] of Object.entries(value)) setOwn(whole, name, fillBlots(one, getOwn(source, name)));
	return whole;
}

/** `hidePasswords` for text: a form, XML, JSON that is cut off or broken. `type`: the body's media type, lower case. */
export function hidePasswordsInText(text: string, type: string, { isWhole, names }: Passwords): string {
	if (isWhole && text !== '') return BLOT;
	if (names.size === 0) return text;
	if (type === 'application/x-www-form-urlencoded')
		return text
			.split('&')
			.map((pair) => hideInPair(pair, names))
			.join('&');
	let shown = text;
	for (const name of names) for (const [pattern, kept] of placesOf(name)) shown = shown.replaceAll(pattern, kept);
	return shown;
}

/** A pair of a form; `user[password]`, `password[]` and `user.password` are a password as well. */
function hideInPair(pair: string, names: ReadonlySet<string>): string {
	const equals = pair.indexOf('=');
	if (equals < 0) return pair;
	const raw = pair.slice(0, equals);
	const steps = (decodeForm(raw) ?? raw).split(/[[\].]+/);
	return steps.some((step) => names.has(step)) ? `${raw}=${BLOT}` : pair;
}

/** Where a property's value stands in text: a member in JSON, an element or attribute in XML, a part of a multipart body. */
function placesOf(name: string): readonly [pattern: RegExp, kept: string][] {
	const word = name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
	return [
		[new RegExp(`("${word}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|[^\\s"{}\\[\\],]+)`, 'g'), `$1"${BLOT}"`],
		[new RegExp(`(<(?:[\\w.-]+:)?${word}(?:\\s[^<>]*)?>)[^<]+`, 'g'), `$1${BLOT}`],
		[new RegExp(`(\\s${word}\\s*=\\s*)(?:"[^"<>]*"|'[^'<>]*')`, 'g'), `$1"${BLOT}"`],
		[new RegExp(`(\\bname="?${word}(?:\\[\\])?"?[;\\r\\n][^]*?\\n\\r?\\n)[^]*?(?=\\r?\\n--|$)`, 'g'), `$1${BLOT}`],
	];
}

/** The value with these words blotted out of all texts in it, whatever the properties. */
export function blotTexts(value: JsonValue, secrets: readonly string[]): JsonValue {
	if (typeof value === 'string') return blotOut(value, secrets);
	if (Array.isArray(value)) return value.map((one) => blotTexts(one, secrets));
	if (!isObject(value)) return value;
	const shown: JsonObject = {};
	for (const name of Object.keys(value)) setOwn(shown, name, blotTexts(value[name] as JsonValue, secrets));
	return shown;
}
