// One run of the real verifier over one pact, and its results by interaction.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	getOwn,
	getString,
	isJsonType,
	isObject,
	type JsonObject,
	type JsonValue,
	resolvePointer,
	setOwn,
} from '../../spec/index.ts';
import type { HttpInteraction, Pact } from '../pact/index.ts';
import { type ReplayResult, readVerifierError, readVerifierResult } from './read-result.ts';
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
	timeoutMs: number;
	isVerbose: boolean;
}): Promise<Replay> {
	const { pact, expected, statesUrl, timeoutMs } = args;
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
			},
			Math.min(MAX_RUN_MS, START_MS + expected.length * timeoutMs),
		);
		if (answer.kind === 'stopped') return { ok: false, reason: answer.reason };
		const results = readVerifierResult(answer.text);
		if (!results) return { ok: false, reason: `the verifier could not begin: ${answer.text.slice(0, 300)}` };
		const error = results.length === 0 ? readVerifierError(answer.text)?.replaceAll(file, pact.file) : undefined;
		return error === undefined ? orderResults(results, expected) : { ok: false, reason: error };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The verifier may order interactions in its own way, and says nothing of those that it lost. */
function orderResults(results: readonly ReplayResult[], expected: readonly string[]): Replay {
	if (results.length !== expected.length) {
		const reason = `the verifier replayed ${results.length} interactions of ${expected.length}`;
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

/** The pact with just these interactions, each as often as it is listed; the file's own values otherwise. */
export function stagePact(pact: Pact, staged: readonly StagedInteraction[]): string {
	const interactions = staged.map((one) => {
		const copy = omit(resolvePointer(pact.raw, one.interaction.pointer), [
			'_id',
			'key',
			'pending',
			'providerState',
			'provider_state',
			'providerStates',
		]);
		copy['description'] = describeStaged(one);
		if (isObject(copy['response'])) copy['response'] = withoutCharset(copy['response']);
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

/** The pact without what can't be replayed over HTTP; its own text where nothing is left out. */
export function trimPact({ pact, text }: { pact: Pact; text: string }): string {
	if (pact.interactions.every(({ kind }) => kind === 'http') && getOwn(pact.raw, 'messages') === undefined) return text;
	const interactions = pact.interactions
		.filter(({ kind }) => kind === 'http')
		.map(({ pointer }) => resolvePointer(pact.raw, pointer) ?? null);
	return JSON.stringify({ ...omit(pact.raw, ['interactions', 'messages']), interactions });
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
