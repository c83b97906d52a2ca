// The answer that shows a stored entity: projected on the answer's schema, in the envelope that the schema puts around it. Nothing of
// the entity is made up here, unless the schema can't be met otherwise; the answer's reason says so then.

import {
	type Effect,
	getOwn,
	guessTypes,
	isNullable,
	isObject,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type Pointer,
	parsePointer,
	type SchemaView,
	setOwn,
	toPlain,
	viewAt,
	viewItems,
} from '../../spec/index.ts';
import { convertScalar, fitsView, fitValue, type MakeValue } from '../effects/birth/fit-value.ts';
import type { Session } from '../session/session.ts';
import { toKeyText } from '../store/key-text.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention } from '../types/answer.ts';
import type { LazySchema } from './answer-plan.ts';
import { generateMember } from './complete-entity.ts';
import { projectEntity } from './project-entity.ts';
import { tellFailures, tellSuccess } from './tell-success.ts';

/** The body, and what is to be said of it; `undefined`: the schema can't show the entity. */
export type Shown = { value: JsonValue; note?: string } | undefined;

interface ShowArgs {
	entity: JsonObject;
	mention: EntityMention;
	effect: Effect | undefined;
	schema: LazySchema;
	session: Session;
	status: number;
}

/** The body that shows an entity. */
export function showEntity(args: ShowArgs): Shown {
	const { entity, mention, effect, schema, session } = args;
	const place = effect?.answer;
	const { view } = schema;
	const isBare = !place && effect?.answerKey === undefined;
	if (isBare && schema.shown?.entity === entity) return { value: schema.shown.value };
	const value = place ? wrapEntity(args, place) : (showKey(args) ?? projectEntity(entity, view, effect?.shownKey));
	if (schema.fits(value)) {
		if (isBare) schema.shown = { entity, value, text: undefined };
		return { value };
	}
	const label = `entity/${mention.resource}/${mention.key}`;
	const make: MakeValue = (member, name, inside) => generateMember(session, { view: member, label, name, inside });
	const fitted = fitValue(value, view, { make });
	if (fitted === undefined) return undefined;
	if (!place || resolvePlace(fitted, place) === resolvePlace(value, place)) return { value: fitted };
	return {
		value: fitted,
		note: `${mention.outcome} ${nameEntity(mention)}, with what the answer's schema asks for and it lacks`,
	};
}

/** A value at its place, in the envelope that the schema has around it. */
export function showValue(
	args: Omit<ShowArgs, 'entity'>,
	{ value, pointer }: { value: JsonValue; pointer: Pointer },
): JsonValue {
	const { view } = args.schema;
	return wrapInside({ ...args, entity: {} }, { view, tokens: parsePointer(pointer) ?? [], entity: value });
}

function resolvePlace(value: JsonValue, place: Pointer): JsonValue | undefined {
	return (parsePointer(place) ?? []).reduce<JsonValue | undefined>(
		(at, token) => (Array.isArray(at) ? at[Number(token)] : getOwn(at, token)),
		value,
	);
}

/** The key alone, where that is all that the answer shows: `{ id: 7 }`, or `7`. */
function showKey(args: ShowArgs): JsonValue | undefined {
	const place = args.effect?.answerKey;
	if (place === undefined) return undefined;
	const shown = viewAt(args.schema.view, place);
	const key = (shown && convertScalar(args.mention.key, guessTypes(shown))) ?? args.mention.key;
	return wrapInside(args, { view: args.schema.view, tokens: parsePointer(place) ?? [], entity: key });
}

/** Whether the answer is of another kind than the entity: a list, or properties of which the entity has none. */
export function isElsewhere({ entity, effect, schema }: Pick<ShowArgs, 'entity' | 'effect' | 'schema'>): boolean {
	if (effect?.answer !== undefined || effect?.answerKey !== undefined || schema.shown?.entity === entity) return false;
	// What an answer says of a login, or of an assignment, is not the user, nor what was assigned.
	if (effect?.signsIn || effect?.assigned) return true;
	const types = guessTypes(schema.view);
	if (types.size > 0 && !types.has('object')) return true;
	const shown = projectEntity(entity, schema.view);
	return isObject(shown) && Object.keys(shown).length === 0 && listPossibleProperties(schema.view).size > 0;
}

