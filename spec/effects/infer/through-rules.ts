// Another entity that one refers to, read below it: `GET /posts/{id}/author` of a post with `authorId`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { nameOfSchema } from './agreement.ts';
import { type Draft, findDraftOfSchema } from './draft.ts';
import { listAnswerObjects } from './find-entity.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { type Given, give, type RuleContext, readPath } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

const IDENTIFIERS = ['id', 'uuid', 'key', 'slug'];

/** Gives the GET the reading of the one whose key the entity above shows under the last word of the path; whether it did. */
export function ruleThrough(
	context: RuleContext,
	args: { node: PathNode; entry: PathOperation; draft: Draft; at: number },
): boolean {
	const { node, entry, draft, at } = args;
	const name = entry.names[at];
	const view = viewAnswer(entry);
	if (name === undefined || !view || !draft.entity || node.steps.length !== at + 2 || !context.made.has(draft))
		return false;
	for (const { pointer, view: shown } of listAnswerObjects(view)) {
		const other = nameOfSchema(shown) === undefined ? undefined : findDraftOfSchema(context.index, shown);
		if (!other || !context.made.has(other)) continue;
		const through = findThrough(draft.entity, lastWord(node));
		if (!through) return false;
		const key = readPath(name);
		const parent = { resource: draft.name, key };
		give(context, { entry, draft: other, parts: { kind: 'read', key, answer: pointer, parent, through } });
		return true;
	}
	return false;
}

/** `['authorId']`, and of JSON:API `['relationships', 'author', 'data', 'id']`. */
function findThrough(entity: SchemaView, word: string): readonly string[] | undefined {
	const plain = plainWord(toSingular(word));
	const members = [...outlineProperties(entity)];
	const names = IDENTIFIERS.flatMap((one) => [plain + one, one + plain]);
	const own = members.find(([name, view]) => names.includes(plainWord(name)) && outlineView(view).kind === 'scalar');
	if (own) return [own[0]];
	const relationships = members.find(([name]) => name === 'relationships')?.[1];
	const related = relationships && outlineProperties(relationships).get(word);
	const data = related && outlineProperties(related).get('data');
	return data && outlineProperties(data).has('id') ? ['relationships', word, 'data', 'id'] : undefined;
}

/** It is about what something else has, or shows. */
export function isOfAnother({ parts }: Given): boolean {
	return (
		parts.assigned !== undefined || parts.part !== undefined || ('through' in parts && parts.through !== undefined)
	);
}
