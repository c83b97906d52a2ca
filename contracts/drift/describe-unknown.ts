// An operation that the API has and the document has not, and how an overlay would add it.

import type { Trial, UnreadExchange } from '../../mock/inner.ts';
import { type ApiDocument, type JsonObject, resolvePointer } from '../../spec/index.ts';
import type { JsonUpdate, NewFinding } from './drift-finding.ts';
import { describeResponse } from './judge-exchange.ts';

/** Where the documents are searched for a path of the same form. */
interface Known {
	documents: readonly ApiDocument[];
	router: Trial['engine']['router'];
}

/** The finding, with the operation as it was seen: below the path that the document has already, where it has one. */
export function describeUnknown({ exchange }: UnreadExchange, known: Known): NewFinding {
	const { request, response } = exchange;
	const { documents } = known;
	const [path = '/'] = request.target.split('?', 1);
	const base = documents.flatMap(({ basePaths }) => basePaths).find((one) => path.startsWith(`${one}/`)) ?? '';
	const seen = hideIds(path.slice(base.length));
	const { template, parameters } = findTemplate({ method: request.method, path }, known) ?? {
		template: seen,
		parameters: listParameters(seen),
	};
	const method = request.method.toLowerCase();
	const operation = `${request.method} ${template}`;
	const responses = { [String(response.status)]: describeResponse(response.headers, response.body) };
	const value = { [template]: { [method]: { ...(parameters.length > 0 && { parameters }), responses } } };
	return {
		code: 'operation.undocumented',
		message: 'it is answered, and the document does not have it',
		remedy: 'add it to the document',
		operation,
		key: operation,
		repairs: [{ kind: 'update', pointer: '/paths', value: value as unknown as JsonUpdate }],
	};
}

/** The path by which the document has other operations: two that differ in the names of parameters alone may not be (OpenAPI 3.1.1 §4.8.8.1). */
function findTemplate(
	{ method, path }: { method: string; path: string },
	{ documents, router }: Known,
): { template: string; parameters: JsonObject[] } | undefined {
	const match = router.match(method, path);
	if (match.kind !== 'method') return undefined;
	for (const allowed of match.allow) {
		const other = router.match(allowed, path);
		if (other.kind !== 'found') continue;
		const { pathTemplate: template, pointer, document } = other.plan.operation;
		const item = pointer.slice(0, pointer.lastIndexOf('/'));
		const root = documents.find(({ file }) => file === document.file)?.root;
		const isShared = root !== undefined && resolvePointer(root, `${item}/parameters`) !== undefined;
		return { template, parameters: isShared ? [] : listParameters(template) };
	}
	return undefined;
}

function listParameters(template: string): JsonObject[] {
	const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string);
	return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

/** A path without what may be an id in it (`{id}`, `{id2}`), and without its query. */
export function hideIds(target: string): string {
	const [path = '/'] = target.split('?', 1);
	let count = 0;
	return path
		.split('/')
		.map((segment) => {
			if (!/\d|%|@/.test(segment) || /^v\d+$/.test(segment)) return segment;
			count += 1;
			return count === 1 ? '{id}' : `{id${count}}`;
		})
		.join('/');
}
