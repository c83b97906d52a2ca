// The public types of `stunt-double`, used as the README shows. Nothing here runs: `npm run check` compiles it against the
// declarations that were built, and a line that is expected to be refused and isn't is an error as well.

import {
	type AnswerForm,
	type AnswerVariant,
	type ApiDocument,
	ControlError,
	type Coverage,
	type CueOptions,
	type CueReply,
	type CueState,
	createMockRouter,
	type EnumVariant,
	type ExchangeFilter,
	type Fault,
	type FileFinding,
	type Finding,
	type JsonObject,
	type JsonValue,
	type Mock,
	type MockControls,
	type MockOptions,
	type MockRouter,
	type MockRouterOptions,
	type MockSession,
	type RecordedExchange,
	type RecordedMessage,
	type ScenarioParameters,
	type ScenarioSummary,
	type SessionClock,
	type SessionResource,
	type SessionState,
	type SessionStep,
	StartupError,
	type Step,
	startMock,
	type UseOptions,
	type WaitOptions,
} from 'stunt-double';

/** What there is at run time: whatever else is wanted of the package has to be documented first. */
type Doors = keyof typeof import('stunt-double');
export const doors: Record<Doors, true> = {
	ControlError: true,
	StartupError: true,
	createMockFetch: true,
	createMockRouter: true,
	startMock: true,
};

interface Order {
	order_id: string;
	status: 'NEW' | 'PAID';
}

export async function startAndStop(): Promise<void> {
	const mock: Mock = await startMock({
		documents: ['api.yaml', { openapi: '3.1.0' }],
		scenarios: 'scenarios',
		port: 0,
	});
	const url: string = mock.url;
	const port: number = mock.port;
	await mock.use('late-arrival', { order_id: 'A1', count: 3, paid: false, note: null });
	const state: ScenarioParameters = await mock.providerState({
		state: 'a paid order',
		params: { id: 1 },
		action: 'setup',
	});
	const scenarios: ScenarioSummary[] = await mock.scenarios();
	const sessions: SessionState[] = await mock.sessions();
	const coverage: Coverage = await mock.coverage();
	const documents: readonly ApiDocument[] = mock.documents;
	const answers = await mock.variants({ method: 'GET', path: '/orders', status: 200 });
	const operation: string | undefined = answers?.operationId;
	const controls: MockControls = mock;
	await mock.reset();
	await mock.close();
	void [url, port, state, scenarios, sessions, coverage, documents, operation, controls];

	await using other = await startMock();
	// @ts-expect-error: a port is a number
	await startMock({ port: '0' });
	// @ts-expect-error: there is no such option
	await startMock({ prt: 0 });
	// @ts-expect-error: credentials are present, off or verify
	await startMock({ auth: 'on' });
	// @ts-expect-error: what a mock listens on can't be changed
	other.port = 1;
	// @ts-expect-error: a provider state has a name
	await other.providerState({ params: {} });
}

export async function useSessions(mock: Mock): Promise<void> {
	const session: MockSession = mock.session('checkout-test');
	const unnamed: MockSession = mock.session();
	await fetch(`${session.baseUrl}/v1/orders`, { headers: session.headers });
	const used: SessionState = await session.use('already-validated', { org_id: 'shop' });
	const cues: CueState[] | undefined = used.scenario?.script;
	const filter: ExchangeFilter = { operation: 'createOrder', status: '4XX', since: 3, limit: 10 };
	const requests: RecordedExchange[] = await session.requests(filter);
	const step: Step | undefined = requests[0]?.why.step;
	const fault: Fault | undefined = requests[0]?.response.fault;
	const asked: RecordedMessage | undefined = requests[0]?.request;
	const body: JsonValue | undefined = asked?.body;
	const findings: Finding[] | undefined = requests[0]?.why.findings;
	const clock: SessionClock = session.clock;
	await clock.advance('P8D');
	await clock.set(new Date(0));
	await clock.set('2026-06-01T09:00:00Z');
	const now: Date = await clock.now();
	await clock.real();
	const form: AnswerForm = 'minimal';
	const value: EnumVariant = { form: 'enum', pointer: '/status', value: 'PAID' };
	const variant: AnswerVariant = form;
	await session.setVariant(variant);
	await session.setVariant(value);
	await session.setVariant(null);
	const snapshot: JsonObject = await session.snapshot({ requests: true });
	await session.restore(snapshot);
	await session.clearRequests();
	await session.reset();
	await session.state();
	const dropped: boolean = await session.drop();
	void [unnamed, cues, step, fault, body, findings, now, dropped];

	// @ts-expect-error: a parameter is a plain value
	await session.use('slow', { org: {} });
	// @ts-expect-error: a range is 4XX, not 4xx
	await session.requests({ status: '4xx' });
	// @ts-expect-error: a time is a Date or a text
	await clock.set(0);
	// @ts-expect-error: there is no such form
	await session.setVariant('smallest');
}

