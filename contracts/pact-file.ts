// Where every pact comes in: from text or value to one normalised shape, whatever version wrote it.

import {
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
} from '../spec/index.ts';
import type { ContractFinding, PactFileCode } from './finding.ts';
import { readBody, readHeaders, readQuery } from './pact/body.ts';
import type { Interaction, Pact, PactRequest, PactResponse, PactVersion, ProviderState } from './pact/model.ts';
import { type RulesRead, readGenerators, readRules } from './pact/rules.ts';

export { isJson } from './pact/body.ts';
export { formatJsonPath, parseJsonPath } from './pact/json-path.ts';
export * from './pact/model.ts';

/** Characters of one pact file. */
export const MAX_PACT_LENGTH = 32 * 1024 * 1024;
/** Levels of nesting. */
export const MAX_PACT_DEPTH = 200;

/** A pact with what is doubtful in it (`findings`, warnings only), or the errors that made it unreadable. */
export type PactRead =
	| { ok: true; pact: Pact; findings: readonly ContractFinding[] }
	| { ok: false; findings: readonly ContractFinding[] };

interface Notes {
	file: string;
	findings: ContractFinding[];
}

/**
 * Reads a pact of Pact V1 to V4 from its text or from a parsed value. `file` is what findings name. Never throws;
 * what is cut off, too deep, or no pact is refused with a `pact.file.…` finding.
 */
export function readPact(input: string | JsonValue, file: string): PactRead {
	const notes: Notes = { file, findings: [] };
	const value = typeof input === 'string' ? parseText(input, notes) : input;
	if (value === undefined) return { ok: false, findings: notes.findings };
	const pact = readValue(value, notes);
	const failed = pact === undefined || notes.findings.some((finding) => finding.severity === 'error');
	return failed ? { ok: false, findings: notes.findings } : { ok: true, pact, findings: notes.findings };
}

function parseText(text: string, notes: Notes): JsonValue | undefined {
	if (text.length > MAX_PACT_LENGTH) {
		refuse(notes, { code: 'pact.file.too-large', message: `The file has more than ${MAX_PACT_LENGTH} characters` });
		return undefined;
	}
	try {
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as JsonValue;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		refuse(notes, {
			code: 'pact.file.not-json',
			message: text.trim() === '' ? 'The file is empty' : `The file is no JSON: ${reason}`,
			remedy: 'Write the pact again: a file that ends too early was cut off while it was written',
		});
		return undefined;
	}
}

function readValue(value: JsonValue, notes: Notes): Pact | undefined {
	if (!isObject(value)) {
		refuse(notes, { code: 'pact.file.not-a-pact', message: 'The file holds no JSON object, so it is no pact' });
		return undefined;
	}
	if (isDeeperThan(value, MAX_PACT_DEPTH)) {
		refuse(notes, { code: 'pact.file.too-deep', message: `The file nests deeper than ${MAX_PACT_DEPTH} levels` });
		return undefined;
	}
	const lists = ['interactions', 'messages'].filter((key) => Object.hasOwn(value, key));
	if (lists.length === 0) {
		const message = 'The file has no interactions, so it is no pact';
		refuse(notes, { code: 'pact.file.not-a-pact', message });
		return undefined;
	}
	const version = readVersion(value, notes);
	const consumer = readParticipant({ value, role: 'consumer', notes });
	const provider = readParticipant({ value, role: 'provider', notes });
	const interactions = lists.flatMap((key) => readInteractions({ value, key, version, notes }));
	const metadata = getOwn(value, 'metadata');
	return {
		file: notes.file,
		consumer,
		provider,
		version,
		interactions,
		metadata: isObject(metadata) ? metadata : {},
		raw: value,
	};
}

function readParticipant(given: { value: JsonObject; role: 'consumer' | 'provider'; notes: Notes }): string {
	const { value, role, notes } = given;
	const name = getString(getOwn(value, role), 'name');
	if (name !== undefined && name.trim() !== '') return name;
	const pointer = joinPointer('', role);
	const message = `The pact doesn't name its ${role}`;
	refuse(notes, { code: 'pact.file.no-participant', message, pointer, remedy: `Give it "${role}": { "name": … }` });
	return '';
}

/** The version the metadata names, in any of the spellings in use; without one, what the interactions look like. */
function readVersion(value: JsonObject, notes: Notes): PactVersion {
	const metadata = getOwn(value, 'metadata');
	const named =
		getString(getOwn(metadata, 'pactSpecification'), 'version') ??
		getString(getOwn(metadata, 'pact-specification'), 'version') ??
		getString(metadata, 'pactSpecificationVersion');
	const major = Number.parseInt(named ?? '', 10);
	if (major === 1 || major === 2 || major === 3 || major === 4) return major;
	if (named !== undefined) {
		const message = `Pact specification ${JSON.stringify(named)} isn't known here: 1 to 4 are`;
		refuse(notes, { code: 'pact.file.unknown-version', message, pointer: '/metadata' });
	}
	const first = firstOf(getOwn(value, 'interactions'));
	if (getString(first, 'type') !== undefined) return 4;
	return getOwn(first, 'providerStates') === undefined ? 2 : 3;
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
	return Array.isArray(value) ? value[0] : undefined;
}

