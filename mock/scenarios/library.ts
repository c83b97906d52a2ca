// All scenarios of a mock, by name and by provider state.

import { type FileFinding, isEqual, nearest, type Operation, type Resource, StartupError } from '../../spec/index.ts';
import type { Scenario } from '../types/scenario.ts';
import { checkScenarioSchemas } from './check-schemas.ts';
import { isUsable, type LoadedScenario, listScenarioFiles, loadScenarioFile, loadScenarioText } from './load.ts';
import { placeFindings, type ScenarioFinding } from './scenario-finding.ts';
import type { Stage } from './stage.ts';
import {
	findNearStates,
	findNearVirtual,
	listVirtual,
	makeByState,
	makeVirtual,
	VIRTUAL_PREFIX,
	type VirtualName,
} from './virtual.ts';

/** What came of a reload. */
export interface ScenarioReload {
	/** Scenarios that are new or other than before, by name. */
	changed: readonly string[];
	/** Scenarios whose files are gone. */
	removed: readonly string[];
	/** Everything that is now wrong with the files. */
	findings: readonly FileFinding[];
}

/** The scenarios of one folder. None of its functions throws. */
export interface ScenarioLibrary {
	/** Absent: a mock without scenarios. */
	readonly directory: string | undefined;
	/** Reads another folder from now on. */
	moveTo(directory: string): ScenarioReload;
	/** Everything that would be wrong with a file of this name and text beside the others; nothing is written. */
	check(file: string, text: string): readonly FileFinding[];
	/** Everything that is wrong with the files, in their order; also with those whose last good version is in use. */
	readonly findings: readonly FileFinding[];
	/** Of a file, else a virtual one (`error: getOrder 404`), which is made now. */
	get(name: string): Scenario | undefined;
	/** Those without a file that may be asked for; the documents are looked through with the first call. */
	listVirtual(): readonly VirtualName[];
	/** What is wrong with a file whose last good version is in use; empty: nothing, or that version is the file's. */
	mistakesOf(name: string): readonly FileFinding[];
	/** In the order of their names; those with errors as well, which can't be used. */
	list(): readonly Scenario[];
	names(): readonly string[];
	/** The scenario that serves a Pact provider state: literally, else whatever the case. */
	byState(state: string): Scenario | undefined;
	/** All provider states that are served, sorted. */
	states(): readonly string[];
	/** Names like this one, for "did you mean"; at most three. */
	nearest(name: string): readonly string[];
	/** Provider states like this one, of files, else of documented errors (`getOrder answers 404`); at most three. */
	nearestStates(state: string): readonly string[];
	/**
	 * Holds what the files give and answer to the documents' schemas, which takes compiling them, and so time: not part of
	 * loading. Each version of a file is checked once. A scenario with errors can't be used from then on.
	 */
	checkSchemas(): readonly FileFinding[];
	/** Reads the folder again. A file that is now bad leaves its last good version in use. */
	reload(): ScenarioReload;
	/** Holds the scenarios to other documents from now on, and reads the folder again. */
	restage(documents: Pick<LibraryArgs, 'operations' | 'resources'>): ScenarioReload;
}

/** What the scenarios are checked against. */
export interface LibraryArgs {
	/** Absent: no scenarios. */
	directory: string | undefined;
	operations: readonly Operation[];
	resources: ReadonlyMap<string, Resource>;
	/** Files that were held to the schemas of these documents already, and are as they were then; absent: none. */
	isChecked?: ((file: string) => boolean) | undefined;
}

/** One file in the library. */
interface Entry extends LoadedScenario {
	/** This version, or the last good one before it. */
	inUse: Scenario;
	areSchemasChecked: boolean;
}

interface Index {
	byName: ReadonlyMap<string, Scenario>;
	byState: ReadonlyMap<string, Scenario>;
	byFoldedState: ReadonlyMap<string, Scenario>;
}

/**
 * Loads and checks every scenario file of a folder. Mistakes in files are findings of the library; a folder that can't be
 * read is a StartupError (`scenario.missing`, `scenario.unreadable`). Where all files were checked already (`isChecked`), they are
 * read when somebody first asks for one.
 */
