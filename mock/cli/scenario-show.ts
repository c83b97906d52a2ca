// `scenario list` and `scenario show`: from files, or from a running mock.

import {
	getList,
	getObject,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	loadDocuments,
	StartupError,
} from '../../spec/index.ts';
import type { ControlCall, Handler } from '../control/call.ts';
import { getScenario, listScenarios } from '../control/scenarios.ts';
import { keepLocal } from '../files/local-path.ts';
import { alignColumns } from '../log/terminal.ts';
import { loadScenarios } from '../scenarios/library.ts';
import { parseScenarioText } from '../scenarios/read-scenario-text.ts';
import { createScenarioFolder } from '../scenarios/scenario-folder.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { SCENARIO_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { connectControl } from './control-client.ts';
import { readMockOptions } from './start-flags.ts';

type Arguments = CommandArguments<typeof SCENARIO_FLAGS>;

/** Prints all scenarios. */
export async function runScenarioList(args: Arguments): Promise<0> {
	const { options, terminal } = args;
	const list =
		options.url === undefined
			? await askFiles(args, listScenarios)
			: await connectControl(options).call({ path: '/scenarios' });
	if (options.json) terminal.print(JSON.stringify(list, undefined, 2));
	else {
		const scenarios = getList(list, 'scenarios').filter(isObject);
		const rows = scenarios.map((one) => [
			getString(one, 'name') ?? '',
			getString(one, 'title') ?? '',
			getOwn(one, 'valid') === false
				? 'has mistakes'
				: `${describeServed(one)}${getOwn(one, 'outdated') === true ? ' (the file has mistakes; the version before is used)' : ''}`,
		]);
		terminal.print(
			scenarios.length === 0
				? 'no scenarios'
				: alignColumns(rows)
						.map((row) => makeSafe(row))
						.join('\n'),
		);
		const [example] = getList(list, 'virtual');
		if (example !== undefined) {
			const count = String(getOwn(list, 'virtualTotal'));
			terminal.print(
				makeSafe(`and ${count} without a file, one for each documented error: "${getString(example, 'name')}", …`),
			);
		}
	}
	return 0;
}

/** Prints one scenario. Throws a StartupError `scenario.unknown` where there is none. */
export async function runScenarioShow(args: Arguments): Promise<0> {
	const { options, terminal } = args;
	const [name = '', ...positionals] = args.positionals;
	const scenario =
		options.url === undefined
			? await askFiles({ ...args, positionals }, getScenario, name)
			: await connectControl(options).call({ path: `/scenarios/${encodeURIComponent(name)}` });
	const lines = options.json ? [JSON.stringify(scenario, undefined, 2)] : describeScenario(scenario);
	terminal.print(lines.join('\n'));
	return 0;
}

/** The files' scenarios, told by the code that tells those of a running mock. */
async function askFiles(args: Arguments, handler: Handler, scenario = ''): Promise<JsonObject> {
	const { documents, overlays, allowRemoteRefs, infer, scenarios: directory } = readMockOptions(args);
	const loaded = await loadDocuments(documents.map(keepLocal), { overlays, allowRemoteRefs, infer });
	const library = loadScenarios({ directory: directory && keepLocal(directory), ...loaded });
	library.checkSchemas();
	const scenarioFolder = createScenarioFolder({ library, isReadOnly: false, onMade: () => undefined });
	// These two handlers look at nothing else.
	const call = {
		engine: { scenarios: library, resources: loaded.resources, scenarioFolder },
		checked: { path: new Map([['scenario', scenario]]) },
	};
	const reply = await handler(call as unknown as ControlCall);
	if (reply.kind === 'value' && isObject(reply.value)) return reply.value;
	throw new StartupError({
		code: 'scenario.unknown',
		message: reply.kind === 'problem' ? reply.detail.replace(/\.$/, '') : 'there is no such scenario',
		remedy: 'see stunt-double scenario list',
	});
}

function describeServed(scenario: JsonObject): string {
	const serves = getObject(scenario, 'serves');
	return [...getList(serves, 'statuses'), ...getList(serves, 'faults')].join(', ');
}

function describeScenario(scenario: JsonObject): string[] {
	const lines = [
		`${getString(scenario, 'name')}: ${getString(scenario, 'title')}`,
		...[getString(scenario, 'description') ?? []].flat(),
		...getList(scenario, 'states').map((state) => `provider state: ${state}`),
		...Object.entries(getObject(scenario, 'parameters') ?? {}).map(([name, value]) => `parameter: ${name} = ${value}`),
		...describeRoot(scenario, ['clock']),
		...Object.entries(getObject(scenario, 'given') ?? {})
			.filter(([, count]) => count !== 0)
			.map(([resource, count]) => `given: ${count} ${resource}`),
		...getList(scenario, 'every').filter(isObject).map(describeEvery),
		...describeRoot(scenario, ['keys', 'delay', 'faults']),
		...getList(scenario, 'script').map((cue) => `cue: ${JSON.stringify(cue)}`),
		...getList(scenario, 'findings').map((finding) => describeMistake(finding as JsonObject)),
	];
	return lines.map((line) => makeSafe(line, 2000));
}

/** `every order: {"status":"SHIPPED"} where {"id":1}` */
function describeEvery(row: JsonObject): string {
	const set = getOwn(row, 'set') ?? null;
	const where = getOwn(row, 'where');
	const which = where === undefined ? '' : ` where ${JSON.stringify(where)}`;
	return `every ${getString(row, 'resource')}: ${set === null ? 'taken away' : JSON.stringify(set)}${which}`;
}

/** What holds for the whole of it, as its file has it; a scenario without a file has none of these. */
function describeRoot(scenario: JsonObject, keys: readonly string[]): string[] {
	const read = parseScenarioText('', getString(scenario, 'text') ?? '');
	if (!read.ok) return [];
	return keys.flatMap((key) => {
		const value = getOwn(read.value, key);
		return value === undefined ? [] : `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
	});
}

function describeMistake(finding: JsonObject): string {
	const place = [getString(finding, 'file'), getOwn(finding, 'line'), getOwn(finding, 'column')];
	return `mistake: ${place.join(':')}: ${getString(finding, 'message')}`;
}
