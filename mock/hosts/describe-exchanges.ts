// What is told of a test's requests: all of them where it failed, and those that it should not have sent.

import type { RecordedExchange } from '../types/recorded-exchange.ts';

/** Requests that are told one by one. */
const TOLD = 5;

/** One line a request: `POST /orders → 400: body /total must be >= 0`. */
export function tellRequests(exchanges: readonly RecordedExchange[]): string {
	return ['The mock was sent:', ...exchanges.map(tellOne)].join('\n  ');
}

/** Those that no document has, or that broke theirs, and what to do. */
export function describeUnexpected(exchanges: readonly RecordedExchange[]): string {
	const rest = exchanges.length - TOLD;
	return [
		`The mock had ${exchanges.length} request${exchanges.length === 1 ? '' : 's'} that the document does not allow:`,
		...exchanges.slice(0, TOLD).map((exchange) => `  ${tellOne(exchange)}`),
		...(rest > 0 ? [`  and ${rest} more`] : []),
		'Mend the request or the document; where it is meant, set allowUnexpected, or end the test with session.clearRequests().',
	].join('\n');
}

function tellOne({ request, response, why }: RecordedExchange): string {
	// Whose session it was is known.
	const target = request.target.replace(/^\/__session\/[^/]+/, '');
	return `${request.method} ${target} → ${response.status ?? 'no answer'}: ${why.summary}`;
}
