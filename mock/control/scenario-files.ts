// Scenario files: checked while somebody types, saved whole or not at all, removed; never over what somebody else has saved meanwhile.

import { basename, join } from 'node:path';
import { getOwn, isObject, type JsonObject, removeFile, tellUnwritten, writeWhole } from '../../spec/index.ts';
import type { Engine } from '../pipeline/engine.ts';
import { readFileText } from '../scenarios/file-text.ts';
import { isUsable } from '../scenarios/load.ts';
import { answer, type ControlCall, DONE, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { renderFindings, tellFileFindings } from './problem.ts';
import { quote, refuseUnknown, renderScenario } from './scenarios.ts';

/** What a file may be called, as the name of its scenario. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `checkScenario` */
export function checkScenario(call: ControlCall): Reply {
	const body = readObject(call);
	const findings = call.engine.scenarios.check(
		fileOf(call.engine, String(getOwn(body, 'name'))),
		String(getOwn(body, 'text')),
	);
	const errors = findings.filter(({ severity }) => severity === 'error');
	return answer({ valid: errors.length === 0, findings: tellAll(findings) });
}

/** `saveScenario` */
export function saveScenario(call: ControlCall): Reply {
	const { engine } = call;
	const name = readPath(call, 'scenario');
	const { scenarioFolder: folder, scenarios } = engine;
	if (folder.refusal !== undefined) return refuseCall(403, folder.refusal);
	const { text, makeFolder } = readText(call);
	if (!NAME.test(name)) {
		return refuseCall(
			400,
			`No scenario can be called ${quote(name)}: use lower-case letters, digits and single hyphens.`,
		);
	}
	if (!folder.exists && !makeFolder) {
		return refuseCall(
			409,
			`The mock has no folder of scenarios. It would be ${folder.path}: send "makeFolder": true to make it, and start the mock with --scenarios from then on.`,
		);
	}
	const file = fileOf(engine, name);
	const there = readFileText(file);
	const refusal = refuseChanged(call, there, name);
	if (refusal) return refusal;
	const findings = scenarios.check(file, text);
	if (findings.some(({ severity }) => severity === 'error')) {
		return refuseCall(400, 'The scenario has mistakes; nothing was saved.', tellFileFindings(findings));
	}
	try {
		if (!folder.exists) folder.make();
		writeWhole(file, text, { isNew: there === undefined });
	} catch (error) {
		if (readCode(error) === 'EEXIST')
			return refuseCall(412, `Somebody has made the file ${quote(basename(file))} meanwhile.`);
		return refuseCall(409, `The file ${quote(file)} can't be written (${tellUnwritten(error)}).`);
	}
	return tellSaved(call, { name, isNew: there === undefined });
}

/** `deleteScenario` */
export function deleteScenario(call: ControlCall): Reply {
	const { engine } = call;
	const name = readPath(call, 'scenario');
	if (engine.scenarioFolder.refusal !== undefined) return refuseCall(403, engine.scenarioFolder.refusal);
	const scenario = engine.scenarios.list().find((one) => one.name === name);
	const there = scenario && readFileText(scenario.file);
	if (!scenario || there === undefined) return refuseUnknown(engine, name);
	const refusal = refuseChanged(call, there, name);
	if (refusal) return refusal;
	try {
		removeFile(scenario.file);
	} catch (error) {
		return refuseCall(403, `The file ${quote(scenario.file)} can't be removed (${tellUnwritten(error)}).`);
	}
	reload(engine);
	return DONE;
}

/** What stands in the place of a file that is there already: its own path, else a new one in the folder. */
function fileOf({ scenarios, scenarioFolder }: Engine, name: string): string {
	const known = scenarios.list().find((one) => one.name === name);
	return known?.file ?? join(scenarioFolder.path, `${name}.yaml`);
}

/** Of JSON the property `text`, of YAML the whole body. */
function readText({ checked }: ControlCall): { text: string; makeFolder: boolean } {
	const { body } = checked;
	if (!isObject(body)) return { text: typeof body === 'string' ? body : '', makeFolder: false };
	return { text: String(getOwn(body, 'text')), makeFolder: getOwn(body, 'makeFolder') === true };
}

function refuseChanged(
	{ checked }: ControlCall,
	there: ReturnType<typeof readFileText>,
	name: string,
): Reply | undefined {
	const match = checked.request.headers['if-match'];
	const none = checked.request.headers['if-none-match'];
	const headers: Record<string, string> = there === undefined ? {} : { ETag: there.etag };
	const refuse = (status: number, detail: string): Reply => ({ kind: 'problem', status, detail, headers });
	if (there === undefined) {
		return match === undefined
			? undefined
			: refuse(412, `The file of ${quote(name)} is gone: somebody has removed it.`);
	}
	if (none !== undefined) return refuse(412, `There is a file of ${quote(name)} already.`);
	if (match === undefined) {
		return refuse(
			428,
			`There is a file of ${quote(name)} already: send its ETag as If-Match, so that nothing is overwritten unseen.`,
		);
	}
	if (
		String(match).trim() === '*' ||
		String(match)
			.split(',')
			.some((tag) => tag.trim() === there.etag)
	)
		return undefined;
	return refuse(412, `The file of ${quote(name)} was changed meanwhile; nothing was saved. Get it again.`);
}

function tellSaved(call: ControlCall, { name, isNew }: { name: string; isNew: boolean }): Reply {
	reload(call.engine);
	const scenario = call.engine.scenarios.get(name);
	if (!scenario || !isUsable(scenario)) return refuseUnknown(call.engine, name);
	const { value, headers } = renderScenario(scenario, call.engine);
	const Location = `/__admin/scenarios/${encodeURIComponent(name)}`;
	return { kind: 'value', status: isNew ? 201 : 200, value, headers: { ...headers, ...(isNew && { Location }) } };
}

function reload({ scenarios, events }: Engine): void {
	scenarios.reload();
	events.emit({ type: 'scenarios.reloaded', names: scenarios.names() });
}

function tellAll(findings: ReturnType<Engine['scenarios']['check']>): JsonObject[] {
	const told = renderFindings(tellFileFindings(findings));
	return told.map((one, index) => ({ ...one, severity: findings[index]?.severity ?? 'error' }));
}

function readCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
