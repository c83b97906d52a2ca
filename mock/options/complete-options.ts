// What a mock is told, completed by defaults and checked: the one place that knows both.

import { getHeapStatistics } from 'node:v8';
import { expandAll, expandPattern, isObject, type JsonObject, nearest, StartupError } from '../../spec/index.ts';
import { shippedDocuments, shippedScenarios } from './defaults.ts';
import { findLocale } from './find-locale.ts';
import type { MockOptions } from './mock-options.ts';

/** Bytes that the journals of all sessions may keep together. */
export const ALL_JOURNALS_BYTES = 128 * 1024 * 1024;
/** Bytes that the entities of all sessions may take up together, roughly: 64 MiB, or a quarter of Node's heap where that is less. */
export function readEntityBytes(): number {
	return Math.min(64 * 1024 * 1024, getHeapStatistics().heap_size_limit / 4);
}
/** A longer delay is taken for a mistake, in ms. */
const MAX_DELAY_MS = 60 * 60 * 1000;

/** The defaults of the library; the command line watches its files and logs to the terminal as well. */
export const DEFAULT_OPTIONS: Omit<MockOptions, 'documents' | 'scenarios'> = {
	overlays: [],
	scenario: undefined,
	port: 4010,
	host: '127.0.0.1',
	seed: undefined,
	locale: undefined,
	dynamic: false,
	auth: 'present',
	jwks: undefined,
	requireExp: true,
	delayMs: undefined,
	cors: true,
	watch: false,
	readOnly: false,
	strictSessions: false,
	maxSessions: 1000,
	journal: 1000,
	journalBytes: 8 * 1024 * 1024,
	fill: 0,
	rows: [],
	maxEntities: 10_000,
	maxBody: 1024 * 1024,
	validateRequests: true,
	callbackHosts: [],
	allowRemoteRefs: false,
	upstream: undefined,
	forward: 'available',
	upstreamTimeoutMs: 30_000,
	upstreamCa: undefined,
	errors: false,
	infer: true,
	adminToken: undefined,
	adminHosts: [],
	instance: undefined,
	log: 'silent',
};

/**
 * All options, with a default for each that is absent or `undefined`. Without documents, those that ship are served,
 * with the scenarios that ship; patterns of files (`specs/*.yaml`) are the files that they fit. Throws a StartupError `option.invalid` for a value out of its bounds or an unknown name;
 * `callOption` is how it calls an option, by default by its name.
 */
export function completeOptions(
	partial: Partial<MockOptions> = {},
	callOption: (name: keyof MockOptions) => string = (name) => name,
): MockOptions {
	const given = Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined));
	const isShipped = given['documents'] === undefined;
	const defaults: MockOptions = {
		documents: isShipped ? shippedDocuments() : [],
		scenarios: isShipped ? shippedScenarios() : undefined,
		...DEFAULT_OPTIONS,
	};
	for (const name of Object.keys(given)) {
		if (!Object.hasOwn(CHECKS, name)) throw refuseName(name);
	}
	const options: MockOptions = { ...defaults, ...given };
	for (const name of Object.keys(CHECKS) as (keyof MockOptions)[])
		checkOption(name, { value: options[name], shownAs: callOption(name) });
	if (options.auth === 'verify' && options.jwks === undefined) {
		throw refuse(
			callOption('auth'),
			'verify needs the keys that tokens are signed with',
			'give a JWKS by --jwks (option jwks)',
		);
	}
	const named: MockOptions = {
		...options,
		documents: expandAll(options.documents),
		overlays: options.overlays.flatMap(expandPattern),
		rows: expandAll(options.rows),
	};
	return named.locale === undefined ? named : { ...named, locale: findLocale(named.locale) };
}

/** Throws a StartupError `option.invalid` for a value that the option can't have; `shownAs` names it. Absent: it has its default. */
export function checkOption(name: keyof MockOptions, { value, shownAs }: { value: unknown; shownAs: string }): void {
	const expected = value === undefined ? undefined : CHECKS[name](value);
	if (expected === undefined) return;
	// A token that is refused may still be somebody's secret.
	const shown = name === 'adminToken' || name === 'upstream' ? '' : `, not ${show(value)}`;
	throw refuse(shownAs, `must be ${expected}${shown}`);
}

const FORWARD_WORDS: ReadonlySet<string> = new Set(['all', 'unmatched', 'available', 'none']);

/** What the value should have been; `undefined`: it is good. */
type Check = (value: unknown) => string | undefined;