export function loadScenarios(args: LibraryArgs): ScenarioLibrary {
	let { directory } = args;
	let stage = createStage(args);
	let known = areChecked(args) ? undefined : readEntries(directory, stage, args.isChecked);
	let indexed: Index | undefined;
	let virtual: readonly VirtualName[] | undefined;
	let folder: readonly FileFinding[] = [];

	const open = (): readonly Entry[] => {
		try {
			known ??= readEntries(directory, stage, args.isChecked);
		} catch (error) {
			known = [];
			folder = [describeFolder(error, directory ?? '')];
		}
		return known;
	};
	const index = (): Index => {
		indexed ??= indexEntries(open());
		return indexed;
	};
	// Nothing is wrong with files that were checked.
	const findAll = (): readonly FileFinding[] => [
		...folder,
		...(known ?? []).flatMap(({ scenario }) => scenario.findings),
	];
	const reload = (): ScenarioReload => {
		const before = index().byName;
		let entries: Entry[];
		try {
			entries = readEntries(directory, stage);
			folder = [];
		} catch (error) {
			folder = [describeFolder(error, directory ?? '')];
			return { changed: [], removed: [], findings: findAll() };
		}
		checkEntries(entries, stage);
		for (const entry of entries) {
			const last = before.get(entry.scenario.name);
			if (last && isUsable(last) && !isUsable(entry.scenario)) entry.inUse = last;
		}
		known = entries;
		indexed = indexEntries(entries);
		const { byName } = indexed;
		const changed = [...byName].filter(([name, now]) => !isSame(now, before.get(name))).map(([name]) => name);
		const removed = [...before.keys()].filter((name) => !byName.has(name));
		return { changed, removed, findings: findAll() };
	};
	return {
		get directory() {
			return directory;
		},
		moveTo(other) {
			directory = other;
			return reload();
		},
		check(file, text) {
			const loaded = loadScenarioText(file, text, stage);
			const entry: Entry = { ...loaded, inUse: loaded.scenario, areSchemasChecked: false };
			const others = open().filter(({ scenario }) => scenario.name !== entry.scenario.name);
			// What the others have against each other is not told of this one: they come first, and are copies.
			checkTogether([...others.map((one) => ({ ...one })), entry]);
			checkEntries([entry], stage);
			return entry.scenario.findings;
		},
		reload,
		restage(documents) {
			stage = createStage(documents);
			virtual = undefined;
			return reload();
		},
		get findings() {
			return findAll();
		},
		get: (name) => index().byName.get(name) ?? (name.startsWith(VIRTUAL_PREFIX) ? makeVirtual(name, stage) : undefined),
		listVirtual() {
			virtual ??= listVirtual(stage);
			return virtual;
		},
		list: () => [...index().byName.values()],
		mistakesOf(name) {
			const entry = open().find(({ scenario, inUse }) => inUse.name === name && inUse !== scenario);
			return entry?.scenario.findings ?? [];
		},
		names: () => [...index().byName.keys()],
		byState: (state) =>
			index().byState.get(state) ?? index().byFoldedState.get(foldState(state)) ?? makeByState(state, stage),
		states: () => [...index().byState.keys()].sort(),
		nearest(name) {
			const bare = name.replace(/^error:/, '').trim();
			// By the provider state that it serves, or as an error of an operation whose prefix was left away.
			const meant = this.byState(name) ?? makeVirtual(`${VIRTUAL_PREFIX}${bare}`, stage);
			if (meant) return [meant.name];
			if (bare === name.trim()) return nearest(name, index().byName.keys(), 3);
			return findNearVirtual(`${VIRTUAL_PREFIX}${bare}`, this.listVirtual(), stage);
		},
		nearestStates(state) {
			const near = nearest(state, index().byState.keys(), 3);
			if (near.length > 0) return near;
			return findNearStates(state, this.listVirtual(), stage);
		},
		checkSchemas() {
			const found = checkEntries(known ?? [], stage);
			if (found.length > 0) indexed = undefined;
			return found;
		},
	};
}

