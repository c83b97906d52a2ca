// `scenario use` and `scenario reset`: changes to a session of a running mock.

import {
	getList,
	getObject,
	getOwn,
	getString,
	type JsonObject,
	type JsonValue,
	StartupError,
	setOwn,
} from '../../spec/index.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { RESET_FLAGS, USE_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { connectControl, sessionPath } from './control-client.ts';

type ResetArguments = CommandArguments<typeof RESET_FLAGS>;

/** Uses a scenario in a session. */
export async function runScenarioUse(args: CommandArguments<typeof USE_FLAGS>): Promise<0> {
	const { positionals, options } = args;
	const parameters = readParameters(options.param ?? []);
	const body = {
		name: positionals[0] as string,
		...(Object.keys(parameters).length > 0 && { parameters }),
		...(options.keep && { keep: true }),
		...(options.entity !== undefined && { entity: readEntity(options.entity) }),
	};
	const path = `${sessionPath(options.session)}/scenario`;
	tellSession(await connectControl(options).call({ method: 'PUT', path, body }), { args, did: 'uses' });
	return 0;
}

/** Puts a session back to the start of its scenario. */
export async function runScenarioReset(args: ResetArguments): Promise<0> {
	const { options } = args;
	const path = `${sessionPath(options.session)}/reset`;
	tellSession(await connectControl(options).call({ method: 'POST', path }), { args, did: 'is back at the start of' });
	return 0;
}

/** `order/42`: the key is all that stands behind the first slash. */
function readEntity(word: string): JsonObject {
	const slash = word.indexOf('/');
	if (slash > 0 && slash < word.length - 1) return { resource: word.slice(0, slash), key: word.slice(slash + 1) };
	throw new StartupError({
		code: 'option.invalid',
		message: `--entity must be resource/key, not "${word}"`,
		remedy: 'write it like --entity order/42',
	});
}

/** `shop=acme`, `count=3`: what reads as a number, true, false or null is one. */
function readParameters(words: readonly string[]): JsonObject {
	const parameters: JsonObject = {};
	for (const word of words) {
		const equals = word.indexOf('=');
		if (equals < 1) {
			throw new StartupError({
				code: 'option.invalid',
				message: `--param must be name=value, not "${word}"`,
				remedy: 'write it like --param shop=acme',
			});
		}
		setOwn(parameters, word.slice(0, equals), readScalar(word.slice(equals + 1)));
	}
	return parameters;
}

function readScalar(text: string): JsonValue {
	if (/^(true|false|null|-?(0|[1-9]\d{0,14})(\.\d{1,6})?)$/.test(text)) return JSON.parse(text) as JsonValue;
	const quoted = /^"(.*)"$/s.exec(text)?.[1];
	return quoted ?? text;
}

function tellSession(session: JsonObject, { args, did }: { args: ResetArguments; did: string }): void {
	const { options, terminal } = args;
	if (options.json) {
		terminal.print(JSON.stringify(session, undefined, 2));
		return;
	}
	const scenario = getObject(session, 'scenario');
	const name = scenario ? `scenario ${getString(scenario, 'name')}` : 'an empty world, without a scenario';
	const lines = [`session ${getString(session, 'name')} ${did} ${name}`];
	for (const [parameter, value] of Object.entries(getObject(scenario, 'parameters') ?? {})) {
		lines.push(`  ${parameter} = ${typeof value === 'string' ? value : JSON.stringify(value)}`);
	}
	for (const note of getList(scenario, 'notes')) {
		const remedy = getString(note, 'remedy');
		lines.push(`  note: ${getString(note, 'message')}${remedy === undefined ? '' : ` (${remedy})`}`);
	}
	const cues = getList(scenario, 'script').length;
	if (cues > 0) lines.push(`  ${cues} cue${cues === 1 ? '' : 's'}`);
	for (const [resource, states] of Object.entries(getObject(session, 'entities') ?? {})) {
		lines.push(`  ${resource}: ${describeStates(states)}`);
	}
	terminal.print(lines.map((line) => makeSafe(line)).join('\n'));
}

/** `{ OPEN: 3, PAID: 1 }` → `3 OPEN, 1 PAID`; the empty name stands for resources without states. */
function describeStates(states: JsonValue): string {
	const names = typeof states === 'object' && states !== null && !Array.isArray(states) ? Object.keys(states) : [];
	return names.map((state) => `${String(getOwn(states, state))} ${state}`.trim()).join(', ') || 'none';
}
