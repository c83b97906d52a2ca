// Where the page stands: what its address says, and what was last looked for in each view.

import { OWN_SESSION } from './client.ts';
import { linkTo, OPEN_WORDS, type Query, type Route, readRoute } from './route.ts';

/** The address of the page; Back takes back what was opened. */
export class AddressBook {
	route: Route = readRoute(location.hash, OWN_SESSION);
	/** What was last looked for in a view of a session, by its address without that. */
	readonly #filters = new Map<string, Query>();

	/** Where the page stands from now on. */
	stand(route: Route): void {
		this.route = route;
		const kept = Object.entries(route.query).filter(([word]) => !OPEN_WORDS.has(word));
		this.#filters.set(linkTo({ ...route, query: {} }), Object.fromEntries(kept));
	}

	/** Leads to a view as it was left: with what was looked for in it, and nothing open. */
	linkTo(place: Pick<Route, 'session' | 'view'>): string {
		return linkTo({ ...place, query: this.#filters.get(linkTo(place)) ?? {} });
	}

	/** Notes what is looked for, or what is open. Empty or `undefined` takes a word away. False: it stood there already. */
	note(words: Readonly<Record<string, string | undefined>>): boolean {
		const { session, view, query } = this.route;
		const entries = Object.entries({ ...query, ...words }).filter(([, value]) => value !== undefined && value !== '');
		const route = { session, view, query: Object.fromEntries(entries) as Query };
		if (linkTo(route) === linkTo(this.route)) return false;
		const isOpened = Object.keys(route.query).some((word) => OPEN_WORDS.has(word) && query[word] === undefined);
		if (isOpened) history.pushState(null, '', linkTo(route));
		else history.replaceState(null, '', linkTo(route));
		this.stand(route);
		return true;
	}
}
