// A JSON Patch (RFC 6902) as a sample: its schema says how operations look, and nothing of what they do.

import {
	collectEntitySchemas,
	isJsonPatchType,
	isWithheld,
	type JsonValue,
	joinPointer,
	listPossibleProperties,
	type MediaType,
	type Operation,
} from '../../spec/index.ts';
import { generateValue } from '../answer/generate.ts';
import { hashText } from '../chance/hash.ts';
import { isJsonPatch } from '../effects/json-patch.ts';
import { NOW_MS } from './sample-values.ts';

/** `[{ op: 'add', path: '/title', value: 'Example title' }]`, of a property that requests send, else that answers show; `undefined`: it is no JSON Patch. */
export function sampleOperations(
	value: JsonValue,
	{ operation, mediaType }: { operation: Operation; mediaType: MediaType },
): JsonValue | undefined {
	const { effect, document } = operation;
	const resource = effect?.kind === 'patch' ? document.resources.get(effect.resource) : undefined;
	if (!resource || !(isJsonPatch(value) || isJsonPatchType(mediaType.type))) return undefined;
	const { requests, representations } = collectEntitySchemas(resource, document.operations);
	for (const view of [...requests, ...representations]) {
		for (const [name, member] of listPossibleProperties(view)) {
			if (name === resource.key || name === resource.state || isWithheld(member, 'request')) continue;
			const seed = hashText(name, 1);
			const made = generateValue({ view: member, seed, nowMs: NOW_MS, direction: 'request', variant: 'sample', name });
			if (made.ok) return [{ op: 'add', path: joinPointer('', name), value: made.value }];
		}
	}
	return undefined;
}
