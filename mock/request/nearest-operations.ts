// What somebody may have meant who asked for a path that no document has.

import { splitPath } from './path-segments.ts';
import type { Planned } from './router.ts';

/** The operations nearest to a path that none has, best first, e.g. `['GET /orders/{id}']`; looks at 2,000 at most. */
export function nearestOperations(plans: readonly Planned[], method: string, path: string): string[] {
	const wanted = splitPath(path);
	const scored: { label: string; score: number }[] = [];
	for (const { operation } of plans.slice(0, 2000)) {
		let best = 0;
		for (const base of operation.document.basePaths) {
			best = Math.max(best, scoreSegments(wanted, splitPath(base + operation.pathTemplate)));
		}
		if (best <= 0) continue;
		const sameMethod = operation.method.toUpperCase() === method ? 0.1 : 0;
		scored.push({ label: `${operation.method.toUpperCase()} ${operation.pathTemplate}`, score: best + sameMethod });
	}
	scored.sort((a, b) => b.score - a.score);
	return [...new Set(scored.map(({ label }) => label))].slice(0, 3);
}

/** Share of segments that agree, from 0 to 1; a parameter counts for less than a literal, a misspelt literal for something. */
function scoreSegments(wanted: readonly string[], template: readonly string[]): number {
	let score = 0;
	for (let index = 0; index < Math.min(wanted.length, template.length); index++) {
		const segment = template[index] as string;
		const given = wanted[index] as string;
		if (segment === given) score += 1;
		else if (segment.startsWith('{')) score += 0.5;
		else if (given.length > 2 && (segment.startsWith(given.slice(0, 3)) || segment.endsWith(given.slice(-3))))
			score += 0.6;
	}
	const literalHit = score > 0.5;
	return literalHit ? score / Math.max(wanted.length, template.length) : 0;
}
