// Which of several successes a request prefers: `Prefer: return=minimal` or `return=representation` (RFC 7240 §4.2).

import type { Operation } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

/** The lowest success without a body, and the lowest with one. */
interface Successes {
	bare: number;
	full: number;
}

const known = new WeakMap<Operation, Successes | undefined>();
const WANTED = /(?:^|[,;\s])return\s*=\s*"?(minimal|none|headers-only|representation)\b/i;

/**
 * The status, where the document has the header `Prefer` for the operation and a success with a body beside one without;
 * `undefined`: there is no such choice, or nothing is preferred. Of rows that filters choose none is shown unless that is asked for.
 */
export function findPreferredSuccess(operation: Operation, request: CheckedRequest | undefined): number | undefined {
	const header = request?.request.headers['prefer'];
	const { effect } = operation;
	const isOfRows =
		effect !== undefined && (('chosenBy' in effect && effect.chosenBy !== undefined) || 'rows' in effect);
	if ((header === undefined && !isOfRows) || operation.method === 'get') return undefined;
	const successes = readSuccesses(operation);
	const word = successes && WANTED.exec(String(header ?? ''))?.[1]?.toLowerCase();
	if (!successes || (word === undefined && !isOfRows)) return undefined;
	return word === 'representation' ? successes.full : successes.bare;
}

function readSuccesses(operation: Operation): Successes | undefined {
	if (known.has(operation)) return known.get(operation);
	const isTold = operation.parameters.some(
		({ in: place, name }) => place === 'header' && name.toLowerCase() === 'prefer',
	);
	const all = [...operation.responses]
		.filter(([key]) => /^2\d\d$/.test(key))
		.map(([key, { mediaTypes }]) => ({ status: Number(key), isBare: mediaTypes.length === 0 }))
		.sort((one, other) => one.status - other.status);
	const bare = all.find(({ isBare }) => isBare)?.status;
	const full = all.find(({ isBare }) => !isBare)?.status;
	const found = isTold && bare !== undefined && full !== undefined ? { bare, full } : undefined;
	known.set(operation, found);
	return found;
}
