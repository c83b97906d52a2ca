// Which operation an interaction is about.

import { nearestOperations, type OperationPlan, type OperationRouter, type Sent } from '../../mock/inner.ts';
import { joinPointer } from '../../spec/index.ts';
import type { HttpInteraction, PactRequest } from '../pact/index.ts';
import type { FindingCollector } from './finding-collector.ts';

/** An operation, with its path's values as they stand in the request. */
export interface FoundOperation {
	plan: OperationPlan;
	pathValues: ReadonlyMap<string, string>;
}

/** The operation of an interaction's request; without one that is the finding, and `undefined`. */
export function findOperation(
	router: OperationRouter,
	interaction: HttpInteraction,
	collector: FindingCollector,
): FoundOperation | undefined {
	const { method, path, pointer } = interaction.request;
	const match = router.match(method, encodePath(path), readSent(interaction.request));
	if (match.kind === 'found') return { plan: match.plan, pathValues: match.values };
	if (match.kind === 'method') {
		collector.add({
			code: 'request.method.unknown',
			severity: 'error',
			message: `${method} is not documented for ${path}: ${match.allow.join(', ')} are`,
			remedy: 'Call what the document has, or document the operation',
			pointer: joinPointer(pointer, 'method'),
			layer: 'document',
		});
		return undefined;
	}
	const nearest = nearestOperations(router.plans, method, path);
	collector.add({
		code: 'request.path.unknown',
		severity: 'error',
		message:
			match.kind === 'malformed'
				? `The path ${path} is not valid percent-encoded UTF-8`
				: `No operation has the path ${path}`,
		remedy: nearest.length > 0 ? `The nearest are ${nearest.join(', ')}` : 'Check that the pact is for this document',
		pointer: joinPointer(pointer, 'path'),
		layer: 'document',
	});
	return undefined;
}

/** A request's query and headers as a client would send them. */
export function readSent({ query, headers }: Pick<PactRequest, 'query' | 'headers'>): Sent {
	const pairs = [...query].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
	const fields = [...headers].map(([name, values]) => [name, values.join(', ')]);
	return { query: new URLSearchParams(pairs).toString(), headers: Object.fromEntries(fields) };
}

/** What a client would send: characters that a path can't hold are percent-encoded, escapes stay. */
export function encodePath(path: string): string {
	const slashed = path.startsWith('/') ? path : `/${path}`;
	return slashed.replaceAll(/[^\x21-\x7e]|[?#]/gu, (character) => encodeURIComponent(character));
}
