// A place in a body that is compared with its schema, and the one finding that every part of the comparison can make.

import { type JsonValue, type Pointer, type SchemaRef, type SchemaView, showValue } from '../../../spec/index.ts';
import type { MatchingRule, PactGenerator, PathStep } from '../../pact/index.ts';
import type { FindingCollector } from '../finding-collector.ts';
import { leadsTo } from './find-rule.ts';

/** What stays the same while one body is compared. */
export interface BodyComparison {
	collector: FindingCollector;
	rules: readonly MatchingRule[];
	/** What makes up the values that a consumer's own test gets in the place of an answer's examples. */
	generators: readonly PactGenerator[];
	/** Responses are looked at both ways; of requests only what the consumer may send and the document refuses. */
	direction: 'request' | 'response';
	/** The body is a plain text: nothing but a text can come. */
	isText?: boolean;
	/** Only contradictions count: which branch of a union does the example mean? */
	isTrial: boolean;
	/** In a trial: a value that the matcher takes as well will do where the example does not. */
	takesOthers?: boolean;
}

/** A place in the body, beside its schema. */
export interface BodyPlace {
	view: SchemaView;
	example: JsonValue;
	path: readonly PathStep[];
	/** In the pact file. */
	pointer: Pointer;
	depth: number;
	/** What stands here in other forms of an answer that the pact takes as well. */
	others?: readonly SchemaView[];
}

/** Compares one value and all below it. */
export type CompareValue = (comparison: BodyComparison, place: BodyPlace) => void;

/** What stands at a place of an answer is in the file alone: the consumer's own test gets something else. */
export function isMadeUp({ generators }: BodyComparison, path: readonly PathStep[]): boolean {
	return generators.some((one) => one.path.length === path.length && leadsTo(one.path, path));
}

/** The example is no value that the document allows. */
export function addInvalid(
	comparison: BodyComparison,
	place: BodyPlace,
	found: { message: string; at: SchemaRef | undefined; isUnknown?: boolean },
): void {
	// Requests are held to the document by the mock's own check.
	if (comparison.direction === 'request' && !comparison.isTrial) return;
	comparison.collector.add({
		code: found.isUnknown ? 'response.body.unknown-property' : 'response.body.invalid',
		severity: 'error',
		message: `The pact expects ${showValue(place.example)}, but ${found.message}`,
		remedy: 'Let the consumer expect what the document says, or correct the document',
		pointer: place.pointer,
		at: found.at,
		layer: 'document',
	});
}
