// A call to a broker, or for a pact: asked again where that may help, and followed to where it is now.

import { type Answer, NoAnswer, type OutgoingRequest, sendRequest } from './send-request.ts';

/** What is asked; `authorize` gives the credentials for an address, none for one that isn't whose they are. */
export interface Question extends OutgoingRequest {
	authorize: (url: string) => Readonly<Record<string, string>>;
	/** What fails is not asked again. */
	isAskedOnce?: boolean;
}

/** Between attempts; a broker behind a proxy is sometimes away for a moment. */
const PAUSES_MS = [500, 2_000];
/** Who asks for more patience (Retry-After) than this is told of at once. */
const MAX_PAUSE_MS = 30_000;
const MAX_REDIRECTS = 5;
/** The redirects that ask for the same call once more. */
const KEEPS_METHOD: readonly number[] = [307, 308];
const REDIRECTS: readonly number[] = [301, 302, 303, ...KEEPS_METHOD];

/**
 * The answer, and the address that gave it. What fails or says that it may be over in a moment (5xx, 408, 429) is asked three times in all, after
 * the time that `Retry-After` names, up to 30 s. A redirect that would make a GET of another call is an answer. Rejects with `NoAnswer`.
 */
export async function askPatiently(question: Question, env = process.env): Promise<{ url: string; answer: Answer }> {
	let { url } = question;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const answer = await attempt({ ...question, url }, env);
		const target = readRedirect({ url, answer });
		const isFollowed = question.method === 'GET' || KEEPS_METHOD.includes(answer.status);
		if (target === undefined || !isFollowed) return { url, answer };
		url = target;
	}
	throw new NoAnswer('broken', 'it redirects without end');
}

/** Where an answer leads to; `undefined`: nowhere. */
export function readRedirect({ url, answer }: { url: string; answer: Answer }): string | undefined {
	const { location } = answer.headers;
	if (!REDIRECTS.includes(answer.status) || location === undefined) return undefined;
	return URL.parse(location, url)?.href ?? location;
}

async function attempt({ authorize, isAskedOnce, ...outgoing }: Question, env: NodeJS.ProcessEnv): Promise<Answer> {
	const headers = { ...outgoing.headers, ...authorize(outgoing.url) };
	for (const pause of isAskedOnce ? [] : PAUSES_MS) {
		let wait: number | undefined = pause;
		try {
			const answer = await sendRequest({ ...outgoing, headers }, env);
			if (!isPassing(answer.status)) return answer;
			wait = readRetryAfter(answer.headers['retry-after']) ?? pause;
			if (wait > MAX_PAUSE_MS) return answer;
		} catch (error) {
			// Who was waited for so long is not waited for again; what is too long stays so, and what only a person can mend.
			if (!(error instanceof NoAnswer) || error.kind !== 'broken' || error.remedy !== undefined) throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, wait));
	}
	return sendRequest({ ...outgoing, headers }, env);
}

/** What may be over in a moment. */
function isPassing(status: number): boolean {
	return status >= 500 || status === 408 || status === 429;
}

/** Seconds, or a date (RFC 9110 §10.2.3), as milliseconds from now; `undefined`: neither. */
function readRetryAfter(value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
	const at = Date.parse(value);
	return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
