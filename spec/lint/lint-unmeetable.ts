// Schemas that nothing fits: the mock can't make such a value, and refuses every request that holds one.

import type { Reporter } from '../read/findings.ts';
import { getList, getOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { isWithheld } from '../schema/directions.ts';
import { viewItems } from '../schema/items.ts';
import { readLimits } from '../schema/limits.ts';
import { findProperty } from '../schema/properties.ts';
import { readTypes } from '../schema/types.ts';
import { listValues } from '../schema/values.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { SchemaRef } from '../types/document.ts';
import type { Pointer } from '../types/json.ts';

const BOUNDS = [
	['min', 'minimum', 'max', 'maximum'],
	['minLength', 'minLength', 'maxLength', 'maxLength'],
	['minItems', 'minItems', 'maxItems', 'maxItems'],
	['minProperties', 'minProperties', 'maxProperties', 'maxProperties'],
] as const;

/** Tells, as warnings `schema.never`, what contradicts itself: values and types, required and forbidden properties, bounds. */
export function lintUnmeetable(schema: SchemaRef, report: Reporter): void {
	const view = viewSchema(schema);
	const tell = (message: string, remedy: string, pointer: Pointer): void =>
		report({ code: 'schema.never', severity: 'warning', message, remedy, pointer });
	const listed = view.parts.find(
		({ value }) => getOwn(value, 'enum') !== undefined || getOwn(value, 'const') !== undefined,
	);
	if (listed && (readTypes(view)?.size === 0 || listValues(view)?.length === 0)) {
		const keyword = getOwn(listed.value, 'enum') === undefined ? 'const' : 'enum';
		const types = view.parts.flatMap(({ value }) => getOwn(value, 'type') ?? []).join(', ');
		const message = types === '' ? `no value is left of ${keyword}` : `no value of ${keyword} is of type ${types}`;
		tell(
			`${message}, so nothing fits`,
			'quote texts that look like numbers, or mend the type',
			joinPointer(listed.pointer, keyword),
		);
	}
	for (const part of view.parts) {
		for (const name of getList(part.value, 'required')) {
			if (typeof name !== 'string' || !isForbidden(view, name)) continue;
			const message = `requires ${JSON.stringify(name)}, which may not be there, so nothing fits`;
			tell(message, 'describe it under properties, or allow others', joinPointer(part.pointer, 'required'));
		}
	}
	const limits = readLimits(view);
	for (const [low, lowest, high, highest] of BOUNDS) {
		if (limits[low] <= limits[high]) continue;
		tell(
			`${lowest} ${limits[low]} is above ${highest} ${limits[high]}, so nothing fits`,
			'mend one of them',
			schema.pointer,
		);
	}
	const nothing = findNothingLeft(view);
	if (nothing !== undefined) tell(`${nothing}, so nothing fits`, 'mend one of them', schema.pointer);
}

/** What leaves nothing though no bound is above its like; `undefined`: something fits. */
function findNothingLeft(view: SchemaView): string | undefined {
	const { min, max, exclusiveMin, exclusiveMax, isUnique, minItems } = readLimits(view);
	if (exclusiveMin >= max || exclusiveMin >= exclusiveMax)
		return `exclusiveMinimum ${exclusiveMin} is not below ${exclusiveMin >= max ? `maximum ${max}` : `exclusiveMaximum ${exclusiveMax}`}`;
	if (min >= exclusiveMax) return `minimum ${min} is not below exclusiveMaximum ${exclusiveMax}`;
	const items = isUnique && minItems > 1 ? viewItems(view) : undefined;
	const count = items && countValues(items);
	return count !== undefined && count < minItems
		? `asks for ${minItems} items, no two of them the same, and there are ${count}`
		: undefined;
}

/** How many values there are at most, where they can be counted. */
function countValues(view: SchemaView): number | undefined {
	const values = listValues(view);
	if (values) return values.length;
	const types = [...(readTypes(view) ?? ['string'])];
	const counts = types.map((type) => COUNTS[type]);
	return counts.some((count) => count === undefined) ? undefined : counts.reduce((sum = 0, one = 0) => sum + one, 0);
}

const COUNTS: Readonly<Record<string, number>> = { boolean: 2, null: 1 };

function isForbidden(view: SchemaView, name: string): boolean {
	const { forbiddenBy, view: property } = findProperty(view, name);
	return forbiddenBy !== undefined && !isWithheld(property, 'request') && !isWithheld(property, 'response');
}
