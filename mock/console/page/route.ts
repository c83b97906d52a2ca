// Where the page is: `#/<session>/<view>?<what is looked for and open>`, so that a link leads to it and each tab has its own.

/** The views, in the order of their tabs. */
export const VIEWS = ['requests', 'scenarios', 'entities', 'clock', 'operations', 'coverage', 'session'] as const;
export type View = (typeof VIEWS)[number];
/** What stands on their tabs. */
export const TABS: Readonly<Record<View, string>> = {
	requests: 'Requests',
	scenarios: 'Scenarios',
	entities: 'Entities',
	clock: 'Clock',
	operations: 'Operations',
	coverage: 'Coverage',
	session: 'Join and save',
};

/** What is looked for and open in a view, by words of its own, e.g. `{ q: 'paid', request: '7' }`. */
export type Query = Readonly<Record<string, string>>;

/** Those that say what is open: each is a step that Back takes back. */
export const OPEN_WORDS: ReadonlySet<string> = new Set(['request', 'entity', 'edit', 'cell', 'compose', 'try']);

export interface Route {
	session: string;
	view: View;
	query: Query;
}

/** As the control API's document has it. */
const SESSION_NAME = /^(?=.{1,100}$)(\.{0,2}[A-Za-z0-9_~-]|\.{3})[A-Za-z0-9._~-]*$/;

/** Whether a session can be called so. */
export function isSessionName(name: string): boolean {
	return SESSION_NAME.test(name);
}

/** `#/qa/clock` → session qa, view clock; whatever else is there leads to the requests of the page's `own` session. */
export function readRoute(hash: string, own = 'default'): Route {
	const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
	const [, session = '', view = ''] = path.split('/');
	return {
		session: isSessionName(session) ? session : own,
		view: VIEWS.find((one) => one === view) ?? 'requests',
		query: Object.fromEntries(new URLSearchParams(query)),
	};
}

/** The link to a place. */
export function linkTo({ session, view, query = {} }: Pick<Route, 'session' | 'view'> & { query?: Query }): string {
	const words = new URLSearchParams({ ...query }).toString();
	return `#/${session}/${view}${words === '' ? '' : `?${words}`}`;
}
