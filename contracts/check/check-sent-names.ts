// The fields of a form, and the elements of XML, that a consumer sends and the document has no names for; those of JSON are seen with its matchers.

import { findMediaType, type JsonValue, type Operation } from '../../spec/index.ts';
import { type PactRequest, readMediaType } from '../pact/index.ts';
import type { FindingCollector } from './finding-collector.ts';
import { compareBody } from './matchers/compare-body.ts';

/** Adds an error for each; `value` is the body as it was read by its schema. Throws SchemaError for a schema that doesn't compile. */
export function checkSentNames(
	collector: FindingCollector,
	{ request, operation, value }: { request: PactRequest; operation: Operation; value: JsonValue | undefined },
): void {
	const type = readMediaType(request);
	if (value === undefined || type === undefined || request.body.kind === 'json') return;
	const schema = findMediaType(operation.requestBody?.mediaTypes ?? [], type)?.schema;
	if (!schema) return;
	const unknown: FindingCollector = {
		...collector,
		add: (finding) => {
			if (finding.code === 'request.body.unknown-property') collector.add(finding);
		},
	};
	compareBody(
		{ collector: unknown, rules: [], generators: [], direction: 'request', isTrial: false },
		{ schema, example: value, pointer: request.bodyPointer },
	);
}
