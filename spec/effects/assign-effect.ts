// Which effect an operation has: the one that it declares, else the one that was inferred.

import type { OutlinedOperation } from '../operations/operations.ts';
import { readStatusKeys } from '../operations/responses.ts';
import { getOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { ReadContext } from '../read/read-context.ts';
import { viewAt } from '../schema/at-pointer.ts';
import type { Effect } from '../types/effect.ts';
import type { JsonValue } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';
import { readEffect } from './effects.ts';
import type { EffectSurroundings } from './expression-reader.ts';
import { findAnsweredList, readListParameters } from './list-effects.ts';

/** Gives an operation the effect that it declares, else the inferred one. */
export function assignEffect(
	context: ReadContext,
	args: OutlinedOperation & { resources: ReadonlyMap<string, Resource>; inferred: Effect | undefined },
): void {
	const effect = readOwnEffect(context, args) ?? args.inferred;
	if (effect) Object.assign(args.operation, { effect: completeList(effect, args) });
}

/** A declared list has its pages and filters by the operation's own parameters, as an inferred one does. */
function completeList(effect: Effect, args: OutlinedOperation): Effect {
	if (effect.kind !== 'list' || effect.inferred) return effect;
	const noun = args.outline.template.split('/').findLast((word) => word !== '' && !word.includes('{')) ?? '';
	const list = findAnsweredList(args.operation, { noun, declared: effect.items });
	const pointer = effect.items ?? list?.pointer;
	return {
		...effect,
		...(pointer !== undefined && pointer !== '' && { items: pointer }),
		...(list?.byKey && { byKey: true }),
		...readListParameters(args.operation, { item: list?.item && viewAt(list.item, effect.item ?? '') }),
	};
}

function readOwnEffect(
	context: ReadContext,
	args: OutlinedOperation & { resources: ReadonlyMap<string, Resource> },
): Effect | undefined {
	const { outline, operation } = args;
	const value = getOwn(outline.operation.value, 'x-effect');
	if (value === undefined) return undefined;
	const around: EffectSurroundings = {
		resources: args.resources,
		pathNames: outline.pathNames,
		hasBody: Object.hasOwn(outline.operation.value, 'requestBody'),
		statusKeys: readStatusKeys(getOwn(outline.operation.value, 'responses')),
		parameters: () => operation.parameters,
		report: context.report,
	};
	return readEffect(value as JsonValue, joinPointer(outline.operation.pointer, 'x-effect'), around);
}
