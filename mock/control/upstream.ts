// What is passed on to the upstream, told and switched: for all sessions, or for one.

import { getObject, getOwn, getString, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { ForwardChoice, ForwardMode, ForwardRule } from '../types/forward-mode.ts';
import { findUnknownEntries } from '../upstream/forward-rules.ts';
import { answer, type ControlCall, changeSession, type Reply, readObject, refuseCall } from './call.ts';
import { noteStep } from './steps.ts';

/** `getUpstream` */
export function getUpstream(call: ControlCall): Reply {
	const name = call.checked.query.get('session');
	return answer(renderUpstream(call, name === undefined ? undefined : String(name)));
}

/** `setUpstream` */
export function setUpstream(call: ControlCall): Reply {
	const { forwarding, router, events } = call.engine;
	if (!forwarding) return refuseCall(400, 'There is no upstream: start the mock with --upstream URL.');
	const body = readObject(call);
	const operations = router.plans.map(({ operation }) => operation);
	const wanted = Object.keys(getObject(body, 'operations') ?? {});
	const rule = getOwn(body, 'rule');
	const listed = findUnknownEntries(Array.isArray(rule) ? (rule as string[]) : 'none', operations);
	const unknown = [
		...wanted.filter((id) => !operations.some((one) => one.id === id)),
		...listed.map(({ entry }) => entry),
	];
	if (unknown.length > 0) {
		return refuseCall(
			400,
			`No operation, tag or path is called ${unknown.slice(0, 5).join(', ').slice(0, 300)}; nothing was changed.`,
		);
	}
	const name = getString(body, 'session');
	if (name === undefined) {
		forwarding.rules.change(
			mergeChoice(forwarding.rules.choice, body, call.engine.options.forward) as Required<ForwardChoice>,
		);
		events.emit({ type: 'upstream.changed' });
		return answer(renderUpstream(call, undefined));
	}
	return changeSession(
		call,
		(session) => {
			const before = session.forwarding;
			return noteStep(call, session, {
				kind: 'forwarded',
				summary: describeChange(body),
				takeBack: () => ({ bytes: 200, run: () => choose(call, session, before) }),
				change() {
					choose(call, session, mergeChoice(before ?? { operations: new Map() }, body, undefined));
					return answer(renderUpstream(call, name));
				},
			});
		},
		name,
	);
}

function choose({ engine }: ControlCall, session: Session, choice: ForwardChoice | undefined): void {
	session.forwarding = choice;
	engine.events.emit({ type: 'upstream.changed', session: session.name });
}

/** What is said beside what was said; `first`: the rule that null stands for. */
function mergeChoice(before: ForwardChoice, body: JsonObject, first: ForwardRule | undefined): ForwardChoice {
	const operations = new Map(before.operations);
	for (const [id, mode] of Object.entries(getObject(body, 'operations') ?? {})) {
		if (mode === null) operations.delete(id);
		else operations.set(id, mode as ForwardMode);
	}
	const rule = getOwn(body, 'rule');
	return { operations, rule: rule === undefined ? before.rule : rule === null ? first : (rule as ForwardRule) };
}

function describeChange(body: JsonObject): string {
	const rule: JsonValue | undefined = getOwn(body, 'rule');
	const parts = Object.entries(getObject(body, 'operations') ?? {}).map(([id, mode]) => `${id}: ${mode ?? 'by rule'}`);
	const all = [...(rule === undefined ? [] : [rule === null ? 'as for all' : [rule].flat().join(', ')]), ...parts];
	return `passes on ${all.slice(0, 3).join('; ').slice(0, 200) || 'what it did'}`;
}

function renderUpstream({ engine }: ControlCall, name: string | undefined): JsonObject {
	const { forwarding, router, sessions } = engine;
	const own = name === undefined ? undefined : sessions.peek(name)?.forwarding;
	const choice = forwarding?.rules.choice;
	const rule: ForwardRule = own?.rule ?? choice?.rule ?? 'none';
	return {
		url: forwarding?.upstream.url.href ?? null,
		session: name ?? null,
		rule: typeof rule === 'string' ? rule : [...rule],
		errors: forwarding?.isStrict ?? false,
		unmatched: forwarding?.rules.modeOfUnmatched('', own) ?? 'mock',
		operations: router.plans.map(({ operation }) => {
			const { id } = operation;
			const isChosen = (own ?? choice)?.operations.has(id) || (!own?.rule && choice?.operations.has(id));
			const mode = forwarding?.rules.modeOf(operation, own) ?? 'mock';
			return { operationId: id, mode, ...(isChosen && { chosen: true }) };
		}),
	};
}
