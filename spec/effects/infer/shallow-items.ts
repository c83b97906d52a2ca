// Items that have a path of their own where nothing shows them: `DELETE /comments/{id}` of what is made at `/posts/{postId}/comments`.

import { type Draft, sendsKey } from './draft.ts';
import { type Evidence, studyFamily } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { findOtherKeys, namesKey } from './find-key.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathTree } from './path-tree.ts';
import { plainWord, toSingular } from './words.ts';

/** Gives such an item path to the one draft of its noun that is made or listed below other items. `all`: of every family. */
export function adoptItems(drafts: readonly Draft[], all: readonly Evidence[], tree: PathTree): void {
	const shallow = [...all.filter(isShallow), ...listBare(tree)];
	if (shallow.length === 0) return;
	const nested = drafts.flatMap((draft) =>
		draft.evidence.some(isNested) ? draft.evidence.map(({ family }) => ({ draft, noun: one(family.noun) })) : [],
	);
	for (const evidence of shallow) {
		const { family, hints } = evidence;
		const found = new Set(nested.filter(({ noun }) => noun === one(family.noun)).map(({ draft }) => draft));
		const [draft, another] = found;
		const { parameter = '', noun } = hints;
		if (!draft || another) continue;
		const isKey = namesKey(draft.key, { parameter, noun });
		// `POST /invites/{token}/accept` of what has an id, too.
		const choice = isKey || family.item?.operations.length !== 0 ? undefined : nameEither(draft, { parameter, noun });
		if (!isKey && choice === undefined) continue;
		// A key that clients give is one's among its neighbours alone.
		if (family.item?.operations.length === 0 && draft.evidence.some(sendsKey)) continue;
		draft.evidence.push(choice === undefined ? evidence : { ...evidence, hints: { ...hints, parameter: choice } });
	}
}

/** `id_or_token`, where it shows both. */
function nameEither({ entity, key }: Draft, hints: { parameter: string; noun: string }): string | undefined {
	const choice = `${key.join('_')}_or_${hints.parameter}`;
	const isShown =
		entity && key.length === 1 && findOtherKeys(entity, { ...hints, parameter: choice }, key[0] ?? '').length > 0;
	return isShown ? choice : undefined;
}

/** Those without an operation of their own: `/cards/{id}` of `POST /cards/{id}/duplicate`, and of `/cards/{id}/comments`. */
function listBare({ nodes }: PathTree): Evidence[] {
	const found = new Map<PathNode, Evidence>();
	for (const node of nodes) {
		const item = node.parent;
		const collection = item?.parent;
		if (!item || !collection?.parent || endsInName(node) || !endsInName(item) || endsInName(collection)) continue;
		if (item.operations.length > 0 || collection.operations.length > 0 || found.has(item)) continue;
		if (collection.steps.includes(undefined)) continue;
		const noun = lastWord(item);
		const parameter = node.operations[0]?.names[item.steps.length - 1];
		if (parameter === undefined) continue;
		const evidence = studyFamily({ noun, item, collections: [], prefix: collection.parent });
		found.set(item, { ...evidence, hints: { ...evidence.hints, parameter } });
	}
	return [...found.values()];
}

/** It is at the root, with changes and a DELETE alone. */
function isShallow({ key, family: { item, collections, prefix } }: Evidence): boolean {
	return (
		key === undefined &&
		item !== undefined &&
		item.operations.length > 0 &&
		collections.length === 0 &&
		!prefix.steps.includes(undefined) &&
		findMethod(item, 'get') === undefined
	);
}

function isNested({ family, list }: Evidence): boolean {
	const isHeld = list !== undefined || findOnCollection(family, 'post') !== undefined;
	return isHeld && family.prefix.steps.includes(undefined);
}

function one(noun: string): string {
	return plainWord(toSingular(noun));
}
