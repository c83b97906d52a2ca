// The shell around the pipeline: Node's request in, plain values through pipeline.ts, Node's response out.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { machine } from '../../spec/index.ts';
import { locateReads } from '../journal/reads.ts';
import { formatReason } from '../journal/reasons.ts';
import type { Engine } from '../pipeline/engine.ts';
import { uncountAnswer } from '../pipeline/operation-plan.ts';
import { type CompletedRequest, type IncomingRequest, runPipeline } from '../pipeline/pipeline.ts';
import { isControlPath } from '../request/control-path.ts';
import { splitSessionPrefix } from '../request/session.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { BodyRead, CapturedBody, MockRequest } from '../types/request.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { endUnread, isBehindLast, isSmall } from './end-unread.ts';
import { isForEventSource, sendOpen } from './event-source.ts';
import { type BodySource, CONTINUE, captureBody, hasBody, receiveBody } from './read-body.ts';
import { sendAnswer } from './send.ts';
import { isReadsPath, serveReads } from './serve-reads.ts';
import type { Departure, Turns } from './turns.ts';

/** What the shell needs to know of the server around it. */
export interface Shell {
	engine: Engine;
	/** Serves `/__admin`; given requests whose path was found to be the control API's. */
	control: (request: IncomingMessage, response: ServerResponse, target: MockRequest) => void;
	/** While draining, every answer closes its connection. */
	isDraining: () => boolean;
	/** Told of responses that stay open: those of a `hang` fault, and streams of events. */
	hold: (response: ServerResponse) => void;
	/** When answers go out. */
	turns: Turns;
	/** Tells the log of an exchange that has ended. */
	onSent?: ((completed: CompletedRequest) => void) | undefined;
}

interface ShellRequest extends BodySource {
	originalUrl?: string;
}

/** What Node gave, and the same as plain values. */
interface ArrivedRequest {
	request: ShellRequest;
	response: ServerResponse;
	arrived: MockRequest;
	/** The name of a session that was taken off the path. */
	prefix: string | undefined;
}

/** A handler for `http.createServer` and for Express alike. */
export function createHandler(shell: Shell): (request: IncomingMessage, response: ServerResponse) => void {
	return (request, response) => {
		if (isBehindLast(request)) return;
		if (!isSmall(request)) {
			endUnread(request, response);
			if (!isPlainlyChunked(request)) {
				refuse(response, 501, 'no Transfer-Encoding but chunked is known: send that one alone, or a Content-Length');
				return;
			}
		}
		if (!hasOneHost(request)) {
			refuse(response, 400, 'there must be one Host header, with a host and at most a port');
			return;
		}
		const { request: arrived, prefix } = readRequest(request);
		if (isControlPath(arrived.path)) shell.control(request, response, arrived);
		else if (isReadsPath(arrived.path)) serveReads(shell.engine, { request, response, path: arrived.path });
		else serve(shell, { request, response, arrived, prefix });
	};
}

/** What no host and port have (RFC 3986 §3.2.2). */
const NO_HOST = /[\s/?#\\]/;

/** The last one that could be one: mostly the next one too. */
let lastHost = '';

/** Whether there is no second `Host`, and the first could be one (RFC 9112 §3.2). Of two, Node would keep the first without a word. */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
	let count = 0;
	for (let index = 0; index < rawHeaders.length; index += 2) {
		const name = rawHeaders[index] as string;
		if (name.length !== 4 || (name !== 'Host' && name !== 'host' && name.toLowerCase() !== 'host')) continue;
		count += 1;
		const host = rawHeaders[index + 1] as string;
		if (count > 1 || (host !== lastHost && NO_HOST.test(host))) return false;
		lastHost = host;
	}
	return true;
}

/** Of `gzip, chunked` Node takes the chunks apart, and leaves what is in them as it is (RFC 9112 §6.1). */
function isPlainlyChunked({ headers }: IncomingMessage): boolean {
	const coding = headers['transfer-encoding'];
	return coding === undefined || coding === 'chunked' || coding.toLowerCase() === 'chunked';
}

/** What is refused before anybody looks at it. */
function refuse(response: ServerResponse, status: 400 | 501, detail: string): void {
	const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail });
	const headers = { 'Content-Type': 'application/problem+json', 'Content-Length': body.length, Connection: 'close' };
	response.writeHead(status, { ...headers, 'X-Content-Type-Options': 'nosniff' }).end(body);
}

function serve(shell: Shell, arrived: ArrivedRequest): void {
	const { request, response } = arrived;
	const origin = shell.engine.options.cors ? request.headers.origin : undefined;
	const preflight = origin === undefined ? undefined : answerPreflight(request);
	if (preflight) response.writeHead(204, preflight).end();
	else runPipeline(shell.engine, new ServedRequest(shell, arrived, origin));
}

/** A request on its way through the pipeline, and its answer on the way out: one object for both, as thousands a second need one. */
class ServedRequest implements IncomingRequest, Departure {
	readonly request: MockRequest;
	readonly prefix: string | undefined;
	readonly expectsContinue: boolean;
	readonly response: ServerResponse;
	readonly #incoming: BodySource;
	readonly #shell: Shell;
	readonly #origin: string | undefined;
	#wasRead = false;
	#completed: CompletedRequest | undefined = undefined;
	/** All of its events went out: whoever closes it cuts nothing. */
	#isOpen = false;

	constructor(shell: Shell, { request, response, arrived, prefix }: ArrivedRequest, origin: string | undefined) {
		this.request = arrived;
		this.prefix = prefix;
		this.expectsContinue = request[CONTINUE] !== undefined;
		this.response = response;
		this.#incoming = request;
		this.#shell = shell;
		this.#origin = origin;
	}

