// What one walk through all of a parsed text tells: large documents are walked through no oftener than that.

import type { JsonValue } from '../types/json.ts';
import { isLarge } from './inexact-numbers.ts';

/** What there is in a value. */
export interface JsonSurvey {
	/** How many members its objects have together. */
	members: number;
	/** Whether a number in it may be another one as it was written. */
	hasLarge: boolean;
}

/** Goes through a value; `undefined`: something in it is nested deeper than `maxDepth`. */
export function surveyJson(value: JsonValue, maxDepth: number): JsonSurvey | undefined {
	let members = 0;
	let hasLarge = false;
	/** Whether a list or an object is nested too deep. Most values are neither: no call for them. */
	const isTooDeep = (one: object, depth: number): boolean => {
		if (depth >= maxDepth) return Object.keys(one).length > 0;
		if (Array.isArray(one)) {
			for (let index = 0; index < one.length; index++) {
				const inner: JsonValue = one[index];
				if (typeof inner === 'object') {
					if (inner !== null && isTooDeep(inner, depth + 1)) return true;
				} else if (typeof inner === 'number' && isLarge(inner)) hasLarge = true;
			}
			return false;
		}
		for (const key in one) {
			members++;
			const inner = (one as Record<string, JsonValue>)[key];
			if (typeof inner === 'object') {
				if (inner !== null && isTooDeep(inner, depth + 1)) return true;
			} else if (typeof inner === 'number' && isLarge(inner)) hasLarge = true;
		}
		return false;
	};
	const isDeep = typeof value === 'object' && value !== null && isTooDeep(value, 0);
	if (isLarge(value)) hasLarge = true;
	return isDeep ? undefined : { members, hasLarge };
}
