// Which forms the document allows an answer to take.

import type { JsonValue } from '../../../spec/index.ts';
import {
	type ApiDocument,
	findDefinition,
	isWithheld,
	joinPointer,
	type Pointer,
	type Resource,
	SchemaError,
} from '../../../spec/index.ts';
import type { Router } from '../../request/router.ts';
import type { Shape } from '../../request/shape.ts';
import type { AnswerVariant } from '../../types/answer-variant.ts';
import { type AnswerPlanned, planAnswer } from '../answer-plan.ts';
import { isJsonType } from '../negotiate.ts';
import { isBodiless } from '../problem.ts';
import { isStructured, listAlternatives } from './alternatives.ts';
import { isFreeText, isNullable, listEnumValues } from './read.ts';

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
	shape: Shape;
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
	const features = readFeatures(answer.bodies.get(body)?.shape as Shape);
	const forms: AnswerVariant[] = [];
	if (features.hasOptional || features.hasNullable || features.hasArray) forms.push('minimal');
	if (features.hasHidden) forms.push('sparse');
	if (features.hasNullable) forms.push('nulls');
	if (features.hasOptional || features.hasArray || features.hasText) forms.push('maximal');
	return {
		operationId: operation.id,
		variants: [
			...forms.map((variant) => ({ ...place, variant })),
			...takeTurns(features.enums).map(({ pointer, shape, value }) => ({
				...place,
				variant: { form: 'enum' as const, pointer, value },
				isState: states.has(pointer.slice(pointer.lastIndexOf('/') + 1)),
				pointer: shape.schema?.pointer ?? schema.pointer,
			})),
			...takeTurns(features.alternatives).map(({ pointer, shape, value }) => ({
				...place,
				variant: { form: 'alternative' as const, pointer, value },
				isState: isStructured(value),
				pointer: shape.schema?.pointer ?? schema.pointer,
			})),
		],
	};
}

function readFeatures(root: Shape): Features {
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
	const addAlternatives = (pointer: Pointer, shape: Shape): void => {
		const values = listAlternatives(shape);
		room -= values.length;
		if (values.length > 0) features.alternatives.push({ pointer, shape, values });
	};
	const walk = (shape: Shape, at: Pointer, isHidden: boolean): void => {
		const own = shape.schema?.pointer;
		if (own === undefined || active.has(own) || active.size > MAX_DEPTH || room < 0) return;
		room -= 1;
		active.add(own);
		try {
			const canBeNull = at !== '' && isNullable(shape);
			if (canBeNull) features.hasNullable = true;
			if (shape.types.has('array')) features.hasArray = true;
			if (isFreeText(shape)) features.hasText = true;
			const values = listEnumValues(shape);
			room -= values.length;
			if (values.length > 0) features.enums.push({ pointer: at, shape, values });
			else if (at !== '') addAlternatives(at, shape);
			for (const [name, member] of shape.properties) {
				if (member.schema && isWithheld(member.schema, 'response')) continue;
				const isOptional = !shape.required.has(name);
				if (isOptional) features.hasOptional = true;
				if (isOptional && (isHidden || canBeNull)) features.hasHidden = true;
				walk(member, joinPointer(at, name), isHidden || canBeNull);
			}
			if (shape.items) walk(shape.items, joinPointer(at, '*'), true);
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
function takeTurns(enums: readonly Values[]): { pointer: Pointer; shape: Shape; value: JsonValue }[] {
	const longest = Math.max(0, ...enums.map(({ values }) => values.length));
	return Array.from({ length: longest }, (_, turn) =>
		enums.flatMap(({ pointer, shape, values }) => {
			const value = values[turn];
			return value === undefined ? [] : [{ pointer, shape, value }];
		}),
	).flat();
}
