// Puts the parts of a mock together: documents, router, scenarios, sessions. Done once, at start.

import { randomUUID } from 'node:crypto';
import {
	type FileFinding,
	type JsonObject,
	type LoadedDocuments,
	machine,
	type Operation,
	type Resource,
	SchemaError,
	StartupError,
} from '../../spec/index.ts';
import { createCallbackSender } from '../callbacks/callback-sender.ts';
import { createRandom } from '../chance/random.ts';
import { createEntityCheck, type EntityCheck } from '../effects/entity-check.ts';
import type { FolderWatch } from '../files/watch-folder.ts';
import type { Given } from '../fixtures/fixtures.ts';
import { findInLast, joinRows, readRowsFile } from '../fixtures/rows-file.ts';
import { createEvents } from '../journal/events.ts';
import { createJournal, type JournalBudget } from '../journal/journal.ts';
import { describeFindings } from '../journal/reasons.ts';
import { ALL_JOURNALS_BYTES, readEntityBytes } from '../options/complete-options.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { loadScenarios } from '../scenarios/library.ts';
import { givesGenerated, prepareGiven, prepareGivenInTurns } from '../scenarios/prepare-given.ts';
import { createScenarioFolder } from '../scenarios/scenario-folder.ts';
import { watchScenarios } from '../scenarios/watch.ts';
import type { Session } from '../session/session.ts';
import { createSessions } from '../session/sessions.ts';
import type { SetAside } from '../store/entity-store.ts';
import { FIXED_START_MS } from '../time/clock.ts';
import type { Written } from '../types/written.ts';
import type { Engine } from './engine.ts';
import { type ServedDocuments, serveDocuments } from './served-documents.ts';
import { describeUnfit, findStartScenario, refuseMistakes, renewScenario } from './start-scenario.ts';
import { createDocumentSource } from './watch-documents.ts';

/** What was done when the documents have changed. */
export interface DocumentsChange {
	/** Absent: they were loaded, and are served. */
	mistake?: StartupError;
	/** Where they are read from, as they were given; `''` for values. */
	files: readonly string[];
	operations: number;
	/** What is doubtful in them. */
	findings: readonly FileFinding[];
	/** Entities that no longer fit. */
	setAside: readonly (SetAside & { session: string })[];
	/** What is wrong with the scenarios by these documents. */
	scenarios: readonly FileFinding[];
}

/** What whoever runs an engine may want to hear. */
export interface EngineHooks {
	report: (error: unknown) => void;
	onScenarios?: ((findings: readonly FileFinding[]) => void) | undefined;
	onDocuments?: ((change: DocumentsChange) => void) | undefined;
	/** For tests: how often addresses are asked, in ms. */
	pollMs?: number | undefined;
	/** The documents, where somebody has loaded them already. */
	loaded?: LoadedDocuments;
}

/** The engine, and the way to stop what watches its files. Throws StartupError. */
export async function createEngine(
	options: MockOptions,
	hooks: EngineHooks,
): Promise<{ engine: Engine; stopWatching: () => void }> {
	const { report, onScenarios } = hooks;
	const source = createDocumentSource(options);
	const { fill, locale } = options;
	let served = serveDocuments(hooks.loaded ?? (await source.load()), { fill, locale });
	const scenarios = loadScenarios({
		directory: options.scenarios,
		...served,
		isChecked: source.isChecked,
	});
	refuseMistakes(scenarios);
	const startScenario = findStartScenario(scenarios, options.scenario);
	const rows = readRows(options, served);
	const events = createEvents(report);
	const budget: JournalBudget = { bytes: 0, maxBytes: ALL_JOURNALS_BYTES };
	const sessions = createSessions({
		options,
		resources: served.resources,
		events,
		createJournal: () => createJournal({ limit: options.journal, maxBytes: options.journalBytes, budget }),
		startScenario,
		hasRows: Object.keys(rows).length > 0,
		takesTime: (active) => givesGenerated(rows) || (active !== undefined && givesGenerated(active.scenario.given)),
		maxEntityBytes: readEntityBytes(),
		onMakeRoom: tellDrops(report, options.maxSessions),
		onUnfitStart: (session, findings) => report(describeUnfit(session.name, findings)),
		renewScenario: (active) => renewScenario(scenarios, active),
		prepareFixtures: (request) => prepareGiven({ ...request, rows, served: () => served }),
		prepareFixturesInTurns: (request) => prepareGivenInTurns({ ...request, rows, served: () => served }),
	});
	const startWatch = (): FolderWatch | undefined =>
		options.watch
			? watchScenarios({
					library: scenarios,
					onError: report,
					onReload: ({ findings }) => {
						events.emit({ type: 'scenarios.reloaded', names: scenarios.names() });
						onScenarios?.(findings);
					},
				})
			: undefined;
	let watch = startWatch();
	const scenarioFolder = createScenarioFolder({
		library: scenarios,
		isReadOnly: options.readOnly,
		onMade() {
			watch?.close();
			watch = startWatch();
		},
	});
	const callbacks = createCallbackSender();
	const run = randomUUID();
	const forwarding = await openUpstream(options, { instance: run, report, operations: served.operations });
	const engine: Written<Engine, 'documents' | 'resources' | 'effects' | 'router'> = {
		options,
		documents: served.documents,
		resources: served.resources,
		effects: served.effects,
		router: served.router,
		sessions,
		scenarios,
		scenarioFolder,
		events,
		callbacks,
		forwarding,
		verifyToken: options.auth === 'verify' ? await loadVerifier(options) : undefined,
		run,
		startedAtMs: machine.dateMs(),
		report,
	};

	/** In one step: a request that has found its operation ends with it, the next one meets the new documents. */
	const swap = (loaded: LoadedDocuments): void => {
		served = serveDocuments(loaded, { fill, locale, before: served });
		engine.documents = served.documents;
		engine.resources = served.resources;
		engine.effects = served.effects;
		engine.router = served.router;
		const check = createEntityCheck(served.operations);
		const setAside = sessions.adopt(served.resources, (resource, entity) => describeMisfit(check, resource, entity));
		tell({ setAside, findings: loaded.findings, scenarios: scenarios.restage(served).findings });
	};
	const tell = (change: Partial<DocumentsChange>): void => {
		const { mistake } = change;
		const files = served.documents.map(({ file }) => file);
		const operations = served.operations.length;
		events.emit({ type: 'documents.reloaded', files, operations, ...(mistake && { mistake: mistake.line }) });
		hooks.onDocuments?.({ files, operations, findings: [], setAside: [], scenarios: [], ...change });
	};
	const documentWatch = options.watch
		? source.watch({
				onChange: swap,
				onMistake: (mistake) => tell({ mistake }),
				onError: report,
				pollMs: hooks.pollMs,
			})
		: undefined;
	const stopWatching = (): void => {
		callbacks.close();
		forwarding?.close();
		watch?.close();
		documentWatch?.close();
	};
	return { engine, stopWatching };
}

