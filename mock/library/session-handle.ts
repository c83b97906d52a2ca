// One session, as a test holds it. Thin: what is done, the control API's handlers do.

import type { JsonObject } from '../../spec/index.ts';
import { getClock, setClock } from '../control/clock.ts';
import { addCue } from '../control/cues.ts';
import { createEntity, deleteEntity, getEntity, listEntities, patchEntity } from '../control/entities.ts';
import { clearRequests, getRequest, listRequests } from '../control/journal.ts';
import { getSession } from '../control/sessions.ts';
import { getSnapshot, restoreSnapshot } from '../control/snapshot.ts';
import { listTimeline, listUndo, undo } from '../control/steps.ts';
import { resetSession, useScenario } from '../control/use-scenario.ts';
import { setVariant } from '../control/variant.ts';
import type { Engine } from '../pipeline/engine.ts';
import { SESSION_NAME } from '../session/session-name.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import { ControlError } from './control-error.ts';
import { describeCue } from './describe-cue.ts';
import type { EntityOf, ResourceName } from './entity-types.ts';
import { isUnexpected } from './judge-exchange.ts';
import { type CallLocally, type LocalArgs, takeValue } from './local-call.ts';
import type { ScenarioParameters, SessionStep, UseOptions } from './steering-types.ts';
import type { ExchangeFilter, MockSession, SessionClock, SessionResource, SessionState } from './types.ts';
import { waitForExchange } from './wait-for.ts';

/** More than any list holds. */
const ALL = Number.MAX_SAFE_INTEGER;
type Handler = Parameters<CallLocally>[0];

/** A session by its name. Throws RangeError for what is no name. */
export function createSessionHandle<Types>(args: {
	engine: Engine;
	call: CallLocally;
	name: string;
	/** Where the mock listens; `''` inside somebody's own app. */
	url: string;
}): MockSession<Types> {
	const { engine, call, name, url } = args;
	if (!SESSION_NAME.test(name))
		throw new RangeError(`a session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name, and is not . or ..`);

	// Reading a session that nobody has used is a 404 over HTTP; here, holding it is using it.
	async function ask<Value>(handler: Handler, more: LocalArgs = {}): Promise<Value> {
		await engine.sessions.open(name);
		return takeValue<Value>(await call(handler, { ...more, path: { ...more.path, session: name } }));
	}
	const clock: SessionClock = {
		now: async () => new Date((await ask<{ now: string }>(getClock)).now),
		set: async (now) => ask<SessionState>(setClock, { body: { now: toInstant(now) } }),
		advance: async (duration) => ask<SessionState>(setClock, { body: { advance: String(duration) } }),
		real: () => ask<SessionState>(setClock, { body: { real: true } }),
	};
	const readOne = (id: number) => ask<RecordedExchange>(getRequest, { path: { id: String(id) } });
	return {
		name,
		headers: Object.freeze({ 'X-Mock-Session': name }),
		baseUrl: `${url}/__session/${name}`,
		clock,
		use: (scenario: string | null, options?: UseOptions | ScenarioParameters) =>
			ask<SessionState>(useScenario, {
				body: { name: scenario === null ? null : String(scenario), ...readUseOptions(options) },
			}),
		reset: () => ask<SessionState>(resetSession),
		cue: (operation, reply, options = {}) =>
			ask<SessionState>(addCue, { body: describeCue(operation, reply, options) }),
		waitFor: (operation, options = {}) => waitForExchange({ engine, name, operation, options, read: readOne }),
		async unexpected() {
			const all = (await ask<{ requests: RecordedExchange[] }>(listRequests, { query: { limit: ALL } })).requests;
			return all.filter(isUnexpected);
		},
		state: () => ask<SessionState>(getSession),
		async requests({ operation, status, q, since, limit = ALL }: ExchangeFilter = {}) {
			const query = { operation, status: status === undefined ? undefined : String(status), q, since, limit };
			return (await ask<{ requests: RecordedExchange[] }>(listRequests, { query })).requests;
		},
		clearRequests: () => ask<void>(clearRequests),
		// Types are the caller's word: what is stored was held to the document.
		entities: <Resource extends ResourceName<Types>>(resource: Resource) =>
			createResource<EntityOf<Types, Resource>>(ask, resource),
		resources: <Entity = JsonObject>(resource: string) => createResource<Entity>(ask, resource),
		setVariant: (variant) =>
			ask<SessionState>(setVariant, { body: typeof variant === 'object' && variant ? variant : { form: variant } }),
		snapshot: ({ requests = false } = {}) => ask<JsonObject>(getSnapshot, { query: { requests } }),
		restore: (snapshot) => ask<SessionState>(restoreSnapshot, { body: snapshot }),
		undo: async (step?: number) =>
			(await ask<{ session: SessionState }>(undo, { body: step === undefined ? {} : { step } })).session,
		undoable: async () => (await ask<{ steps: SessionStep[] }>(listUndo)).steps,
		timeline: async () => (await ask<{ steps: SessionStep[] }>(listTimeline)).steps,
		drop: async () => engine.sessions.drop(name),
	};
}

/** Options, or parameters alone: a scalar is a parameter's value, whatever its name. */
function readUseOptions(options: UseOptions | ScenarioParameters = {}): object {
	const isOptions = Object.entries(options).every(
		([name, value]) =>
			value === undefined ||
			((name === 'parameters' || name === 'entity') && typeof value === 'object' && value !== null) ||
			(name === 'keep' && typeof value === 'boolean'),
	);
	return isOptions ? options : { parameters: options };
}

function createResource<Entity>(
	ask: <Value>(handler: Handler, more?: LocalArgs) => Promise<Value>,
	resource: string,
): SessionResource<Entity> {
	const path = { resource };
	return {
		list: async () => (await ask<{ entities: Entity[] }>(listEntities, { path, query: { limit: ALL } })).entities,
		async get(key) {
			return unlessMissing(ask<Entity>(getEntity, { path: { resource, key: String(key) } }), key);
		},
		create: (entity) => ask<Entity>(createEntity, { path, body: entity }),
		patch: (key, change) => ask<Entity>(patchEntity, { path: { resource, key: String(key) }, body: change }),
		async delete(key) {
			const isGone = ask<void>(deleteEntity, { path: { resource, key: String(key) } }).then(() => true);
			return (await unlessMissing(isGone, key)) ?? false;
		},
	};

	/** An unknown key is an answer; an unknown resource is a mistake, which `list` tells apart. */
	async function unlessMissing<Value>(asked: Promise<Value>, key: string | number): Promise<Value | undefined> {
		try {
			return await asked;
		} catch (error) {
			if (!(error instanceof ControlError) || error.status !== 404 || key === '') throw error;
			await ask(listEntities, { path, query: { limit: 1 } });
			return undefined;
		}
	}
}

function toInstant(now: Date | string): string {
	const time = typeof now === 'string' ? Date.parse(now) : now.getTime();
	if (Number.isFinite(time)) return new Date(time).toISOString();
	throw new ControlError({ status: 400, message: 'The clock needs a Date or an ISO 8601 date-time.' });
}
