// Answers that no state stands behind still fit their request: they show the ids of its path and what it sent under the same names.

import {
	getOwn,
	guessTypes,
	isObject,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Operation,
	type SchemaView,
	setOwn,
	viewNamedHeir,
} from '../../spec/index.ts';
import { convertScalar, fitsView } from '../effects/birth/fit-value.ts';
import type { Session } from '../session/session.ts';
import type { CheckedRequest } from '../types/request.ts';
import { completeEntity } from './complete-entity.ts';
import { projectEntity } from './project-entity.ts';

/** The body with what the request says, wherever the schema lets it stand; the body itself where that is nothing. */
export function echoRequest(
	body: JsonValue,
	{ view, request, session }: { view: SchemaView; request: CheckedRequest; session: Session },
): JsonValue {
	const names = collectEchoes(request);
	if (names.size === 0 || !isObject(body)) return body;
	const own = echoInto(body, view, names);
	const heir = echoHeir(own, { view, names, session, label: `echo/${request.operation.id}` });
	if (heir !== body) return heir;
	for (const [name, member] of listPossibleProperties(view)) {
		const inner = getOwn(body, name);
		if (!isObject(inner)) continue;
		const echoed = echoInto(inner, member, names);
		if (echoed === inner) continue;
		const copy = { ...body };
		setOwn(copy, name, echoed);
		return copy;
	}
	return body;
}

/** What the request names as its kind has that kind's properties, in the place of those that were made up for another. */
function echoHeir(
	echoed: JsonObject,
	args: { view: SchemaView; names: ReadonlyMap<string, JsonValue>; session: Session; label: string },
): JsonValue {
	const view = viewNamedHeir(args.view, echoed);
	if (view === args.view) return echoed;
	const value = projectEntity(echoInto(echoed, view, args.names), view);
	const whole = completeEntity({ value, view, session: args.session, label: args.label });
	return whole.ok ? whole.value : value;
}

/** What a request says by plain names, the path before the body before the query: `{rateId}` at the path's end is `id`, too. */
function collectEchoes({ operation, path, query, body, inexact }: CheckedRequest): ReadonlyMap<string, JsonValue> {
	const echoes = new Map<string, JsonValue>();
	const add = (name: string, value: JsonValue | undefined): void => {
		const plain = spellPlainly(name);
		if (value !== undefined && plain !== '' && !echoes.has(plain)) echoes.set(plain, value);
	};
	for (const [name, value] of path) add(name, value);
	const last = findItemParameter(operation);
	if (last !== undefined) {
		add('id', path.get(last));
		add(`${singularOf(operation)}id`, path.get(last));
	}
	// What was read as another number is not what was sent.
	const altered = inexact && new Set(inexact.map((one) => one.path[0]));
	if (isObject(body)) for (const name of Object.keys(body)) if (!altered?.has(name)) add(name, body[name]);
	for (const [name, value] of query) add(name, value);
	return echoes;
}

/** The parameter in which a path ends. */
function findItemParameter({ pathTemplate }: Operation): string | undefined {
	return /\{([^{}]+)\}\/?$/.exec(pathTemplate)?.[1];
}

function singularOf({ pathTemplate }: Operation): string {
	const noun = /([^/{}]+)\/\{[^{}]+\}\/?$/.exec(pathTemplate)?.[1] ?? '';
	return noun.replace(/s$/, '');
}

function echoInto(object: JsonObject, view: SchemaView, names: ReadonlyMap<string, JsonValue>): JsonObject {
	let echoed: JsonObject | undefined;
	for (const [name, member] of listPossibleProperties(view)) {
		const said = names.get(spellPlainly(name));
		if (said === undefined || isWithheld(member, 'response')) continue;
		const value = typeof said === 'object' ? said : convertScalar(said, guessTypes(member));
		if (value === undefined || value === getOwn(object, name) || !fitsView(member, value)) continue;
		echoed ??= { ...object };
		setOwn(echoed, name, value);
	}
	return echoed ?? object;
}

function spellPlainly(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
