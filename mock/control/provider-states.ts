// Pact's own protocol: before an interaction its verifier asks for a state, after it for the state's end.

import { getList, getObject, getOwn, type JsonObject } from '../../spec/index.ts';
import { chooseSession } from '../request/session.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import { answer, type ControlCall, changeReadySession, type Reply, readObject, refuseCall } from './call.ts';
import { activate, listNames, quote, refuseGiven } from './scenarios.ts';
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
	return beginState(call, { session, scenario: scenario.name, parameters: getObject(body, 'params') ?? {} });
}

function beginState(
	call: ControlCall,
	args: { session: string; scenario: string; parameters: JsonObject },
): Reply | Promise<Reply> {
	const { sessions } = call.engine;
	const activation = activate(call.engine, args.scenario, args.parameters);
	if (!activation.ok) return activation.refusal;
	const { active } = activation;
	return changeReadySession(
		call,
		{
			makeReady: (session) => sessions.makeReady(session, { active, keep: false }),
			change: (session, ready) =>
				takeStep(call, session, {
					kind: 'used',
					summary: `used ${args.scenario} afresh, for a provider state`,
					change() {
						const findings = sessions.useScenario(session, active, false, ready);
						return findings.length > 0 ? refuseGiven(args.scenario, findings) : answer({ ...active.parameters });
					},
				}),
		},
		args.session,
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
