// `session undo` and `session timeline`: what was done to a session of a running mock, and the way back.

import { getList, getObject, getOwn, getString, isObject, type JsonObject } from '../../spec/index.ts';
import { alignColumns } from '../log/terminal.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { TIMELINE_FLAGS, UNDO_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { connectControl, sessionPath } from './control-client.ts';

/** Takes back the last step, or all up to the one that is named; with `--list`, only tells what could be. */
export async function runSessionUndo(args: CommandArguments<typeof UNDO_FLAGS>): Promise<0> {
	const { options, terminal } = args;
	const path = `${sessionPath(options.session)}/undo`;
	const { call } = connectControl(options);
	if (options.list) {
		printSteps(await call({ path }), { ...args, none: 'nothing to take back' });
		return 0;
	}
	const body: JsonObject = options.step === undefined ? {} : { step: options.step };
	const undone = await call({ method: 'POST', path, body });
	if (options.json) terminal.print(JSON.stringify(undone, undefined, 2));
	else {
		const steps = getList(undone, 'undone').filter(isObject);
		terminal.print(steps.map((step) => makeSafe(`took back: ${getString(step, 'summary')}`)).join('\n'));
		const scenario = getString(getObject(getObject(undone, 'session'), 'scenario'), 'name');
		terminal.print(makeSafe(scenario === undefined ? 'no scenario is in use' : `scenario ${scenario} is in use`));
	}
	return 0;
}

/** Prints what was done to a session past its requests, oldest first. */
export async function runSessionTimeline(args: CommandArguments<typeof TIMELINE_FLAGS>): Promise<0> {
	const path = `${sessionPath(args.options.session)}/timeline`;
	printSteps(await connectControl(args.options).call({ path }), { ...args, none: 'nothing was done' });
	return 0;
}

function printSteps(
	answer: JsonObject,
	{ options, terminal, none }: Pick<CommandArguments<typeof TIMELINE_FLAGS>, 'options' | 'terminal'> & { none: string },
): void {
	if (options.json) {
		terminal.print(JSON.stringify(answer, undefined, 2));
		return;
	}
	const rows = getList(answer, 'steps')
		.filter(isObject)
		.map((step) => [
			String(getOwn(step, 'id')),
			getString(step, 'at') ?? '',
			makeSafe(getString(step, 'summary') ?? ''),
			getOwn(step, 'undoable') === true ? 'can be taken back' : '',
		]);
	terminal.print(rows.length === 0 ? none : alignColumns(rows).join('\n'));
}
