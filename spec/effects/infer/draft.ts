// A resource on its way: the families whose operations speak of the same kind of thing.

import type { SchemaView } from '../../schema/view.ts';
import type { Resource } from '../../types/effect.ts';
import { countShared, isPartOf, nameOfSchema } from './agreement.ts';
import { type Evidence, hasKey } from './evidence.ts';
import type { PathNode } from './path-tree.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** A resource before its operations have their effects. */
export interface Draft {
	name: string;
	/** Its key's steps. */
	key: readonly string[];
	isHidden: boolean;
	isSingleton: boolean;
	/** As a document declares it, or as another document's paths had it. */
	known: Resource | undefined;
	/** Of each family that shows it. */
	evidence: Evidence[];
	/** The fullest of its schemas. */
	entity: SchemaView | undefined;
	/** Of a singleton: where it lies. */
	node?: PathNode;
	/** What its actions move. */
	state?: { property: string; states: readonly string[] };
}

/**
 * Families that speak of the same thing make one draft: their entities have the same schema by name and the same key, and either
 * their nouns are the same or one of them alone could not both make and show an entity. Where the schemas have other names, the
 * nouns and the key must be the same, half of the properties on either side, and one of them must need the other. `findKnown`: the resource that a
 * document declares for a family.
 */
export function joinFamilies(
	all: readonly Evidence[],
	findKnown: (evidence: Evidence) => Resource | undefined,
): Draft[] {
	const drafts: Draft[] = [];
	// A path that only makes, or only lists, is nothing of its own: `/login`, `/feed`.
	const open = all.filter(({ key, family, list }) => key !== undefined && (family.item || list));
	for (const evidence of open.sort((one, other) => rank(one) - rank(other))) {
		const known = findKnown(evidence);
		const draft = known ? drafts.find((one) => one.known === known) : findOwnDraft(drafts, evidence);
		if (draft) {
			draft.evidence.push(evidence);
			continue;
		}
		drafts.push({
			name: known?.name ?? '',
			key: evidence.key?.path ?? [],
			isHidden: evidence.key?.isHidden ?? false,
			isSingleton: false,
			known,
			evidence: [evidence],
			entity: evidence.entity,
		});
	}
	return drafts;
}

/** The draft of a collection above, where all that the schema has, its key too, are properties of its entity: `/users/simple`. */
export function findDraftAbove(
	drafts: readonly Draft[],
	{ node, view }: { node: PathNode; view: SchemaView },
): Draft | undefined {
	const above = drafts.find(({ evidence }) =>
		evidence.some(({ family }) => node.parent && family.collections.includes(node.parent)),
	);
	if (!above?.entity || !hasKey(view, above.key)) return undefined;
	const { shared, of } = countShared(view, above.entity);
	return shared === of && of > 1 ? above : undefined;
}

/** The draft of which a schema is, by its name; of several the one that is called as the schema is. */
export function findDraftOfSchema(drafts: readonly Draft[], view: SchemaView): Draft | undefined {
	const identity = nameOfSchema(view);
	if (identity === undefined) return undefined;
	const alike = drafts.filter((draft) => !draft.isSingleton && listIdentities(draft.evidence).has(identity));
	return alike.find(({ evidence }) => evidence.some(({ family }) => isNamed(family.noun, identity))) ?? alike[0];
}

function findOwnDraft(drafts: readonly Draft[], evidence: Evidence): Draft | undefined {
	const found = findDraft(drafts, evidence);
	const { family, list } = evidence;
	const [node] = family.collections;
	return found ?? (family.item || !list || !node ? undefined : findDraftAbove(drafts, { node, view: list.item }));
}

function findDraft(drafts: readonly Draft[], evidence: Evidence): Draft | undefined {
	const identities = listIdentities([evidence]);
	const key = evidence.key?.path.join('/');
	const alike = drafts.filter((draft) => {
		if (draft.key.join('/') !== key) return false;
		return [...listIdentities(draft.evidence)].some((identity) => identities.has(identity));
	});
	const isNoun = (draft: Draft): boolean =>
		draft.evidence.some(({ family }) => isSameNoun(family.noun, evidence.family.noun));
	const sameNoun = alike.find(isNoun);
	if (sameNoun || isComplete(evidence)) return sameNoun;
	const cousin = drafts.find(
		(draft) =>
			draft.key.join('/') === key &&
			isNoun(draft) &&
			draft.entity !== undefined &&
			evidence.entity !== undefined &&
			isPartOf(evidence.entity, draft.entity) &&
			isPartOf(draft.entity, evidence.entity),
	);
	if (cousin) return cousin;
	const named = alike.find(({ evidence: own }) =>
		own.some(({ family }) => [...identities].some((identity) => isNamed(family.noun, identity))),
	);
	return named ?? (alike.length === 1 ? alike[0] : undefined);
}

/** It makes entities and shows each. */
function isComplete({ created, changed, read }: Evidence): boolean {
	return read !== undefined && (created !== undefined || changed !== undefined);
}

/** Those that show most come first: they name what they share. */
function rank(evidence: Evidence): number {
	if (isComplete(evidence)) return 0;
	if (evidence.read) return evidence.list ? 1 : 2;
	return evidence.list ? 3 : 4;
}

function listIdentities(all: readonly Evidence[]): Set<string> {
	const views = all.flatMap(({ read, created, changed, list }) => [
		read?.place.view,
		created?.place.view,
		changed?.place.view,
		list?.item,
	]);
	return new Set(views.flatMap((view) => (view && nameOfSchema(view)) ?? []));
}

function isNamed(noun: string, identity: string): boolean {
	return plainWord(identity.split('/').at(-1) ?? '') === plainWord(toSingular(noun));
}
