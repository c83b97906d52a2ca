// Stable values in the place of real ones: what stands in a pact must be the same tomorrow, and be nobody's.

import { type Direction, findKeyword, getOwn, type JsonValue, listValues } from '../../spec/index.ts';
import { type Facts, fits, listTypes } from './facts.ts';

/** Values of the scenario in use, real → stable, each with the parameter's name. */
export interface Substitutions {
	/** The stable text for a real one, and the parameter of the provider state that has it. */
	find(text: string, name?: string): { stable: string; parameter: string } | undefined;
}

const BY_FORMAT: ReadonlyMap<string, string> = new Map([
	['uuid', '00000000-0000-4000-8000-000000000001'],
	['date-time', '2026-01-15T09:00:00Z'],
	['date', '2026-01-15'],
	['time', '09:00:00Z'],
	['duration', 'P7D'],
	['email', 'someone@example.com'],
	['idn-email', 'someone@example.com'],
	['uri', 'https://example.com/1'],
	['url', 'https://example.com/1'],
	['hostname', 'example.com'],
	['ipv4', '192.0.2.1'],
	['ipv6', '2001:db8::1'],
	['password', 'secret'],
	['byte', 'ZXhhbXBsZQ=='],
]);
const PERSONAL = ['x-personal', 'x-pii', 'x-sensitive', 'x-private'];
const PERSONAL_FORMATS: ReadonlySet<string> = new Set(['password', 'email', 'idn-email', 'phone', 'iban', 'ssn']);
/** What changes from run to run by its nature. */
export const VOLATILE =
	/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/i;

/** Whether the document says that a value is a person's, or nobody else's to see. */
export function isPersonal(facts: Facts): boolean {
	const format = findKeyword(facts.view, 'format');
	return (
		facts.view.parts.some(({ value }) => PERSONAL.some((mark) => isMarked(getOwn(value, mark)))) ||
		(typeof format === 'string' && PERSONAL_FORMATS.has(format)) ||
		findKeyword(facts.view, 'writeOnly') === true
	);
}

function isMarked(mark: JsonValue | undefined): boolean {
	return mark !== undefined && mark !== false && mark !== null;
}

/**
 * The value that stands for a real one: the document's own example where it has one that fits, else a constant of its format,
 * else (in answers, and for what is personal) a constant of its type. Enums and constants stay: they mean something. In requests
 * other values stay as the consumer wrote them. `undefined`: nothing that may be shown fits.
 */
export function stabilise(value: JsonValue, facts: Facts, direction: Direction): JsonValue | undefined {
	if (value === null || listValues(facts.view) !== undefined) return value;
	if (typeof value === 'object') return value;
	const isHidden = isPersonal(facts);
	const isAnswer = direction === 'response';
	const replaces = isAnswer || isHidden || typeof value === 'string';
	if (!replaces) return value;
	const accepts = (candidate: JsonValue): boolean =>
		sameKind(candidate, value) && facts.bounds.every((view) => fits(view, candidate, direction));
	const example = facts.examples.find(accepts);
	if (example !== undefined) return example;
	if (facts.view.parts.length === 0) return isAnswer ? constantsOf(value)[0] : value;
	const format = findKeyword(facts.view, 'format');
	const known = typeof format === 'string' ? BY_FORMAT.get(format) : undefined;
	if (known !== undefined && typeof value === 'string' && accepts(known)) return known;
	if (!isAnswer && !isHidden)
		return typeof value === 'string' && VOLATILE.test(value)
			? BY_FORMAT.get(/T|:/.test(value) ? 'date-time' : 'uuid')
			: value;
	const constant = [...limitsOf(facts), ...constantsOf(value), maskOf(value)].find(
		(candidate) => candidate !== undefined && accepts(candidate),
	);
	return constant ?? (isHidden ? undefined : value);
}

function sameKind(a: JsonValue, b: JsonValue): boolean {
	return typeof a === typeof b && a !== null;
}

function limitsOf(facts: Facts): JsonValue[] {
	const types = listTypes(facts);
	if (!types.includes('integer') && !types.includes('number')) return [];
	return ['minimum', 'maximum'].flatMap((keyword) => findKeyword(facts.view, keyword) ?? []);
}

function constantsOf(value: JsonValue): JsonValue[] {
	if (typeof value === 'number') return Number.isInteger(value) ? [1, 0, 10, 100] : [1.5, 0.5, 1, 0];
	if (typeof value === 'boolean') return [true, false];
	return ['text', 'example text', 'x', 'A', '1', ''];
}

/** `12345678Z` → `00000000X`: the shape alone. */
function maskOf(value: JsonValue): JsonValue | undefined {
	if (typeof value !== 'string') return undefined;
	return value
		.replaceAll(/\d/g, '0')
		.replaceAll(/\p{Lu}/gu, 'X')
		.replaceAll(/\p{Ll}/gu, 'x');
}
