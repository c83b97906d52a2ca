// What of the chosen session's requests goes to the upstream, as the page knows it.

import { call } from './client.ts';
import type { ForwardMode, ForwardRule, Upstream } from './control-types.ts';

/** The rules that have a name, with what the page calls them. */
export const RULES: Readonly<Record<string, string>> = {
	available: 'what it has',
	all: 'everything',
	unmatched: 'what the document hasn’t',
	none: 'nothing',
};

/** What becomes of an operation's requests, in words. */
export const MODES: Readonly<Record<ForwardMode, string>> = {
	forward: 'upstream',
	available: 'upstream, else the mock',
	mock: 'mock',
};

/** Reads it, and is told of changes. */
export class UpstreamBook {
	/** `undefined`: there is no upstream, or it is not known yet. */
	state: Upstream | undefined;
	readonly #onChange: () => void;
	#asked = '';

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** How it is for a session. */
	async read(session: string): Promise<void> {
		this.#asked = session;
		const result = await call('getUpstream', { query: { session } });
		if (!result.ok || this.#asked !== session) return;
		this.state = result.value.url === null ? undefined : result.value;
		this.#onChange();
	}

	/** What becomes of an operation's requests; `undefined`: there is no upstream. */
	modeOf(operationId: string): { mode: ForwardMode; chosen?: boolean } | undefined {
		return this.state?.operations.find((one) => one.operationId === operationId);
	}
}

/** The name of a rule; a list has none. */
export function nameRule(rule: ForwardRule): string {
	return typeof rule === 'string' ? rule : rule.join(', ');
}