export async function useEntities(session: MockSession): Promise<void> {
	const orders: SessionResource<Order> = session.resources<Order>('order');
	const made: Order = await orders.create({ org_id: 'shop' });
	const found: Order | undefined = await orders.get(made.order_id);
	const all: Order[] = await orders.list();
	const changed: Order = await orders.patch(made.order_id, { status: 'PAID' });
	const gone: boolean = await orders.delete(made.order_id);
	const plain: JsonObject[] = await session.resources('order').list();
	void [found, all, changed, gone, plain];

	// @ts-expect-error: there may be none with this key
	(await orders.get('A1')).status;
	// @ts-expect-error: an entity is an object
	await orders.create('A1');
}

/** As openapi-typescript writes it. */
interface components {
	schemas: {
		Order: { order_id: string; status: 'NEW' | 'PAID' };
		LineItem: { line: number };
	};
	responses: never;
}

export async function useTypedEntities(): Promise<void> {
	await using mock = await startMock<components>();
	const session: MockSession<components> = mock.session('typed');
	const order = await session.entities('order').create({});
	const status: 'NEW' | 'PAID' = order.status;
	const line: number | undefined = (await session.entities('line_item').get('1'))?.line;
	const unknown: JsonObject[] = await session.entities('parcel').list();
	await using byMap = await startMock<{ order: Order }>();
	const [first] = await byMap.session().entities('order').list();
	const id: string | undefined = first?.order_id;
	const untyped: JsonObject[] = await (await startMock()).session().entities('order').list();
	void [status, line, unknown, id, untyped];

	// @ts-expect-error: an order has no such property
	order.total;
	// @ts-expect-error: the map has no such resource
	byMap.session().entities('ordr');
}

export async function mountRouter(app: { use(path: string, handler: MockRouter['router']): void }): Promise<void> {
	const options: MockRouterOptions = { fallthrough: false, dynamic: true };
	const mock: MockRouter = await createMockRouter(options);
	app.use('/api', mock.router);
	app.use('/bare', (await createMockRouter()).router);
	await mock.session().use('slow');
	await mock.close();

	// @ts-expect-error: the app listens, not the mock
	await createMockRouter({ port: 4010 });
	// @ts-expect-error: the app knows where it is
	mock.url;
}

export function handleErrors(error: unknown): string {
	if (error instanceof StartupError) {
		const findings: readonly FileFinding[] = error.findings;
		return `${error.code} ${error.line} ${error.place?.line} ${error.remedy} ${findings.length}`;
	}
	if (error instanceof ControlError) {
		const findings: readonly Finding[] = error.findings;
		return `${error.status} ${error.message} ${findings[0]?.code}`;
	}
	// @ts-expect-error: nothing is known of other errors
	return error.message;
}

/** Every option has a default. */
export const none: Partial<MockOptions> = {};
export const all: MockOptions = {
	documents: ['api.yaml'],
	overlays: [],
	scenarios: undefined,
	scenario: undefined,
	port: 0,
	host: '127.0.0.1',
	seed: 1,
	locale: 'de',
	dynamic: false,
	auth: 'verify',
	jwks: { keys: [] },
	delayMs: { min: 0, max: 10 },
	cors: true,
	watch: false,
	strictSessions: false,
	readOnly: false,
	maxSessions: 1000,
	journal: 1000,
	journalBytes: 8_388_608,
	fill: 0,
	rows: [],
	maxEntities: 10_000,
	maxBody: 1_048_576,
	allowRemoteRefs: false,
	validateRequests: true,
	requireExp: true,
	callbackHosts: [],
	upstream: 'http://localhost:8000',
	forward: ['getOrder', '/orders'],
	upstreamTimeoutMs: 30_000,
	upstreamCa: 'ca.pem',
	errors: false,
	infer: true,
	adminToken: undefined,
	adminHosts: [],
	instance: undefined,
	log: 'silent',
};

export async function steer(session: MockSession): Promise<void> {
	const one: UseOptions = { entity: { resource: 'order', key: 'A1', scope: ['acme'] }, parameters: { shop: 'acme' } };
	await session.use('already-paid', one);
	await session.use('already-paid', { keep: true });
	const reply: CueReply = { status: 409, body: { title: 'x' }, headers: { 'Retry-After': 1 } };
	const options: CueOptions = { times: 2, delay: { p50: '200ms', p95: '1s' }, when: { state: ['PAID'] } };
	await session.cue('cancelOrder', reply, options);
	await session.cue(['cancelOrder', 'getOrder'], { fault: 'hang' });
	await session.cue('*', null, { delay: '1s' });
	const wait: WaitOptions = { status: 409, since: 3, timeoutMs: 100 };
	const exchange: RecordedExchange = await session.waitFor('cancelOrder', wait);
	const wrong: RecordedExchange[] = await session.unexpected();
	const steps: SessionStep[] = [...(await session.undoable()), ...(await session.timeline())];
	const state: SessionState = await session.undo(steps[0]?.id);
	console.log(exchange.id, wrong.length, state.scenario?.entity?.key);
	// @ts-expect-error a reply has a status or a fault
	await session.cue('cancelOrder', { body: {} });
}
