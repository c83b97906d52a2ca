// A store on a fixed clock, and what it tells of its changes.

import { createStore, type EntityChange } from '../../../mock/store/store.ts';
import { createClock } from '../../../mock/time/clock.ts';
import type { JsonObject, Resource } from '../../../spec/index.ts';
import { RESOURCES } from '../effects/orders.ts';

/** `put` creates an order in the scope `acme`, unless it is told another. */
export function openStore(part: { maxEntities?: number; resources?: ReadonlyMap<string, Resource> } = {}) {
	const clock = createClock({ seeded: true });
	const changes: EntityChange[] = [];
	const store = createStore({
		maxEntities: part.maxEntities ?? 100,
		clock,
		resources: part.resources ?? RESOURCES,
		onChange: (change) => changes.push(change),
	});
	const put = (key: string, entity: JsonObject = {}, scope: string[] = ['acme']) =>
		store.create({ resource: 'order', scope, key, entity });
	return { clock, store, changes, put };
}
