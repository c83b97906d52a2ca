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
	/** Whether it is nested too deep. */
	const isTooDeep = (one: JsonValue, depth: number): boolean => {
		if (typeof one !== 'object' || one === null) {
			if (isLarge(one)) hasLarge = true;
			return false;
		}
		if (depth >= maxDepth) return Object.keys(one).length > 0;
		if (Array.isArray(one)) {
			for (let index = 0; index < one.length; index++) {
				if (isTooDeep(one[index] as JsonValue, depth + 1)) return true;
			}
			return false;
		}
		for (const key in one) {
			members++;
			if (isTooDeep((one as Record<string, JsonValue>)[key] as JsonValue, depth + 1)) return true;
		}
		return false;
	};
	return isTooDeep(value, 0) ? undefined : { members, hasLarge };
}