function readInteractions(given: {
	value: JsonObject;
	key: string;
	version: PactVersion;
	notes: Notes;
}): Interaction[] {
	const { value, key, version, notes } = given;
	const list = getOwn(value, key);
	const pointer = joinPointer('', key);
	if (!Array.isArray(list)) {
		const message = `"${key}" is ${list === null ? 'null' : `a ${typeof list}`}, not a list`;
		refuse(notes, { code: 'pact.file.interactions-not-a-list', message, pointer });
		return [];
	}
	return list.flatMap((entry, index) => {
		const at = joinPointer(pointer, index);
		if (isObject(entry)) return readInteraction({ entry, pointer: at, version, isMessage: key === 'messages', notes });
		const message = `Interaction ${index} is no object`;
		refuse(notes, { code: 'pact.file.interaction-malformed', message, pointer: at });
		return [];
	});
}

interface EntryRead {
	entry: JsonObject;
	pointer: Pointer;
	version: PactVersion;
	isMessage: boolean;
	notes: Notes;
}

function readInteraction(given: EntryRead): Interaction[] {
	const { entry, pointer, version, notes } = given;
	const description = getString(entry, 'description') ?? '';
	const base = { description, pointer, providerStates: readStates(entry) };
	const type = given.isMessage ? 'Asynchronous/Messages' : (getString(entry, 'type') ?? 'Synchronous/HTTP');
	if (type !== 'Synchronous/HTTP') return [{ kind: 'unsupported', type, ...base }];
	const request = getOwn(entry, 'request');
	const response = getOwn(entry, 'response');
	const method = getString(request, 'method');
	const path = getString(request, 'path');
	if (!isObject(request) || !isObject(response) || method === undefined || path === undefined) {
		const message = 'The interaction needs a request with method and path, and a response';
		refuse(notes, { code: 'pact.file.interaction-malformed', message, pointer, interaction: description });
		return [];
	}
	const key = getString(entry, 'key') ?? getString(entry, '_id');
	return [
		{
			kind: 'http',
			...base,
			...(key === undefined ? {} : { key }),
			pending: getOwn(entry, 'pending') === true,
			request: {
				method: method.toUpperCase(),
				path,
				query: readQuery(getOwn(request, 'query')),
				...readMessage({ message: request, pointer: joinPointer(pointer, 'request'), version, notes, description }),
			},
			response: {
				status: readStatus(getOwn(response, 'status'), { notes, pointer, description }),
				...readMessage({ message: response, pointer: joinPointer(pointer, 'response'), version, notes, description }),
			},
		},
	];
}

function readStatus(value: JsonValue | undefined, at: { notes: Notes; pointer: Pointer; description: string }): number {
	if (value === undefined) return 200;
	const status = typeof value === 'string' ? Number(value) : value;
	if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599) return status;
	refuse(at.notes, {
		code: 'pact.file.interaction-malformed',
		message: `${JSON.stringify(value)} is no HTTP status`,
		pointer: joinPointer(at.pointer, 'response', 'status'),
		interaction: at.description,
	});
	return 200;
}

type Shared = Omit<PactRequest & PactResponse, 'method' | 'path' | 'query' | 'status'>;

function readMessage(given: {
	message: JsonObject;
	pointer: Pointer;
	version: PactVersion;
	notes: Notes;
	description: string;
}): Shared {
	const { message, pointer, version, notes, description } = given;
	const headers = readHeaders(getOwn(message, 'headers'));
	const read: RulesRead = readRules(getOwn(message, 'matchingRules'), joinPointer(pointer, 'matchingRules'));
	for (const { pointer: at, reason } of read.malformed) {
		notes.findings.push({
			code: 'pact.file.rule-malformed',
			severity: 'warning',
			message: `A matching rule can't be read: ${reason}`,
			pact: { file: notes.file, interaction: description, pointer: at },
		});
	}
	const body = getOwn(message, 'body');
	const wrapped = version >= 4 && isObject(body) && Object.hasOwn(body, 'content');
	return {
		headers,
		headerNames: new Map(listNames(getOwn(message, 'headers'))),
		body: readBody({ message, headers, version }),
		rules: read.rules,
		generators: readGenerators(getOwn(message, 'generators'), joinPointer(pointer, 'generators')),
		pointer,
		bodyPointer: joinPointer(pointer, 'body', ...(wrapped ? ['content'] : [])),
	};
}

function listNames(headers: JsonValue | undefined): [string, string][] {
	return isObject(headers) ? Object.keys(headers).map((name) => [name.toLowerCase(), name]) : [];
}

function readStates(entry: JsonObject): ProviderState[] {
	const listed = getOwn(entry, 'providerStates');
	const states: ProviderState[] = [];
	for (const state of Array.isArray(listed) ? listed : []) {
		const name = typeof state === 'string' ? state : getString(state, 'name');
		const params = getOwn(state, 'params');
		if (name !== undefined) states.push({ name, params: isObject(params) ? params : {} });
	}
	const single = listed === undefined ? (getOwn(entry, 'providerState') ?? getOwn(entry, 'provider_state')) : undefined;
	if (typeof single === 'string') states.push({ name: single, params: {} });
	return states;
}

function isDeeperThan(value: JsonValue, limit: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (limit === 0) return true;
	return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}

function refuse(
	notes: Notes,
	finding: { code: PactFileCode; message: string; remedy?: string; pointer?: Pointer; interaction?: string },
): void {
	const { code, message, remedy, pointer, interaction } = finding;
	notes.findings.push({
		code,
		severity: 'error',
		message,
		...(remedy === undefined ? {} : { remedy }),
		pact: {
			file: notes.file,
			...(interaction === undefined ? {} : { interaction }),
			pointer: pointer ?? '',
		},
	});
}