/** The entity at its place, e.g. `{ data: …, message: … }` or `[…]`. */
function wrapEntity(args: ShowArgs, place: Pointer): JsonValue {
	const tokens = parsePointer(place) ?? [];
	const { view } = args.schema;
	const shown = viewAt(view, place);
	const entity = shown ? projectEntity(args.entity, shown, args.effect?.shownKey) : args.entity;
	return wrapInside(args, { view, tokens, entity });
}

function wrapInside(
	args: ShowArgs,
	{ view, tokens, entity }: { view: SchemaView | undefined; tokens: readonly string[]; entity: JsonValue },
): JsonValue {
	const [token, ...rest] = tokens;
	if (token === undefined) return entity;
	if (view && token === '0' && guessTypes(view).has('array')) {
		return [wrapInside(args, { view: viewItems(view), tokens: rest, entity })];
	}
	const envelope: JsonObject = {};
	const properties = view ? listPossibleProperties(view) : undefined;
	const required = view ? listAlwaysRequired(view) : undefined;
	for (const [name, member] of properties ?? []) {
		if (name === token) setOwn(envelope, name, wrapInside(args, { view: member, tokens: rest, entity }));
		else {
			const value = fillEnvelope(args, { name, view: member, isRequired: required?.has(name) === true });
			if (value !== undefined) setOwn(envelope, name, value);
		}
	}
	if (!Object.hasOwn(envelope, token))
		setOwn(envelope, token, wrapInside(args, { view: undefined, tokens: rest, entity }));
	return envelope;
}

/** What whoever signs in goes on with: without it the next request can't be made. */
const TOKEN =
	/^(?:(?:access|auth|refresh|id|bearer|session)_?)?token(?:_?type)?$|^jwt(?:_?token)?$|^expires_?(?:in|at)$/i;

/** What stands beside the entity: success and status tell the truth, all else is made where it must be there, or is a token. */
function fillEnvelope(
	{ session, mention, status, effect }: ShowArgs,
	{ name, view, isRequired }: { name: string; view: SchemaView; isRequired: boolean },
): JsonValue | undefined {
	const told = tellSuccess({ name, view, status }) ?? tellKey(mention, { name, view });
	if (told !== undefined || !(isRequired || (effect?.kind !== 'list' && TOKEN.test(name)))) return told;
	const failures = tellFailures({ name, view });
	if (failures !== undefined) return failures;
	if (isNullable(view) && guessTypes(view).has('null')) return null;
	return generateMember(session, { view, label: `envelope/${mention.resource}/${effect?.kind}/${name}` });
}

/** `{ callId, call: { id } }` is of one call. */
function tellKey(
	{ resource, key }: EntityMention,
	{ name, view }: { name: string; view: SchemaView },
): JsonValue | undefined {
	const word = toPlain(resource.split('_').at(-1) ?? '');
	if (!['id', 'uuid', 'guid', 'key'].some((id) => toPlain(name) === word + id)) return undefined;
	const value = convertScalar(key, guessTypes(view));
	return value !== undefined && fitsView(view, value) ? value : undefined;
}

/** The items of a list as the answer's schema shows them, those left out that it can't show; `note` says how many. */
export function projectItems(args: {
	items: readonly JsonValue[];
	view: SchemaView | undefined;
	resource: string;
	session: Session;
	/** A property that is shown though no schema declares it. */
	shownKey?: string | undefined;
	/** Every item must fit: slower, asked for only where the whole does not. */
	isStrict: boolean;
}): { items: JsonValue[] /** Which of them are shown; absent: all. */; places?: readonly number[]; note?: string } {
	const { view, session } = args;
	if (!view) return { items: [...args.items] };
	const shown = args.items.map((item) => (isObject(item) ? projectEntity(item, view, args.shownKey) : item));
	if (!args.isStrict) return { items: shown };
	const fitted = shown.map((item, index) => {
		// As its own answer makes it, whatever its place in the list.
		const label = `entity/${args.resource}/${toKeyText(getOwn(item, 'id')) ?? index}`;
		const make: MakeValue = (member, name, inside) => generateMember(session, { view: member, label, name, inside });
		return fitValue(item, view, { make });
	});
	const kept = fitted.filter((item) => item !== undefined);
	const lost = fitted.length - kept.length;
	if (lost > 0)
		return {
			items: kept,
			places: [...fitted.keys()].filter((index) => fitted[index] !== undefined),
			note: `listed ${args.resource}, but for ${lost} that the answer's schema can't show`,
		};
	const isChanged = fitted.some((item, index) => item !== shown[index]);
	return isChanged
		? { items: kept, note: `listed ${args.resource}, with what the answer's schema asks for and they lack` }
		: { items: kept };
}
