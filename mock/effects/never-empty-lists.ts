// Lists that a document never answers empty (`minItems: 1`): what a page beyond the end, or a question without an answer, comes to.

import { findAnswerSchema, type Operation, readLimits, viewAt, viewSchema } from '../../spec/index.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { mentionEntity, type Spot } from './spot.ts';

type ListEffect = CompiledEffect['effect'] & { kind: 'list' };

const known = new WeakMap<Operation, boolean>();

/**
 * 404 where the document has one, and 400 or 422 of a page beyond the end; a page that isn't there is 404 in any case. `undefined`: the list may be empty, or the
 * document has nothing to say instead. `total`: on all pages.
 */
export function refuseEmpty(spot: Spot, effect: ListEffect, total: number): EffectResult | undefined {
	const { operation } = spot.request;
	const { responses } = operation;
	let mayBeEmpty = known.get(operation);
	if (mayBeEmpty === undefined) {
		mayBeEmpty = isAllowedEmpty(operation, effect);
		known.set(operation, mayBeEmpty);
	}
	if (mayBeEmpty) return undefined;
	const status = [404, 400, 422].find((one) => responses.has(String(one)) && (one === 404 || total > 0));
	if (status === undefined && total === 0) return undefined;
	const note =
		total > 0
			? `the page is beyond the end: there are ${total}`
			: `there is no ${spot.compiled.resource.name}, and the document has no empty list`;
	return {
		kind: 'missing',
		mention: mentionEntity({ run: spot, key: '', outcome: 'listed' }),
		status: status ?? 404,
		note,
	};
}

function isAllowedEmpty(operation: Operation, { items = '' }: ListEffect): boolean {
	const schema = findAnswerSchema(operation);
	const list = schema && viewAt(viewSchema(schema), items);
	return !list || readLimits(list).minItems === 0;
}
