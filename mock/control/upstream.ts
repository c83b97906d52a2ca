// What is passed on to the upstream, told and switched: for all sessions, or for one.

import { findNamed, getObject, getOwn, getString, type JsonObject, type JsonValue } from '../../spec/index.ts';
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
	const operations = router.plans.map(({ operation }) => operation);
	const asked = readObject(call);
	const wanted = Object.entries(getObject(asked, 'operations') ?? {}).map(([name, mode]) => ({
		name,
		mode,
		named: findNamed(name, operations),
	}));
	const rule = getOwn(asked, 'rule');
	const listed = findUnknownEntries(Array.isArray(rule) ? (rule as string[]) : 'none', operations);
	const unmeant = wanted.flatMap(({ name, named }) => (named.operation ? [] : [{ entry: name, near: named.near }]));
	const unknown = [...unmeant, ...listed];
	if (unknown.length > 0) {
		const entries = unknown.map(({ entry }) => entry).slice(0, 5);
		const near = [...new Set(unknown.flatMap((one) => one.near))].slice(0, 3);
		const hint = near.length > 0 ? ` Nearest: ${near.join(', ')}.` : '';
		return refuseCall(
			400,
			`No operation, tag or path is called ${entries.join(', ').slice(0, 300)}; nothing was changed.${hint}`,
		);
	}
	const byId = wanted.map(({ name, mode, named }) => [named.operation?.id ?? name, mode] as const);
	const body: JsonObject = wanted.length > 0 ? { ...asked, operations: Object.fromEntries(byId) } : asked;
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
