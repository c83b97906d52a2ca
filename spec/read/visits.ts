// Which parts of a document were visited, and in which shapes.

import type { Shape } from './structure.ts';

/** The parts that were visited. */
export interface Visits {
	/** Notes it, and tells whether it is the first in this shape. */
	isFirst(value: object, shape: Shape): boolean;
	/** Whether it was visited in this shape and no other: true for nearly all that was visited. */
	isKnown(value: object, shape: Shape): boolean;
	/** It is to be visited again in this shape. */
	forget(value: object, shape: Shape): void;
}

/** None yet. */
export function createVisits(): Visits {
	/** Nearly all are in one shape. */
	const visited = new Map<object, Shape | Set<Shape>>();
	return {
		isFirst(value, shape) {
			const before = visited.get(value);
			if (before === shape || (before instanceof Set && before.has(shape))) return false;
			if (before === undefined) visited.set(value, shape);
			else visited.set(value, before instanceof Set ? before.add(shape) : new Set([before, shape]));
			return true;
		},
		isKnown: (value, shape) => visited.get(value) === shape,
		forget(value, shape) {
			const shapes = visited.get(value);
			if (shapes instanceof Set) shapes.delete(shape);
			else if (shapes === shape) visited.delete(value);
		},
	};
}
