// The key of an entity as a scenario can give it: what the schema of the entity itself takes.

import { collectFacts, fits, stabilise } from '../../mock/inner.ts';
import {
	collectEntitySchemas,
	joinPointer,
	type Operation,
	type Resource,
	readLimits,
	type SchemaView,
	viewAt,
	viewSchema,
} from '../../spec/index.ts';
import { sampleRegex } from '../check/matchers/sample-regex.ts';

type Key = string | number;

const views = new WeakMap<Resource, SchemaView | null>();

/**
 * A key that fits both the entity and the path parameter: the one that was sent, where it does; else a constant. Paths may be less exact
 * than entities: `/sessions/example` is answered where a session's `id` is a uuid, and no scenario could give that one.
 */
export function fitKey(
	key: Key,
	around: { resource: Resource; operation: Operation; parameter: string; operations: ReadonlyMap<string, Operation> },
): Key {
	const { resource, operation, parameter, operations } = around;
	const view = viewKey(resource, operations);
	if (!view || fits(view, key, 'response')) return key;
	const schema = operation.parameters.find((one) => one.in === 'path' && one.name === parameter)?.schema;
	const takes = (candidate: unknown): candidate is Key =>
		(typeof candidate === 'string' || typeof candidate === 'number') &&
		fits(view, candidate, 'response') &&
		(!schema || fits(viewSchema(schema), candidate, 'request'));
	const { patterns } = readLimits(view);
	const stable = stabilise(String(key), collectFacts(view, String(key), 'response'), 'response');
	return [stable, ...patterns.flatMap(sampleRegex)].find(takes) ?? key;
}

function viewKey(resource: Resource, operations: ReadonlyMap<string, Operation>): SchemaView | undefined {
	const known = views.get(resource);
	if (known !== undefined) return known ?? undefined;
	const pointer = joinPointer('', ...(resource.keyPath ?? [resource.key]));
	const [found] = collectEntitySchemas(resource, [...operations.values()]).representations.flatMap(
		(one) => viewAt(one, pointer) ?? [],
	);
	views.set(resource, found ?? null);
	return found;
}
