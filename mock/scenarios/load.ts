// From scenario files to scenarios, checked against the documents.

import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import {
	type FileFinding,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	type Place,
	type Pointer,
	StartupError,
	setOwn,
	tellUnread,
} from '../../spec/index.ts';
import type { Scenario } from '../types/scenario.ts';
import { checkDelay } from './check-delay.ts';
import { checkGivenAgainst, checkResourceName } from './check-given.ts';
import { checkReferences } from './check-references.ts';
import { checkCueAgainst, nameByIds } from './check-script.ts';
import { parseScenarioText, readScenarioText, type ScenarioText } from './read-scenario-text.ts';
import { hasErrors, placeFindings, type Report, type ScenarioFinding } from './scenario-finding.ts';
import { describeServed } from './served-statuses.ts';
import { checkShape, isNameOfScenario } from './shape.ts';
import type { Stage } from './stage.ts';
import { type Parameters, substitute } from './substitute.ts';

/** Files of one folder that are read. */
const MAX_FILES = 1000;
const ENDINGS = new Set(['.yaml', '.yml', '.json']);

/** A scenario with the way back into its file, for findings that come later. */
export interface LoadedScenario {
	scenario: Scenario;
	/** Where something stands in the file. */
	locate(pointer: Pointer): Place;
}

/**
 * The scenario files of a folder (`.yaml`, `.yml`, `.json`; no subfolders, no hidden files), in the order of their names.
 * Throws a StartupError: `scenario.missing` for a folder that isn't there, `scenario.unreadable` for one that can't be
 * read, or has more than 1,000 files.
 */
export function listScenarioFiles(directory: string): string[] {
	let names: string[];
	try {
		names = readdirSync(directory, { withFileTypes: true })
			.filter((entry) => !entry.isDirectory() && isScenarioFile(entry.name))
			.map((entry) => entry.name)
			.sort();
	} catch (error) {
		const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		const isMissing = reason === 'ENOENT';
		const unread = reason === 'ENOTDIR' ? 'is no folder' : `the folder can't be read: ${tellUnread(error)}`;
		throw new StartupError({
			code: isMissing ? 'scenario.missing' : 'scenario.unreadable',
			message: `${directory}: ${isMissing ? 'no such folder' : unread}`,
			remedy: 'name the folder that holds the scenario files',
			cause: error,
		});
	}
	if (names.length > MAX_FILES) {
		const message = `${directory}: ${names.length} scenario files are more than the limit of ${MAX_FILES}`;
		throw new StartupError({ code: 'scenario.unreadable', message, remedy: 'name another folder' });
	}
	return names.map((name) => join(directory, name));
}

/** Whether a file of this name is read as a scenario. */
export function isScenarioFile(name: string): boolean {
	return !name.startsWith('.') && ENDINGS.has(extname(name).toLowerCase());
}

/**
 * One scenario file, checked against the documents, unless it was before (`isChecked`). Never throws: what is wrong stands in
 * `scenario.findings`.
 */
export function loadScenarioFile(args: { file: string; stage: Stage; isChecked?: boolean }): LoadedScenario {
	const { file, stage, isChecked = false } = args;
	return loadScenario(file, readScenarioText(file), { stage, isChecked });
}

/** The same for a text that is to become the file. */
export function loadScenarioText(file: string, text: string, stage: Stage): LoadedScenario {
	return loadScenario(file, parseScenarioText(file, text), { stage, isChecked: false });
}

function loadScenario(
	file: string,
	text: ScenarioText,
	{ stage, isChecked }: { stage: Stage; isChecked: boolean },
): LoadedScenario {
	if (!text.ok) {
		const scenario = createScenario({ file, value: {}, findings: [text.finding], stage });
		return { scenario, locate: () => text.finding.place };
	}
	const { value, locate } = text;
	const mistakes = isChecked ? [] : checkShape(value);
	const source = isObject(value) ? value : {};
	const isWellFormed = mistakes.length === 0;
	if (isWellFormed && !isChecked)
		checkAgainst({ source, file, stage, report: (mistake: ScenarioFinding) => mistakes.push(mistake) });
	const findings = placeFindings(mistakes, locate);
	// A file of another form is shown by its name alone: nothing in it can be relied on.
	return { scenario: createScenario({ file, value: isWellFormed ? source : {}, source, findings, stage }), locate };
}

