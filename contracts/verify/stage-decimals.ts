// Matchers for decimals, where the mock answers: JavaScript has one kind of numbers, and writes the `10.0` of a document as `10`.

import { type Mock, routeOperations } from '../../mock/inner.ts';
import {
	findDefinition,
	findMediaType,
	findProperty,
	getList,
	getObject,
	isObject,
	type JsonObject,
	type JsonValue,
	readTypes,
	resolvePointer,
	type SchemaView,
	viewItem,
	viewSchema,
} from '../../spec/index.ts';
import { type HttpInteraction, type PathStep, parseJsonPath, readMediaType } from '../pact/index.ts';

/** Changes the rules of an answer in place; `pact`: the whole file, as it may be changed. */
export type StageDecimals = (pact: JsonObject, interaction: HttpInteraction) => void;

/**
 * Makes `decimal` of rules `number` where the document has numbers at that place, or says nothing of it. Where it has whole
 * numbers alone the matcher stays: no answer of such a provider would fit.
 */
export function prepareDecimals(mock: Pick<Mock, 'documents'>): StageDecimals {
	const router = routeOperations(mock.documents.flatMap((one) => one.operations));
	return (pact, interaction) => {
		const rules = interaction.response.rules.filter(({ part }) => part === 'body');
		if (rules.length === 0) return;
		const view = findView(interaction);
		for (const { pointer, path } of rules) widen(resolvePointer(pact, pointer), viewAt(view, path));
	};

	function findView({ request, response }: HttpInteraction): SchemaView | undefined {
		const match = router.match(request.method, request.path);
		if (match.kind !== 'found') return undefined;
		const mediaTypes = findDefinition(match.plan.operation, response.status)?.mediaTypes ?? [];
		const mediaType = findMediaType(mediaTypes, readMediaType(response) ?? 'application/json') ?? mediaTypes[0];
		return mediaType?.schema && viewSchema(mediaType.schema);
	}
}

/** A rule, or one of its matchers, with those inside of it. */
function widen(rule: JsonValue | undefined, view: SchemaView | undefined): void {
	if (!isObject(rule)) return;
	const types = view && readTypes(view);
	const isWhole = types?.has('integer') === true && !types.has('number');
	if (rule['match'] === 'decimal' && !isWhole) rule['match'] = 'number';
	for (const matcher of getList(rule, 'matchers')) widen(matcher, view);
	for (const inner of getList(rule, 'rules')) widen(inner, viewAt(view, [{ kind: 'any' }]));
	for (const variant of getList(rule, 'variants')) {
		const item = viewAt(view, [{ kind: 'any-index' }]);
		for (const [place, inner] of Object.entries(getObject(variant, 'rules') ?? {}))
			widen(inner, viewAt(item, parseJsonPath(place) ?? []));
	}
}

/** What the schema says of a place; `undefined`: nothing. */
function viewAt(view: SchemaView | undefined, path: readonly PathStep[]): SchemaView | undefined {
	return path.reduce<SchemaView | undefined>((inner, step) => {
		if (!inner) return undefined;
		if (step.kind === 'name') return findProperty(inner, step.name).view;
		if (step.kind === 'index') return viewItem(inner, step.index);
		const item = viewItem(inner, 0);
		// The names of a map are anybody's.
		return item || step.kind === 'any-index' ? item : findProperty(inner, '*').view;
	}, view);
}
