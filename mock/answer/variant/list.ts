// Which forms the document allows an answer to take.

import {
	type ApiDocument,
	findDefinition,
	guessTypes,
	isJsonType,
	isWithheld,
	type JsonValue,
	joinPointer,
	listAlwaysRequired,
	listPossibleProperties,
	type Pointer,
	type Resource,
	SchemaError,
	type SchemaView,
	viewItems,
} from '../../../spec/index.ts';
import type { Router } from '../../request/router.ts';
import type { AnswerVariant } from '../../types/answer-variant.ts';
import { type AnswerPlanned, planAnswer } from '../answer-plan.ts';
import { isBodiless } from '../problem.ts';
import { isStructured, listAlternatives } from './alternatives.ts';
import { isFreeText, listEnumValues, namesNull } from './read.ts';

/** One form of a documented answer. */
export interface ListedVariant {
	variant: AnswerVariant;
	/** A scenario decides it: an enum that says in which state a resource is, the branch of a union. */
	isState: boolean;
	/** Where the document allows it. */
	document: ApiDocument;
	pointer: Pointer;
}

/** How deep into an answer. */
const MAX_DEPTH = 8;
/** Enum values of one answer. */
const MAX_VALUES = 2000;

interface Values {
	pointer: Pointer;
	view: SchemaView;
	values: readonly JsonValue[];
}

interface Features {
	hasOptional: boolean;
	hasNullable: boolean;
	hasArray: boolean;
	hasText: boolean;
	/** Something may be absent from an item of an array, or from what may be null: `minimal` would never show it. */
	hasHidden: boolean;
	enums: Values[];
	/** One value of each kind, where there are several. */
	alternatives: Values[];
}

/**
 * The forms of a success answer, in a stable order, the enums of different places in turn; empty: it has one form only, or no
 * JSON body. `undefined`: no operation fits, or its document has no such status.
 */
export function listVariants(
	{ router, resources }: { router: Router<AnswerPlanned>; resources: ReadonlyMap<string, Resource> },
	{ method, path, status }: { method: string; path: string; status: number },
): { operationId: string; variants: ListedVariant[] } | undefined {
	const match = router.match(method, path);
	if (match.kind !== 'found') return undefined;
	const { operation } = match.plan;
	const definition = findDefinition(operation, status);
	if (!definition) return undefined;
	const answer = planAnswer(match.plan, definition);
	const body = definition.mediaTypes.find(({ type }) => isJsonType(type));
	const schema = body && answer.bodies.get(body)?.schema;
	const isVaried = status >= 200 && status < 300 && !isBodiless(status);
	if (!body || !schema || !isVaried) return { operationId: operation.id, variants: [] };
	const states = new Set([...resources.values()].flatMap(({ state }) => state ?? []));
	const place = { isState: false, document: operation.document, pointer: schema.pointer };
	const features = readFeatures(answer.bodies.get(body)?.view as SchemaView);
	const forms: AnswerVariant[] = [];
	if (features.hasOptional || features.hasNullable || features.hasArray) forms.push('minimal');
	if (features.hasHidden) forms.push('sparse');
	if (features.hasNullable) forms.push('nulls');
	if (features.hasOptional || features.hasArray || features.hasText) forms.push('maximal');
	return {
		operationId: operation.id,
		variants: [
			...forms.map((variant) => ({ ...place, variant })),
			...takeTurns(features.enums).map(({ pointer, view, value }) => ({
				...place,
				variant: { form: 'enum' as const, pointer, value },
				isState: states.has(pointer.slice(pointer.lastIndexOf('/') + 1)),
				pointer: view.roots[0]?.pointer ?? schema.pointer,
			})),
			...takeTurns(features.alternatives).map(({ pointer, view, value }) => ({
				...place,
				variant: { form: 'alternative' as const, pointer, value },
				isState: isStructured(value),
				pointer: view.roots[0]?.pointer ?? schema.pointer,
			})),
		],
	};
}

function readFeatures(root: SchemaView): Features {
	const features: Features = {
		hasOptional: false,
		hasNullable: false,
		hasArray: false,
		hasText: false,
		hasHidden: false,
		enums: [],
		alternatives: [],
	};
	let room = MAX_VALUES;
	const active = new Set<Pointer>();
	const addAlternatives = (pointer: Pointer, view: SchemaView): void => {
		const values = listAlternatives(view);
		room -= values.length;
		if (values.length > 0) features.alternatives.push({ pointer, view, values });
	};
	const walk = (view: SchemaView, at: Pointer, isHidden: boolean): void => {
		const own = view.roots[0]?.pointer;
		if (own === undefined || active.has(own) || active.size > MAX_DEPTH || room < 0) return;
		room -= 1;
		active.add(own);
		try {
			const canBeNull = at !== '' && namesNull(view);
			if (canBeNull) features.hasNullable = true;
			if (guessTypes(view).has('array')) features.hasArray = true;
			if (isFreeText(view)) features.hasText = true;
			const values = listEnumValues(view);
			room -= values.length;
			if (values.length > 0) features.enums.push({ pointer: at, view, values });
			else if (at !== '') addAlternatives(at, view);
			for (const [name, member] of listPossibleProperties(view)) {
				if (isWithheld(member, 'response')) continue;
				const isOptional = !listAlwaysRequired(view).has(name);
				if (isOptional) features.hasOptional = true;
				if (isOptional && (isHidden || canBeNull)) features.hasHidden = true;
				walk(member, joinPointer(at, name), isHidden || canBeNull);
			}
			const items = viewItems(view);
			if (items) walk(items, joinPointer(at, '*'), true);
		} catch (error) {
			// A schema that doesn't compile has no forms; whoever asks for its answer is told why.
			if (!(error instanceof SchemaError)) throw error;
		}
		active.delete(own);
	};
	walk(root, '', false);
	return features;
}

/** The first value of each enum, then the second of each, and so on: a limit on their number leaves out none wholly. */
function takeTurns(enums: readonly Values[]): { pointer: Pointer; view: SchemaView; value: JsonValue }[] {
	const longest = Math.max(0, ...enums.map(({ values }) => values.length));
	return Array.from({ length: longest }, (_, turn) =>
		enums.flatMap(({ pointer, view, values }) => {
			const value = values[turn];
			return value === undefined ? [] : [{ pointer, view, value }];
		}),
	).flat();
}
