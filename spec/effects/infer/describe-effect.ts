// An inferred effect as a sentence: `GET /orders lists order, filtered by status`.

import type { Effect, Resource } from '../../types/effect.ts';
import type { Given } from './rule-context.ts';

/** In which order the effects of one resource are told. */
export const KIND_ORDER: readonly Effect['kind'][] = [
	'create',
	'list',
	'read',
	'replace',
	'patch',
	'move',
	'delete',
	'clear',
];

/** The sentence, without a full stop. */
export function describeGiven({ entry, parts }: Given, resource: Resource): string {
	const { method, template } = entry.outline;
	return `${method.toUpperCase()} ${template} ${describeEffect(parts, resource)}`;
}

/** What an effect does, in words: `creates order, keyed by id`. */
export function describeEffect(parts: Given['parts'], { name, key, hiddenKey, singleton }: Resource): string {
	switch (parts.kind) {
		case 'create':
			return `creates ${name}, keyed by ${hiddenKey ? 'a key of the mock' : key}`;
		case 'list': {
			const filters = parts.filters.map(({ parameter }) => parameter);
			return `lists ${name}${filters.length > 0 ? `, filtered by ${filters.join(', ')}` : ''}`;
		}
		case 'read':
			return parts.answer === undefined
				? `looks for ${name}`
				: `reads ${name}${singleton ? ', of which there is one' : ''}`;
		case 'replace':
			return `replaces ${name}${parts.upsert ? ', or creates it' : ''}`;
		case 'patch':
			return `patches ${name}`;
		case 'move':
			return `moves ${name} to ${parts.to}`;
		case 'delete':
			return `deletes ${name}`;
		case 'clear':
			return parts.keys ? `deletes several ${name}` : `deletes every ${name}`;
	}
}
