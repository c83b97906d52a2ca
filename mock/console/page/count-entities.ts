// How many entities there are, as a session tells it.

import type { Session } from './control-types.ts';

/** How many a session holds, of one resource or of all. */
export function countEntities(session: Session | undefined, resource?: string): number {
	const counts = Object.entries(session?.entities ?? {}).flatMap(([name, states]) =>
		resource === undefined || resource === name ? Object.values(states) : [],
	);
	return counts.reduce((sum, one) => sum + one, 0);
}
