// One run of the real verifier over one pact, and its results by interaction.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	formatCount,
	getList,
	getOwn,
	getString,
	isInexact,
	isJsonType,
	isObject,
	type JsonObject,
	type JsonValue,
	resolvePointer,
	setOwn,
} from '../../spec/index.ts';
import { parseExactJson } from '../folder-broker/store/exact-json.ts';
import type { HttpInteraction, Pact, PactSource } from '../pact/index.ts';
import { type ReplayResult, readVerifierError, readVerifierResult } from './read-result.ts';
import type { StageDecimals } from './stage-decimals.ts';
import type { VerifierProcess } from './verifier-process.ts';

/** What came of a run: one result for each interaction, in their order, or why there are none. */
export type Replay = { ok: true; results: readonly ReplayResult[] } | { ok: false; reason: string };

/** For a whole run, however many interactions it has. */
const MAX_RUN_MS = 10 * 60_000;
const START_MS = 30_000;

/** Hands a pact to the verifier. `expected`: the descriptions that must come back, in any order. */
export async function replayPact(args: {
	process: VerifierProcess;
	pact: Pact;
	/** The pact as the verifier shall read it. */
	text: string;
	expected: readonly string[];
	providerUrl: string;
	statesUrl: string | undefined;
	/** Sent in the place of the pact's own. */
	headers?: Readonly<Record<string, string>> | undefined;
	timeoutMs: number;
	isVerbose: boolean;
}): Promise<Replay> {
	const { pact, expected, statesUrl, headers, timeoutMs } = args;
	const folder = await mkdtemp(join(tmpdir(), 'stunt-double-verify-'));
	const file = join(folder, 'pact.json');
	try {
		await writeFile(file, args.text, { mode: 0o600 });
		const answer = await args.process.run(
			{
				providerBaseUrl: args.providerUrl,
				provider: pact.provider,
				pactUrls: [file],
				logLevel: args.isVerbose ? 'info' : 'error',
				timeout: timeoutMs,
				// Named only where it is set: the verifier takes an undefined option for a mistake.
				...(statesUrl !== undefined && { providerStatesSetupUrl: statesUrl }),
				...(headers && { customProviderHeaders: headers }),
			},
			Math.min(MAX_RUN_MS, START_MS + expected.length * timeoutMs),
		);
		if (answer.kind === 'stopped') return { ok: false, reason: answer.reason };
		const results = readVerifierResult(answer.text);
		if (!results) {
			const reason = `the verifier could not begin: ${answer.text.slice(0, 300)}${describePlugins(pact)}`;
			return { ok: false, reason };
		}
		const error = results.length === 0 ? readVerifierError(answer.text)?.replaceAll(file, pact.file) : undefined;
		return error === undefined ? orderResults(results, expected) : { ok: false, reason: error };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A plugin that is not installed ends the verifier without a word: ` (the pact needs the plugin csv 0.0.1: …)`. */
function describePlugins({ metadata }: Pact): string {
	const names = getList(metadata, 'plugins').map((one) =>
		[getString(one, 'name'), getString(one, 'version')].filter(Boolean).join(' '),
	);
	if (names.length === 0) return '';
	const plugins = `${names.length === 1 ? 'plugin' : 'plugins'} ${names.join(', ')}`;
	return ` (the pact needs the ${plugins}: is it there? \`pact plugin list\` tells)`;
}

/** The verifier may order interactions in its own way, and says nothing of those that it lost. */
function orderResults(results: readonly ReplayResult[], expected: readonly string[]): Replay {
	if (results.length !== expected.length) {
		const reason = `the verifier replayed ${results.length} of ${formatCount(expected.length, 'interaction')}`;
		return { ok: false, reason };
	}
	const open = new Map<string, ReplayResult[]>();
	for (const result of results) open.set(result.description, [...(open.get(result.description) ?? []), result]);
	const ordered = expected.map((description) => open.get(description)?.shift());
	const lost = ordered.indexOf(undefined);
	if (lost < 0) return { ok: true, results: ordered as ReplayResult[] };
	return { ok: false, reason: `the verifier did not replay ${JSON.stringify(expected[lost])}` };
}

/** One interaction as the mock's runs have it: named apart, with its states behind one name. */
export interface StagedInteraction {
	interaction: HttpInteraction;
	/** Of the state server, e.g. `#12`; unique in a run. */
	name: string;
}

/** How the verifier names a staged interaction in its results. */
export function describeStaged({ interaction, name }: StagedInteraction): string {
	return `${interaction.description} ${name}`;
}

/**
 * The pact with just these interactions, each as often as it is listed; the file's own values otherwise. Requests are sent with their
 * numbers as written (`1.0`, 20 digits). The mock writes `1.0` as `1`: of what is expected, those alone stay as written that are
 * another number for it, and matchers for decimals are what `stageDecimals` makes of them.
 */
export function stagePact(
	source: TextSource,
	staged: readonly StagedInteraction[],
	stageDecimals: StageDecimals,
): string {
	const { pact } = source;
	const written = readExactly(source);
	const answered = readExactly(source, isInexact);
	for (const interaction of new Set(staged.map((one) => one.interaction))) stageDecimals(answered, interaction);
	const interactions = staged.map((one) => {
		const { pointer } = one.interaction;
		const copy = omit(resolvePointer(written, pointer), [
			'_id',
			'key',
			'pending',
			'providerState',
			'provider_state',
			'providerStates',
		]);
		copy['description'] = describeStaged(one);
		const response = getOwn(resolvePointer(answered, pointer), 'response');
		if (isObject(response)) copy['response'] = withoutCharset(response);
		if (pact.version <= 2) copy['providerState'] = one.name;
		else copy['providerStates'] = [{ name: one.name }];
		return copy;
	});
	const whole = omit(pact.raw, ['interactions', 'messages', '_links', '_embedded']);
	return JSON.stringify({ ...whole, interactions });
}

/**
 * An expected answer without the charset of JSON, which has no other than UTF-8 (RFC 8259 §8.1): where the pact writes one and
 * the answer doesn't, the verifier looks at no body.
 */
function withoutCharset(response: JsonObject): JsonObject {
	const headers = getOwn(response, 'headers');
	const body = getOwn(response, 'body');
	const copy = { ...response };
	if (isObject(headers)) {
		copy['headers'] = {};
		for (const [name, value] of Object.entries(headers))
			setOwn(copy['headers'], name, name.toLowerCase() === 'content-type' ? dropCharset(value) : value);
	}
	const type = getString(body, 'contentType');
	if (isObject(body) && type !== undefined) copy['body'] = { ...body, contentType: dropCharset(type) };
	return copy;
}

function dropCharset(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(dropCharset);
	if (typeof value !== 'string' || !isJsonType(value)) return value;
	return value.replace(/\s*;\s*charset\s*=\s*"?utf-8"?\s*$/i, '');
}

type TextSource = Pick<PactSource, 'pact' | 'text'>;

/** The whole file, its numbers as they are written, or those of which `isKept` says so. */
function readExactly({ text }: TextSource, isKept?: (written: string) => boolean): JsonObject {
	// That it is an object, and no deeper than is read here, is known since it was read first.
	return parseExactJson(text.replace(/^\uFEFF/, ''), isKept) as JsonObject;
}

/** The pact without what can't be replayed over HTTP, and without the headers that others are sent for; its own text where nothing is left out. */
export function trimPact(source: TextSource, headers: Readonly<Record<string, string>> = {}): string {
	const { pact, text } = source;
	const names = Object.keys(headers).map((name) => name.toLowerCase());
	const isAllHttp = pact.interactions.every(({ kind }) => kind === 'http');
	if (names.length === 0 && isAllHttp && getOwn(pact.raw, 'messages') === undefined) return text;
	const written = readExactly(source);
	const interactions = pact.interactions
		.filter(({ kind }) => kind === 'http')
		.map(({ pointer }) => dropHeaders(resolvePointer(written, pointer) ?? null, names));
	return JSON.stringify({ ...omit(written, ['interactions', 'messages']), interactions });
}

/** The verifier knows names of headers by their case, and would send both. */
function dropHeaders(interaction: JsonValue, names: readonly string[]): JsonValue {
	const request = getOwn(interaction, 'request');
	const headers = getOwn(request, 'headers');
	if (names.length === 0 || !isObject(interaction) || !isObject(request) || !isObject(headers)) return interaction;
	const dropped = Object.keys(headers).filter((name) => names.includes(name.toLowerCase()));
	return { ...interaction, request: { ...request, headers: omit(headers, dropped) } };
}

/** The description that the verifier gives an interaction without one. */
export function describeOriginal(pact: Pact, { pointer, description }: HttpInteraction): string {
	return getString(resolvePointer(pact.raw, pointer), 'description') ?? description;
}

function omit(value: JsonValue | undefined, names: readonly string[]): JsonObject {
	const copy: JsonObject = {};
	if (!isObject(value)) return copy;
	for (const key of Object.keys(value)) if (!names.includes(key)) setOwn(copy, key, value[key] as JsonValue);
	return copy;
}
