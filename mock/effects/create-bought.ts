// `POST /cart/checkout`: an order of what is in the cart, which is empty then.

import { getOwn, isObject, type JsonObject, type JsonValue, setOwn, type Taking } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import { createEntity } from './create-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { compileExpression } from './expressions.ts';
import { answerOrphan } from './owners.ts';
import { findByKey } from './places.ts';
import type { Spot } from './spot.ts';
import { tellAlong } from './tell-along.ts';

/** Makes it with what lies in the cart, unless that is sent; without it, where no answer could show such. */
export function createBought(spot: Spot, taking: Taking): EffectResult {
	const { compiled, request, session } = spot;
	const rows = taking.list ? [] : session.store.list(taking.resource);
	const resource = spot.context.resources.get(taking.resource);
	const key = taking.list && toKeyText(compileExpression(taking.list.key)(request));
	const cart = resource && key !== undefined ? findByKey(session, { resource, scope: undefined, key }) : undefined;
	if (resource && key !== undefined && !cart && !resource.singleton && !spot.context.offers?.(request.operation, key))
		return answerOrphan(spot, { resource, key });
	const held = taking.list ? getOwn(cart?.entity, taking.list.property) : rows.map(({ entity }) => entity);
	const sent = compiled.readBody(request);
	const isSent = taking.to !== undefined && getOwn(sent, taking.to) !== undefined;
	const result = (!isSent && createOf(spot, { sent, to: taking.to, held })) || createEntity(spot, undefined);
	if (result.kind !== 'entity') return result;
	if (cart && taking.list) {
		const entity = { ...cart.entity };
		setOwn(entity, taking.list.property, []);
		session.store.update(cart, entity);
	} else tellAlong(result.mention, session.store.removeAll(rows));
	return result;
}

function createOf(
	spot: Spot,
	{ sent, to, held }: { sent: JsonValue | undefined; to: string | undefined; held: JsonValue | undefined },
): EffectResult | undefined {
	if (to === undefined || !Array.isArray(held) || held.length === 0) return undefined;
	const body: JsonObject = isObject(sent) ? { ...sent } : {};
	setOwn(body, to, held);
	const result = createEntity({ ...spot, compiled: { ...spot.compiled, readBody: () => body } }, undefined);
	return result.kind === 'unfit' ? undefined : result;
}
