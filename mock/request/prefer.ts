// The header Prefer (RFC 7240), with the preferences that Prism made customary.

import type { Finding } from '../types/finding.ts';

/** What a caller would like, e.g. `{ code: 409, example: 'gone', applied: 'code=409, example=gone' }`. */
export interface Preferences {
	/** 200 to 599: what begins with 1 comes before an answer, and no client takes it for one. */
	code?: number;
	/** The name of an example of the document. */
	example?: string;
	/** Generate data rather than use examples, or the other way round. */
	dynamic?: boolean;
	/** Seed of generated data; any text. */
	seed?: string;
	/** The value of `Preference-Applied` (RFC 7240 §3); `''`: nothing of ours was asked for. */
	applied: string;
	/** Preferences of ours with a value that can't be meant; they are otherwise ignored. */
	findings: readonly Finding[];
}

const NONE: Preferences = Object.freeze({ applied: '', findings: Object.freeze([]) as readonly Finding[] });
/** A longer header is not read. */
const MAX_LENGTH = 4096;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** One preference with its parameters: quoted strings may hold commas and semicolons. */
const PREFERENCE = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g;
const PART = /^(?:"(?:[^"\\]|\\.)*"|[^";])+/;

/**
 * `code=409, example=gone; foo=bar, dynamic=true, seed=abc` → what is meant; several headers count as one list. The
 * first of two alike wins (RFC 7240 §2), names are case-insensitive, values may be quoted, `dynamic` alone means true, others'
 * preferences are ignored. Never throws.
 */
export function parsePrefer(header: string | readonly string[] | undefined): Preferences {
	if (header === undefined) return NONE;
	const text = typeof header === 'string' ? header : header.join(', ');
	if (text.length > MAX_LENGTH) {
		const message = `must be at most ${MAX_LENGTH} characters long`;
		return { applied: '', findings: [describe('request.prefer.too-long', message)] };
	}
	const given = readPreferences(text);
	if (given.size === 0) return NONE;
	const found: Omit<Preferences, 'applied' | 'findings'> = {};
	const findings: Finding[] = [];
	const applied: string[] = [];

	const code = given.get('code');
	if (code !== undefined) {
		if (/^[2-5]\d\d$/.test(code)) found.code = Number(code);
		else findings.push(describe('request.prefer.code', 'code must be a status from 200 to 599'));
	}
	const example = given.get('example');
	if (example !== undefined) {
		if (example !== '') found.example = example;
		else findings.push(describe('request.prefer.example', 'example must name an example'));
	}
	const dynamic = given.get('dynamic')?.toLowerCase();
	if (dynamic !== undefined) {
		if (dynamic === 'true' || dynamic === '') found.dynamic = true;
		else if (dynamic === 'false') found.dynamic = false;
		else findings.push(describe('request.prefer.dynamic', 'dynamic must be true or false'));
	}
	const seed = given.get('seed');
	if (seed !== undefined) {
		if (seed !== '') found.seed = seed;
		else findings.push(describe('request.prefer.seed', 'seed must have a value'));
	}
	for (const [name, value] of Object.entries(found)) applied.push(`${name}=${quote(String(value))}`);
	return { ...found, applied: applied.join(', '), findings };
}

const OURS: ReadonlySet<string> = new Set(['code', 'example', 'dynamic', 'seed']);

/** `return=minimal, code=404` → `['return=minimal']`: those that are none of ours, as they are written. Never throws. */
export function listOtherPreferences(header: string): readonly string[] {
	if (header.length > MAX_LENGTH) return [header];
	return Array.from(header.matchAll(PREFERENCE), ([preference]) => preference.trim()).filter((preference) => {
		const [name = ''] = preference.split(/[=;]/, 1);
		return preference !== '' && !OURS.has(name.trim().toLowerCase());
	});
}

function readPreferences(text: string): ReadonlyMap<string, string> {
	const given = new Map<string, string>();
	for (const [preference] of text.matchAll(PREFERENCE)) {
		// What follows a semicolon belongs to its preference; no parameter of ours exists.
		const first = PART.exec(preference)?.[0] ?? '';
		const equals = first.indexOf('=');
		const name = (equals < 0 ? first : first.slice(0, equals)).trim().toLowerCase();
		if (!OURS.has(name) || given.has(name)) continue;
		given.set(name, equals < 0 ? '' : unquote(first.slice(equals + 1).trim()));
	}
	return given;
}

function unquote(word: string): string {
	if (word.length < 2 || !word.startsWith('"') || !word.endsWith('"')) return word;
	return word.slice(1, -1).replace(/\\(.)/g, '$1');
}

function quote(value: string): string {
	return TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function describe(code: string, message: string): Finding {
	return { code, message, in: 'header', pointer: 'prefer' };
}
