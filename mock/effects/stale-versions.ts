// Optimistic locking: a change whose body names another version of the entity than the one that is there is refused.

import { findVersionLock, getOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { mentionEntity, type Spot } from './spot.ts';

/** Why the version that the body names keeps the change from the entity; `undefined`: it is this one, it names none, or the document knows no such lock. */
export function refuseStale(spot: Spot, record: EntityRecord): EffectResult | undefined {
	const { compiled, request } = spot;
	const lock = findVersionLock(request.operation);
	if (!lock) return undefined;
	const { property, status } = lock;
	const { renamed, place } = compiled.intake();
	const own = toKeyText(getOwn(record.entity, renamed.get(property) ?? property));
	const known = toKeyText(getOwn(compiled.readBody(request), property));
	if (own === undefined || known === undefined || known === own) return undefined;
	const from = readState(compiled.resource, record.entity);
	const mention = mentionEntity({ run: spot, key: record.key, outcome: 'refused', from, before: record.entity });
	return {
		kind: 'refused',
		mention,
		status,
		note: `${nameEntity(mention)} was changed meanwhile`,
		findings: [
			{
				code: 'request.body.stale',
				message: `must be ${own}, which is there now`,
				in: 'body',
				pointer: `${place}/${property}`,
			},
		],
	};
}
