// What coverage counts. Types only.

import type { JsonValue, Operation, Pointer } from '../../spec/index.ts';

/** What a point of an operation is. */
export type PointKind =
	| 'answer'
	| 'parameter'
	| 'parameter value'
	| 'request body'
	| 'request property'
	| 'request value'
	| 'response property'
	| 'response value';

/** One thing that a document promises and that something may exercise. */
export interface Point {
	kind: PointKind;
	/** Unique in its operation, e.g. `200 application/json /items/* /id`, `query status = "NEW"`. */
	name: string;
	/** In the document. */
	pointer: Pointer;
	/** How often it was exercised. */
	count: number;
}

/** A request, an answer, or both, as a source of coverage gives them. */
export interface Exercise {
	operation: Operation;
	/** By place and name, e.g. `{ in: 'query', name: 'status', text: 'NEW' }`; header names in lower case. */
	parameters?: readonly { in: string; name: string; text?: string }[];
	request?: { type: string | undefined; body?: JsonValue };
	response?: { status: number; type: string | undefined; body?: JsonValue };
}

export interface OperationCoverage {
	operationId: string;
	method: string;
	path: string;
	document: string;
	/** The first tag of the operation; absent: it has none. */
	tag?: string;
	total: number;
	exercised: number;
	points: readonly Point[];
}

/** The whole. */
export interface ContractCoverage {
	total: number;
	exercised: number;
	/** Rounded down to a tenth, so that 100 is said only when nothing is left; 100 where there is nothing to exercise. */
	percent: number;
	kinds: readonly { kind: PointKind; total: number; exercised: number }[];
	operations: readonly OperationCoverage[];
	/** What was read, e.g. `2 pacts, 23 interactions`. */
	sources: readonly string[];
	/** Requests of the sources that no operation fits. */
	unmatched: number;
}