/** Its code loads only where there is an upstream. */
async function openUpstream(
	options: MockOptions,
	about: { instance: string; report: (error: unknown) => void; operations: readonly Operation[] },
): Promise<Engine['forwarding']> {
	const { upstream } = options;
	if (upstream === undefined) return undefined;
	const { openForwarding } = await import('../upstream/open-forwarding.ts');
	return openForwarding({ ...options, upstream }, about);
}

/** Why an entity is none of its resource; one whose schema doesn't compile can't be judged, and stays. */
function describeMisfit(check: EntityCheck, resource: Resource, entity: JsonObject): string | undefined {
	try {
		const [first] = check(resource, entity);
		return first && `${first.pointer ?? ''} ${first.message}`.trim();
	} catch (error) {
		if (error instanceof SchemaError) return undefined;
		throw error;
	}
}

/** The rows that every session begins with. One that doesn't fit the documents stops the start, with its place. */
function readRows(
	{ rows: files }: MockOptions,
	{ fixtures, resources }: Pick<ServedDocuments, 'fixtures' | 'resources'>,
): Given {
	let all: Given = {};
	for (const file of files) {
		const { rows, locate } = readRowsFile(file, resources);
		const before = all;
		all = joinRows(before, rows);
		const { findings } = fixtures.prepare({
			scenario: '',
			given: all,
			random: createRandom(1, ''),
			nowMs: FIXED_START_MS,
		});
		const [first] = findings;
		if (first) {
			const find = ({ pointer }: { pointer?: string }): string => findInLast(pointer ?? '', before);
			const message = describeFindings(findings.map((one) => ({ ...one, message: `${find(one)} ${one.message}` })));
			throw new StartupError({ code: 'rows.unfit', message, remedy: 'mend the row', place: locate(find(first)) });
		}
	}
	return all;
}

/** Sessions whose end is told one by one; of the others nobody would read. */
const MAX_TOLD_DROPS = 20;

function tellDrops(report: (error: unknown) => void, maxSessions: number): (session: Session) => void {
	let told = 0;
	return ({ name }) => {
		told += 1;
		if (told > MAX_TOLD_DROPS) return;
		const more = told === MAX_TOLD_DROPS ? '; those that follow are not told' : '';
		report(
			`session ${name} was dropped with its entities: more than ${maxSessions} are not kept (--max-sessions)${more}`,
		);
	};
}

async function loadVerifier({ jwks, requireExp }: MockOptions): Promise<Engine['verifyToken']> {
	if (jwks === undefined) {
		throw new StartupError({
			code: 'option.invalid',
			message: '--auth verify needs the keys of the tokens',
			remedy: 'add --jwks keys.json, a JSON Web Key Set',
		});
	}
	const { createTokenVerifier } = await import('../request/verify-token.ts');
	return createTokenVerifier(jwks, { requireExp });
}
