// Why the state said no, in plain words.

import type { Session } from '../session/session.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention } from '../types/answer.ts';

/** `there is no order 42`, and why it may be gone. */
export function noteMissing(mention: EntityMention, { store, isSuccessor, name }: Loser): string {
	if (mention.key === '') return `the request names no ${mention.resource}`;
	const note = `there is no ${nameEntity(mention)}`;
	if (store.forgotten > 0) return `${note}; the oldest were forgotten, for want of room for entities`;
	if (store.outnumbered > 0) return `${note}; the oldest gave way to newer ones (--max-entities)`;
	return isSuccessor ? `${note}; the session ${name} was dropped meanwhile, for want of room (--max-sessions)` : note;
}

/** Who may have lost an entity. */
type Loser = Pick<Session, 'store' | 'isSuccessor' | 'name'>;

/** `order 42 already exists` */
export function noteExists(mention: EntityMention): string {
	return `${nameEntity(mention)} already exists`;
}

/** `order 42 is SHIPPED; only NEW or OPEN may move to PAID` */
export function noteRefused(mention: EntityMention, from: readonly string[]): string {
	const state = mention.from === undefined ? 'has no state' : `is ${mention.from}`;
	return `${nameEntity(mention)} ${state}; only ${from.join(' or ')} may move to ${mention.to}`;
}
