// The interactions of a pact, from any version's form to one.

import {
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
} from '../../spec/index.ts';
import { addError, type FileFindings } from './file-findings.ts';
import { type RulesRead, readGenerators, readRules } from './matching-rules.ts';
import { readBody, readHeaders, readQuery } from './message-parts.ts';
import type { Interaction, PactRequest, PactResponse, PactVersion, ProviderState, StatusClass } from './pact-types.ts';
import { readWrittenNotes } from './written-notes.ts';

/** The entries of `interactions` or `messages`; what is malformed is left out and noted. */
export function readInteractions(given: {
	value: JsonObject;
	key: string;
	version: PactVersion;
	found: FileFindings;
}): Interaction[] {
	const { value, key, version, found } = given;
	const list = getOwn(value, key);
	const pointer = joinPointer('', key);
	if (!Array.isArray(list)) {
		const message = `"${key}" is ${list === null ? 'null' : `a ${typeof list}`}, not a list`;
		addError(found, { code: 'pact.file.interactions-not-a-list', message, pointer });
		return [];
	}
	warnOfNoType(list, given);
	return list.flatMap((entry, index) => {
		const at = joinPointer(pointer, index);
		if (isObject(entry)) return readInteraction({ entry, pointer: at, version, isMessage: key === 'messages', found });
		const message = `Interaction ${index} is no object`;
		addError(found, { code: 'pact.file.interaction-malformed', message, pointer: at });
		return [];
	});
}

/** Who writes V4 says of each interaction what it is: the Pact verifiers pass over one that doesn't, or refuse the whole file. */
function warnOfNoType(
	list: readonly JsonValue[],
	{ key, version, found }: Parameters<typeof readInteractions>[0],
): void {
	if (version < 4 || key === 'messages') return;
	const index = list.findIndex((entry) => isObject(entry) && getString(entry, 'type') === undefined);
	if (index < 0) return;
	const description = getString(list[index], 'description');
	found.findings.push({
		code: 'pact.file.interaction-malformed',
		severity: 'warning',
		message: 'An interaction of Pact V4 has no type, and the Pact verifier verifies nothing of such a file',
		remedy: 'Give it "type": "Synchronous/HTTP"',
		pact: { file: found.file, ...(description && { interaction: description }), pointer: joinPointer('', key, index) },
	});
}

interface EntryRead {
	entry: JsonObject;
	pointer: Pointer;
	version: PactVersion;
	isMessage: boolean;
	found: FileFindings;
}

function readInteraction(given: EntryRead): Interaction[] {
	const { entry, pointer, version, found } = given;
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
		addError(found, { code: 'pact.file.interaction-malformed', message, pointer, interaction: description });
		return [];
	}
	const answer = readMessage({
		message: response,
		pointer: joinPointer(pointer, 'response'),
		version,
		found,
		description,
	});
	const key = getString(entry, 'key') ?? getString(entry, '_id');
	return [
		{
			kind: 'http',
			...base,
			...(key === undefined ? {} : { key }),
			pending: getOwn(entry, 'pending') === true,
			notes: readWrittenNotes(entry),
			request: {
				method: method.toUpperCase(),
				path,
				query: readQuery(getOwn(request, 'query')),
				...readMessage({ message: request, pointer: joinPointer(pointer, 'request'), version, found, description }),
			},
			response: {
				status: readStatus(getOwn(response, 'status'), { found, pointer, description, rules: answer.rules }),
				...answer,
			},
		},
	];
}

function readStatus(
	value: JsonValue | undefined,
	at: { found: FileFindings; pointer: Pointer; description: string; rules: PactResponse['rules'] },
): number {
	if (value === undefined) return 200;
	// Some libraries leave it to the matcher.
	if (value === 0) {
		const taken = findTakenStatus(at.rules);
		if (taken !== undefined) return taken;
	}
	const status = typeof value === 'string' ? Number(value) : value;
	if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599) return status;
	addError(at.found, {
		code: 'pact.file.interaction-malformed',
		message: `${JSON.stringify(value)} is no HTTP status`,
		pointer: joinPointer(at.pointer, 'response', 'status'),
		interaction: at.description,
	});
	return 200;
}

/** Where a class begins; of those of several, the one that says most. */
const FIRST_OF: Readonly<Record<StatusClass, number>> = {
	info: 100,
	success: 200,
	redirect: 300,
	clientError: 400,
	serverError: 500,
	nonError: 200,
	error: 400,
};

/** A status that the matcher on it takes, e.g. 400 for `clientError`. */
function findTakenStatus(rules: PactResponse['rules']): number | undefined {
	for (const matcher of rules.flatMap(({ part, matchers }) => (part === 'status' ? matchers : []))) {
		if (matcher.kind !== 'statusCode') continue;
		return typeof matcher.status === 'string' ? FIRST_OF[matcher.status] : matcher.status[0];
	}
	return undefined;
}

type Shared = Omit<PactRequest & PactResponse, 'method' | 'path' | 'query' | 'status'>;

function readMessage(given: {
	message: JsonObject;
	pointer: Pointer;
	version: PactVersion;
	found: FileFindings;
	description: string;
}): Shared {
	const { message, pointer, version, found, description } = given;
	const headers = readHeaders(getOwn(message, 'headers'));
	const read: RulesRead = readRules(getOwn(message, 'matchingRules'), joinPointer(pointer, 'matchingRules'));
	for (const { pointer: at, reason, isFatal } of read.malformed) {
		found.findings.push({
			code: 'pact.file.rule-malformed',
			severity: isFatal ? 'error' : 'warning',
			message: `A matching rule can't be read: ${reason}${isFatal ? ', and the Pact verifier refuses the whole file for it' : ''}`,
			pact: { file: found.file, interaction: description, pointer: at },
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

/** The states that have a name: some libraries write an empty one where a test asks for none. */
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
	return states.filter(({ name }) => name.trim() !== '');
}
