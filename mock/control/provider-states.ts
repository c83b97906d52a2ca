// Pact's own protocol: before an interaction its verifier asks for a state, after it for the state's end.

import { getList, getObject, getOwn, type JsonObject } from '../../spec/index.ts';
import { chooseSession } from '../request/session.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import type { Scenario } from '../types/scenario.ts';
import { answer, type ControlCall, changeReadySession, type Reply, readObject, refuseCall } from './call.ts';
import { activate, listNames, quote, refuseGiven } from './scenarios.ts';
import { findStates, joinStates, noteState } from './state-sets.ts';
import { takeStep } from './steps.ts';

/** `changeProviderState` */
export function changeProviderState(call: ControlCall): Reply | Promise<Reply> {
	const choice = chooseSession(call.checked.request.headers, call.prefix);
	if (choice.kind === 'invalid') {
		return refuseCall(
			400,
			`${quote(choice.name)} is no name for a session: 1 to 100 of A-Z a-z 0-9 . _ ~ -, and not . or ..`,
		);
	}
	const session = choice.kind === 'named' ? choice.name : DEFAULT_SESSION;
	const body = readObject(call);
	const listed = getOwn(body, 'state') == null ? getList(body, 'states') : [];
	const [written = getOwn(body, 'state')] = listed;
	if (listed.length > 1 || (listed.length > 0 && typeof written !== 'string')) return refuseStates();
	const state = typeof written === 'string' ? written.trim() : '';
	if (state === '') return endState(call, session);
	const scenario = call.engine.scenarios.byState(state);
	if (!scenario) return refuseState(call, state);
	if (getOwn(body, 'action') === 'teardown') return endState(call, session);
	const isPart = getOwn(body, 'action') === 'setup';
	return beginState(call, { session, state, scenario, parameters: getObject(body, 'params') ?? {}, isPart });
}

interface Begin {
	session: string;
	state: string;
	scenario: Scenario;
	parameters: JsonObject;
	/** It joins those that were set up directly before it. */
	isPart: boolean;
}

async function beginState(call: ControlCall, { session: name, ...begin }: Begin): Promise<Reply> {
	const { sessions } = call.engine;
	const { state, scenario } = begin;
	const known = sessions.peek(name);
	const before = begin.isPart && known ? findStates(sessions.history, known) : undefined;
	const plan = joinStates(before, begin);
	if (typeof plan === 'string') return refuseTogether(plan);
	const { parameters, keep, isMixed } = plan;
	const activation = activate(call.engine, scenario.name, parameters);
	if (!activation.ok) return activation.refusal;
	const { active } = activation;
	const summary = `used ${scenario.name} ${keep ? 'on what there was' : 'afresh'}, for a provider state`;
	return changeReadySession(
		call,
		{
			makeReady: (session) => sessions.makeReady(session, { active, keep }),
			change(session, ready) {
				const reply = takeStep(call, session, {
					kind: 'used',
					summary,
					change() {
						const findings = sessions.useScenario(session, active, keep, ready);
						return findings.length > 0 ? refuseGiven(scenario.name, findings) : answer({ ...active.parameters });
					},
				});
				if (reply.kind !== 'problem') noteState(sessions.history, session, { state, scenario, parameters, isMixed });
				return reply;
			},
		},
		name,
	);
}

/** Back to the start of the session's scenario: what the interaction has changed is gone. */
function endState(call: ControlCall, name: string): Promise<Reply> {
	const { sessions } = call.engine;
	return changeReadySession(
		call,
		{
			makeReady: (session) => sessions.makeReady(session),
			change: (session, ready) =>
				takeStep(call, session, {
					kind: 'reset',
					summary: 'reset, at the end of a provider state',
					change() {
						const findings = sessions.resetSession(session, ready);
						return findings.length > 0 ? refuseGiven(session.scenario?.scenario.name ?? '', findings) : answer({});
					},
				}),
		},
		name,
	);
}

/** The mock plays one scenario at a time: what is more than entities is of one of them. */
function refuseTogether(reason: string): Reply {
	return refuseCall(409, `These states can't be set up together: ${reason}.`, [
		{ code: 'provider-state.conflict', message: 'is of another scenario', in: 'body', pointer: '/state' },
	]);
}

/** Each state is set up for itself, so that its parameters can be told. */
function refuseStates(): Reply {
	return refuseCall(400, 'One state is set up at a time: send each as `state`, a text.', [
		{ code: 'provider-state.several', message: 'must be one text', in: 'body', pointer: '/states' },
	]);
}

function refuseState({ engine }: ControlCall, state: string): Reply {
	const known = engine.scenarios.states();
	const near = engine.scenarios.nearestStates(state);
	const hint = near.length > 0 ? ` Nearest: ${listNames(near)}.` : '';
	return refuseCall(400, `No scenario serves the state ${quote(state)}.${hint} Known: ${listNames(known)}.`, [
		{ code: 'provider-state.unknown', message: 'no scenario serves this state', in: 'body', pointer: '/state' },
	]);
}
