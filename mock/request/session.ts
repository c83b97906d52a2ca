// Step 1 of the pipeline: whose session is this?

import type { Session } from '../session/session.ts';
import { DEFAULT_SESSION, SESSION_NAME } from '../session/session-name.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Finding } from '../types/finding.ts';
import type { MockRequest } from '../types/request.ts';

const PREFIX = '/__session/';

/** Step 1: the session of a request, made on first use; or why it can't have one. */
export function openSession(args: {
	sessions: Sessions;
	/** `--strict-sessions`: a request must name one. */
	isStrict: boolean;
	request: MockRequest;
	/** The name in a `/__session/<name>` prefix. */
	prefix: string | undefined;
}): { ok: true; session: Session | Promise<Session> } | { ok: false; finding: Finding } {
	const { sessions, isStrict, request, prefix } = args;
	const choice = chooseSession(request.headers, prefix);
	if (choice.kind === 'named') return { ok: true, session: sessions.open(choice.name) };
	if (choice.kind === 'invalid') {
		const message = `the session's name (by ${choice.by}) must have 1 to 100 of A-Z a-z 0-9 . _ ~ -, and not be . or ..`;
		return { ok: false, finding: { code: 'request.session.name', message } };
	}
	if (isStrict) {
		const message = 'the request names no session: send X-Mock-Session (--strict-sessions)';
		return { ok: false, finding: { code: 'request.session.missing', message } };
	}
	return { ok: true, session: sessions.open(DEFAULT_SESSION) };
}

/** The session that a request names. */
export type SessionChoice =
	| { kind: 'named'; name: string; by: 'header' | 'baggage' | 'cookie' | 'path' }
	| { kind: 'default' }
	| { kind: 'invalid'; name: string; by: 'header' | 'baggage' | 'cookie' | 'path' };

/**
 * Header `X-Mock-Session`, else `baggage: mock-session=…` (W3C Baggage §3.3), else cookie `mock-session`,
 * else the path prefix, which `splitSessionPrefix` has already taken off.
 */
export function chooseSession(headers: MockRequest['headers'], prefixed: string | undefined): SessionChoice {
	const header = headers['x-mock-session'];
	if (header !== undefined) return judge(String(header).trim(), 'header');
	const baggage = headers['baggage'];
	if (typeof baggage === 'string') {
		const name = readPair(baggage, ',');
		if (name !== undefined) return judge(name, 'baggage');
	}
	const cookie = headers['cookie'];
	if (cookie?.includes('mock-session')) {
		const name = readPair(String(cookie), ';');
		if (name !== undefined) return judge(name, 'cookie');
	}
	return prefixed === undefined ? { kind: 'default' } : judge(prefixed, 'path');
}

function judge(name: string, by: 'header' | 'baggage' | 'cookie' | 'path'): SessionChoice {
	return SESSION_NAME.test(name) ? { kind: 'named', name, by } : { kind: 'invalid', name, by };
}

/** The value of `mock-session` in `a=1;p, mock-session=qa` (baggage, `,`) or `a=1; mock-session=qa` (cookie, `;`). */
function readPair(list: string, separator: ',' | ';'): string | undefined {
	for (const member of list.split(separator)) {
		const pair = separator === ',' ? (member.split(';', 1)[0] as string) : member;
		const equals = pair.indexOf('=');
		if (equals < 0 || pair.slice(0, equals).trim() !== 'mock-session') continue;
		return decode(pair.slice(equals + 1).trim());
	}
	return undefined;
}

function decode(text: string): string {
	if (!text.includes('%')) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** `/__session/qa/orders/1` → name `qa`, path `/orders/1`; other paths as they are, without a name. */
export function splitSessionPrefix(path: string): { name: string | undefined; path: string } {
	if (!path.startsWith(PREFIX)) return { name: undefined, path };
	const end = path.indexOf('/', PREFIX.length);
	if (end < 0) return { name: decode(path.slice(PREFIX.length)), path: '/' };
	return { name: decode(path.slice(PREFIX.length, end)), path: path.slice(end) };
}
