// From text or value to one normalised shape, whatever version of Pact wrote it.

import {
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	messageOf,
} from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import { addError, type FileFindings } from './file-findings.ts';
import { readInteractions } from './interactions.ts';
import type { Pact, PactVersion } from './pact-types.ts';

/** Characters of one pact file. */
export const MAX_PACT_LENGTH = 32 * 1024 * 1024;
/** Levels of nesting. */
export const MAX_PACT_DEPTH = 200;

/** How an OpenAPI document in YAML begins, comments left aside. */
const DOCUMENT = /^\uFEFF?(?:[ \t]*(?:#.*|---.*)?\r?\n)*["']?(?:openapi|swagger)["']?[ \t]*:/;
const IS_DOCUMENT = {
	message: 'The file is an OpenAPI document, which is no pact',
	remedy: 'Name the pacts here, and the document by --documents',
};

/** A pact with what is doubtful in it, rules that can't be read being the only errors, or the errors that made it unreadable. */
export type PactRead =
	| { ok: true; pact: Pact; findings: readonly ContractFinding[] }
	| { ok: false; findings: readonly ContractFinding[] };

/**
 * Reads a pact of Pact V1 to V4 from its text or from a parsed value. `file` is what findings name. Never throws;
 * what is cut off, too deep, or no pact is refused with a `pact.file.…` finding.
 */
export function readPact(input: string | JsonValue, file: string): PactRead {
	const found: FileFindings = { file, findings: [] };
	const value = typeof input === 'string' ? parseText(input, found) : input;
	if (value === undefined) return { ok: false, findings: found.findings };
	const pact = readValue(value, found);
	const failed =
		pact === undefined ||
		found.findings.some(({ severity, code }) => severity === 'error' && code !== 'pact.file.rule-malformed');
	return failed ? { ok: false, findings: found.findings } : { ok: true, pact, findings: found.findings };
}

function parseText(text: string, found: FileFindings): JsonValue | undefined {
	if (text.length > MAX_PACT_LENGTH) {
		addError(found, { code: 'pact.file.too-large', message: `The file has more than ${MAX_PACT_LENGTH} characters` });
		return undefined;
	}
	try {
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as JsonValue;
	} catch (error) {
		if (DOCUMENT.test(text)) {
			addError(found, { code: 'pact.file.not-a-pact', ...IS_DOCUMENT });
			return undefined;
		}
		addError(found, {
			code: 'pact.file.not-json',
			message: text.trim() === '' ? 'The file is empty' : `The file is no JSON: ${messageOf(error)}`,
			remedy: /^\s*([{[]|$)/.test(text)
				? 'Write the pact again: a file that ends too early was cut off while it was written'
				: 'Name a pact: what the Pact libraries and `pact write` write is JSON',
		});
		return undefined;
	}
}

function readValue(value: JsonValue, found: FileFindings): Pact | undefined {
	if (!isObject(value)) {
		addError(found, { code: 'pact.file.not-a-pact', message: 'The file holds no JSON object, so it is no pact' });
		return undefined;
	}
	if (isDeeperThan(value, MAX_PACT_DEPTH)) {
		addError(found, { code: 'pact.file.too-deep', message: `The file nests deeper than ${MAX_PACT_DEPTH} levels` });
		return undefined;
	}
	const lists = ['interactions', 'messages'].filter((key) => Object.hasOwn(value, key));
	if (lists.length === 0 && (Object.hasOwn(value, 'openapi') || Object.hasOwn(value, 'swagger'))) {
		addError(found, { code: 'pact.file.not-a-pact', ...IS_DOCUMENT });
		return undefined;
	}
	if (lists.length === 0) {
		const message = 'The file has no interactions, so it is no pact';
		addError(found, { code: 'pact.file.not-a-pact', message });
		return undefined;
	}
	const version = readVersion(value, found);
	const consumer = readParticipant({ value, role: 'consumer', found });
	const provider = readParticipant({ value, role: 'provider', found });
	const interactions = lists.flatMap((key) => readInteractions({ value, key, version, found }));
	const metadata = getOwn(value, 'metadata');
	return {
		file: found.file,
		consumer,
		provider,
		version,
		interactions,
		metadata: isObject(metadata) ? metadata : {},
		raw: value,
	};
}

function readParticipant(given: { value: JsonObject; role: 'consumer' | 'provider'; found: FileFindings }): string {
	const { value, role, found } = given;
	const name = getString(getOwn(value, role), 'name');
	if (name !== undefined && name.trim() !== '') return name;
	const pointer = joinPointer('', role);
	const message = `The pact doesn't name its ${role}`;
	addError(found, { code: 'pact.file.no-participant', message, pointer, remedy: `Give it "${role}": { "name": … }` });
	return '';
}

/** The version the metadata names, in any of the spellings in use; without one, what the interactions look like. */
function readVersion(value: JsonObject, found: FileFindings): PactVersion {
	const metadata = getOwn(value, 'metadata');
	const named =
		getString(getOwn(metadata, 'pactSpecification'), 'version') ??
		getString(getOwn(metadata, 'pact-specification'), 'version') ??
		getString(metadata, 'pactSpecificationVersion');
	const major = Number.parseInt(named ?? '', 10);
	if (major === 1 || major === 2 || major === 3 || major === 4) return major;
	if (named !== undefined) {
		const message = `Pact specification ${JSON.stringify(named)} isn't known here: 1 to 4 are`;
		addError(found, { code: 'pact.file.unknown-version', message, pointer: '/metadata' });
	}
	const first = firstOf(getOwn(value, 'interactions'));
	if (getString(first, 'type') !== undefined) return 4;
	return getOwn(first, 'providerStates') === undefined ? 2 : 3;
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
	return Array.isArray(value) ? value[0] : undefined;
}

function isDeeperThan(value: JsonValue, limit: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (limit === 0) return true;
	return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
