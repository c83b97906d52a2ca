// Which version of an entity this is, as HTTP tells it (RFC 9110 §8.8): the tag and the moment of the last change.

import {
	getOwn,
	type JsonObject,
	type JsonValue,
	listExamples,
	type Operation,
	readPreconditions,
	type SchemaView,
	usesTags,
	viewSchema,
} from '../../spec/index.ts';
import type { BirthPlan, UpdateMark } from './birth/birth-plan.ts';
import { fitsView } from './birth/fit-value.ts';
import { readMoment } from './birth/moments.ts';
import { digest } from './birth/tags.ts';
import type { EffectContext } from './effect-context.ts';

/** How the entities of a resource are told apart from what they were before. */
export interface TagPlan {
	/** E.g. `"33a64df5"`: what the entity shows as its tag, else the version that it counts, else made of all that it holds. */
	readTag(entity: JsonObject): string;
	/** When it was changed last, in epoch ms; `undefined`: the entity doesn't tell. */
	readChanged(entity: JsonObject): number | undefined;
}

const plans = new WeakMap<BirthPlan, TagPlan | null>();

/** The tags of a resource; `undefined`: no operation on it has anything to do with them. */
export function planTags(context: EffectContext, birth: BirthPlan): TagPlan | undefined {
	let plan = plans.get(birth);
	if (plan === undefined) {
		const own = context.operations.filter(({ effect }) => effect?.resource === birth.resource.name);
		plan = own.some((operation) => usesTags(readPreconditions(operation))) ? compileTags(context, birth, own) : null;
		plans.set(birth, plan);
	}
	return plan ?? undefined;
}

function compileTags(context: EffectContext, birth: BirthPlan, own: readonly Operation[]): TagPlan {
	const { resource } = birth;
	const updated = birth.updated();
	const shown = updated.find(({ as }) => as === 'tag');
	// What the clock does to an entity is counted nowhere.
	const mayExpire = [...resource.states.values()].some(({ expires }) => expires !== undefined);
	const counted = mayExpire ? undefined : updated.find(({ as }) => as === 'next');
	const changed = updated.find(({ as }) => as !== 'tag' && as !== 'next');
	const header = findTagHeader(own);
	const view = header?.schema && viewSchema(header.schema);
	const example = header?.examples[0]?.value ?? (view && listExamples(view)[0]);
	const isWeak = typeof example === 'string' && example.startsWith('W/');
	const tags = new WeakMap<JsonObject, string>();
	const write = (text: string): string => {
		if (/^(?:W\/)?".*"$/.test(text)) return text;
		const forms = isWeak ? [`W/"${text}"`, `"${text}"`] : [`"${text}"`, `W/"${text}"`];
		const fitting = view ? [...forms, text].find((form) => fitsView(view, form)) : forms[0];
		return fitting ?? generateTag(context, view, text) ?? `"${text}"`;
	};
	return {
		readTag(entity) {
			let tag = tags.get(entity);
			if (tag === undefined) {
				const told = readAt(entity, shown) ?? readAt(entity, counted);
				tag = write(typeof told === 'string' || typeof told === 'number' ? `${told}` : digest(JSON.stringify(entity)));
				tags.set(entity, tag);
			}
			return tag;
		},
		readChanged(entity) {
			const told = readAt(entity, changed);
			return told === undefined ? undefined : readMoment(told);
		},
	};
}

function findTagHeader(operations: readonly Operation[]) {
	for (const { responses } of operations) {
		for (const [key, { headers }] of responses) {
			const header = key.startsWith('2') ? headers.find(({ name }) => name === 'etag') : undefined;
			if (header) return header;
		}
	}
	return undefined;
}

/** Where the document wants tags of another kind, such as numbers or uuids. */
function generateTag(context: EffectContext, view: SchemaView | undefined, text: string): string | undefined {
	const number = Number.parseInt(digest(text).slice(0, 8), 16);
	if (view && fitsView(view, number)) return String(number);
	const made = view && context.generate?.(view, number, 0);
	return made?.ok ? String(made.value) : undefined;
}

function readAt(entity: JsonObject, mark: UpdateMark | undefined): JsonValue | undefined {
	return mark?.path.reduce<JsonValue | undefined>((value, name) => getOwn(value, name), entity);
}

/** A tag as it is compared: `W/"a"`, `"a"` and (against RFC 9110, but sent by many) `a`. */
interface Tag {
	text: string;
	isWeak: boolean;
}

function readTag(written: string): Tag {
	const isWeak = written.startsWith('W/');
	const text = written.replace(/^W\//, '');
	return { text: /^".*"$/.test(text) ? text.slice(1, -1) : text, isWeak };
}

/**
 * Whether a list of tags (`If-Match`, `If-None-Match`) holds this one, or is `*`. `isStrong`: weak ones are no match (RFC 9110 §8.8.3.2);
 * but where the API's own tags are weak, nothing could ever be changed so, and they are compared as they are.
 */
export function listsTag(header: string, own: string, isStrong: boolean): boolean {
	if (header.trim() === '*') return true;
	const wanted = readTag(own);
	return [...header.matchAll(/(?:W\/)?"[^"]*"|[^\s,]+/g)].some(([one]) => {
		const { text, isWeak } = readTag(one);
		return text === wanted.text && (!isStrong || !isWeak || wanted.isWeak);
	});
}
