// What an operation takes and answers with, seen; looked at once, however many rules ask.

import { findForm, findSentSchema, findShownSchema } from '../../operations/entity-bodies.ts';
import { isJsonType } from '../../operations/json-media.ts';
import { joinPointer } from '../../read/pointer.ts';
import { outlineView } from '../../schema/outline.ts';
import { ANYTHING, type SchemaView } from '../../schema/view.ts';
import type { Operation, ResponseDefinition, StatusKey } from '../../types/document.ts';
import type { Effect } from '../../types/effect.ts';
import { viewMeant } from './meant-view.ts';

/** A request's body. */
export interface SentBody {
	view: SchemaView | undefined;
	/** It is a form whose schema doesn't say what is in it. */
	isForm: boolean;
}

const JSON_TYPE = 'application/json';
const assumed = new WeakSet<Operation>();
const answers = new WeakMap<Operation, { view: SchemaView | undefined }>();
const bodies = new WeakMap<Operation, SentBody>();

/** What answers success, seen: JSON without a schema and an example is of anything. `undefined`: no JSON. */
export function viewAnswer({ operation }: { operation: Operation }): SchemaView | undefined {
	const known = answers.get(operation);
	if (known) return known.view;
	const schema = findShownSchema(operation);
	const view = schema ? viewMeant(schema) : saysJsonAlone(operation) ? ANYTHING : undefined;
	answers.set(operation, { view });
	return view;
}

function saysJsonAlone({ responses }: Operation): boolean {
	return [...responses].some(
		([key, { mediaTypes }]) =>
			/^2(\d\d|XX)$/.test(key) && mediaTypes.some(({ type, examples }) => isJsonType(type) && examples.length === 0),
	);
}

/** Success has a body by its status, and the document says nothing of it; or it tells only what goes wrong, nothing at all, or a `default` of nothing. */
export function isUndescribed({ operation }: { operation: Operation }): boolean {
	const status = findBareSuccess(operation);
	if (status !== undefined) return /^20[01]$/.test(status.key);
	return tellsErrorsAlone(operation) || tellsNothing(operation);
}

function tellsNothing({ responses }: Operation): boolean {
	const isNothing = responses.get('default')?.mediaTypes.length === 0;
	return isNothing && [...responses.keys()].every((key) => /^(default|[45]\d\d)$/.test(key));
}

function tellsErrorsAlone({ responses }: Operation): boolean {
	return [...responses.keys()].every((key) => /^(4\d\d|50[0234])$/.test(key));
}

/** From now on the operation's answer is seen as JSON of anything; or as `view` says. */
export function assumeAnswer({ operation }: { operation: Operation }, view = ANYTHING): void {
	answers.set(operation, { view });
	assumed.add(operation);
}

/** From now on what the operation takes is seen as `view` says. */
export function assumeBody({ operation }: { operation: Operation }, view: SchemaView): void {
	bodies.set(operation, { view, isForm: false });
}

/** Lets an operation of which no body is described take one of any type; whether there was need of it. `isRare`: most requests have none. */
export function describeAssumedBody(operation: Operation, { isRare }: { isRare: boolean }): boolean {
	if ((operation.requestBody?.mediaTypes.length ?? 0) > 0) return false;
	const pointer = joinPointer(operation.pointer, 'requestBody');
	const type = '*/*';
	const mediaTypes = [{ type, pointer: joinPointer(pointer, 'content', type), examples: [] }];
	// Of the document it is read late, by a getter.
	Object.defineProperty(operation, 'requestBody', {
		value: { required: false, pointer, mediaTypes, ...(isRare && { isRare }) },
		enumerable: true,
		configurable: true,
	});
	return true;
}

/** Gives an operation whose answer was assumed the media type in which it shows the entity; whether it was. */
export function describeAssumed(operation: Operation, kind: Effect['kind']): boolean {
	if (!assumed.has(operation)) return false;
	const isMade = kind === 'create' && !operation.responses.has('default');
	const definition = findBareSuccess(operation) ?? addSuccess(operation, isMade ? '201' : '200');
	const pointer = joinPointer(definition.pointer, 'content', JSON_TYPE);
	Object.assign(definition, { mediaTypes: [{ type: JSON_TYPE, pointer, examples: [] }] });
	return true;
}

/** Gives an operation that tells at most what goes wrong a success without a body, by what it does; its status, where there was need of it. */
export function addBareSuccess(operation: Operation, kind: Effect['kind']): StatusKey | undefined {
	if (!tellsErrorsAlone(operation)) return undefined;
	const usual = kind === 'delete' || kind === 'clear' ? '204' : '200';
	return addSuccess(operation, kind === 'create' ? '201' : usual).key;
}

function addSuccess({ responses, pointer }: Operation, key: StatusKey): ResponseDefinition {
	const definition = {
		key,
		description: '',
		pointer: joinPointer(pointer, 'responses', key),
		headers: [],
		mediaTypes: [],
	};
	(responses as Map<string, ResponseDefinition>).set(key, definition);
	return definition;
}

function findBareSuccess({ responses }: Operation): ResponseDefinition | undefined {
	const successes = [...responses.values()].filter(({ key }) => /^2(\d\d|XX)$/.test(key));
	return successes.every(({ mediaTypes }) => mediaTypes.length === 0)
		? successes.find(({ key }) => key !== '204' && key !== '205')
		: undefined;
}

/** The schema of what an operation takes, and whether an entity can be made of it. */
export function viewSentBody(operation: Operation): SentBody {
	const known = bodies.get(operation);
	if (known) return known;
	const schema = findSentSchema(operation);
	const view = schema && viewMeant(schema);
	const isObject = view !== undefined && outlineView(view).kind === 'object';
	const body = { view, isForm: !isObject && findForm(operation.requestBody?.mediaTypes ?? []) !== undefined };
	bodies.set(operation, body);
	return body;
}
