// Every action of the page by its words: what the palette finds.

import {
	clearCues,
	clearRequests,
	dropSession,
	leaveScenario,
	moveClock,
	resetSession,
	saveHar,
	saveSnapshot,
	useScenario,
} from './actions.ts';
import { JUMPS } from './clock-view.ts';
import { countEntities } from './count-entities.ts';
import type { Offer } from './offers.ts';
import { model } from './page-model.ts';
import { linkTo, type Query, TABS, VIEWS, type View } from './route.ts';
import { count, showText } from './show-text.ts';
import { applyTheme, THEMES } from './theme.ts';

/** An action, and what it is found by. */
export interface Command extends Offer {
	run: () => unknown;
}

/** All that can be done now, what one is likely to want first. */
export function listCommands(): readonly Command[] {
	const { session } = model.route;
	return [
		...listViews(),
		...listSessionCommands(session),
		...listScenarioCommands(),
		...listOperationCommands(),
		...model.resources.map(({ name }): Command => {
			const total = countEntities(model.session, name);
			const run = (): void => open('entities', { resource: name });
			return { id: `resource ${name}`, words: `Entities: ${name}`, hint: count(total, 'entity', 'entities'), run };
		}),
		...listClockCommands(),
		...listErrorCommands(),
		...listOtherSessions(session),
		...THEMES.map(
			(theme): Command => ({ id: `theme ${theme}`, words: `Colours: ${theme}`, run: () => applyTheme(theme) }),
		),
	];
}

/** What was typed as what it may mean: a request's number, a duration, words to look for. */
export function readTyped(text: string): readonly Command[] {
	const typed = text.trim();
	if (typed === '') return [];
	const about = typed;
	const found: Command[] = [];
	if (/^\d{1,15}$/.test(typed)) {
		found.push({
			id: 'typed request',
			words: `Request ${typed}`,
			about,
			run: () => open('requests', { request: typed }),
		});
	}
	if (/^[+-]?P(?=.)/i.test(typed)) {
		const advance = typed.replace(/^\+/, '').toUpperCase();
		found.push({ id: 'typed jump', words: `Clock: jump by ${advance}`, about, run: () => moveClock({ advance }) });
	}
	found.push({
		id: 'typed search',
		words: 'Find in the requests',
		hint: typed,
		run: () => open('requests', { q: typed }),
	});
	return found;
}

/** Leads to a view of the chosen session, with something open or looked for in it. */
export function open(view: View, query: Query): void {
	location.hash = linkTo({ session: model.route.session, view, query });
}

function listViews(): Command[] {
	return VIEWS.map((view) => ({
		id: `view ${view}`,
		words: TABS[view],
		hint: 'view',
		about: 'go to',
		run: () => {
			location.hash = model.linkTo({ session: model.route.session, view });
		},
	}));
}

function listSessionCommands(session: string): Command[] {
	const [last] = model.history.undoable;
	const commands: Command[] = [
		{ id: 'compose', words: 'One-off: any operation …', about: 'next answer', run: () => model.note({ compose: '*' }) },
	];
	if (last) {
		const words = `Undo: ${showText(last.summary)}`;
		commands.push({ id: 'undo', words, about: 'take back', run: () => model.undo(session, last.id) });
	}
	if (!model.session) return commands;
	const { cues, scenario } = model.session;
	if (cues)
		commands.push({
			id: 'clear cues',
			words: 'Take back the one-offs',
			hint: count(cues.length, 'one waits', 'wait'),
			run: clearCues,
		});
	return [
		...commands,
		{
			id: 'reset',
			words: `Reset the session ${session}`,
			hint: 'back to the start of its scenario',
			run: () => resetSession(session),
		},
		...(scenario
			? [{ id: 'leave', words: 'Use no scenario', hint: `instead of ${scenario.name}`, run: leaveScenario }]
			: []),
		{ id: 'clear requests', words: 'Clear the requests', about: 'journal', run: clearRequests },
		{ id: 'drop', words: `Drop the session ${session}`, run: () => dropSession(session) },
		{
			id: 'save bug',
			words: 'Export: the bug file',
			about: 'download save snapshot requests',
			run: () => saveSnapshot({ hasRequests: true, isBug: true }),
		},
		{ id: 'save har', words: 'Export: the requests as HAR', about: 'download save', run: saveHar },
		{
			id: 'save snapshot',
			words: 'Export: a snapshot',
			about: 'download save',
			run: () => saveSnapshot({ hasRequests: false, isBug: false }),
		},
	];
}

function listScenarioCommands(): Command[] {
	const usable = model.scenarios.filter(({ valid }) => valid);
	return [
		{ id: 'new scenario', words: 'New scenario', run: () => open('scenarios', { edit: 'new' }) },
		...usable.map(({ name, title, states }): Command => {
			const about = states.join(' ');
			return { id: `use ${name}`, words: `Use: ${title}`, hint: name, about, run: () => useScenario({ name, title }) };
		}),
		...usable.map(({ name, title }): Command => {
			const run = (): Promise<void> => useScenario({ name, title, isAfresh: true });
			return { id: `afresh ${name}`, words: `Start afresh: ${title}`, hint: name, run };
		}),
		...model.scenarios.map(({ name, title }): Command => {
			return { id: `edit ${name}`, words: `Edit: ${title}`, hint: name, run: () => open('scenarios', { edit: name }) };
		}),
	];
}

function listOperationCommands(): Command[] {
	const kinds: readonly (readonly [word: string, run: (operation: string) => void])[] = [
		['One-off', (operation) => model.note({ compose: operation })],
		['Try', (operation) => model.note({ try: operation })],
		['Operation', (operation) => open('operations', { q: operation })],
		['Coverage', (operation) => open('coverage', { cell: `${operation} faults` })],
	];
	return kinds.flatMap(([word, run]) =>
		model.operations.map(({ operationId, method, path, summary = '', tags = [] }) => ({
			id: `${word} ${operationId}`,
			words: `${word}: ${operationId}`,
			hint: `${method} ${path}`,
			about: [summary, ...tags].join(' '),
			run: () => run(operationId),
		})),
	);
}

function listClockCommands(): Command[] {
	return [
		...JUMPS.map(([name, advance]) => ({
			id: `jump ${advance}`,
			words: `Clock: jump by ${name}`,
			hint: advance,
			run: () => moveClock({ advance }),
		})),
		{ id: 'real', words: 'Clock: back to real time', run: () => moveClock({ real: true }) },
	];
}

function listErrorCommands(): Command[] {
	return model.virtuals.map(({ name, operationId, status }) => ({
		id: `always ${name}`,
		words: `Always ${status}: ${operationId}`,
		run: () => useScenario({ name }),
	}));
}

function listOtherSessions(session: string): Command[] {
	return model.sessions.list().flatMap(({ name, scenario }) =>
		name === session
			? []
			: [
					{
						id: `session ${name}`,
						words: `Session ${name}`,
						hint: scenario?.name ?? 'no scenario',
						run: () => {
							location.hash = model.linkTo({ session: name, view: model.route.view });
						},
					},
				],
	);
}
