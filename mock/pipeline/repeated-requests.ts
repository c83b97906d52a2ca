// Requests that come again under one key, where the document declares the header for it: the same request has the same answer, and is done once.

import { type Idempotency, type Operation, readIdempotency, writeCanonicalJson } from '../../spec/index.ts';
import { joinHeader } from '../request/check-plan.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { Refusal } from '../types/refusal.ts';
import type { CheckedRequest } from '../types/request.ts';

/** Answers that a session keeps for this, at least; twice as many at most. */
const MIN_KEPT = 200;
/** Characters or bytes of a body; a longer one is not kept. */
const MAX_BODY = 200_000;

interface Kept {
	asked: string;
	answer: Answer;
}

/** The younger and the older ones; forgotten when the session's entities are. */
interface Memory {
	cleared: number;
	recent: Map<string, Kept>;
	older: Map<string, Kept>;
}

const memories = new WeakMap<Session, Memory>();

/** A request under a key. */
export interface Keyed {
	session: Session;
	/** Of the operation, as the client chose it. */
	key: string;
	/** All that makes it this request and no other. */
	asked: string;
	misuse: Idempotency['misuse'];
}

/** What is known of an operation for this. */
export interface RepeatPlanned {
	readonly operation: Operation;
	/** What it says of keys; `null`: nothing. Looked for with its first request. */
	idempotency: Idempotency | null | undefined;
}

/** The request's key; `undefined`: it has none, or the operation knows none. */
export function readKeyed(
	plan: RepeatPlanned,
	session: Session,
	{ operation, request, body }: CheckedRequest,
): Keyed | undefined {
	if (plan.idempotency === undefined) plan.idempotency = readIdempotency(plan.operation) ?? null;
	const says = plan.idempotency;
	const key = says && joinHeader(request.headers[says.header]);
	if (!says || key === undefined || key === '') return undefined;
	const asked = `${request.path}?${request.query} ${body === undefined ? '' : writeCanonicalJson(body)}`;
	return { session, key: `${operation.id} ${key}`, asked, misuse: says.misuse };
}

/** What the same key was answered with, or the refusal of another request under it; `undefined`: it is new, or nothing is said of that. */
export function findRepeated({ session, key, asked, misuse }: Keyed): Answer | Refusal | undefined {
	const { recent, older } = openMemory(session);
	const kept = recent.get(key) ?? older.get(key);
	if (!kept) return undefined;
	if (kept.asked === asked) {
		const { answer } = kept;
		const why = { ...answer.why, note: 'the same Idempotency-Key as before: answered as then, and done once' };
		return { ...answer, headers: { ...answer.headers }, why };
	}
	if (misuse === undefined) return undefined;
	return { step: 'effect', status: misuse, note: 'the Idempotency-Key was used for another request' };
}

/** Keeps a success for when the same comes again. */
export function keepRepeatable({ session, key, asked }: Keyed, answer: Answer): void {
	const isKept = answer.status >= 200 && answer.status < 300 && (answer.body?.length ?? 0) <= MAX_BODY;
	if (!isKept || asked.length > MAX_BODY) return;
	const memory = openMemory(session);
	if (memory.recent.size >= MIN_KEPT) {
		memory.older = memory.recent;
		memory.recent = new Map();
	}
	memory.recent.set(key, { asked, answer: { ...answer, headers: { ...answer.headers } } });
}

function openMemory(session: Session): Memory {
	const { cleared } = session.store;
	const memory = memories.get(session);
	if (memory?.cleared === cleared) return memory;
	const fresh: Memory = { cleared, recent: new Map(), older: new Map() };
	memories.set(session, fresh);
	return fresh;
}
