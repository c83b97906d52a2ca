// Which state an action leads to, or which flag it sets: only where its verb and one value of a state's enum, or one boolean, plainly agree.

import { readLimits } from '../../schema/limits.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import { listFlags } from '../flags.ts';
import { plainWord } from './words.ts';

/** A state that an action leads to. */
export interface FoundMove {
	/** The property that shows the state. */
	property: string;
	states: readonly string[];
	to: string;
}

/** Names of properties that show a state; another one counts where it is the only enum that has the verb. */
export const STATES = ['status', 'state', 'phase', 'stage', 'lifecycle', 'lifecyclestate'];

/** Verbs whose state is not the verb with `ed`. */
const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
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
		submit: ['inreview', 'underreview', 'pendingreview', 'pendingapproval', 'awaitingapproval'],
		void: ['void'],
		unlock: ['active'],
		unblock: ['active'],
		unsuspend: ['active'],
		unfreeze: ['active'],
		renew: ['active'],
		launch: ['live'],
		unban: ['active'],
		unpause: ['active', 'running'],
		reactivate: ['active'],
		reinstate: ['active'],
		unpublish: ['draft'],
		read: ['read'],
		unread: ['unread'],
	}),
);

/** What is to be done again where none of its states is called so. */
const BEGUN = ['todo', 'new', 'active'];
const AGAIN: ReadonlyMap<string, readonly string[]> = new Map(
	['reopen', 'uncomplete', 'incomplete', 'unresolve', 'undone'].map((verb) => [verb, BEGUN]),
);

/** `ship` and an enum with `SHIPPED` → that state; `isState`: the word may be the state itself. `undefined`: none, or more than one fits as well. */
export function findMove(
	verb: string,
	entity: SchemaView,
	{ isState }: { isState: boolean } = { isState: false },
): FoundMove | undefined {
	const found: FoundMove[] = [];
	for (const [property, view] of outlineProperties(entity)) {
		const values = listValues(outlineView(view).view)?.filter((value) => typeof value === 'string');
		if (!values || values.length < 2) continue;
		const own = isState ? values.find((value) => plainWord(value) === plainWord(verb)) : undefined;
		const to = own ?? findState(plainWord(verb), values);
		if (to !== undefined && (own !== undefined || !isOfMark(verb, entity, values)))
			found.push({ property, states: values, to });
	}
	const named = found.filter(({ property }) => STATES.includes(plainWord(property)));
	if (named.length > 0) return named.length === 1 ? named[0] : undefined;
	return found.length === 1 ? found[0] : undefined;
}

/** `unlock` of what shows `locked`, or `lockedAt`, beside states of which none is called so. */
function isOfMark(verb: string, entity: SchemaView, states: readonly string[]): boolean {
	const [, undone] = /^un(\w{3,})$/.exec(plainWord(verb)) ?? [];
	if (undone === undefined || findState(undone, states) !== undefined) return false;
	return findFlag(verb, entity, false) !== undefined || findDoneAt(undone, entity) !== undefined;
}

/** A flag that an action sets. */
export interface FoundFlag {
	property: string;
	to: boolean;
}

/**
 * `favorite` and a boolean `favorited` (or `isFavorite`) → true; `unfavorite`, or what `isUndone` (a DELETE), → false. `undefined`: there
 * is none, or more than one.
 */
export function findFlag(verb: string, entity: SchemaView, isUndone: boolean): FoundFlag | undefined {
	const plain = plainWord(verb);
	const [, positive] = /^(?:un|de|dis|not|in(?=complete))(\w{3,})$/.exec(plain) ?? [];
	const flags = listFlags(entity);
	const find = (word: string): string | undefined => {
		const forms = [word, ...listForms(word), ...(ADJECTIVES.get(word) ?? [])];
		const fitting = flags.filter(({ says }) => forms.includes(says));
		return fitting.length === 1 ? fitting[0]?.property : undefined;
	};
	const own = find(plain);
	if (own !== undefined) return { property: own, to: !isUndone };
	// `read` of what has `unread`.
	const opposite = find(positive ?? `un${plain}`);
	return opposite === undefined ? undefined : { property: opposite, to: isUndone };
}