function checkAgainst(args: { source: JsonObject; file: string; stage: Stage; report: Report }): void {
	const { source, file, stage, report } = args;
	const name = getString(source, 'name');
	const stem = nameOfFile(file);
	if (name !== stem) {
		const message = `the name ${JSON.stringify(name)} is not the file's, ${JSON.stringify(stem)}`;
		report({
			code: 'scenario.name.file',
			pointer: '/name',
			message,
			// Of a file that was copied from another it is the name that was forgotten.
			remedy: `${isNameOfScenario(stem) ? `write "name: ${stem}", or ` : ''}rename the file to ${name}${extname(file)}`,
		});
	}
	const parameters = parametersOf(source);
	const filled = substitute(pickFilled(source), parameters);
	if (!filled.ok) {
		const message = 'with its parameters filled in, the scenario is too large';
		report({ code: 'scenario.parameter.too-large', pointer: '/parameters', message });
		return;
	}
	checkReferences(pickFilled(source), { parameters, stage, report });
	checkDelay(getOwn(source, 'delay'), '/delay', report);
	checkGivenAgainst(getObject(filled.value, 'given') ?? {}, stage, report);
	for (const name of Object.keys(getObject(source, 'keys') ?? {}))
		checkResourceName(name, { at: '/keys', stage, report });
	const script = getOwn(filled.value, 'script');
	for (const [index, cue] of (Array.isArray(script) ? script : []).entries()) {
		if (isObject(cue)) checkCueAgainst({ cue, pointer: `/script/${index}`, stage, report });
	}
}

/** The parts of a scenario in which parameters are filled in. */
function pickFilled(source: JsonObject): JsonObject {
	const parts: JsonObject = {};
	for (const name of ['given', 'keys', 'script']) {
		const part = getOwn(source, name);
		if (part !== undefined) setOwn(parts, name, part);
	}
	return parts;
}

/** The default values of a scenario's parameters. */
function parametersOf(source: JsonObject): Parameters {
	return (getObject(source, 'parameters') ?? {}) as Parameters;
}

/** What a scenario in this file must be called. */
function nameOfFile(file: string): string {
	return basename(file, extname(file));
}

function createScenario(args: {
	file: string;
	value: JsonObject;
	source?: JsonObject;
	findings: readonly FileFinding[];
	stage: Stage;
}): Scenario {
	const { file, value, findings, stage } = args;
	const description = getString(value, 'description');
	const clock = getString(value, 'clock');
	const script = listOf(value, 'script')
		.filter(isObject)
		.map((cue) => nameByIds(cue, stage));
	const given = (getObject(value, 'given') ?? {}) as Record<string, readonly JsonObject[]>;
	const keys = getObject(value, 'keys');
	const name = nameOfFile(file);
	let serves: Scenario['serves'] | undefined;
	return {
		name,
		title: getString(value, 'title') ?? name,
		...(description !== undefined && { description }),
		file,
		states: listOf(value, 'states').filter((state) => typeof state === 'string'),
		parameters: parametersOf(value),
		...(clock !== undefined && { clockMs: Date.parse(clock.toUpperCase()) }),
		given,
		...(keys && { keys: keys as NonNullable<Scenario['keys']> }),
		script,
		source: args.source ?? value,
		findings,
		// It reads the documents, and few ask for it.
		get serves() {
			serves ??= describeServed({ given, script, parameters: parametersOf(value), source: value }, stage);
			return serves;
		},
	};
}

function listOf(object: JsonObject, name: string): readonly JsonValue[] {
	const list = getOwn(object, name);
	return Array.isArray(list) ? list : [];
}

/** True for a scenario that can be used. */
export function isUsable(scenario: Scenario): boolean {
	return !hasErrors(scenario.findings);
}
