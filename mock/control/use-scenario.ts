// Choosing a scenario for a session: afresh, on what the session holds, or for one entity of it.

import { getList, getObject, getOwn, getString, type JsonObject, type Resource, setOwn } from '../../spec/index.ts';
import { isEveryRow } from '../fixtures/every-row.ts';
import type { EntityReference } from '../session/active-scenario.ts';
import type { ReadyScenario } from '../session/scenario-start.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { Scenario } from '../types/scenario.ts';
import { answer, type ControlCall, changeReadySession, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { refuseResource } from './entities.ts';
import { activate, quote, refuseGiven, refuseUnknown } from './scenarios.ts';
import { renderSession } from './sessions.ts';
import { takeStep } from './steps.ts';

/** `useScenario` */
export async function useScenario(call: ControlCall): Promise<Reply> {
	const body = readObject(call);
	const name = getString(body, 'name');
	const { sessions } = call.engine;
	const keep = getOwn(body, 'keep') === true;
	if (name === undefined) {
		return changeReadySession(call, {
			makeReady: (session) => sessions.makeReady(session, { active: undefined, keep }),
			change: (session, ready) =>
				takeStep(call, session, {
					kind: 'used',
					operation: 'useScenario',
					summary: `used no scenario${keep ? ' on what there was' : ', afresh'}`,
					change() {
						sessions.useScenario(session, undefined, keep, ready);
						return answer(renderSession(session));
					},
				}),
		});
	}
	const found = findEntity(call);
	if (found && 'refusal' in found) return found.refusal;
	const scenario = call.engine.scenarios.get(name);
	if (!scenario) return refuseUnknown(call.engine, name);
	const filled = found ? fillFrom(found, scenario) : {};
	const activation = activate(
		call.engine,
		name,
		{ ...filled, ...getObject(body, 'parameters') },
		found && referTo(found.record),
	);
	if (!activation.ok) return activation.refusal;
	const how = found ? `for ${found.record.resource} ${found.record.key}` : keep ? 'on what there was' : 'afresh';
	const { active } = activation;
	const isKept = keep || found !== undefined;
	return changeReadySession(call, {
		makeReady: (session) => sessions.makeReady(session, { active, keep: isKept }),
		change: (session, ready) =>
			takeStep(call, session, {
				kind: 'used',
				operation: 'useScenario',
				summary: `used ${name} ${how}`,
				change() {
					const findings = sessions.useScenario(session, active, isKept, ready);
					return findings.length > 0 ? refuseGiven(name, findings) : answer(renderSession(session));
				},
			}),
	});
}

/** `resetSession` */
export function resetSession(call: ControlCall): Promise<Reply> {
	const { sessions } = call.engine;
	const reset = (session: Session, ready: ReadyScenario): Reply => {
		const name = session.scenario?.scenario.name ?? '';
		return takeStep(call, session, {
			kind: 'reset',
			operation: 'resetSession',
			summary: name === '' ? 'reset to an empty world' : `reset to the start of ${name}`,
			change() {
				const findings = sessions.resetSession(session, ready);
				return findings.length > 0 ? refuseGiven(name, findings) : answer(renderSession(session));
			},
		});
	};
	return changeReadySession(call, { makeReady: (session) => sessions.makeReady(session), change: reset });
}

interface Found {
	record: EntityRecord;
	resource: Resource;
}

/** The one entity that the scenario is meant for; `undefined`: it is for all. */
function findEntity(call: ControlCall): Found | { refusal: Reply } | undefined {
	const wanted = getObject(readObject(call), 'entity');
	if (!wanted) return undefined;
	const [name = '', key] = [getString(wanted, 'resource'), String(getOwn(wanted, 'key') ?? '')];
	const resource = call.engine.resources.get(name);
	if (!resource) return { refusal: refuseResource(call, name) };
	const store = call.engine.sessions.peek(readPath(call, 'session'))?.store;
	const scope = getOwn(wanted, 'scope') === undefined ? undefined : getList(wanted, 'scope').map(String);
	const record = scope ? store?.find(name, scope, key) : store?.findAnywhere(name, key);
	if (record) return { record, resource };
	return {
		refusal: refuseCall(404, `The session has no ${quote(name)} with the key ${quote(key)}; nothing was changed.`),
	};
}

function referTo({ resource, key, scope }: EntityRecord): EntityReference {
	return { resource, key, scope };
}

/**
 * The values that the entity has for the scenario's parameters: those that the scenario gives an entity of this kind as its key or its
 * scope, and those that are called like these.
 */
function fillFrom({ record, resource }: Found, scenario: Scenario): JsonObject {
	const places = new Map<string, string>(resource.scope.map((name, index) => [name, record.scope[index] ?? '']));
	places.set(resource.key, record.key);
	const filled: JsonObject = {};
	for (const [name, value] of places) {
		const written = (scenario.given[resource.name] ?? [])
			.filter((row) => !isEveryRow(row))
			.map((row) => getString(row, name));
		const parameters = written.flatMap((text) => /^\$\{([^{}]+)\}$/.exec(text ?? '')?.[1] ?? []);
		for (const parameter of [name, ...parameters])
			if (Object.hasOwn(scenario.parameters, parameter)) setOwn(filled, parameter, value);
	}
	return filled;
}