function createStage({ operations, resources }: Pick<LibraryArgs, 'operations' | 'resources'>): Stage {
	return { operations: new Map(operations.map((one) => [one.id, one])), resources };
}

function areChecked({ directory, isChecked }: LibraryArgs): boolean {
	return directory !== undefined && isChecked !== undefined && listScenarioFiles(directory).every(isChecked);
}

function readEntries(
	directory: string | undefined,
	stage: Stage,
	isChecked: LibraryArgs['isChecked'] = () => false,
): Entry[] {
	const files = directory === undefined ? [] : listScenarioFiles(directory);
	const entries = files.map((file): Entry => {
		const wasChecked = isChecked(file);
		const loaded = loadScenarioFile({ file, stage, isChecked: wasChecked });
		return { ...loaded, inUse: loaded.scenario, areSchemasChecked: wasChecked };
	});
	checkTogether(entries);
	return entries;
}

// What only shows when all files are seen: a name, or a provider state, is one scenario's.
function checkTogether(entries: readonly Entry[]): void {
	const files = new Map<string, string>();
	const servers = new Map<string, string>();
	for (const entry of entries) {
		const { name, states, file } = entry.scenario;
		const mistakes: ScenarioFinding[] = [];
		const other = files.get(name);
		if (other !== undefined) {
			const message = `${other} has the name ${JSON.stringify(name)} already`;
			mistakes.push({ code: 'scenario.name.duplicate', pointer: '/name', message, remedy: 'rename one of the two' });
		}
		files.set(name, other ?? file);
		for (const [position, state] of states.entries()) {
			const server = servers.get(state);
			servers.set(state, server ?? name);
			if (server === undefined) continue;
			const message = `the scenario ${server} serves the state ${JSON.stringify(state)} already`;
			const pointer = `/states/${position}`;
			mistakes.push({ code: 'scenario.state.duplicate', pointer, message, remedy: 'remove it from one of the two' });
		}
		addMistakes(entry, mistakes);
	}
}

function checkEntries(entries: readonly Entry[], stage: Stage): FileFinding[] {
	const found: FileFinding[] = [];
	for (const entry of entries) {
		if (entry.areSchemasChecked) continue;
		entry.areSchemasChecked = true;
		if (isUsable(entry.scenario)) found.push(...addMistakes(entry, checkScenarioSchemas(entry.scenario, stage)));
	}
	return found;
}

function addMistakes(entry: Entry, mistakes: readonly ScenarioFinding[]): readonly FileFinding[] {
	if (mistakes.length === 0) return [];
	const findings = placeFindings(mistakes, entry.locate);
	entry.scenario = { ...entry.scenario, findings: [...entry.scenario.findings, ...findings] };
	entry.inUse = entry.scenario;
	return findings;
}

function indexEntries(entries: readonly Entry[]): Index {
	const byName = new Map<string, Scenario>();
	const byState = new Map<string, Scenario>();
	const byFoldedState = new Map<string, Scenario>();
	for (const { inUse } of entries) {
		if (byName.has(inUse.name)) continue;
		byName.set(inUse.name, inUse);
		for (const state of inUse.states) {
			if (!byState.has(state)) byState.set(state, inUse);
			if (!byFoldedState.has(foldState(state))) byFoldedState.set(foldState(state), inUse);
		}
	}
	return { byName, byState, byFoldedState };
}

function foldState(state: string): string {
	return state.trim().toLowerCase();
}

function isSame(a: Scenario, b: Scenario | undefined): boolean {
	return a === b || (b !== undefined && isUsable(a) === isUsable(b) && isEqual(a.source, b.source));
}

function describeFolder(error: unknown, directory: string): FileFinding {
	if (!(error instanceof StartupError)) throw error;
	const place = { file: directory, line: 1, column: 1 };
	const remedy = 'the scenarios that were there stay in use';
	return { code: error.code, severity: 'error', message: error.message, remedy, place };
}
