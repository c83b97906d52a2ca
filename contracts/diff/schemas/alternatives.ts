// The alternatives of a schema, each as the whole that a value of it must fit, and which of the new ones was which of the old.

import {
	ANYTHING,
	decideUnions,
	findKeyword,
	type getOwn,
	getString,
	isNullAlone,
	isObject,
	listProperties,
	listValues,
	readTypes,
	type SchemaRef,
	type SchemaView,
	type Union,
} from '../../../spec/index.ts';
import { writeSchemaText } from './schema-text.ts';

/** By what an alternative is known again: its name, all that it says, what tells it from the others, its type. */
type KeyKind = 'name' | 'text' | 'told' | 'type';

/** One alternative. */
export interface Alternative {
	/** What stands beside the choice, and the branch. */
	view: SchemaView;
	/** E.g. `Cat`: its title, the name of its component, what tells it from the others, or its type. */
	name: string;
	/** What may be found again in the other document. */
	findKeys(kind: KeyKind): readonly string[];
}

const flattened = new WeakMap<SchemaView, SchemaView>();
const listed = new WeakMap<SchemaView, readonly Alternative[]>();

/** The same without choices that are none: null or one other, types alone, values alone. */
export function flattenChoices(view: SchemaView): SchemaView {
	const known = flattened.get(view);
	if (known) return known;
	const flat = decideUnions(view, (union) => {
		if (union.keyword === 'if') return undefined;
		const [only, ...others] = union.branches.filter((branch) => !isNullAlone(branch));
		if (only && others.length === 0) return only;
		return isPlain(union) ? ANYTHING : undefined;
	});
	flattened.set(view, flat);
	return flat;
}

/** Types and values of a union are told by the view as a whole. */
function isPlain({ branches }: Union): boolean {
	return (
		branches.every((branch) => listValues(branch) !== undefined) ||
		branches.every(
			({ parts }) =>
				parts.length > 0 &&
				parts.every(
					({ value }) =>
						isObject(value) &&
						Object.keys(value).every((key) => /^(type|title|description|example|examples)$/.test(key)),
				),
		)
	);
}

/** The alternatives of the first choice that a flattened view leaves; none: there is no choice. */
export function listAlternatives(flat: SchemaView): readonly Alternative[] {
	const known = listed.get(flat);
	if (known) return known;
	const [union] = flat.unions;
	const alternatives = (union?.branches ?? [])
		.filter((branch) => !isNullAlone(branch))
		.map((branch) => {
			const view = decideUnions(flat, (one) => (one === union ? branch : undefined));
			return describe(view, branch.roots[0]);
		});
	listed.set(flat, alternatives);
	return alternatives;
}

/** A view without a choice, as the only alternative of itself. */
export function takeWhole(flat: SchemaView): Alternative {
	return describe(flat, flat.roots[0]);
}

function describe(view: SchemaView, root: SchemaRef | undefined): Alternative {
	const title =
		getString(root?.value, 'title') ?? (view.roots[0] === root ? asText(findKeyword(view, 'title')) : undefined);
	const reference = getString(root?.value, '$ref')?.split('/').at(-1);
	const [told] = [...listProperties(view)].flatMap(([name, property]) => {
		const values = listValues(property);
		return values?.length === 1 ? [`${name} ${JSON.stringify(values[0])}`] : [];
	});
	const types = [...(readTypes(view) ?? [])].join(' or ');
	return {
		view,
		name: title ?? reference ?? told ?? (types === '' ? 'anything else' : `another ${types}`),
		findKeys(kind) {
			switch (kind) {
				case 'name':
					return [reference, title].filter((one) => one !== undefined);
				case 'text':
					return root ? [writeSchemaText(root)] : [];
				case 'told':
					return told === undefined ? [] : [told];
				case 'type':
					return types === '' ? [] : [types];
			}
		},
	};
}

function asText(value: ReturnType<typeof getOwn>): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** Which old alternative each new one was, and those without a counterpart. */
export interface MatchedAlternatives {
	pairs: readonly (readonly [Alternative, Alternative])[];
	removed: readonly Alternative[];
	added: readonly Alternative[];
}

/** The ways to know them again, in their order; those that are `unique` only where there is but one such on either side. */
const WAYS: readonly { kind: KeyKind; isUnique: boolean }[] = [
	{ kind: 'name', isUnique: true },
	{ kind: 'text', isUnique: false },
	{ kind: 'name', isUnique: false },
	{ kind: 'told', isUnique: false },
	{ kind: 'type', isUnique: true },
];

/** Finds which alternative was which. */
export function matchAlternatives(before: readonly Alternative[], after: readonly Alternative[]): MatchedAlternatives {
	const pairs: [Alternative, Alternative][] = [];
	let removed = [...before];
	let added = [...after];
	for (const { kind, isUnique } of WAYS) {
		for (const old of [...removed]) {
			if (added.length === 0) break;
			const keys = old.findKeys(kind);
			const isSame = (one: Alternative): boolean => one.findKeys(kind).some((key) => keys.includes(key));
			const found = added.filter(isSame);
			const [match] = found;
			if (!match || (isUnique && (found.length > 1 || removed.filter(isSame).length > 1))) continue;
			pairs.push([old, match]);
			removed = removed.filter((one) => one !== old);
			added = added.filter((one) => one !== match);
		}
	}
	return { pairs, removed, added };
}
