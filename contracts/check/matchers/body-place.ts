// A place on the walk through a body, and the one finding that every part of the walk can make.

import type { JsonValue, Pointer, SchemaRef } from '../../../spec/index.ts';
import type { MatchingRule, PathStep } from '../../pact/index.ts';
import { type Notes, show } from '../finding-collector.ts';
import type { SchemaView } from '../language/view.ts';

/** What stays the same on a walk through one body. */
export interface Walk {
	notes: Notes;
	rules: readonly MatchingRule[];
	/** Responses are looked at both ways; of requests only what the consumer may send and the document refuses. */
	direction: 'request' | 'response';
	/** Only contradictions count: which branch of a union does the example mean? */
	isTrial: boolean;
}

/** A place on the walk. */
export interface Stop {
	view: SchemaView;
	example: JsonValue;
	path: readonly PathStep[];
	/** In the pact file. */
	pointer: Pointer;
	depth: number;
}

/** The example is no value that the document allows. */
export function addInvalid(
	walk: Walk,
	stop: Stop,
	found: { message: string; at: SchemaRef | undefined; isUnknown?: boolean },
): void {
	// Requests are held to the document by the mock's own check.
	if (walk.direction === 'request' && !walk.isTrial) return;
	walk.notes.add({
		code: found.isUnknown ? 'response.body.unknown-property' : 'response.body.invalid',
		severity: 'error',
		message: `The pact expects ${show(stop.example)}, but ${found.message}`,
		remedy: 'Let the consumer expect what the document says, or correct the document',
		pointer: stop.pointer,
		at: found.at,
		layer: 'document',
	});
}