/** Flags whose verb has another form. */
const ADJECTIVES: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		activate: ['active'],
		able: ['enabled'],
		complete: ['done'],
		completed: ['done'],
		done: ['completed', 'complete', 'finished'],
		finish: ['done'],
		follow: ['following'],
		watch: ['watching'],
		check: ['checked', 'done'],
		hide: ['hidden'],
		publish: ['public', 'live'],
		read: ['read', 'seen'],
	}),
);

/** The date-time that tells when an entity came into a state: `shipped_at` for `shipped`. `undefined`: none does. */
export function findMoment(state: string, entity: SchemaView): string | undefined {
	const plain = plainWord(state);
	const names = ['at', 'on', 'date', 'time', 'timestamp'].map((word) => plain + word);
	return [...outlineProperties(entity)].find(([name, view]) => {
		if (!names.includes(plainWord(name))) return false;
		const { view: decided } = outlineView(view);
		const { formats } = readLimits(decided);
		return guessTypes(decided).has('string') && formats.every((format) => format === 'date-time');
	})?.[0];
}

/** Moments that everything has. */
const ALWAYS = ['created', 'updated', 'modified', 'deleted'];

/** The date-time that tells that something was done: `archivedAt` of `archive`, `sent_at` of `send`. `undefined`: none does. */
export function findDoneAt(verb: string, entity: SchemaView): string | undefined {
	const plain = plainWord(verb);
	// `send_date` is when it is to be sent.
	const own = plain.endsWith('ed') ? [plain] : [];
	const forms = [...listForms(plain), ...(IRREGULAR.get(plain) ?? []), ...own].filter((form) => !ALWAYS.includes(form));
	return forms.map((form) => findMoment(form, entity)).find((property) => property !== undefined);
}

/** The one of these that the verb leads to, as `archived` of `archive`; `undefined`: none, or more than one. */
export function findState(verb: string, values: readonly string[]): string | undefined {
	// The verb's own form counts before what it may mean otherwise (`complete`: `completed` before `done`).
	for (const forms of [listForms(verb), IRREGULAR.get(verb) ?? [], listParticleForms(verb), AGAIN.get(verb) ?? []]) {
		// `annulée` is written with two signs for its é, of which the accent is no letter.
		const fitting = values.filter((value) => forms.includes(plainWord(value.normalize('NFD'))));
		if (fitting.length > 0) return fitting.length === 1 ? fitting[0] : undefined;
	}
	return undefined;
}

/** What stands behind a verb and stays as it is: `check out`, `pay off`. */
const PARTICLES = /^(\w{3,}?)(in|out|up|down|off|back|over)$/;

/** `checkout` → `checkedout`, `payout` → `paidout`, `shutdown` → `shutdown`; empty for a verb without such a word. */
function listParticleForms(verb: string): string[] {
	const [, stem = '', particle = ''] = PARTICLES.exec(verb) ?? [];
	if (stem === '') return [];
	return [verb, ...[...listForms(stem), ...(IRREGULAR.get(stem) ?? [])].map((form) => form + particle)];
}

/** Endings of verbs, and those of what was done, in Spanish, Portuguese, French and Italian. */
const ROMANCE: readonly [string, readonly string[]][] = [
	['ar', ['ado', 'ada']],
	['er', ['ido', 'ida', 'e', 'ee']],
	['ir', ['ido', 'ida', 'i', 'ie']],
	['re', ['u', 'ue']],
	['are', ['ato', 'ata']],
	['ere', ['uto', 'uta']],
	['ire', ['ito', 'ita']],
];

/** `ship` → `shipped`, `close` → `closed`, `deny` → `denied`, `plan` → `planned`; `cancelar` → `cancelado`, `annuler` → `annulee`, `annullare` → `annullato`. */
function listForms(verb: string): string[] {
	return [
		`${verb}ed`,
		`${verb}d`,
		`${verb}${verb.at(-1)}ed`,
		...(verb.endsWith('y') ? [`${verb.slice(0, -1)}ied`] : []),
		...(verb.endsWith('e') ? [verb] : []),
		...ROMANCE.flatMap(([ending, forms]) =>
			verb.endsWith(ending) ? forms.map((form) => verb.slice(0, -ending.length) + form) : [],
		),
	];
}
