// Keywords that are compared as they stand: what they ask for isn't looked into.

import { getOwn, type SchemaView, stepInto } from '../../../spec/index.ts';
import type { SchemaChange } from './schema-changes.ts';
import { findSaying } from './schema-places.ts';
import { writeSchemaText } from './schema-text.ts';

const KEYWORDS = [
	'not',
	'if',
	'then',
	'else',
	'contains',
	'minContains',
	'maxContains',
	'propertyNames',
	'dependentRequired',
	'dependentSchemas',
	'unevaluatedProperties',
	'unevaluatedItems',
	'contentEncoding',
	'contentMediaType',
	'contentSchema',
] as const;

/** Compares them, `discriminator` and `deprecated`. */
export function compareKeywords(before: SchemaView, after: SchemaView): SchemaChange[] {
	const changes: SchemaChange[] = KEYWORDS.flatMap((keyword): SchemaChange[] => {
		const [old, now] = [writeTexts(before, keyword), writeTexts(after, keyword)];
		if (old === now) return [];
		const place = { before: findSaying(before, keyword), after: findSaying(after, keyword) };
		if (old === '') return [{ kind: 'keyword-added', words: `must obey ${keyword} now`, ...place }];
		if (now === '') return [{ kind: 'keyword-removed', words: `need no longer obey ${keyword}`, ...place }];
		return [{ kind: 'keyword-changed', words: `has another ${keyword} now`, ...place }];
	});
	if (writeTexts(before, 'discriminator') !== writeTexts(after, 'discriminator')) {
		changes.push({
			kind: 'discriminator-changed',
			words: 'has its alternatives told by another discriminator',
			before: findSaying(before, 'discriminator'),
			after: findSaying(after, 'discriminator'),
		});
	}
	const [was, is] = [isDeprecated(before), isDeprecated(after)];
	if (was !== is) {
		changes.push({
			kind: is ? 'deprecated' : 'reactivated',
			words: is ? 'is deprecated now' : 'is no longer deprecated',
			before: findSaying(before, 'deprecated'),
			after: findSaying(after, 'deprecated'),
		});
	}
	return changes;
}

/** Whether a schema says of itself that it goes away. */
export function isDeprecated(view: SchemaView): boolean {
	return view.parts.some(({ value }) => getOwn(value, 'deprecated') === true);
}

function writeTexts(view: SchemaView, keyword: string): string {
	const texts = view.parts
		.filter(({ value }) => getOwn(value, keyword) !== undefined)
		.map((part) => writeSchemaText(stepInto(part, keyword)));
	return [...new Set(texts)].sort().join('\n');
}
