// What one walk through all of a parsed text tells: large documents are walked through no oftener than that.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { isLarge } from './inexact-numbers.ts';

/** What there is in a value. */
export interface JsonSurvey {
	/** How many members its objects have together. */
	members: number;
	/** Whether a number in it may be another one as it was written. */
	hasLarge: boolean;
}

/** Goes through an object or a list; `undefined`: something in it is nested deeper than `maxDepth`. */
export function surveyJson(value: JsonObject | readonly JsonValue[], maxDepth: number): JsonSurvey | undefined {
	let hasLarge = false;
	const count = (one: JsonObject | readonly JsonValue[], depth: number): number | undefined => {
		let members = 0;
		if (depth >= maxDepth) return Object.keys(one).length > 0 ? undefined : 0;
		if (Array.isArray(one)) {
			for (let index = 0; index < one.length; index++) {
				const item = one[index] as JsonValue;
				if (typeof item !== 'object' || item === null) {
					if (isLarge(item)) hasLarge = true;
					continue;
				}
				const inside = count(item, depth + 1);
				if (inside === undefined) return undefined;
				members += inside;
			}
			return members;
		}
		for (const key in one) {
			members++;
			const member = (one as JsonObject)[key] as JsonValue;
			if (typeof member !== 'object' || member === null) {
				if (isLarge(member)) hasLarge = true;
				continue;
			}
			const inside = count(member, depth + 1);
			if (inside === undefined) return undefined;
			members += inside;
		}
		return members;
	};
	const members = count(value, 0);
	return members === undefined ? undefined : { members, hasLarge };
}
