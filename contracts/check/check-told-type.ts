// A body of an answer that is held to a media type by its bytes, as pact-js writes it for files (`binaryFile`, `body`).

import type { ResponseCheck } from './response-check.ts';

/** What bytes can't tell from another type: the verifier takes `text/csv` for `text/plain`, and `application/problem+json` for `application/json`. */
const UNTOLD: readonly [RegExp, string][] = [
	[/\+json$|^application\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-seq|graphql-response)$/, 'application/json'],
	[/\+xml$/, 'application/xml'],
	[/^text\/(?:csv|tab-separated-values|markdown|yaml|x-yaml|event-stream|css|javascript)$/, 'text/plain'],
	[/^application\/(?:(?:x-)?yaml|graphql|x-www-form-urlencoded|jwt|toml|csv|javascript)$/, 'text/plain'],
];

/**
 * Adds an error where a rule of the whole body asks for a media type (`contentType`) that the verifier never finds: it looks at the bytes alone,
 * not at the Content-Type, so that no answer of any provider passes (pact_matching, seen with `pact_verifier` 1.4). With XML it is a warning,
 * as it is `text/xml` with its declaration and `application/xml` without.
 */
export function checkToldType({ interaction, operation, collector }: ResponseCheck): void {
	for (const { part, path, matchers, combine, pointer } of interaction.response.rules) {
		if (part !== 'body' || path.length > 0 || (combine === 'OR' && matchers.length > 1)) continue;
		for (const matcher of matchers) {
			if (matcher.kind !== 'contentType') continue;
			const type = matcher.type.split(';')[0]?.trim().toLowerCase() ?? '';
			const found = UNTOLD.find(([pattern]) => pattern.test(type))?.[1];
			const isXml = type === 'application/xml' || type === 'text/xml';
			if (found === undefined && !isXml) continue;
			collector.add({
				code: 'matcher.disjoint',
				severity: isXml ? 'warning' : 'error',
				message: isXml
					? `The contentType matcher looks at the bytes: XML is text/xml with a declaration and application/xml without, and the pact takes ${type} alone`
					: `No answer passes the contentType matcher: by its bytes, which are all that the verifier looks at, ${type} is ${found}`,
				remedy: `Expect the header Content-Type${isXml ? '' : `, or match ${found}`}`,
				pointer,
				at: operation,
				layer: 'matchers',
			});
		}
	}
}
