// Requests without the credentials that the document asks for: a mock with `--auth off` has answered them all the same.

import { authenticate } from '../../mock/inner.ts';
import { formatCount } from '../../spec/index.ts';
import type { Draft } from './draft.ts';

/** A note that tells how many there are, for whoever checks the pact will miss the credentials in it; none where there is nothing to tell. */
export function noteMissingCredentials(drafts: readonly Draft[]): string[] {
	const count = drafts.filter(lacksCredentials).length;
	if (count === 0) return [];
	return [
		`${formatCount(count, 'request')} ${count === 1 ? 'was' : 'were'} answered without the credentials that the document asks for (--auth off): send some in the tests, or give pact check and pact verify --auth off as well`,
	];
}

function lacksCredentials({ request, selected }: Draft): boolean {
	if (selected.status === 401 || selected.status === 403) return false;
	const { method, path, headers, query } = request;
	const pairs = [...query].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
	const sent = {
		method,
		target: path,
		path,
		query: new URLSearchParams(pairs).toString(),
		headers: Object.fromEntries([...headers].map(([name, values]) => [name.toLowerCase(), values.join(', ')])),
		rawHeaders: [],
	};
	return authenticate({ operation: selected.operation, request: sent, verify: undefined, nowMs: 0 }) !== undefined;
}
