// Two operations on their way through the comparisons.

import type { Operation, SchemaRef } from '../../../spec/index.ts';
import { viewSchema } from '../../../spec/index.ts';
import type { AddChange, PlainPlace, SchemaPlaceName } from '../change.ts';
import type { CompareSchemas } from '../schemas/compare-schemas.ts';
import { SCHEMA_CHANGES } from '../schemas/schema-changes.ts';

/** The same operation in both documents. */
export interface ComparedOperation {
	before: Operation;
	after: Operation;
	add: AddChange;
	compareSchemas: CompareSchemas;
	today: Date;
}

/** A schema in a message. */
export interface SchemaSpot {
	place: SchemaPlaceName;
	/** E.g. `the request body`, `the query parameter "limit"`. */
	subject: string;
	before: SchemaRef | undefined;
	after: SchemaRef | undefined;
	/** Written as text. */
	isText?: boolean;
}

/** Adds what changed between the schemas of one place. */
export function compareSpot(
	{ add, compareSchemas }: Pick<ComparedOperation, 'add' | 'compareSchemas'>,
	spot: SchemaSpot,
): void {
	const { place, subject, before, after, isText = false } = spot;
	// What the API sends of its own accord is read by consumers, like an answer.
	const direction = place.startsWith('request.') ? 'request' : 'response';
	if (!before || !after) {
		if (before || after) {
			const kind = after ? 'schema-added' : 'schema-removed';
			add({
				code: `${place}.${kind}`,
				severity: SCHEMA_CHANGES[kind][direction],
				message: `${capitalise(subject)} ${after ? 'has a schema now' : 'has no schema any more, so it may be anything'}`,
				old: before,
				new: after,
			});
		}
		return;
	}
	for (const change of compareSchemas(viewSchema(before), viewSchema(after), { direction, isText })) {
		const name = change.path === '' ? capitalise(subject) : `"${change.path}" in ${subject}`;
		add({
			code: `${place}.${change.kind}`,
			severity: SCHEMA_CHANGES[change.kind][direction],
			message: `${name} ${change.words}`,
			words: change.words,
			remedy: change.remedy,
			old: change.before ?? before,
			new: change.after ?? after,
		});
	}
}

/** The place of an operation, or of something in it. */
export function placeIn({ document }: Operation, pointer: string): PlainPlace {
	return { document, pointer };
}

/** `the request body` → `The request body`. */
export function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
