// What time will do to the entities of a session.

import { call } from './client.ts';
import type { Entity, Resource } from './types.ts';

export interface Expiry {
	atMs: number;
	resource: string;
	key: string;
	to: string;
}

const PAGE = 1000;

/** Every coming change by time, the soonest first. Reads all entities of resources that time changes. */
export async function readExpiries(session: string, resources: readonly Resource[]): Promise<Expiry[]> {
	const expiries: Expiry[] = [];
	for (const resource of resources) {
		if (!resource.moves.some(({ at }) => at !== undefined)) continue;
		for (let offset = 0; ; offset += PAGE) {
			const result = await call('listEntities', {
				path: { session, resource: resource.name },
				query: { limit: PAGE, offset },
			});
			if (!result.ok) break;
			for (const entity of result.value.entities as Entity[]) expiries.push(...findExpiries(entity, resource));
			if (offset + PAGE >= result.value.total) break;
		}
	}
	return expiries.sort((a, b) => a.atMs - b.atMs);
}

/** The changes by time that an entity in its present state is up to. */
export function findExpiries(entity: Entity, { name, key, state, moves }: Resource): Expiry[] {
	return moves.flatMap(({ from, to, at }) => {
		const time = at === undefined ? undefined : entity[at];
		const atMs = typeof time === 'string' ? Date.parse(time) : Number.NaN;
		if (Number.isNaN(atMs) || !from.includes(String(entity[state ?? '']))) return [];
		return [{ atMs, resource: name, key: String(entity[key]), to }];
	});
}
