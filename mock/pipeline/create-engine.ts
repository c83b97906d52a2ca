// Puts the parts of a mock together: documents, router, scenarios, sessions. Done once, at start.

import { createRequire } from 'node:module';
import {
	compileView,
	type FileFinding,
	type JsonObject,
	loadDocuments,
	type Resource,
	StartupError,
} from '../../spec/index.ts';
import { createRandom } from '../chance/random.ts';
import { compileEffect } from '../effects/effect.ts';
import type { EffectContext } from '../effects/effect-plan.ts';
import type { Generate } from '../effects/keys.ts';
import { createFixtures, type Fixtures, type Given, putFixtures } from '../fixtures/fixtures.ts';
import { readRowsFile } from '../fixtures/rows-file.ts';
import { createEvents } from '../journal/events.ts';
import { createJournal, type JournalBudget } from '../journal/journal.ts';
import { describeFindings } from '../journal/reasons.ts';
import { ALL_JOURNALS_BYTES } from '../options/complete-options.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { activateScenario } from '../scenarios/active.ts';
import { loadScenarios, type ScenarioLibrary } from '../scenarios/library.ts';
import { substitute } from '../scenarios/substitute.ts';
import { watchScenarios } from '../scenarios/watch.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import { createSessions } from '../session/sessions.ts';
import { FIXED_START_MS } from '../time/clock.ts';
import type { Finding } from '../types/finding.ts';
import type { Engine } from './engine.ts';
import { type OperationPlan, routeOperations } from './operation-plan.ts';

/** The engine, and the way to stop what watches its files. Throws StartupError. */
export async function createEngine(
	options: MockOptions,
	hooks: { report: (error: unknown) => void; onScenarios?: ((findings: readonly FileFinding[]) => void) | undefined },
): Promise<{ engine: Engine; stopWatching: () => void }> {
	const { report, onScenarios } = hooks;
	const loaded = await loadDocuments(options.documents, {
		overlays: options.overlays,
		allowRemoteRefs: options.allowRemoteRefs,
		infer: options.infer,
	});
	const { operations, resources } = loaded;
	const router = routeOperations(operations);
	const scenarios = loadScenarios({ directory: options.scenarios, operations, resources });
	refuseMistakes(scenarios);
	const startScenario = findStartScenario(scenarios, options.scenario);

	const context: EffectContext = { resources, operations, generate: createGenerate(), fill: options.fill };
	for (const plan of router.plans) compileEffect(plan, context);
	linkReaders(router.plans);
	const fixtures = createFixtures({ context, check: (view, value) => compileView(view, 'response')(value) });
	const rows = readRows(options, { fixtures, resources });
	const events = createEvents(report);
	const budget: JournalBudget = { bytes: 0, maxBytes: ALL_JOURNALS_BYTES };
	const sessions = createSessions({
		options,
		resources,
		events,
		createJournal: () => createJournal({ limit: options.journal, maxBytes: options.journalBytes, budget }),
		startScenario,
		hasRows: Object.keys(rows).length > 0,
		onUnfitStart: (session, findings) => report(describeUnfit(session.name, findings)),
		renewScenario: (active) => renewScenario(scenarios, active),
		prepareFixtures({ active, random, nowMs }) {
			const filled = active && substitute(active.scenario.given as JsonObject, active.parameters);
			// What a scenario says of a resource takes the place of what the files of rows say.
			const given = { ...rows, ...((filled?.ok ? filled.value : {}) as Given) };
			if (Object.keys(given).length === 0) return undefined;
			const { findings, entities } = fixtures.prepare({ scenario: active?.scenario.name ?? '', given, random, nowMs });
			return { findings, put: (session) => putFixtures({ session, resources, entities }) };
		},
	});
	const watch = options.watch
		? watchScenarios({
				library: scenarios,
				onError: report,
				onReload: ({ findings }) => {
					events.emit({ type: 'scenarios.reloaded', names: scenarios.names() });
					onScenarios?.(findings);
				},
			})
		: undefined;
	const engine: Engine = {
		options,
		documents: loaded.documents,
		resources,
		effects: context,
		router,
		sessions,
		scenarios,
		events,
		verifyToken: options.auth === 'verify' ? await loadVerifier(options) : undefined,
		startedAtMs: Date.now(),
		report,
	};
	return { engine, stopWatching: () => watch?.close() };
}

