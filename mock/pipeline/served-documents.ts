// What the documents are served by: made whole, and replaced whole, so that no request meets half of a change.

import { createRequire } from 'node:module';
import {
	type ApiDocument,
	compileView,
	type LoadedDocuments,
	loadValidator,
	type Operation,
	type Resource,
} from '../../spec/index.ts';
import { compileEffect } from '../effects/effect.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import type { Generate } from '../effects/keys.ts';
import { createFixtures, type Fixtures } from '../fixtures/fixtures.ts';
import type { offersInBody, offersInPath } from '../sample/offers-in-path.ts';
import { type OperationPlan, type OperationRouter, routeOperations } from './operation-plan.ts';

const require = createRequire(import.meta.url);

/** One edition of a mock's documents, with all that was made of it. */
export interface ServedDocuments {
	readonly documents: readonly ApiDocument[];
	readonly operations: readonly Operation[];
	readonly resources: ReadonlyMap<string, Resource>;
	readonly router: OperationRouter;
	/** What the effects of all operations have in common. */
	readonly effects: EffectContext;
	readonly fixtures: Fixtures;
}

/** Makes them ready to be served, each resource with `fill` entities, made up in the language `locale`. What `before` has counted for the coverage goes on. */
export function serveDocuments(
	loaded: LoadedDocuments,
	{ fill, locale, before }: { fill?: number; locale?: string | undefined; before?: ServedDocuments } = {},
): ServedDocuments {
	const { documents, operations, resources } = loaded;
	const router = routeOperations(operations);
	const generator = createGenerator(locale);
	const context: EffectContext = { resources, operations, generate: generator.generate, fill, offers };
	for (const plan of router.plans) compileEffect(plan, context);
	linkReaders(router.plans);
	if (before) keepCounts(before.router.plans, router.plans);
	const fixtures = createFixtures({
		context,
		check: (view, value) => compileView(view, 'response')(value),
		loads: [loadValidator, ...generator.loads],
	});
	return { documents, operations, resources, router, effects: context, fixtures };
}

/** Tells each create operation which one reads what it creates, else which one changes or deletes it. */
function linkReaders(plans: readonly OperationPlan[]): void {
	const byResource = Map.groupBy(plans, ({ operation }) => operation.effect?.resource);
	for (const plan of plans) {
		const { effect } = plan.operation;
		if (effect?.kind !== 'create') continue;
		const own = byResource.get(effect.resource) ?? [];
		// `POST /orders/{id}/verify` looks at an order as well; who follows a Location asks for the order itself.
		const items = own.filter(({ operation: { effect: other, pathTemplate } }) => {
			const isByPath = other !== undefined && 'key' in other && other.key.kind === 'path' && other.by === undefined;
			return isByPath && /\}'?\)?(?:\.\w+)?\/?$/.test(pathTemplate);
		});
		const reader =
			items.find(({ operation }) => operation.effect?.kind === 'read' && operation.method === 'get') ??
			own.find(({ operation: { effect: other, method } }) => other?.kind === 'read' && method === 'get' && !other.by) ??
			items[0];
		if (reader) plan.readBy = reader.operation;
	}
}

function keepCounts(before: readonly OperationPlan[], now: readonly OperationPlan[]): void {
	const counts = new Map(before.map((plan) => [plan.operation.id, plan]));
	for (const plan of now) {
		const last = counts.get(plan.operation.id);
		plan.faults = last?.faults ?? 0;
		for (const [key, count] of last?.exercised ?? []) {
			if (plan.operation.responses.has(key)) plan.exercised.set(key, count);
		}
	}
}

interface Samples {
	offersInPath: typeof offersInPath;
	offersInBody: typeof offersInBody;
}

/** A line to try works as it stands: who is named in it is there. Loaded when somebody is missed. */
const offers: NonNullable<EffectContext['offers']> = (operation, text, where) => {
	const sample = require('../sample/offers-in-path.ts') as Samples;
	return where === 'body' ? sample.offersInBody(operation, text) : sample.offersInPath(operation, text);
};

/** Where everything holds everything else, an entity is not all of it. */
const ENTITY_VALUES = 500;

/** Generated data, read from disk with its first use, or before by `loads`. */
function createGenerator(locale: string | undefined): { generate: Generate; loads: readonly (() => void)[] } {
	let loaded: typeof import('../answer/generate.ts') | undefined;
	const load = (): typeof import('../answer/generate.ts') => {
		loaded ??= require('../answer/generate.ts') as typeof import('../answer/generate.ts');
		return loaded;
	};
	return {
		generate: (view, seed, nowMs, { name, noun, useExamples = false } = {}) =>
			load().generateValue({
				...{ view, seed, nowMs, locale, name, noun, direction: 'response', dynamic: !useExamples },
				usualValues: ENTITY_VALUES,
			}),
		loads: [load, () => load().loadTexts(locale)],
	};
}
