// Actions whose verb is sent rather than written: `POST /issues/{id}/actions` with `{ action: 'close' }`, `/transitions` with `{ transition: { name } }`,
// `POST /issues/{id}/{action}`, `PUT /issues/{id}` with `{ state_event: 'close' }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import { listValues } from '../../schema/values.ts';
import { type SchemaView, viewSchema } from '../../schema/view.ts';
import type { EffectValue, Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { Draft } from './draft.ts';
import { STATES } from './find-move.ts';
import { setFlagSent } from './find-sent-flag.ts';
import { findSentState } from './find-sent-state.ts';
import { takesState } from './move-rules.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** What a verb is called that is sent, and where it is sent to. */
const VERBS = new Set(['action', 'command', 'event', 'transition', 'operation', 'verb']);
/** What it may be called besides, where the path says that it is one. */
const NAMES = new Set(['type', 'name', 'actiontype', 'actionname', 'do']);
/** What it is called among other properties. */
const EVENT = /^(?:state|status)(?:event|action|transition)$/;

/** As an effect has it; `request`: where the verb stands in the body, so that it is nothing of the entity. */
interface Setting {
	set: Map<string, EffectValue>;
	request?: Pointer;
}

/** What is set by the verb in the body of `POST /issues/{id}/actions`. `undefined`: none is sent, or no state could be meant. */
export function findSentVerb(node: PathNode, entry: PathOperation, draft: Draft): Setting | undefined {
	const { view } = viewSentBody(entry.operation);
	if (!view || !VERBS.has(plainWord(toSingular(lastWord(node))))) return undefined;
	const members = [...outlineProperties(view)];
	const find = (names: ReadonlySet<string>): (typeof members)[number] | undefined =>
		members.find(([name]) => names.has(plainWord(name)));
	return setByVerb(find(VERBS) ?? find(NAMES), draft);
}

/** What is set by what stands among the properties that a change takes: `state_event`; empty: there is none. */
export function findSentEvent(entry: PathOperation, draft: Draft): Setting['set'] {
	const { view } = viewSentBody(entry.operation);
	const found = view && [...outlineProperties(view)].find(([name]) => EVENT.test(plainWord(name)));
	return setByVerb(found, draft)?.set ?? new Map();
}

/** What is set by the verb that the path ends in: `POST /issues/{id}/{action}`. */
export function findVerbAtEnd({ steps, children }: PathNode, entry: PathOperation, draft: Draft): Setting | undefined {
	const name = entry.names.at(-1);
	const isChange = entry.method === 'post' || entry.method === 'put' || entry.method === 'patch';
	if (name === undefined || steps.at(-1) !== undefined || steps.at(-2) !== undefined) return undefined;
	if (!isChange || children.size > 0 || !VERBS.has(plainWord(name))) return undefined;
	const schema = entry.operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
	const expression: Expression = { kind: 'path', name, source: `$request.path.${name}` };
	return setState({ view: schema && viewSchema(schema), expression }, draft);
}

function setByVerb(member: readonly [string, SchemaView] | undefined, draft: Draft): Setting | undefined {
	if (!member) return undefined;
	const [name, view] = member;
	const pointer = joinPointer('', name);
	return setState({ view, expression: { kind: 'body', pointer, source: `$request.body#${pointer}` } }, draft);
}

function setState(
	{ view, expression }: { view: SchemaView | undefined; expression: Expression },
	draft: Draft,
): Setting | undefined {
	const state = draft.entity && findStates(draft.entity);
	const flag = !state && draft.entity ? setFlagSent({ view, expression }, draft.entity) : undefined;
	if (flag) return { set: flag, ...(expression.kind === 'body' && { request: expression.pointer }) };
	if (!state || !takesState(draft, state.property)) return undefined;
	const { kind, view: decided } = view ? outlineView(view) : {};
	if (decided && kind !== 'object' && !guessTypes(decided).has('string')) return undefined;
	const verbs = decided && listValues(decided);
	if (verbs && !verbs.some((verb) => findSentState(verb, state.states) !== undefined)) return undefined;
	draft.state ??= state;
	const set: Setting['set'] = new Map([[state.property, { kind: 'verb', expression, states: state.states }]]);
	if (expression.kind !== 'body') return { set };
	return { set, request: kind === 'object' ? joinPointer(expression.pointer, 'name') : expression.pointer };
}

/** The one property that shows a state, with its enum. */
function findStates(entity: SchemaView): Draft['state'] {
	const found = [...outlineProperties(entity)].flatMap(([property, view]) => {
		const states = STATES.includes(plainWord(property)) ? listValues(outlineView(view).view) : undefined;
		const texts = states?.filter((value) => typeof value === 'string') ?? [];
		return texts.length > 1 ? [{ property, states: texts }] : [];
	});
	return found.length === 1 ? found[0] : undefined;
}
