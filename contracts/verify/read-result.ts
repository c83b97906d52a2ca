// The verifier's result, from its JSON to plain values.

import { getList, getOwn, getString, isObject, type JsonValue } from '../../spec/index.ts';
import type { Mismatch } from './verify-types.ts';

/** What the verifier says of one interaction. */
export interface ReplayResult {
	description: string;
	isOk: boolean;
	isPending: boolean;
	durationMs: number;
	mismatches: readonly Mismatch[];
}

const PARTS: Readonly<Record<string, Mismatch['part']>> = {
	StatusMismatch: 'status',
	HeaderMismatch: 'header',
	BodyMismatch: 'body',
	BodyTypeMismatch: 'body',
};

/** The results in the order of the pact; `undefined`: the text is no result, but the reason why there is none. */
export function readVerifierResult(text: string): ReplayResult[] | undefined {
	let value: JsonValue;
	try {
		value = JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
	const results = getOwn(value, 'interactionResults');
	return Array.isArray(results) ? results.map(readReplay) : undefined;
}

/** Why nothing was replayed, in the verifier's words (`Failed to load pact …`); `undefined` where it gives no reason. */
export function readVerifierError(text: string): string | undefined {
	let value: JsonValue;
	try {
		value = JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
	const [first] = getList(value, 'errors');
	return getString(getOwn(first, 'mismatch'), 'message');
}

function readReplay(value: JsonValue): ReplayResult {
	const mismatch = getOwn(value, 'mismatch');
	return {
		description: getString(value, 'description') ?? '',
		isOk: getString(value, 'result') === 'OK' && mismatch === undefined,
		isPending: getOwn(value, 'pending') === true,
		durationMs: Number.parseInt(getString(value, 'duration') ?? '0', 10) || 0,
		mismatches: isObject(mismatch) ? readMismatches(mismatch) : [],
	};
}

function readMismatches(value: JsonValue): Mismatch[] {
	const listed = getList(value, 'mismatches').map(readMismatch);
	if (listed.length > 0) return listed;
	return [{ part: 'other', path: '', message: getString(value, 'message') ?? 'the verifier gives no reason' }];
}

function readMismatch(value: JsonValue): Mismatch {
	const part = PARTS[getString(value, 'type') ?? ''] ?? 'other';
	const actual = readValue(getOwn(value, 'actual'));
	const expected = readValue(getOwn(value, 'expected'));
	return {
		part,
		path: getString(value, part === 'header' ? 'key' : 'path') ?? '',
		message: (getString(value, 'mismatch') ?? 'differs').trim(),
		...(expected !== undefined && { expected }),
		...(actual !== undefined && { actual }),
	};
}

/** Values of a body come as their JSON text. */
function readValue(value: JsonValue | undefined): JsonValue | undefined {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as JsonValue;
	} catch {
		return value;
	}
}
