// What a list must be asked for is sent by the sample of the create, so that the lines to try go together.

import {
	getOwn,
	isObject,
	type JsonValue,
	joinPointer,
	type Operation,
	parsePointer,
	resolvePointer,
	type SchemaView,
	viewAt,
} from '../../spec/index.ts';
import { generateValue } from '../answer/generate.ts';
import { hashText } from '../chance/hash.ts';
import { setAt } from './set-at.ts';

/** The body with what the required filters of the resource's lists ask about, where it leaves that out and may send it. */
export function addAsked(
	body: JsonValue,
	{ operation, view, nowMs }: { operation: Operation; view: SchemaView; nowMs: number },
): JsonValue {
	let added = addElement(body, { operation, view, nowMs });
	for (const steps of listAsked(operation)) {
		const before = resolvePointer(added, joinPointer('', ...steps));
		// Of another entity, its id.
		const inner = isObject(before) && getOwn(before, 'id') === undefined ? [...steps, 'id'] : steps;
		const asked = before === undefined || inner !== steps ? viewAt(view, joinPointer('', ...inner)) : undefined;
		if (!asked) continue;
		const name = inner.at(-1) ?? '';
		const made = generateValue({
			view: asked,
			seed: hashText(name, 1),
			nowMs,
			direction: 'request',
			variant: 'sample',
			name,
		});
		if (made.ok) added = setAt(added, inner, made.value);
	}
	return added;
}

/** A create of several is shown with one. */
function addElement(
	body: JsonValue,
	{ operation, view, nowMs }: { operation: Operation; view: SchemaView; nowMs: number },
): JsonValue {
	const { effect } = operation;
	if (effect?.kind !== 'create' || !effect.each) return body;
	const place = effect.request ?? '/0';
	const steps = (parsePointer(place) ?? []).slice(0, -1);
	const list = resolvePointer(body, joinPointer('', ...steps));
	const element = viewAt(view, place);
	if ((list !== undefined && !(Array.isArray(list) && list.length === 0)) || !element) return body;
	const name = steps.at(-1) ?? '';
	const seed = hashText(name, 1);
	const made = generateValue({ view: element, seed, nowMs, direction: 'request', variant: 'sample', name });
	if (!made.ok) return body;
	return steps.length === 0 ? [made.value] : setAt(body, steps, [made.value]);
}

function listAsked({ effect, document }: Operation): string[][] {
	if (effect?.kind !== 'create') return [];
	const before = parsePointer(effect.request ?? '') ?? [];
	return document.operations.flatMap(({ effect: other, parameters }) => {
		if (other?.kind !== 'list' || other.resource !== effect.resource) return [];
		const required = new Set(
			parameters.flatMap(({ in: place, name, required }) => (place === 'query' && required ? [name] : [])),
		);
		return other.filters.flatMap(({ parameter, path, operator = 'eq', steps, property }) =>
			required.has(parameter) && !path && operator === 'eq' ? [[...before, ...(steps ?? [property])]] : [],
		);
	});
}
