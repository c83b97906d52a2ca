// From a file to a value: the first step of everything that is read (documents, overlays, scenarios).

import { readFileSync, statSync } from 'node:fs';
import { type StartupCode, StartupError } from '../errors.ts';
import { isPattern } from '../files/expand-pattern.ts';
import { tellUnread } from '../files/tell-unread.ts';
import type { FileFinding, Place } from '../types/finding.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { decodeText } from './decode-text.ts';
import { describeInexact, isInexact, mayHoldInexact } from './exact-numbers.ts';
import { holdsInexact, type InexactNumber, listInexact } from './inexact-numbers.ts';
import { type JsonSlip, mendJson } from './json-slips.ts';
import { hasNoMoreMembers, indexJson, type JsonFault, scanJson } from './json-text.ts';
import { suggestFiles, suggestPath } from './near-file.ts';
import { findReadAhead } from './read-ahead.ts';
import { surveyJson } from './survey-json.ts';
import { createLocator, placeAt } from './text-places.ts';
import type { YamlSlip } from './yaml-slips.ts';
import { findNumber, indexYaml, parseYaml, type RepeatedKey } from './yaml-text.ts';

/** Bytes of one file. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;
/** Levels of nesting. */
export const MAX_SOURCE_DEPTH = 500;

/** What a file is read as; chooses the codes of its errors, e.g. `document.missing`, `scenario.syntax`. */
export type SourceKind = 'document' | 'overlay' | 'scenario';

/** A parsed file. */
export interface Source {
	file: string;
	value: JsonValue;
	/** Where a value stands, else its nearest existing parent. Parses again: for messages only. Never throws. */
	locate(pointer: Pointer): Place;
	/** What is doubtful in the text itself: keys that are given twice. Absent: nothing. */
	doubts?: readonly FileFinding[];
}

/** What there is to be said of a text. */
interface Judged {
	repeats: readonly RepeatedKey[];
	index: typeof indexJson;
	/** Whether a number may be another one as it is written. */
	hasLarge: boolean;
}

interface Codes {
	missing: StartupCode;
	unreadable: StartupCode;
	syntax: StartupCode;
}
const CODES: Record<SourceKind, Codes> = {
	document: { missing: 'document.missing', unreadable: 'document.unreadable', syntax: 'document.syntax' },
	overlay: { missing: 'document.missing', unreadable: 'document.unreadable', syntax: 'overlay.syntax' },
	scenario: { missing: 'scenario.missing', unreadable: 'scenario.unreadable', syntax: 'scenario.syntax' },
};

/**
 * Reads a YAML 1.2 or JSON file of at most 64 MiB. Throws a StartupError (`document.missing`, `.unreadable`,
 * `.too-large`, `.syntax` with line and column, or the same of `kind`).
 */
export function readSource(file: string, options?: { kind?: SourceKind; shownAs?: string }): Source {
	const kind = options?.kind ?? 'document';
	const shown = options?.shownAs ?? file;
	return parseSource({ file: shown, text: readText(file, kind, shown), kind });
}

/**
 * Text to value: JSON (RFC 8259) or YAML 1.2 with merge keys. Refused: more than 500 levels, aliases that multiply beyond
 * measure, values that JSON does not have, several documents in one file. A key given twice is a doubt in a document, where the
 * last counts, and refused in overlays and scenarios. Throws a StartupError (`document.syntax`, or that of `kind`) with line and
 * column. `isSound`: the text was read before, and nothing was wrong with it.
 */
