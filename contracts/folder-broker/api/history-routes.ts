// How a pact came to be what it is: its previous content, and what is other between two of them.

import type { Publication } from '../store/broker-state.ts';
import { describeDifference } from '../store/pact-difference.ts';
import { type ApiResponse, answerMissing } from './message.ts';
import { showPact } from './pact-routes.ts';
import type { Call, RouteTable } from './route.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';

export const HISTORY_ROUTES: RouteTable = {
	[`${PAIR}/version/{version}/previous-distinct`]: {
		GET: (call) => {
			const own = findPact(call, call.param('version'));
			if (!own) return answerMissing();
			const publication = findPrevious(call, own);
			return publication ? showPact({ call, publication }) : { status: 204 };
		},
	},
	[`${PAIR}/version/{version}/diff/previous-distinct`]: {
		GET: (call) => {
			const own = findPact(call, call.param('version'));
			if (!own) return answerMissing();
			const previous = findPrevious(call, own);
			if (!previous) return tell(`${own.consumer} has no earlier pact with ${own.pact.provider} of other content`);
			return compare(call, { before: previous, after: own });
		},
	},
	[`${PAIR}/version/{version}/diff/version/{other}`]: {
		GET: (call) =>
			compare(call, { before: findPact(call, call.param('other')), after: findPact(call, call.param('version')) }),
	},
	[`${PAIR}/pact-version/{sha}/diff/pact-version/{other}`]: {
		GET: (call) =>
			compare(call, { before: findContent(call, call.param('other')), after: findContent(call, call.param('sha')) }),
	},
};

/** The pact before a pact that has another content; undefined: there is none. */
export function findPrevious({ state }: Pick<Call, 'state'>, own: Publication): Publication | undefined {
	const all = state.publications(own.pact.provider).filter(({ consumer }) => consumer === own.consumer);
	const before = all.slice(0, all.indexOf(own));
	return before.findLast(({ pact }) => pact.sha !== own.pact.sha);
}

function listPair({ state, param }: Call): Publication[] {
	return state.publications(param('provider')).filter(({ consumer }) => consumer === param('consumer'));
}

function findPact(call: Call, version: string): Publication | undefined {
	return listPair(call).find((one) => one.version.number === version);
}

function findContent(call: Call, sha: string): Publication | undefined {
	return listPair(call).findLast(({ pact }) => pact.sha === sha);
}

/** The lines of store/pact-difference.ts. */
function compare(call: Call, pair: { before: Publication | undefined; after: Publication | undefined }): ApiResponse {
	const [before, after] = [pair.before, pair.after].map(
		(one) => one && call.folder.readPact({ consumer: one.consumer, provider: one.pact.provider, sha: one.pact.sha }),
	);
	if (!before || !after) return answerMissing();
	const lines = describeDifference(before, after);
	const from = `# ${pair.before?.consumer} ${pair.before?.version.number} → ${pair.after?.version.number}`;
	return tell([from, ...(lines.length === 0 ? ['nothing that a verification depends on is other'] : lines)].join('\n'));
}

function tell(text: string): ApiResponse {
	return { status: 200, content: { type: 'text/plain;charset=utf-8', text: `${text}\n` } };
}
