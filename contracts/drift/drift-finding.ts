// Where a real API, its document and the mock have parted: one finding for each place, however often it was seen.

import type { Pointer } from '../../spec/index.ts';
import type { Severity } from '../finding.ts';

/**
 * What can part, and how much it counts: an error is reality breaking its document, or itself; a warning is the mock playing otherwise; what
 * was documented and never seen is worth knowing. Stable; a code is never used again for another meaning.
 */
export const DRIFT_CODES = {
	'operation.undocumented': 'error',
	'operation.unserved': 'error',
	'status.undocumented': 'error',
	'media-type.undocumented': 'error',
	'header.undocumented': 'error',
	'header.absent': 'error',
	'header.wider': 'error',
	'body.undocumented': 'error',
	'body.absent': 'error',
	'body.unread': 'error',
	'property.undocumented': 'error',
	'property.absent': 'error',
	'type.wider': 'error',
	'format.wider': 'error',
	'enum.wider': 'error',
	'null.wider': 'error',
	'value.wider': 'error',
	'state.unlisted': 'error',
	'state.missing': 'error',
	'state.remains': 'error',
	'state.unchanged': 'error',
	'request.wider': 'warning',
	'mock.status': 'warning',
	'mock.shape': 'warning',
	'schema.unusable': 'warning',
	'type.narrower': 'info',
	'format.narrower': 'info',
	'enum.narrower': 'info',
	'null.narrower': 'info',
	'operation.unseen': 'info',
	'status.unseen': 'info',
	'media-type.unseen': 'info',
	'header.unseen': 'info',
	'property.unseen': 'info',
} as const satisfies Record<string, Severity>;
export type DriftCode = keyof typeof DRIFT_CODES;

/** How an overlay brings the document to what was seen. */
export type Repair =
	/** Merges a value into what stands at a place. */
	| { kind: 'update'; pointer: Pointer; value: JsonUpdate }
	/** Adds entries to the list at a place. */
	| { kind: 'append'; pointer: Pointer; values: readonly Scalar[] }
	/** Takes an entry out of the list at a place. */
	| { kind: 'take-out'; pointer: Pointer; value: string }
	/** Takes away what stands at a place. */
	| { kind: 'remove'; pointer: Pointer }
	/** Puts other types in the place of those at a place (`/…/type`). */
	| { kind: 'retype'; pointer: Pointer; types: readonly string[] };

export type Scalar = string | number | boolean | null;
export type JsonUpdate = { [name: string]: JsonUpdate | Scalar | readonly Scalar[] };

/** One thing that has parted. */
export interface DriftFinding {
	code: DriftCode;
	severity: Severity;
	/** A sentence without a full stop; holds no value of an answer but those of enums. */
	message: string;
	remedy?: string;
	/** Stable from run to run: what a baseline knows it by. */
	id: string;
	/** The operations in which it was seen, e.g. `['getOrder', 'listOrders']`. */
	operations: readonly string[];
	/** In the document; absent: it has no place there. */
	document?: { file: string; pointer: Pointer; line?: number };
	/** In the answer's body; `*`: any item. */
	body?: Pointer;
	/** How often it was seen; 0: what was never seen. */
	seen: number;
	/** One of the exchanges, as its operation: `GET /orders/{orderId} → 200`. */
	example?: string;
	repairs: readonly Repair[];
	/** A baseline has it already. */
	isKnown?: true;
}

/** A finding on its way: the same one may come of many exchanges. */
export type NewFinding = Omit<DriftFinding, 'severity' | 'id' | 'operations' | 'seen' | 'repairs' | 'isKnown'> & {
	operation: string;
	/** What tells it from others of its code; absent: its place in the document and its message. */
	key?: string;
	repairs?: readonly Repair[];
	/** It was seen never. */
	isUnseen?: boolean;
};

/** Puts findings that say the same together. */
export class DriftCollector {
	readonly #found = new Map<string, DriftFinding & { operations: string[] }>();

	add({ operation, key, isUnseen, repairs = [], ...finding }: NewFinding): void {
		const place = finding.document ? finding.document.pointer : operation;
		const id = [finding.code, key ?? `${place} ${finding.message}`].join(' ');
		const known = this.#found.get(id);
		if (known) {
			if (!isUnseen) known.seen += 1;
			if (!known.operations.includes(operation)) known.operations.push(operation);
			return;
		}
		const severity = DRIFT_CODES[finding.code];
		this.#found.set(id, { ...finding, severity, id, operations: [operation], seen: isUnseen ? 0 : 1, repairs });
	}

	/** Errors first, then in the order in which they were found. */
	list(): DriftFinding[] {
		const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
		return [...this.#found.values()].sort((a, b) => order[a.severity] - order[b.severity]);
	}
}