const CHECKS: Record<keyof MockOptions, Check> = {
	documents: (value) => {
		const isList = Array.isArray(value) && value.length > 0;
		return isList && value.every((one) => isText(one) || isObject(one)) ? undefined : 'at least one path or document';
	},
	overlays: expectTexts('a list of paths'),
	scenarios: expectText('the path of a folder'),
	scenario: expectText('the name of a scenario'),
	port: expectInteger(0, 65_535),
	host: expectText('a host name or an address'),
	seed: expectInteger(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
	locale: (value) =>
		typeof value === 'string' && findLocale(value) ? undefined : 'a language that Faker has, e.g. de or pt-BR',
	dynamic: expectBoolean,
	auth: expectOneOf('present', 'off', 'verify'),
	jwks: (value) => (isText(value) || isObject(value as JsonObject) ? undefined : 'a path or a JWKS'),
	delayMs: checkDelay,
	cors: expectBoolean,
	watch: expectBoolean,
	readOnly: expectBoolean,
	strictSessions: expectBoolean,
	maxSessions: expectInteger(1, 1_000_000),
	journal: expectInteger(0, 1_000_000),
	journalBytes: expectInteger(0, ALL_JOURNALS_BYTES),
	fill: expectInteger(0, 1000),
	rows: expectTexts('a list of paths'),
	maxEntities: expectInteger(1, 10_000_000),
	maxBody: expectInteger(0, 512 * 1024 * 1024),
	requireExp: expectBoolean,
	validateRequests: expectBoolean,
	callbackHosts: expectHosts('hooks.test'),
	allowRemoteRefs: expectBoolean,
	upstream: expectText('the address of the real API, e.g. http://localhost:8000'),
	forward: (value) =>
		FORWARD_WORDS.has(value as string) || (Array.isArray(value) && value.length > 0 && value.every(isText))
			? undefined
			: 'all, unmatched, available, none, or a list of operations, tags and paths',
	upstreamTimeoutMs: expectInteger(1, MAX_DELAY_MS),
	upstreamCa: expectText('the path of a PEM file'),
	errors: expectBoolean,
	infer: expectBoolean,
	// It travels in a header, as one word (RFC 6750 §2.1 is stricter still).
	adminToken: (value) => (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? undefined : 'one word in ASCII'),
	adminHosts: expectHosts('mock.test:8080'),
	instance: (value) =>
		typeof value === 'string' && /^[A-Za-z0-9._~-]{1,100}$/.test(value) ? undefined : 'a name of A-Z a-z 0-9 . _ ~ -',
	log: expectOneOf('pretty', 'json', 'silent'),
};

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function expectText(what: string): Check {
	return (value) => (isText(value) ? undefined : what);
}

function expectTexts(what: string): Check {
	return (value) => (Array.isArray(value) && value.every(isText) ? undefined : what);
}

/** Hosts as `Host` and addresses have them, each one by itself: no scheme, no path, no pattern that would never be met. */
function expectHosts(example: string): Check {
	const isHost = (value: unknown): boolean =>
		isText(value) && !/[\s,;*/\\?#@]/.test(value) && URL.canParse(`http://${value}`);
	const expected = `a list of hosts, each a name or an address, with or without a port, e.g. ${example}`;
	return (value) => (Array.isArray(value) && value.every(isHost) ? undefined : expected);
}

function expectBoolean(value: unknown): string | undefined {
	return typeof value === 'boolean' ? undefined : 'true or false';
}

function expectOneOf(...names: readonly string[]): Check {
	return (value) => (names.includes(value as string) ? undefined : `one of ${names.join(', ')}`);
}

function expectInteger(min: number, max: number): Check {
	return (value) => {
		if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max) return undefined;
		return min === Number.MIN_SAFE_INTEGER ? 'a whole number' : `a whole number from ${min} to ${max}`;
	};
}

function checkDelay(value: unknown): string | undefined {
	const { min, max } = (value ?? {}) as { min?: unknown; max?: unknown };
	const isRange = typeof min === 'number' && typeof max === 'number' && min >= 0 && min <= max && max <= MAX_DELAY_MS;
	return isRange ? undefined : 'a range { min, max } in milliseconds, at most an hour';
}

function show(value: unknown): string {
	const text =
		typeof value === 'string' ? `"${value}"` : typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function refuseName(name: string): StartupError {
	const [near] = nearest(name, Object.keys(CHECKS), 1);
	return new StartupError({
		code: 'option.invalid',
		message: `there is no option ${name}`,
		remedy: near ? `did you mean ${near}?` : 'see MockOptions for their names',
	});
}

function refuse(name: string, message: string, remedy = 'mend the value'): StartupError {
	return new StartupError({ code: 'option.invalid', message: `${name} ${message}`, remedy });
}
