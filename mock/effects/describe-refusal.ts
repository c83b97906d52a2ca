// Why the state said no, in plain words.

import type { EntityMention } from '../types/answer.ts';

/** Longer keys are cut: they come from the request. */
const LONGEST_KEY = 100;

/** `there is no order 42` */
export function noteMissing(mention: EntityMention): string {
	return mention.key === '' ? `the request names no ${mention.resource}` : `there is no ${nameEntity(mention)}`;
}

/** `order 42 already exists` */
export function noteExists(mention: EntityMention): string {
	return `${nameEntity(mention)} already exists`;
}

/** `order 42 is SHIPPED; only NEW or OPEN may move to PAID` */
export function noteRefused(mention: EntityMention, from: readonly string[]): string {
	const state = mention.from === undefined ? 'has no state' : `is ${mention.from}`;
	return `${nameEntity(mention)} ${state}; only ${from.join(' or ')} may move to ${mention.to}`;
}

function nameEntity({ resource, key }: EntityMention): string {
	return `${resource} ${key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key}`;
}
