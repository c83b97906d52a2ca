// What the page does to a session, wherever it is asked for: by a button of a view, or by a word in the palette.

import { call } from './client.ts';
import { saveFile } from './copy.ts';
import { model } from './page-model.ts';

/** Uses a scenario: what the session holds stays, or is emptied first. `title` is what is said of it. */
export async function useScenario(args: {
	name: string;
	title?: string;
	isAfresh?: boolean;
	parameters?: Record<string, string | number | boolean | null>;
}): Promise<void> {
	const { name, title = name, isAfresh = false, parameters = {} } = args;
	const { session } = model.route;
	const body = {
		name,
		...(!isAfresh && { keep: true }),
		...(Object.keys(parameters).length > 0 && { parameters }),
	};
	await model.tell(
		`${session} now plays: ${title}${isAfresh ? ', from an empty start' : ''}.`,
		call('useScenario', { path: { session }, body }),
	);
}

/** The session plays no scenario any more, and keeps what it holds. */
export async function leaveScenario(): Promise<void> {
	const { session } = model.route;
	const body = { name: null, keep: true };
	await model.tell('No scenario is in use.', call('useScenario', { path: { session }, body }));
}

/** Brings a session back to the start of its scenario. */
export async function resetSession(session: string): Promise<void> {
	await model.tell(`Session ${session} is back at its start.`, call('resetSession', { path: { session } }));
}

/** Drops a session with all that it holds. */
export async function dropSession(session: string): Promise<void> {
	await model.tell(`Session ${session} is gone.`, call('deleteSession', { path: { session } }));
}

/** Makes a session, or goes to the one that is there: whoever uses it keeps what it holds. */
export async function makeSession(session: string): Promise<boolean> {
	if (!model.sessions.get(session)) {
		const body = { name: null };
		const made = await model.tell(`Session ${session} is there.`, call('useScenario', { path: { session }, body }));
		if (!made) return false;
	}
	location.hash = model.linkTo({ session, view: model.route.view });
	return true;
}

/** Moves the clock of the chosen session. */
export async function moveClock(body: { now: string } | { advance: string } | { real: true }): Promise<void> {
	const { session } = model.route;
	const moved = await model.tell('The clock was moved.', call('setClock', { path: { session }, body }));
	if (moved) model.touchWorld();
}

/** Takes back the one-offs that wait. */
export async function clearCues(): Promise<void> {
	const { session } = model.route;
	await model.tell('The one-offs are taken back.', call('clearCues', { path: { session } }));
}

/** Forgets the requests of the chosen session. */
export async function clearRequests(): Promise<void> {
	model.note({ request: '' });
	const { session } = model.route;
	await model.tell('The journal is empty.', call('clearRequests', { path: { session } }));
}

/** Saves the session's world as a file; with its requests it is a bug file, that replays. */
export async function saveSnapshot({ hasRequests, isBug }: { hasRequests: boolean; isBug: boolean }): Promise<void> {
	const { session } = model.route;
	const answer = call('getSnapshot', { path: { session }, query: { requests: hasRequests } });
	const snapshot = await model.tell('', answer);
	if (!snapshot) return;
	const moment = snapshot.clock.now.slice(0, 19).replace(/[:T]/g, '-');
	saveJson(isBug ? `${session}.bug.json` : `${session}-${moment}.snapshot.json`, snapshot);
}

/** Saves the session's requests as a HAR. */
export async function saveHar(): Promise<void> {
	const { session } = model.route;
	const har = await model.tell('', call('exportRequests', { path: { session } }));
	if (har) saveJson(`${session}.har`, har);
}

function saveJson(name: string, value: unknown): void {
	saveFile({ name, type: 'application/json', text: `${JSON.stringify(value, undefined, 2)}\n` });
}
