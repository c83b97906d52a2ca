// What a drift comes to, as all reports have it: the three-way table, and what was found.

import type { Observation, PlayedAnswer } from '../../mock/inner.ts';
import { findDefinition, type Operation } from '../../spec/index.ts';
import type { Severity } from '../finding.ts';
import type { DriftFinding } from './drift-finding.ts';

/** One answer of one operation: document × reality × mock. */
export interface DriftRow {
	operation: string;
	/** `GET /orders/{orderId}` */
	call: string;
	/** As it is documented, else as it was seen: `200`, `4XX`, `default`. */
	status: string;
	document: boolean;
	/** How often it was answered. */
	reality: number;
	mock: number;
}

/** The whole. */
export interface DriftReport {
	documents: readonly { file: string; title: string; version: string }[];
	/** Where reality is, without credentials; absent: it was recorded. */
	upstream?: string;
	/** `safe`, `har:checkout.har` */
	from: string;
	exchanges: number;
	rows: readonly DriftRow[];
	/** Those that a baseline knows are marked. */
	findings: readonly DriftFinding[];
	/** Ids of a baseline that were not found again. */
	gone: readonly string[];
	/** What is worth knowing of how it was found out; sentences without a full stop. */
	notes: readonly string[];
	/** Nothing new that `--fail-on` has something against. */
	ok: boolean;
}

/** New findings by severity; those that a baseline knows apart. */
export function countDrift(findings: readonly DriftFinding[]): Record<Severity | 'known', number> {
	const counts: Record<Severity | 'known', number> = { error: 0, warning: 0, info: 0, known: 0 };
	for (const { severity, isKnown } of findings) counts[isKnown ? 'known' : severity] += 1;
	return counts;
}

/** A row for each documented status of each operation that was asked for, and for each that came beside. */
export function listRows(
	operations: readonly Operation[],
	observations: readonly Observation[],
	answers: readonly (PlayedAnswer | undefined)[],
): DriftRow[] {
	const rows = new Map<string, DriftRow>();
	const rowOf = (operation: Operation, status: number): DriftRow => {
		const key = findDefinition(operation, status)?.key;
		const name = `${operation.id} ${key ?? status}`;
		const row = rows.get(name) ?? {
			operation: operation.id,
			call: `${operation.method.toUpperCase()} ${operation.pathTemplate}`,
			status: key ?? String(status),
			document: key !== undefined,
			reality: 0,
			mock: 0,
		};
		rows.set(name, row);
		return row;
	};
	for (const [index, { operation, status }] of observations.entries()) {
		rowOf(operation, status).reality += 1;
		const answer = answers[index];
		if (answer) rowOf(operation, answer.status).mock += 1;
	}
	const order = new Map(operations.map(({ id }, index) => [id, index]));
	return [...rows.values()].sort(
		(a, b) =>
			(order.get(a.operation) ?? 0) - (order.get(b.operation) ?? 0) ||
			(a.status < b.status ? -1 : a.status > b.status ? 1 : 0),
	);
}