export function parseSource(args: { file: string; text: string; kind?: SourceKind; isSound?: boolean }): Source {
	const { file, kind = 'document', isSound = false } = args;
	const given = args.text.startsWith('\uFEFF') ? args.text.slice(1) : args.text;
	const code = CODES[kind].syntax;
	const looksLikeJson = /^\s*(?:[{[]|\/[/*])/.test(given);
	const {
		text,
		json,
		slips: jsonSlips,
	}: JsonText = looksLikeJson ? readJsonText(given, file) : { text: given, slips: [] };
	const fail = (fault: { offset: number; message: string; remedy?: string }): StartupError =>
		new StartupError({
			code,
			message: fault.message,
			remedy: fault.remedy ?? 'mend the file',
			place: placeAt({ file, text, offset: fault.offset }),
		});

	const judgeRepeats = (repeats: readonly RepeatedKey[]): Pick<Source, 'doubts'> => {
		const [first] = repeats;
		if (!first) return {};
		if (kind === 'document') return { doubts: repeats.map((repeat) => describeRepeat(repeat, { file, text })) };
		throw fail({ ...first, message: `the key "${first.key}" is given twice`, remedy: 'remove one of the two' });
	};

	// What is told of a document is a doubt (below); what is told of entities must be exact.
	if (kind === 'scenario' && mayHoldInexact(text)) {
		const number = findNumber(text, isInexact);
		if (number) {
			throw fail({ offset: number.offset, message: describeInexact(number.written), remedy: IN_QUOTES });
		}
	}
	const judge = (value: JsonValue, { repeats, index, hasLarge }: Judged): Pick<Source, 'doubts'> => {
		const numbers = kind !== 'scenario' && hasLarge ? listInexact({ text, value, index }) : [];
		if (numbers.length === 0) return judgeRepeats(repeats);
		const told = numbers.map((number) => describeNumber(number, { file, text }));
		return { doubts: [...(judgeRepeats(repeats).doubts ?? []), ...told] };
	};
	if (jsonSlips[0] && kind !== 'document') throw fail(jsonSlips[0]);
	const told = jsonSlips.map((slip) => describeSlip(slip, { file, text, code: 'document.json' }));
	const withDoubts = (doubts: readonly FileFinding[] = []): Pick<Source, 'doubts'> =>
		told.length + doubts.length > 0 ? { doubts: [...told, ...doubts] } : {};
	if (json) {
		const locate = createLocator({ file, text, index: indexJson });
		if (isSound) return { file, value: json.value, locate };
		const survey = surveyJson(json.value, MAX_SOURCE_DEPTH);
		if (!survey) throw fail(readJson(text).fault ?? NO_JSON);
		// Fewer than the text has: a key was given twice.
		const repeats = hasNoMoreMembers(text, survey.members) ? [] : readJson(text).repeats;
		return {
			file,
			value: json.value,
			locate,
			...withDoubts(judge(json.value, { repeats, index: indexJson, hasLarge: survey.hasLarge }).doubts),
		};
	}
	// YAML reads JSON's syntax as well, but slowly, and its messages speak of YAML.
	if (looksLikeJson && file.toLowerCase().endsWith('.json')) throw fail(readJson(text).fault ?? NO_JSON);
	const locateYaml = createLocator({ file, text, index: indexYaml });
	const known = findReadAhead(text);
	if (known !== undefined) return { file, value: known, locate: locateYaml };
	const result = parseYaml(text, MAX_SOURCE_DEPTH, { takesEndless: kind === 'document' });
	if (!result.ok) throw fail(result.fault);
	const { value, slips = [] } = result;
	if (slips[0] && kind !== 'document') throw fail(slips[0]);
	const { doubts = [] } = judge(value, { repeats: result.repeats, index: indexYaml, hasLarge: holdsInexact(text) });
	const yamlSlips = slips.map((slip) => describeSlip(slip, { file, text, code: 'document.yaml' }));
	return { file, value, locate: locateYaml, ...withDoubts([...yamlSlips, ...doubts]) };
}

function describeRepeat(repeat: RepeatedKey, { file, text }: { file: string; text: string }): FileFinding {
	const { line, column } = placeAt({ file, text, offset: repeat.before });
	return {
		code: 'document.duplicate-key',
		severity: 'warning',
		message: `the key "${repeat.key}" is given twice: it stands at ${line}:${column} as well, and this one counts`,
		remedy: 'remove one of the two',
		place: placeAt({ file, text, offset: repeat.offset }),
	};
}

function describeSlip(
	{ offset, message, remedy }: YamlSlip | JsonSlip,
	{ file, text, code }: { file: string; text: string; code: string },
): FileFinding {
	return { code, severity: 'warning', message, remedy, place: placeAt({ file, text, offset }) };
}

function describeNumber(
	{ written, offset }: InexactNumber,
	{ file, text }: { file: string; text: string },
): FileFinding {
	return {
		code: 'document.number',
		severity: 'warning',
		message: `${describeInexact(written)}: it is read as ${BigInt(Number(written))}`,
		remedy: IN_QUOTES,
		place: placeAt({ file, text, offset }),
	};
}

/** The text of a file. Throws a StartupError, as `readSource` does. */
export function readText(file: string, kind: SourceKind, shown: string): string {
	const codes = CODES[kind];
	let bytes: Buffer;
	try {
		const stat = statSync(file);
		if (!stat.isFile()) {
			const what = stat.isDirectory() ? 'a folder' : 'no regular file';
			const remedy = stat.isDirectory() && kind === 'document' ? suggestFiles(shown) : 'name a file';
			throw new StartupError({ code: codes.unreadable, message: `${shown}: is ${what}`, remedy });
		}
		if (stat.size > MAX_SOURCE_BYTES) {
			const size = Math.ceil(stat.size / 1024 / 1024);
			throw new StartupError({
				code: 'document.too-large',
				message: `${shown}: ${size} MiB are more than the limit of 64 MiB`,
				remedy: 'split the file',
			});
		}
		bytes = readFileSync(file);
	} catch (error) {
		if (error instanceof StartupError) throw error;
		throw describeReadError({ error, codes, shown });
	}
	return readBytes(bytes, { kind, shown });
}

/** Bytes to text. Throws a StartupError (`document.unreadable`, or that of `kind`) for what is none. */
export function readBytes(bytes: Uint8Array, { kind, shown }: { kind: SourceKind; shown: string }): string {
	const text = decodeText(bytes);
	if (text !== undefined) return text;
	throw new StartupError({
		code: CODES[kind].unreadable,
		message: `${shown}: is not UTF-8 text`,
		remedy: 'save it as UTF-8',
	});
}

function describeReadError(args: { error: unknown; codes: Codes; shown: string }): StartupError {
	const { error, codes, shown } = args;
	const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
	if (reason === 'ENOENT' || reason === 'ENOTDIR') {
		const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(shown);
		const remedy = isAddress ? 'give a path, or an address with http:// or https://' : suggestPath(shown);
		const reason = isPattern(shown) ? 'nothing fits the pattern' : 'no such file';
		return new StartupError({ code: codes.missing, message: `${shown}: ${reason}`, remedy });
	}
	return new StartupError({
		code: codes.unreadable,
		message: `${shown}: can't be read: ${tellUnread(error)}`,
		remedy: 'check the path and its permissions',
		cause: error,
	});
}

/** A text that looks like JSON; `slips`: it is JSON but for these, and `text` is without them. */
interface JsonText {
	text: string;
	json?: { value: JsonObject | JsonValue[] } | undefined;
	slips: readonly JsonSlip[];
}

function readJsonText(text: string, file: string): JsonText {
	const json = tryJson(text);
	const mended = json ? undefined : mendJson(text);
	if (!mended) return { text, json, slips: [] };
	const known = tryJson(mended.text);
	// In YAML, which may begin so as well, `//` is no comment.
	return known || /\.json[5c]?$/i.test(file) ? { ...mended, json: known } : { text, slips: [] };
}

function tryJson(text: string): { value: JsonObject | JsonValue[] } | undefined {
	try {
		return { value: JSON.parse(text) as JsonObject | JsonValue[] };
	} catch {
		return undefined;
	}
}

const IN_QUOTES = 'write it as a text, in quotes, where it may be one';
const NO_JSON: JsonFault = { offset: 0, message: 'is not JSON' };

/** Where text is no JSON, or which of its keys are given twice. */
function readJson(text: string): { fault: JsonFault | undefined; repeats: RepeatedKey[] } {
	const repeats: RepeatedKey[] = [];
	const fault = scanJson(text, {
		maxDepth: MAX_SOURCE_DEPTH,
		visit({ path, offset, before }) {
			if (before !== undefined) repeats.push({ key: String(path.at(-1)), offset, before });
		},
	});
	return { fault, repeats };
}
