// The content of a pact: what makes two of them the same, the ids of its interactions, and two merged into one.

import { createHash } from 'node:crypto';
import { writeCanonicalJson } from '../../../spec/index.ts';
import { isJsonObject, parseExactJson } from './exact-json.ts';

/** A pact as its file says it; `interactions` and `messages`, where they are, are lists of objects. */
export type PactContent = Record<string, unknown>;
type Interaction = Record<string, unknown>;

const LISTS = ['interactions', 'messages'] as const;
/** What an interaction or a message asks for; other members name it, or speak about it. */
const DEMANDS = ['request', 'response', 'contents', 'metadata', 'metaData', 'matchingRules'] as const;

/** Reads a pact, or says why it isn't one: `{ ok: false, reason: 'interactions is not a list' }`. Never throws. */
export function parsePact(text: string): { ok: true; pact: PactContent } | { ok: false; reason: string } {
	let read: unknown;
	try {
		read = parseExactJson(text);
	} catch (error) {
		return { ok: false, reason: `content could not be parsed as JSON (${(error as Error).message})` };
	}
	if (!isJsonObject(read)) return { ok: false, reason: 'content is not a pact: it must be a JSON object' };
	for (const list of LISTS) {
		if (!Object.hasOwn(read, list)) continue;
		const entries = read[list];
		if (!Array.isArray(entries)) return { ok: false, reason: `content is not a pact: ${list} must be a list` };
		if (!entries.every(isJsonObject))
			return { ok: false, reason: `content is not a pact: ${list} must hold objects only` };
	}
	if (!LISTS.some((list) => Object.hasOwn(read, list)))
		return { ok: false, reason: 'content is not a pact: it has neither interactions nor messages' };
	return { ok: true, pact: withoutBrokerProperties(read) };
}

/** What a broker added to a pact that somebody fetched and publishes again. */
function withoutBrokerProperties(pact: PactContent): PactContent {
	const { _links, createdAt, ...own } = pact;
	for (const list of LISTS)
		if (Object.hasOwn(own, list)) own[list] = listOf(own, list).map(({ _id, ...interaction }) => interaction);
	return own;
}

/** The name of a participant as the content has it, or undefined. */
export function readParticipantName(pact: PactContent, role: 'consumer' | 'provider'): string | undefined {
	const participant = pact[role];
	return isJsonObject(participant) && typeof participant['name'] === 'string' ? participant['name'] : undefined;
}

/**
 * SHA-1 (40 hexadecimal digits) of all that a verification depends on: interactions and messages, in whichever order, and the version
 * of the specification. Other metadata and the order of keys don't count.
 */
export function hashPact(pact: PactContent): string {
	const parts = LISTS.filter((list) => Object.hasOwn(pact, list)).map(
		(list) => `${list}:${listOf(pact, list).map(writeCanonicalJson).sort().join(',')}`,
	);
	return sha1(`${parts.join(';')};${writeCanonicalJson(readSpecificationVersion(pact) ?? null)}`);
}

/** The pact with an `_id` in every interaction, from its content: the same interaction has the same id in every pact. */
export function addInteractionIds(pact: PactContent): PactContent {
	const marked: PactContent = { ...pact };
	for (const list of LISTS)
		if (Object.hasOwn(pact, list))
			marked[list] = listOf(pact, list).map((interaction) => ({
				_id: sha1(writeCanonicalJson(interaction)),
				...interaction,
			}));
	return marked;
}

/**
 * Both pacts' interactions in one. An interaction of the same description and states is replaced, unless its request differs: then
 * the two can't both be meant, and it is named in `conflicts`. With `keepsAnswers` the same goes for what is answered.
 */
export function mergePacts(
	before: PactContent,
	added: PactContent,
	{ keepsAnswers = false }: { keepsAnswers?: boolean } = {},
): { pact: PactContent; conflicts: string[] } {
	const demands = keepsAnswers ? DEMANDS : (['request'] as const);
	const merged: PactContent = { ...before };
	const conflicts: string[] = [];
	for (const list of LISTS) {
		if (!Object.hasOwn(added, list)) continue;
		const entries = new Map(listOf(before, list).map((entry) => [identify(entry), entry]));
		for (const entry of listOf(added, list)) {
			const known = entries.get(identify(entry));
			const differs = (name: string): boolean =>
				writeCanonicalJson(known?.[name] ?? null) !== writeCanonicalJson(entry[name] ?? null);
			if (known && demands.some(differs)) conflicts.push(describeInteraction(entry));
			entries.set(identify(entry), entry);
		}
		merged[list] = [...entries.values()];
	}
	return { pact: merged, conflicts };
}

/** `"an order is created" given "the shop is open"`. */
export function describeInteraction(interaction: Interaction): string {
	const states = listStates(interaction);
	const given = states.length === 0 ? '' : ` given ${states.map((state) => JSON.stringify(state)).join(' and ')}`;
	return `${JSON.stringify(interaction['description'] ?? '')}${given}`;
}

/** What tells one interaction of a pact from another: its description with its states and their parameters. */
export function identify(interaction: Interaction): string {
	const { description, providerStates, providerState, provider_state } = interaction;
	return writeCanonicalJson([description ?? null, providerStates ?? providerState ?? provider_state ?? null]);
}

/** All of a pact's interactions and messages. */
export function listInteractions(pact: PactContent): Interaction[] {
	return LISTS.flatMap((list) => listOf(pact, list));
}

function listStates(interaction: Interaction): string[] {
	const { providerStates, providerState } = interaction;
	if (Array.isArray(providerStates))
		return providerStates.filter(isJsonObject).map((state) => String(state['name'] ?? ''));
	return typeof providerState === 'string' ? [providerState] : [];
}

function listOf(pact: PactContent, list: (typeof LISTS)[number]): Interaction[] {
	const entries = Object.hasOwn(pact, list) ? pact[list] : undefined;
	return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
}

function readSpecificationVersion(pact: PactContent): unknown {
	const metadata = pact['metadata'];
	if (!isJsonObject(metadata)) return undefined;
	for (const key of ['pactSpecification', 'pact-specification']) {
		const specification = metadata[key];
		if (isJsonObject(specification) && specification['version'] !== undefined) return specification['version'];
	}
	return metadata['pactSpecificationVersion'];
}

function sha1(text: string): string {
	return createHash('sha1').update(text, 'utf8').digest('hex');
}
