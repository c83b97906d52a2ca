// Two documents: what changed, and what of it breaks consumers in general.

import { type ApiDocument, type Operation, resolvePointer, writeCanonicalJson } from '../../spec/index.ts';
import type { DocumentPlace, Severity } from '../finding.ts';
import { type AddChange, type Change, PLAIN_CHANGES, type PlainPlace } from './change.ts';
import { compareOperation } from './operations/compare-operation.ts';
import { compareWebhooks } from './operations/compare-webhooks.ts';
import { findRemedy } from './remedies.ts';
import { createSchemaComparer } from './schemas/compare-schemas.ts';
import { isAhead, readSunset } from './sunset.ts';

/** The two sides; `today` decides whether a sunset has come (default: now). */
export interface ComparedDocuments {
	before: readonly ApiDocument[];
	after: readonly ApiDocument[];
	today?: Date;
}

/**
 * All changes, operation by operation in the order of the old document; what several operations share is told once, with all of them. The
 * same documents give the same changes. Operations are the same by method and path, whatever their path's parameters are called;
 * servers, descriptions and examples are not compared. Never throws.
 */
export function compareDocuments({ before, after, today = new Date() }: ComparedDocuments): Change[] {
	const changes = new Map<string, Change>();
	const collect =
		(operations: readonly string[]): AddChange =>
		(change) => {
			const { code, message } = change;
			const severity = change.severity ?? (PLAIN_CHANGES as Readonly<Record<string, Severity>>)[code] ?? 'info';
			const remedy = change.remedy ?? findRemedy(code, severity);
			const [old, now] = [toPlace(change.old), toPlace(change.new)];
			const key = writeCanonicalJson([
				code,
				operations.length > 0 ? [old ?? null, now ?? null, change.words ?? message] : message,
			]);
			const known = changes.get(key);
			if (known) changes.set(key, { ...known, operations: [...new Set([...known.operations, ...operations])] });
			else
				changes.set(key, {
					code,
					severity,
					message,
					...(remedy !== undefined && { remedy }),
					operations,
					...(old && { old }),
					...(now && { new: now }),
				});
		};
	const compareSchemas = createSchemaComparer({ today });
	const [old, now] = [keyOperations(before), keyOperations(after)];
	for (const [key, operation] of old) {
		const counterpart = now.get(key);
		const add = collect([nameOperation(operation)]);
		if (counterpart) compareOperation({ before: operation, after: counterpart, add, compareSchemas, today });
		else tellRemoved(operation, { add, today, after });
	}
	for (const [key, operation] of now) {
		if (old.has(key)) continue;
		collect([nameOperation(operation)])({
			code: 'operation.added',
			message: 'The operation is new',
			new: operation,
		});
	}
	compareWebhooks({ before, after, add: collect([]), compareSchemas });
	return [...changes.values()];
}

/** `GET /users/{id}`. */
export function nameOperation({ method, pathTemplate }: Pick<Operation, 'method' | 'pathTemplate'>): string {
	return `${method.toUpperCase()} ${pathTemplate}`;
}

function keyOperations(documents: readonly ApiDocument[]): Map<string, Operation> {
	const found = new Map<string, Operation>();
	for (const operation of documents.flatMap(({ operations }) => operations)) {
		const key = `${operation.method} ${operation.pathTemplate.replaceAll(/\{[^{}]*\}/g, '{}')}`;
		if (!found.has(key)) found.set(key, operation);
	}
	return found;
}

function tellRemoved(
	operation: Operation,
	{ add, today, after }: { add: AddChange; today: Date; after: readonly ApiDocument[] },
): void {
	const { document, pointer } = operation;
	const sunset = readSunset(resolvePointer(document.root, pointer));
	const isEarly = sunset.isDeprecated && isAhead(sunset.day, today);
	const code = isEarly
		? 'operation.removed-before-sunset'
		: sunset.isDeprecated
			? 'operation.removed-deprecated'
			: 'operation.removed';
	const [first] = after;
	add({
		code,
		message: `The operation is gone${isEarly ? `, and was to stay until ${sunset.day}` : ''}`,
		old: operation,
		...(first && { new: { document: first, pointer: '/paths' } }),
	});
}

function toPlace(place: PlainPlace | undefined): DocumentPlace | undefined {
	return place && { file: place.document.file, pointer: place.pointer };
}
