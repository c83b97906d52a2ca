// From a scenario file to its value. `${name}` and `${request.body#/name}` may stand unquoted anywhere, also inside `{ … }`, where
// YAML alone would take the brace for the start of a map.

import { readFileSync, statSync } from 'node:fs';
import {
	decodeText,
	type FileFinding,
	isObject,
	type JsonObject,
	type JsonValue,
	type Place,
	type Pointer,
	parseSource,
	StartupError,
	setOwn,
	tellUnread,
} from '../../spec/index.ts';
import type { ScenarioCode } from './scenario-finding.ts';

/** Bytes of one scenario file. */
const MAX_SCENARIO_BYTES = 1024 * 1024;

/** What could be a parameter or a place of the request: without what ends a word of YAML. */
const REFERENCE = /\$\{([A-Za-z_][^\s{}[\]'",]*)\}/g;

/** A parsed scenario file, or the one reason why it can't be. */
export type ScenarioText =
	| { ok: true; value: JsonValue; locate(pointer: Pointer): Place }
	| { ok: false; finding: FileFinding };

/** Reads a scenario file of at most 1 MiB. Never throws. */
export function readScenarioText(file: string): ScenarioText {
	try {
		const stat = statSync(file);
		if (!stat.isFile()) return refuse({ file, code: 'scenario.unreadable', message: 'is no regular file' });
		if (stat.size > MAX_SCENARIO_BYTES) {
			return refuse({
				file,
				code: 'scenario.too-large',
				message: 'is larger than 1 MiB',
				remedy: 'split the scenario',
			});
		}
		const text = decodeText(readFileSync(file));
		if (text === undefined) {
			return refuse({ file, code: 'scenario.unreadable', message: 'is not UTF-8 text', remedy: 'save it as UTF-8' });
		}
		return parseScenarioText(file, text);
	} catch (error) {
		const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		if (reason === 'ENOENT') return refuse({ file, code: 'scenario.missing', message: 'no such file' });
		return refuse({ file, code: 'scenario.unreadable', message: `can't be read: ${tellUnread(error)}` });
	}
}

/** Text (YAML or JSON) to value; lines and columns are those of `text`. Never throws. */
export function parseScenarioText(file: string, text: string): ScenarioText {
	const { masked, mask, unmask } = maskReferences(text);
	try {
		const source = parseSource({ file, text: masked, kind: 'scenario' });
		const value = masked === text ? source.value : mapStrings(source.value, unmask);
		return { ok: true, value, locate: (pointer) => ({ ...source.locate(mask(pointer)), pointer }) };
	} catch (error) {
		// Nesting within the bounds can still be too much for the stack that is left.
		if (error instanceof RangeError) return refuse({ file, code: 'scenario.syntax', message: 'nested too deep' });
		if (!(error instanceof StartupError)) throw error;
		const { place } = error;
		const told = (place && findSlip(masked, place)) ?? error;
		return refuse({ file, code: 'scenario.syntax', message: unmask(told.message), remedy: told.remedy, place });
	}
}

const OPEN_REFERENCE = {
	message: 'a reference is not whole',
	remedy: 'write it like $' + '{name} or $' + '{request.path.id}, without blanks, or put the text in quotes',
};

const MOUSTACHE = {
	message: 'a reference has one pair of braces, and a dollar before them',
	remedy: 'write it like $' + '{name}, or put the text in quotes',
};

/** Which slip the brace is that YAML stumbles over: one that follows a dollar, or one of two, as templates have them. */
function findSlip(text: string, { line, column }: Place): { message: string; remedy: string } | undefined {
	const written = text.split(/\r\n|\r|\n/, line)[line - 1] ?? '';
	if (written.slice(column - 2, column) === '$' + '{') return OPEN_REFERENCE;
	return /^\{+[\w .]+\}\}/.test(written.slice(column - 1)) && written.includes('{{') ? MOUSTACHE : undefined;
}

/** The text with each `${name}` in a form that YAML takes for a word, and the ways there and back for parts of it. */
export function maskReferences(text: string): {
	masked: string;
	mask(plain: string): string;
	unmask(masked: string): string;
} {
	const [open, close] = choosePlaceholders(text);
	const mask = (plain: string): string => plain.replace(REFERENCE, `$$${open}$1${close}`);
	const maskedReference = new RegExp(`\\$${open}([^${open}${close}]+)${close}`, 'g');
	const unmask = (masked: string): string => masked.replace(maskedReference, (_whole, name) => `\${${name}}`);
	return { masked: mask(text), mask, unmask };
}

// Two characters for private use, of one column each, that the file does not hold.
function choosePlaceholders(text: string): [string, string] {
	const free: string[] = [];
	for (let code = 0xe000; free.length < 2 && code < 0xf900; code++) {
		const character = String.fromCharCode(code);
		if (!text.includes(character)) free.push(character);
	}
	return [free[0] ?? '\ue000', free[1] ?? '\ue001'];
}

function mapStrings(value: JsonValue, change: (text: string) => string): JsonValue {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
	if (!isObject(value)) return value;
	const copy: JsonObject = {};
	for (const [key, item] of Object.entries(value)) setOwn(copy, change(key), mapStrings(item, change));
	return copy;
}

function refuse(args: {
	file: string;
	code: ScenarioCode;
	message: string;
	remedy?: string | undefined;
	place?: Place | undefined;
}): ScenarioText {
	const { file, code, message, remedy = 'mend the file, or take it out of the folder' } = args;
	const place = args.place ?? { file, line: 1, column: 1 };
	return { ok: false, finding: { code, severity: 'error', message, remedy, place } };
}
