// The property that a name in a query means: `createdAt` for `created_at`, `owner.name`, `attributes.title` for `title`.

import { outlineItems, outlineProperties, outlineView } from '../schema/outline.ts';
import { once, type SchemaView } from '../schema/view.ts';
import { IDENTIFIERS, toPlain } from './list-words.ts';

/** The steps to a scalar, or to a list of scalars or of objects that have an id or a name. */
export type FindProperty = (name: string) => readonly string[] | undefined;

/** How deep, and how many; more is no entity that anybody filters by name. */
const MAX_DEPTH = 3;
const MAX_PROPERTIES = 400;

const ALIKE: readonly (readonly string[])[] = [
	'created createdat createdon createddate datecreated creationdate createtime createdtime creationtime createdtimestamp'.split(
		' ',
	),
	'updated updatedat updatedon modified modifiedat modifiedon lastmodified lastmodifieddate lastmodifiedat lastupdated lastupdatedat updatetime updatedtime dateupdated datemodified'.split(
		' ',
	),
];

/** Finds properties of the items that a view describes. */
const createPropertyFinder = once((item): FindProperty => {
	let index: ReadonlyMap<string, readonly string[]> | undefined;
	return (name) => {
		const own = outlineProperties(item).get(name);
		if (own && isPlain(own)) return [name];
		index ??= indexProperties(item);
		const plain = toPlain(name);
		if (plain === '') return undefined;
		const found = index.get(`.${name}`) ?? index.get(plain) ?? index.get(`is${plain}`);
		if (found) return found;
		const group = ALIKE.find((words) => words.includes(plain)) ?? [];
		for (const word of group) {
			const steps = index.get(word);
			if (steps) return steps;
		}
		return undefined;
	};
});

/** Finds properties of the first of these views that has them. */
export function joinFinders(views: readonly (SchemaView | undefined)[]): FindProperty {
	const finders = [...new Set(views)].flatMap((view) => (view ? [createPropertyFinder(view)] : []));
	const [first] = finders;
	if (first && finders.length === 1) return first;
	return (name) => {
		for (const find of finders) {
			const steps = find(name);
			if (steps) return steps;
		}
		return undefined;
	};
}

function indexProperties(item: SchemaView): ReadonlyMap<string, readonly string[]> {
	const index = new Map<string, readonly string[]>();
	const add = (name: string, steps: readonly string[]): void => {
		if (!index.has(name)) index.set(name, steps);
	};
	let level: { view: SchemaView; before: readonly string[] }[] = [{ view: item, before: [] }];
	for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
		const next: typeof level = [];
		for (const { view, before } of level) {
			for (const [name, member] of outlineProperties(view)) {
				if (index.size > MAX_PROPERTIES) return index;
				const steps = [...before, name];
				if (isPlain(member)) {
					add(`.${steps.join('.')}`, steps);
					add(toPlain(steps.join('')), steps);
					// JSON:API: the entity's own properties stand one level deeper.
					if (before.length === 1 && before[0] === 'attributes') add(toPlain(name), steps);
				} else if (before.length === 0 && isNamedList(member)) {
					addNamed(name, member, add);
				} else if (outlineView(member).kind === 'object') {
					next.push({ view: member, before: steps });
					// Money: lists are asked for by `price`, which is `{ amount, currency }`.
					const amount = outlineProperties(member).get('amount');
					if (amount && isPlain(amount)) add(toPlain(steps.join('')), [...steps, 'amount']);
				}
			}
		}
		level = next;
	}
	return index;
}

/** `tags: [{ id, name }]` */
function isNamedList(view: SchemaView): boolean {
	const items = outlineItems(view);
	return items !== undefined && IDENTIFIERS.some((word) => outlineProperties(items).has(word));
}

/** Those in a list are asked for by the list's name, or by what names one of them: `tags`, `tag_id`, `tagName`. */
function addNamed(name: string, view: SchemaView, add: (name: string, steps: readonly string[]) => void): void {
	const members = outlineProperties(outlineItems(view) ?? view);
	const plain = toPlain(name);
	const one = plain.replace(/ies$/, 'y').replace(/s$/, '');
	add(plain, [name]);
	for (const word of IDENTIFIERS) if (members.has(word)) add(one + toPlain(word), [name]);
}

function isPlain(view: SchemaView): boolean {
	const { kind } = outlineView(view);
	if (kind === 'scalar') return true;
	const items = kind === 'list' ? outlineItems(view) : undefined;
	return items !== undefined && outlineView(items).kind === 'scalar';
}
