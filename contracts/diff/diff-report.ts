// What a diff comes to, as all reports have it.

import type { ApiDocument } from '../../spec/index.ts';
import type { DocumentPlace, Severity } from '../finding.ts';
import type { Change } from './change.ts';
import type { ConsumerBreaks } from './find-breaks.ts';

/** Both documents, what changed between them, and what of it breaks whom. */
export interface DiffReport {
	old: DocumentName;
	new: DocumentName;
	changes: readonly Change[];
	/** Absent: no pacts were given. */
	consumers?: readonly ConsumerBreaks[];
}

/** A document in a report. */
export interface DocumentName {
	file: string;
	title: string;
	version: string;
}

/** File, title and version of a document. */
export function nameDocument({ file, title, version }: ApiDocument): DocumentName {
	return { file, title, version };
}

/** Changes by their severity. */
export function countChanges(changes: readonly Change[]): Record<Severity, number> {
	const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
	for (const { severity } of changes) counts[severity] += 1;
	return counts;
}

/** Whether the new document contradicts the pact where the old one did not. */
export function isBroken({ findings }: ConsumerBreaks): boolean {
	return findings.some(({ severity }) => severity === 'error');
}

/** The changes with the line of each of their places. */
export function addChangeLines(
	changes: readonly Change[],
	sides: Readonly<Record<'old' | 'new', readonly ApiDocument[]>>,
): Change[] {
	const locate = (place: DocumentPlace | undefined, documents: readonly ApiDocument[]): DocumentPlace | undefined => {
		const document = documents.find(({ file }) => file === place?.file);
		return place && document ? { ...place, line: document.locate(place.pointer).line } : place;
	};
	return changes.map((change) => {
		const [old, now] = [locate(change.old, sides.old), locate(change.new, sides.new)];
		return { ...change, ...(old && { old }), ...(now && { new: now }) };
	});
}

/** `GET /users and 3 more`; `the document` where it is no operation's. */
export function nameOperations(operations: readonly string[]): string {
	const [first, ...others] = operations;
	if (first === undefined) return 'the document';
	return others.length === 0 ? first : `${first} and ${others.length} more`;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The worst first, else in the order of the document. */
export function sortChanges(changes: readonly Change[]): Change[] {
	return ORDER.flatMap((severity) => changes.filter((one) => one.severity === severity));
}

/** What is told of a severity: what breaks, what may, what doesn't. */
export const WEIGHTS: Readonly<Record<Severity, string>> = {
	error: 'breaking',
	warning: 'perhaps breaking',
	info: 'harmless',
};

/** `12 changes: 3 breaking, 2 perhaps breaking, 7 harmless`. */
export function formatTally(changes: readonly Change[]): string {
	if (changes.length === 0) return 'No changes';
	const counts = countChanges(changes);
	const parts = ORDER.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${WEIGHTS[one]}`);
	return `${changes.length} change${changes.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}

/** `1 of 3 consumers breaks`; `undefined` without pacts. */
export function formatConsumers(consumers: DiffReport['consumers']): string | undefined {
	if (!consumers) return undefined;
	if (consumers.length === 0) return 'no pacts to hold it to';
	const names = new Set(consumers.map(({ consumer }) => consumer));
	const broken = new Set(consumers.filter(isBroken).map(({ consumer }) => consumer));
	if (broken.size === 0)
		return names.size === 1 ? 'its consumer does not break' : `none of ${names.size} consumers breaks`;
	return `${broken.size} of ${names.size} consumers ${broken.size === 1 ? 'breaks' : 'break'}: ${[...broken].join(', ')}`;
}
