// Cypress with a mock that runs beside it: commands, for its support file. It runs in Cypress' browser, and knows nothing of Node.

import { describeCue } from '../library/describe-cue.ts';
import { isUnexpected } from '../library/judge-exchange.ts';
import type { CueOptions, CueReply, UseOptions } from '../library/steering-types.ts';
import type { SessionState } from '../library/types.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';

declare global {
	// Cypress' own types are a namespace, and commands are added to its chain there.
	namespace Cypress {
		interface Chainable<Subject> {
			/**
			 * From now on this test is in a session of its own, which begins empty: what the page asks of the mock's address carries its header,
			 * and the other commands speak of it. Without a name, it is called after the test. Best in a `beforeEach`.
			 */
			mockSession(name?: string): Chainable<string>;
			/** Chooses a scenario: `cy.mockUse('already-paid', { keep: true })`; `null` uses none; options as of `session.use`. */
			mockUse(scenario: string | null, options?: UseOptions): Chainable<SessionState>;
			/** The next answer of an operation: `cy.mockCue('cancelOrder', 409)`, or a reply, a fault, `null` with a delay. */
			mockCue(
				operation: string | readonly string[],
				reply: CueReply | 'forward' | number | null,
				options?: CueOptions,
			): Chainable<SessionState>;
			/** Back to the start of its scenario, or to an empty world. */
			mockReset(): Chainable<SessionState>;
			/** Moves the time of the session on by an ISO 8601 duration, e.g. `P8D`. */
			mockAdvance(duration: string): Chainable<SessionState>;
			/** The requests of the session, the newest last, each with the why of its answer. */
			mockRequests(): Chainable<RecordedExchange[]>;
			/** Those that the documents don't have, or that broke them: `cy.mockUnexpected().should('be.empty')`. */
			mockUnexpected(): Chainable<RecordedExchange[]>;
			/** The entities of a resource in the session. */
			mockEntities<Entity = Record<string, unknown>>(resource: string): Chainable<Entity[]>;
		}
	}
}

/** What is used of Cypress, so that whoever has none needs none. */
interface CypressParts {
	Cypress: {
		Commands: { add(name: string, run: (...args: never[]) => unknown): void };
		env(name: string): unknown;
		currentTest?: { titlePath: string[] };
	};
	cy: {
		request(options: object): Chain<{ status: number; body: unknown }>;
		intercept(pattern: { url: string; middleware: true }, handle: (request: Interceptable) => void): unknown;
		wrap<Value>(value: Value, options: { log: false }): Chain<Value>;
	};
}
interface Interceptable {
	headers: Record<string, string | string[]>;
}
interface Chain<Value> {
	then<Next>(next: (value: Value) => Chain<Next> | Next): Chain<Next>;
}

/** RFC 9457, as the control API has it. */
interface Problem {
	detail?: string;
	findings?: { message: string }[];
}

/** Where a mock listens unless `CYPRESS_MOCK_URL` says otherwise. */
const DEFAULT_URL = 'http://127.0.0.1:4010';
const { Cypress, cy } = globalThis as unknown as CypressParts;

/** The session of the test that runs; the mock's unnamed one before `mockSession`. */
let session = 'default';

const COMMANDS = {
	mockSession(name = nameAfterTest()) {
		session = name;
		const url = readUrl();
		cy.intercept({ url: `${url}/**`, middleware: true }, (request) => {
			request.headers['x-mock-session'] = name;
		});
		// What the same test left when it was run before, its requests too, is no part of it; there may be nothing to drop.
		return send('DELETE', '')
			.then(() => call('PUT', '/scenario', { name: null }))
			.then(() => cy.wrap(name, { log: false }));
	},
	mockUse: (scenario: string | null, options: UseOptions = {}) =>
		call('PUT', '/scenario', { name: scenario, ...options }),
	mockCue: (
		operation: string | readonly string[],
		reply: CueReply | 'forward' | number | null,
		options: CueOptions = {},
	) => call('POST', '/cues', describeCue(operation, reply, options)),
	mockReset: () => call('POST', '/reset'),
	mockAdvance: (duration: string) => call('PUT', '/clock', { advance: duration }),
	mockRequests: () => listRequests(),
	mockUnexpected: () => listRequests().then((requests) => cy.wrap(requests.filter(isUnexpected), { log: false })),
	mockEntities: (resource: string) =>
		call('GET', `/resources/${encodeURIComponent(resource)}?limit=1000`).then((body) =>
			cy.wrap((body as { entities: object[] }).entities, { log: false }),
		),
};
for (const [name, run] of Object.entries(COMMANDS)) Cypress.Commands.add(name, run as (...args: never[]) => unknown);

function listRequests(): Chain<RecordedExchange[]> {
	return call('GET', '/requests?limit=1000').then((body) =>
		cy.wrap((body as { requests: RecordedExchange[] }).requests, { log: false }),
	);
}

/** A call about the session; what the mock refuses fails the test with its reason. */
function call(method: string, path: string, body?: object): Chain<unknown> {
	return send(method, path, body).then(({ status, body: answer }) => {
		if (status < 400) return cy.wrap(answer, { log: false });
		const { detail, findings = [] } = (typeof answer === 'object' ? answer : {}) as Problem;
		const told = [detail ?? String(status), ...findings.slice(0, 3).map(({ message }) => message)];
		throw new Error(`the mock says: ${told.join('; ')}`);
	});
}

function send(method: string, path: string, body?: object): Chain<{ status: number; body: unknown }> {
	const token = Cypress.env('MOCK_ADMIN_TOKEN');
	const place = `/__admin/sessions/${encodeURIComponent(session)}${path}`;
	return cy.request({
		method,
		url: `${readUrl()}${place}`,
		...(body && { body }),
		headers: typeof token === 'string' ? { Authorization: `Bearer ${token}` } : {},
		failOnStatusCode: false,
		log: false,
	});
}

function readUrl(): string {
	const url = Cypress.env('MOCK_URL');
	return typeof url === 'string' ? url.replace(/\/+$/, '') : DEFAULT_URL;
}

/** `orders-shows-the-conflict` */
function nameAfterTest(): string {
	const plain = (Cypress.currentTest?.titlePath ?? ['cypress'])
		.join('-')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 100);
	return plain.replaceAll(/^-|-$/g, '') || 'cypress';
}
