// What the journal says of an entity that the answer could not show.

import { nameEntity } from '../text/name-entity.ts';
import type { Answer } from '../types/answer.ts';

/** The journal claims no more than the answer shows. */
export function disclaimEntity({ why }: Answer): void {
	const { entity } = why;
	if (!entity) return;
	why.note = `${entity.outcome} ${nameEntity(entity)}, which the answer's schema can't show: the body is made up`;
	delete why.entity;
}
