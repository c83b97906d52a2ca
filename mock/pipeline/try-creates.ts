// A create of each resource, tried before anybody else does: is what it answers the entity that is stored?

import {
	type Effect,
	type FileFinding,
	getOwn,
	isJsonType,
	isObject,
	type JsonValue,
	joinPointer,
	type LoadedDocuments,
	machine,
	type Operation,
	type Pointer,
	parsePointer,
} from '../../spec/index.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { type CompletedRequest, runPipeline } from './pipeline.ts';

/** So many are tried, and none begins after so many ms. */
const MAX_CREATES = 100;
const MAX_MS = 1000;

/** What came of it. */
export interface TriedCreates {
	/** Warnings: `effect.create.refused`, `effect.create.unlike`. */
	findings: FileFinding[];
	/** Creates that there was no time for. */
	left: number;
}

/**
 * Sends the sample of each operation that creates to a mock of its own, without a socket, and tells where it is refused and where
 * its answer is not the entity that was stored. 100 of them at most, for a second.
 */
export async function tryCreates(loaded: LoadedDocuments, options: MockOptions): Promise<TriedCreates> {
	const creates = loaded.operations.filter(({ effect }) => effect?.kind === 'create');
	const findings: FileFinding[] = [];
	if (creates.length === 0) return { findings, left: 0 };
	const quiet: MockOptions = {
		...options,
		...{ auth: 'off', strictSessions: false, validateRequests: true, watch: false, seed: 1, dynamic: false },
		...{ scenarios: undefined, scenario: undefined, rows: [], fill: 0, upstream: undefined },
	};
	const { engine, stopWatching } = await createEngine(quiet, { report: () => {}, loaded });
	const startedMs = machine.nowMs();
	let tried = 0;
	try {
		for (const operation of creates.slice(0, MAX_CREATES)) {
			if (machine.nowMs() - startedMs > MAX_MS) break;
			tried += 1;
			const finding = judgeCreate(operation, await send(engine, operation));
			if (finding) findings.push(finding);
		}
	} finally {
		stopWatching();
	}
	return { findings, left: creates.length - tried };
}

function send(engine: Engine, operation: Operation): Promise<CompletedRequest> {
	const { method, target, headers, body = '' } = createSampleCall(operation, 'off');
	const [path = '', ...query] = target.split('?');
	const request = {
		method,
		target,
		path,
		query: query.join('?'),
		headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
		rawHeaders: headers.flat(),
	};
	const readBody = () => ({ ok: true as const, bytes: Buffer.from(body) });
	return new Promise((resolve) =>
		runPipeline(engine, { request, prefix: undefined, expectsContinue: false, readBody, complete: resolve }),
	);
}

function judgeCreate(operation: Operation, { answer }: CompletedRequest): FileFinding | undefined {
	const { method, pathTemplate, effect, document, pointer } = operation;
	const { status, why } = answer;
	const called = `${method.toUpperCase()} ${pathTemplate}`;
	const warn = (code: string, message: string, remedy: string): FileFinding => ({
		code,
		severity: 'warning',
		message,
		remedy,
		place: document.locate(pointer),
	});
	if (status === 400 || status === 415 || status === 422 || status >= 500) {
		const remedy = 'give its request an example that fits, or mend its schemas';
		return warn('effect.create.refused', `${called} refuses a sample of its own: ${describeWhy(why)}`, remedy);
	}
	const stored = why.entity?.outcome === 'created' ? why.entity.after : undefined;
	// Other bodies than JSON show it in their own way.
	if (!stored || effect?.answer === undefined || !isJsonType(answer.mediaType?.type ?? '')) return undefined;
	const value = JSON.parse(String(answer.body)) as JsonValue;
	const place = findUnlike(read(value, effect), stored, effect.answer);
	if (place === undefined) return undefined;
	const message = `${called} answers something else than the ${effect.resource} that it stores${place && `: see ${place}`}`;
	return warn('effect.create.unlike', message, 'say in x-effect where the entity lies in the answer, as answer: /data');
}

function read(value: JsonValue, { answer = '' }: Effect): JsonValue | undefined {
	return (parsePointer(answer) ?? []).reduce<JsonValue | undefined>(
		(at, token) => (Array.isArray(at) ? at[Number(token)] : getOwn(at, token)),
		value,
	);
}

/** Where what is shown is not what is stored; what is stored and not shown is left aside. `undefined`: nowhere. */
function findUnlike(shown: JsonValue | undefined, stored: JsonValue | undefined, at: Pointer): Pointer | undefined {
	if (shown === stored) return undefined;
	if (Array.isArray(shown) && Array.isArray(stored)) {
		if (shown.length !== stored.length) return at;
		return first(shown.map((item, index) => findUnlike(item, stored[index], joinPointer(at, index))));
	}
	if (!isObject(shown) || !isObject(stored)) return at;
	return first(Object.keys(shown).map((name) => findUnlike(shown[name], getOwn(stored, name), joinPointer(at, name))));
}

function first(places: readonly (Pointer | undefined)[]): Pointer | undefined {
	return places.find((place) => place !== undefined);
}
