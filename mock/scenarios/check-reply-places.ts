// References of replies against an operation: to parameters that it doesn't have, a body, an entity.

import {
	findSlip,
	getObject,
	getOwn,
	type JsonObject,
	type JsonValue,
	listAllNames,
	nearest,
	type Operation,
	parsePointer,
	type Resource,
	suggest,
} from '../../spec/index.ts';
import { findReadView } from '../effects/read-view.ts';
import type { ReplyFinding } from './reply.ts';
import { findReplyPlaces, findReplyStrangers, parseReplyPlace, type ReplyPlace } from './reply-values.ts';
import type { ScenarioFinding } from './scenario-finding.ts';
import type { Stage } from './stage.ts';
import { namesOf } from './when.ts';

const GRAMMAR =
	'write it like $' + '{request.path.id}, request.query.…, request.header.…, request.body#/name, entity.status or now';

/** References in body and headers that can lead nowhere on this operation. */
export function checkReplyPlaces(args: { operation: Operation; reply: JsonObject; stage: Stage }): ReplyFinding[] {
	const { operation, reply, stage } = args;
	const found: ReplyFinding[] = [];
	for (const { part, value } of listParts(reply)) {
		for (const { text, place, pointer } of findReplyPlaces(value)) {
			const mistake = place
				? checkPlace(place, operation, stage)
				: { message: `$\{${text}} refers to nothing`, remedy: GRAMMAR };
			const at = [part, ...(parsePointer(pointer) ?? [])];
			if (mistake) found.push({ code: 'scenario.cue.reference', at, ...mistake });
		}
	}
	return found;
}

/** What is a slip of a place, such as `${reqeust.path.id}` or `${order.total}`: it may be meant as a text, and is sent as one. */
export function findSlips(
	reply: JsonObject,
	{ resources }: Stage,
): (ReplyFinding & Pick<ScenarioFinding, 'severity'>)[] {
	return listParts(reply).flatMap(({ part, value }) =>
		findReplyStrangers(value).flatMap(({ text, pointer }) => {
			const meant = guessPlace(text, [...resources.keys()]);
			if (meant === undefined) return [];
			return {
				code: 'scenario.cue.reference',
				severity: 'warning',
				at: [part, ...(parsePointer(pointer) ?? [])],
				message: `$\{${text}} refers to nothing, and is sent as it stands`,
				remedy: `did you mean $\{${meant}}?`,
			};
		}),
	);
}

/** `reqeust.path.id` → `request.path.id`, `order.total` → `entity.total`; `undefined`: it is like none. Never throws. */
export function guessPlace(text: string, resources: readonly string[]): string | undefined {
	const root = /^\w*/.exec(text)?.[0] ?? '';
	const rest = text.slice(root.length);
	const known = resources.includes(root) ? root : findSlip(root, ['request', 'entity', ...resources]);
	const meant = known !== undefined && resources.includes(known) ? `entity${rest}` : `${known ?? 'request'}${rest}`;
	return parseReplyPlace(meant) && meant;
}

function listParts(reply: JsonObject): { part: 'body' | 'headers'; value: JsonValue | undefined }[] {
	return [
		{ part: 'body', value: getOwn(reply, 'body') },
		{ part: 'headers', value: getObject(reply, 'headers') },
	];
}

type Mistake = Pick<ReplyFinding, 'message' | 'remedy'>;

function checkPlace(place: ReplyPlace, operation: Operation, { resources, operations }: Stage): Mistake | undefined {
	switch (place.from) {
		case 'now':
			return undefined;
		case 'path':
		case 'query':
		case 'header': {
			const known = namesOf(operation, place.from);
			if (known.has(place.from === 'header' ? place.name.toLowerCase() : place.name)) return undefined;
			const message = `${operation.id} has no ${place.from} parameter ${JSON.stringify(place.name)}`;
			return { message, remedy: suggest(nearest(place.name, known, 2), known) };
		}
		case 'body':
			if (operation.requestBody) return undefined;
			return { message: `requests of ${operation.id} have no body`, remedy: 'refer to something else' };
		case 'entity': {
			const { effect } = operation;
			const resource = effect && 'key' in effect ? resources.get(effect.resource) : undefined;
			if (!resource) {
				return { message: `requests of ${operation.id} name no entity`, remedy: 'refer to the request' };
			}
			return checkProperty(place.pointer, resource, [...operations.values()]);
		}
	}
}

function checkProperty(pointer: string, resource: Resource, operations: readonly Operation[]): Mistake | undefined {
	const [name] = parsePointer(pointer) ?? [];
	const view = findReadView(resource, operations);
	const known = view && listAllNames(view);
	if (name === undefined || !known || known.size === 0 || known.has(name) || resource.scope.includes(name))
		return undefined;
	if (name === resource.key || name === resource.state) return undefined;
	return {
		message: `no answer shows a property ${name} of ${resource.name}`,
		remedy: suggest(nearest(name, known, 2), known),
	};
}
