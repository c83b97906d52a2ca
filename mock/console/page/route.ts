// Where the page is: `#/<session>/<view>`, so that a link leads to it and each tab has its own.

/** The views, in the order of their tabs. */
export const VIEWS = ['requests', 'scenarios', 'entities', 'clock', 'coverage', 'session'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
	session: string;
	view: View;
}

/** As the control API's document has it. */
const SESSION_NAME = /^(?=.{1,100}$)(\.{0,2}[A-Za-z0-9_~-]|\.{3})[A-Za-z0-9._~-]*$/;

/** Whether a session can be called so. */
export function isSessionName(name: string): boolean {
	return SESSION_NAME.test(name);
}

/** `#/qa/clock` → session qa, view clock; whatever else is there leads to the requests of the page's `own` session. */
export function readRoute(hash: string, own = 'default'): Route {
	const [, session = '', view = ''] = hash.replace(/^#/, '').split('/');
	return {
		session: isSessionName(session) ? session : own,
		view: VIEWS.find((one) => one === view) ?? 'requests',
	};
}

/** The link to a place. */
export function linkTo({ session, view }: Route): string {
	return `#/${session}/${view}`;
}