	readBody(take: (body: BodyRead) => void): BodyRead | undefined {
		this.#wasRead = true;
		const { options, forwarding } = this.#shell.engine;
		return receiveBody(this.#incoming, { maxBytes: options.maxBody, isTimed: forwarding !== undefined }, take);
	}

	captureBody(take: (body: CapturedBody) => void): CapturedBody | undefined {
		this.#wasRead = true;
		return captureBody(this.#incoming, this.#shell.engine.options.maxBody, take);
	}

	onGone(listener: () => void): void {
		if (this.response.closed) listener();
		else this.response.once('close', listener);
	}

	complete(completed: CompletedRequest): void {
		const { response } = this;
		const { engine, isDraining, turns } = this.#shell;
		const { answer, session } = completed;
		this.#completed = completed;
		// A client that went away in the middle of its body has closed the response before anybody could listen.
		if (response.closed) this.#finish();
		else response.on('close', () => this.#finish());
		addOwnHeaders(completed, engine.options.instance);
		// Without a session there is no clock to tell the time by, and the machine's would differ from run to run.
		if (!session && engine.options.seed !== undefined) response.sendDate = false;
		if (this.#origin !== undefined) allowOrigin(answer.headers, this.#origin);
		if (isDraining() || this.#isBodyLeft()) answer.headers['Connection'] = 'close';
		if (answer.delayMs) machine.setTimeout(() => this.send(), answer.delayMs);
		else turns.send(this);
	}

	send(): void {
		const { answer, session } = this.#completed as CompletedRequest;
		const { response } = this;
		const { hold, engine } = this.#shell;
		if (!isForEventSource(this.#incoming, answer) || response.destroyed || response.writableEnded) {
			sendAnswer(response, answer, hold);
			return;
		}
		this.#isOpen = true;
		hold(response);
		sendOpen(response, answer, { session: session?.name, events: engine.events });
	}

	/** Of a body that is too long the rest still comes, whatever the status says. */
	#isBodyLeft(): boolean {
		const request = this.#incoming;
		return !request.complete && hasBody(request) && (this.#wasRead || !isSmall(request));
	}

	/** The exchange is over: sent, cut or aborted. */
	#finish(): void {
		const completed = this.#completed as CompletedRequest;
		const { engine, onSent } = this.#shell;
		const { answer, exchange, session } = completed;
		if (session) session.open--;
		if (exchange) {
			exchange.durationMs = machine.nowMs() - exchange.startedAt;
			if (!this.response.writableFinished && !this.#isOpen && !answer.fault && answer.why.step !== 'aborted') {
				exchange.wasCut = true;
				uncountAnswer(engine.router.plans, exchange);
			}
			const { events } = engine;
			if (events.isHeard) events.emit({ type: 'exchange.ended', session: exchange.session, exchange });
		}
		if (answer.fault === undefined && answer.why.step !== 'aborted') completed.follow?.();
		onSent?.(completed);
	}
}

/** What a header can't hold: names of scenarios without a file have operationIds in them. */
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** The headers that every answer of the mock has, whatever the document says. */
function addOwnHeaders({ answer, session, exchange }: CompletedRequest, instance: string | undefined): void {
	const { headers, why } = answer;
	headers['X-Content-Type-Options'] = 'nosniff';
	if (instance !== undefined) headers['X-Mock-Instance'] = instance;
	secludePage(headers);
	if (session) {
		headers['X-Mock-Session'] = session.name;
		if (session.scenario) headers['X-Mock-Scenario'] = session.scenario.scenario.name.replaceAll(UNPRINTABLE, '?');
		if (exchange?.reads) {
			headers['X-Mock-Exchange'] = String(exchange.id);
			headers['X-Mock-Reads'] = locateReads(exchange);
		}
		// A fixed clock fixes the Date header too: same seed, same calls, same bytes.
		if (session.clock.mode === 'fixed' && why.step !== 'forward')
			headers['Date'] = new Date(session.clock.nowMs()).toUTCString();
	}
	if (
		why.step !== 'sent' ||
		why.upstream ||
		why.unfollowed ||
		why.lost !== undefined ||
		why.undocumented ||
		why.findings.length > 0 ||
		why.entity?.forgotten !== undefined
	)
		headers['X-Mock-Reason'] = formatReason(why);
}

/**
 * A document that could run scripts would run them where the console is, and steer the mock. In a sandbox (CSP 3 §6.3.2)
 * it is a page of nowhere, whose calls the control API's guard refuses.
 */
function secludePage(headers: Record<string, string>): void {
	const type = headers['Content-Type'];
	if (type === undefined || type === 'application/json' || !/html|xml|xsl/i.test(type)) return;
	const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-security-policy');
	const own = name === undefined ? '' : `${headers[name]}, `;
	headers[name ?? 'Content-Security-Policy'] = `${own}sandbox`;
}

/** Node's request as plain values. An absolute-form target (RFC 9112 §3.2.2) is served here, never passed on. */
export function readRequest(request: ShellRequest): { request: MockRequest; prefix: string | undefined } {
	const target = request.url ?? '/';
	const local = target.startsWith('/') ? target : (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(target)?.[1] ?? target);
	const question = local.indexOf('?');
	const whole = question < 0 ? local : local.slice(0, question);
	const { name, path } = splitSessionPrefix(whole === '' ? '/' : whole);
	return {
		prefix: name,
		request: {
			method: request.method ?? 'GET',
			target: request.originalUrl ?? target,
			path,
			query: question < 0 ? '' : local.slice(question + 1),
			headers: request.headers,
			rawHeaders: request.rawHeaders,
		},
	};
}
