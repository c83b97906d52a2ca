// One request to the upstream and its answer back: passed on as it comes, and held to the document.

import type { JsonValue, Operation } from '../../spec/index.ts';
import type { AnswerPlanned } from '../answer/answer-plan.ts';
import { keepBody } from '../journal/journal.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { splitSessionPrefix } from '../request/session.ts';
import { createPatience, type Patience } from '../time/patience.ts';
import type { Answer, KeptBody, UpstreamMention, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import { decodeBody } from './decode-body.ts';
import { createForwardRules, refuseUnknownEntries } from './forward-rules.ts';
import type { Forwarded, Forwarding, ForwardWish } from './forwarding.ts';
import { explainNoRoute, mayBeNoRoute } from './has-route.ts';
import { type Held, holdBody } from './hold-body.ts';
import { type IncomingHeaders, readIncomingHeaders } from './incoming-headers.ts';
import { type Judgement, judgeAnswer } from './judge-answer.ts';
import { openUpstream } from './open-upstream.ts';
import { hasComeRound } from './outgoing-headers.ts';
import { describeRequest } from './outgoing-request.ts';
import { isEndless, StalledError } from './standstill.ts';
import type { UpstreamResult } from './upstream.ts';
import { formatViolations, isWarning, VIOLATIONS_HEADER } from './violations.ts';

/** An answer up to this size, decoded or not, is held to the document; a larger one is passed on unseen. */
const MAX_JUDGED_BYTES = 1024 * 1024;
/** An answer that takes longer to come is passed on while it comes, and told of behind it, in ms. */
const MAX_HELD_MS = 500;

/** Opens the upstream of a mock. Throws a StartupError `option.invalid`. */
export function openForwarding(
	options: MockOptions & { upstream: string },
	about: { instance: string; report: (error: unknown) => void; operations: readonly Operation[] },
): Forwarding {
	const { instance, report, operations } = about;
	refuseUnknownEntries(options.forward, operations);
	const { upstream: url, upstreamCa: ca, upstreamTimeoutMs: timeoutMs, errors: isStrict } = options;
	const upstream = openUpstream({ url, ca, timeoutMs, env: process.env });
	const rules = createForwardRules(options.forward);
	const patience = createPatience(MAX_HELD_MS);
	return {
		upstream,
		rules,
		isStrict,
		close: upstream.close,
		forward(wish, take) {
			let isOver = false;
			const finish = (came: Forwarded): void => {
				if (isOver) return;
				isOver = true;
				take(came);
			};
			if (hasComeRound(wish.request.headers['via'], instance)) {
				const reason = `${upstream.url.host} leads back to this mock: nothing was asked`;
				return finish({ kind: 'failed', status: 502, reason });
			}
			const passage: Passage = { patience, wish, isStrict, upstream: upstream.url, report, take: finish };
			let body: { destroy(): void } | undefined;
			const call = upstream.call(describeRequest(wish, instance), (result) => {
				if (result.ok) body = result.body;
				receive(passage, result);
			});
			// Once the answer goes out, whoever sends it ends it.
			wish.onGone(() => {
				if (isOver) return;
				finish({ kind: 'gone' });
				call.abort();
				body?.destroy();
			});
		},
	};
}

/** One request on its way there and back. */
interface Passage {
	patience: Patience;
	wish: ForwardWish;
	isStrict: boolean;
	upstream: URL;
	report: (error: unknown) => void;
	take: (came: Forwarded) => void;
}

function receive(passage: Passage, result: UpstreamResult): void {
	const { wish, isStrict, take } = passage;
	if (!result.ok) {
		const { kind, reason } = result;
		if (kind === 'unreachable' && wish.isAvailable) take({ kind: 'absent', reason });
		else take({ kind: 'failed', status: kind === 'timeout' ? 504 : 502, reason });
		return;
	}
	const { status, rawHeaders, body } = result;
	const head = readIncomingHeaders(rawHeaders, () => placesOf(passage));
	const arrival: Arrival = { ...passage, status, head };
	const isAsked = mayBeNoRoute(status) && (wish.isAvailable || (status === 501 && wish.plan !== undefined));
	const isLarge = Number(head.length ?? 0) > MAX_JUDGED_BYTES;
	const isWanted = isStrict || isAsked;
	const patience = isEndless(head.contentType) || isLarge ? 'none' : isWanted ? undefined : passage.patience;
	const settle = (run: () => Forwarded): void => {
		let came: Forwarded;
		try {
			came = run();
		} catch (error) {
			passage.report(error);
			came = {
				kind: 'failed',
				status: 502,
				reason: 'its answer could not be held to the document; the log has the details',
			};
		}
		take(came);
	};
	holdBody(
		body,
		{ maxBytes: MAX_JUDGED_BYTES, patience },
		{
			take: (held) => settle(() => (isAsked ? (askRoute(arrival, held) ?? pass(arrival, held)) : pass(arrival, held))),
			onPassed: (passed) => arrival.onPassed?.(passed),
		},
	);
}

/** An answer whose head is there. */
interface Arrival extends Passage {
	status: number;
	head: IncomingHeaders;
	onPassed?: Parameters<typeof holdBody>[2]['onPassed'];
}

function askRoute({ wish, status, head }: Arrival, held: Held): Forwarded | undefined {
	if (held.kind === 'broken') return undefined;
	const bytes = held.kind === 'whole' ? decode(head, held.bytes) : undefined;
	const judgement = wish.plan && judge({ wish, status, head }, { bytes, isUnread: bytes === undefined });
	const reason = explainNoRoute(status, judgement);
	if (reason === undefined) return undefined;
	if (held.kind === 'going') held.rest.destroy();
	return { kind: 'absent', reason };
}

function pass(arrival: Arrival, held: Held): Forwarded {
	const { wish, status, head, isStrict } = arrival;
	if (held.kind === 'broken') {
		const reason = `${arrival.upstream.host} ${describeBreak(held.error)}`;
		return { kind: 'failed', status: held.error instanceof StalledError ? 504 : 502, reason };
	}
	if (held.kind === 'going') return passOn(arrival, held);
	const isHead = wish.request.method === 'HEAD';
	const plain = decode(head, held.bytes);
	const isUnread = plain === undefined;
	const judgement = wish.plan && judge(arrival, { bytes: plain, isUnread });
	const findings = join(wish.told, judgement?.findings ?? NO_FINDINGS);
	if (isStrict && judgement?.findings.some((finding) => !isWarning(finding, status))) {
		return { kind: 'unfit', status, findings, mention: mentionOf(wish, isUnread) };
	}
	const answer = startAnswer(arrival, { findings, judgement, isUnread });
	if (isHead && head.length !== undefined) answer.headers['Content-Length'] = head.length;
	else if (held.bytes.length > 0) {
		const text = head.encoding === undefined ? judgement?.text : undefined;
		// A text of as many characters as bytes is ASCII, which goes out with the headers in one piece.
		answer.body = text?.length === held.bytes.length ? text : held.bytes;
		// What goes out as text is kept as it goes out.
		if (answer.body !== text) answer.kept = keepWhole(judgement?.text ?? plain ?? held.bytes);
	}
	return { kind: 'answer', answer, value: judgement?.value };
}

/** The answer goes out before all of it has come; what is to be said of its body is said behind it. */
function passOn(arrival: Arrival, { begun, rest }: Held & { kind: 'going' }): Forwarded {
	const { wish, head } = arrival;
	const early = wish.plan && judge(arrival, { bytes: undefined, isUnread: true });
	const answer = startAnswer(arrival, {
		findings: join(wish.told, early?.findings ?? NO_FINDINGS),
		judgement: early,
		isUnread: false,
	});
	if (head.length !== undefined) answer.headers['Content-Length'] = head.length;
	const stream: NonNullable<Answer['stream']> = { begun, rest };
	answer.stream = stream;
	arrival.onPassed = ({ bytes, whole, beginning }) => {
		const plain = whole && decode(head, whole);
		let late: Judgement | undefined;
		try {
			late = plain && wish.plan && judge(arrival, { bytes: plain, isUnread: false });
		} catch (error) {
			arrival.report(error);
		}
		const kept = plain ? keepWhole(late?.text ?? plain) : { body: keepBody(beginning), length: bytes };
		const findings = late ? join(wish.told, late.findings) : answer.why.findings;
		const value: JsonValue | undefined = late?.value;
		stream.onEnd?.({ kept, findings, isUnjudged: bytes > 0 && plain === undefined, value });
	};
	return { kind: 'answer', answer, value: undefined };
}

function judge(
	{ wish, status, head }: Pick<Arrival, 'wish' | 'status' | 'head'>,
	{ bytes, isUnread }: { bytes: Uint8Array | undefined; isUnread: boolean },
): Judgement {
	const { headers, cookies } = head;
	const isHead = wish.request.method === 'HEAD';
	return judgeAnswer(wish.plan as AnswerPlanned, { status, headers, cookies, bytes, isUnread, isHead });
}

function startAnswer(
	{ wish, status, head }: Arrival,
	{
		findings,
		judgement,
		isUnread,
	}: { findings: readonly Finding[]; judgement: Judgement | undefined; isUnread: boolean },
): Answer {
	const { headers, cookies, elsewhere } = head;
	const why: Why = { step: 'forward', findings, upstream: mentionOf(wish, isUnread) };
	if (wish.plan) why.operationId = wish.plan.operation.id;
	if (elsewhere !== undefined) why.note = `sent on to another host, ${elsewhere}, where nothing was asked`;
	const told = formatViolations(findings, status);
	if (told !== undefined) headers[VIOLATIONS_HEADER] = told;
	const answer: Answer = {
		status,
		headers,
		body: undefined,
		value: undefined,
		mediaType: judgement?.mediaType,
		delayMs: undefined,
		why,
	};
	if (cookies.length > 0) answer.cookies = cookies;
	if (judgement?.definition) answer.definition = judgement.definition;
	return answer;
}

function keepWhole(body: string | Uint8Array): KeptBody {
	return { body: keepBody(body), length: body.length };
}

function mentionOf({ isUnjudged }: ForwardWish, isUnread: boolean): UpstreamMention {
	if (!isUnjudged && !isUnread) return FORWARDED;
	return {
		outcome: 'forwarded',
		unjudged: [...(isUnjudged ? ['request' as const] : []), ...(isUnread ? ['answer' as const] : [])],
	};
}

const FORWARDED: UpstreamMention = Object.freeze({ outcome: 'forwarded' });
const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

function join(one: readonly Finding[], other: readonly Finding[]): readonly Finding[] {
	return one.length === 0 ? other : other.length === 0 ? one : [...one, ...other];
}

/** `undefined`: it can't be read. */
function decode({ encoding }: IncomingHeaders, bytes: Uint8Array): Uint8Array | undefined {
	if (encoding === undefined || bytes.length === 0) return bytes;
	return decodeBody(bytes, { encoding, maxBytes: MAX_JUDGED_BYTES });
}

function describeBreak(error: Error): string {
	if (error instanceof StalledError) return `stopped in the middle of its answer: ${error.message}`;
	const { code } = error as NodeJS.ErrnoException;
	if (code?.startsWith('HPE_')) return `went on with what is no HTTP in the middle of its answer (${code})`;
	return `broke off in the middle of its answer, before all that it had told was there${code === undefined ? '' : ` (${code})`}`;
}

/** Between which places the answer travels: who asked by a session's prefix asks by it again. */
function placesOf({ wish: { request }, upstream }: Passage): { upstream: URL; prefix: string; origin: string } {
	const [whole = ''] = request.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split('?', 1);
	const { name } = splitSessionPrefix(whole);
	const { host } = request.headers;
	return {
		upstream,
		prefix: name === undefined ? '' : `/__session/${encodeURIComponent(name)}`,
		origin: host === undefined ? '' : `http://${String(host)}`,
	};
}
