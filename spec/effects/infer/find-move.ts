// Which state an action leads to: only where its verb and one value of a state's enum plainly agree.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import { plainWord } from './words.ts';

/** A state that an action leads to. */
export interface FoundMove {
	/** The property that shows the state. */
	property: string;
	states: readonly string[];
	to: string;
}

/** Names of properties that show a state; another one counts where it is the only enum that has the verb. */
const STATES = ['status', 'state', 'phase', 'stage', 'lifecycle', 'lifecyclestate'];

/** Verbs whose state is not the verb with `ed`. */
const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
	activate: ['active'],
	enable: ['active'],
	deactivate: ['inactive'],
	disable: ['inactive'],
	pay: ['paid'],
	send: ['sent'],
	hold: ['onhold', 'held'],
	open: ['open'],
	reopen: ['open', 'reopened'],
	start: ['running', 'inprogress'],
	run: ['running'],
	begin: ['begun', 'inprogress'],
	stop: ['stopped'],
	finish: ['done'],
	complete: ['done'],
	win: ['won'],
	lose: ['lost'],
	freeze: ['frozen'],
	withdraw: ['withdrawn'],
	restore: ['active'],
	unarchive: ['active', 'unarchived'],
	publish: ['live'],
	resume: ['active', 'running'],
	suspend: ['onhold'],
	lend: ['lent'],
	take: ['taken'],
	give: ['given'],
	do: ['done'],
};

/** `ship` and an enum with `SHIPPED` → that state. `undefined`: none, or more than one fits as well. */
export function findMove(verb: string, entity: SchemaView): FoundMove | undefined {
	const found: FoundMove[] = [];
	for (const [property, view] of outlineProperties(entity)) {
		const values = listValues(outlineView(view).view)?.filter((value) => typeof value === 'string');
		if (!values || values.length < 2) continue;
		const to = findState(plainWord(verb), values);
		if (to !== undefined) found.push({ property, states: values, to });
	}
	const named = found.filter(({ property }) => STATES.includes(plainWord(property)));
	if (named.length > 0) return named.length === 1 ? named[0] : undefined;
	return found.length === 1 ? found[0] : undefined;
}

function findState(verb: string, values: readonly string[]): string | undefined {
	// The verb's own form counts before what it may mean otherwise (`complete`: `completed` before `done`).
	for (const forms of [listForms(verb), IRREGULAR[verb] ?? []]) {
		const fitting = values.filter((value) => forms.includes(plainWord(value)));
		if (fitting.length > 0) return fitting.length === 1 ? fitting[0] : undefined;
	}
	return undefined;
}

/** `ship` → `shipped`, `close` → `closed`, `deny` → `denied`, `plan` → `planned`. */
function listForms(verb: string): string[] {
	return [
		`${verb}ed`,
		`${verb}d`,
		`${verb}${verb.at(-1)}ed`,
		...(verb.endsWith('y') ? [`${verb.slice(0, -1)}ied`] : []),
		...(verb.endsWith('e') ? [verb] : []),
	];
}
