// What an operation takes and answers with, seen; looked at once, however many rules ask.

import { findForm, findSentSchema, findShownSchema } from '../../operations/entity-bodies.ts';
import { outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Operation } from '../../types/document.ts';
import { viewMeant } from './meant-view.ts';

/** A request's body. */
export interface SentBody {
	view: SchemaView | undefined;
	/** It is a form whose schema doesn't say what is in it. */
	isForm: boolean;
}

const answers = new WeakMap<Operation, { view: SchemaView | undefined }>();
const bodies = new WeakMap<Operation, SentBody>();

/** What answers success, seen; `undefined`: no JSON. */
export function viewAnswer({ operation }: { operation: Operation }): SchemaView | undefined {
	const known = answers.get(operation);
	if (known) return known.view;
	const schema = findShownSchema(operation);
	const view = schema && viewMeant(schema);
	answers.set(operation, { view });
	return view;
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