/** Tells each create operation which one reads what it creates. */
function linkReaders(plans: readonly OperationPlan[]): void {
	for (const plan of plans) {
		const { effect } = plan.operation;
		if (effect?.kind !== 'create') continue;
		const reader = plans.find(
			({ operation }) => operation.effect?.kind === 'read' && operation.effect.resource === effect.resource,
		);
		if (reader) plan.readBy = reader.operation;
	}
}

/** The rows that every session begins with. One that doesn't fit the documents stops the start, with its place. */
function readRows(
	{ rows: files }: MockOptions,
	{ fixtures, resources }: { fixtures: Fixtures; resources: ReadonlyMap<string, Resource> },
): Given {
	let all: Given = {};
	for (const file of files) {
		const { rows, locate } = readRowsFile(file, resources);
		const { findings } = fixtures.prepare({
			scenario: '',
			given: rows,
			random: createRandom(1, ''),
			nowMs: FIXED_START_MS,
		});
		const [first] = findings;
		if (first) {
			const place = locate((first.pointer ?? '').replace(/^\/given/, ''));
			const remedy = 'mend the row';
			throw new StartupError({ code: 'rows.unfit', message: describeFindings(findings), remedy, place });
		}
		all = { ...all, ...rows };
	}
	return all;
}

/** A scenario file with a mistake stops the start: better than a scenario that silently isn't there. */
function refuseMistakes(scenarios: ScenarioLibrary): void {
	const errors = [...scenarios.findings, ...scenarios.checkSchemas()].filter(({ severity }) => severity === 'error');
	const first = errors[0];
	if (!first) return;
	throw new StartupError({
		code: 'scenario.invalid',
		message: errors.length === 1 ? first.message : `${first.message}, and ${errors.length - 1} more`,
		...(first.remedy !== undefined && { remedy: first.remedy }),
		place: first.place,
		findings: errors,
	});
}

function findStartScenario(scenarios: ScenarioLibrary, name: string | undefined): () => ActiveScenario | undefined {
	if (name === undefined) return () => undefined;
	if (!scenarios.get(name)) {
		const near = scenarios.nearest(name);
		throw new StartupError({
			code: 'scenario.unknown',
			message: `there is no scenario ${JSON.stringify(name)}`,
			remedy:
				near.length > 0 ? `did you mean ${near.join(', ')}?` : `there are ${scenarios.names().join(', ') || 'none'}`,
		});
	}
	return () => {
		const scenario = scenarios.get(name);
		const active = scenario && activateScenario(scenario);
		return Array.isArray(active) ? undefined : active;
	};
}

function describeUnfit(session: string, findings: readonly Finding[]): string {
	return `session ${session} starts without its scenario: ${describeFindings(findings)}`;
}

/** The same scenario as its file has it now; with mistakes, or gone, as it was. */
function renewScenario(scenarios: ScenarioLibrary, active: ActiveScenario): ActiveScenario {
	const renewed = activateScenario(scenarios.get(active.scenario.name) ?? active.scenario, active.parameters);
	if (!Array.isArray(renewed)) return renewed;
	active.restore(active.counters().map(() => 0));
	return active;
}

/** Generated data, read from disk with its first use. */
function createGenerate(): Generate {
	const require = createRequire(import.meta.url);
	return (view, seed, nowMs, { name, useExamples = false } = {}) => {
		const { generateValue } = require('../answer/generate.ts') as typeof import('../answer/generate.ts');
		return generateValue({ view, seed, nowMs, name, direction: 'response', dynamic: !useExamples });
	};
}

async function loadVerifier({ jwks }: MockOptions): Promise<Engine['verifyToken']> {
	if (jwks === undefined) {
		throw new StartupError({
			code: 'option.invalid',
			message: '--auth verify needs the keys of the tokens',
			remedy: 'add --jwks keys.json, a JSON Web Key Set',
		});
	}
	const { createTokenVerifier } = await import('../request/verify-token.ts');
	return createTokenVerifier(jwks);
}
