// What somebody may have meant who asked for a path that no document has.

import type { Planned } from './choose-route.ts';
import { splitPath } from './path-segments.ts';

const MAX_LOOKED_AT = 2000;
const MAX_NAMED = 3;

/** An operation that may have been meant. */
interface Candidate {
	/** E.g. `GET /orders/{id}`. */
	label: string;
	method: string;
	/** Its path behind each base path, in plain segments. */
	paths: readonly (readonly string[])[];
}

/** A client that is lost asks for many paths: the documents' are split once. */
const candidates = new WeakMap<readonly Planned[], readonly Candidate[]>();

/** The operations nearest to a path that none has, best first, e.g. `['GET /orders/{id}']`; looks at 2,000 at most. */
export function nearestOperations(plans: readonly Planned[], method: string, path: string): string[] {
	const wanted = splitPlain(path);
	const best: { label: string; score: number }[] = [];
	for (const candidate of listCandidates(plans)) {
		const { label } = candidate;
		const near = candidate.paths.reduce((most, template) => Math.max(most, scoreSegments(wanted, template)), 0);
		const score = near + (candidate.method === method ? 0.1 : 0);
		if (near <= 0 || (best.length === MAX_NAMED && score <= (best.at(-1)?.score ?? 0))) continue;
		// Another document may have it too, at a nearer address.
		const known = best.find((one) => one.label === label);
		if (known) known.score = Math.max(known.score, score);
		else best.push({ label, score });
		best.sort((a, b) => b.score - a.score);
		best.length = Math.min(best.length, MAX_NAMED);
	}
	return best.map(({ label }) => label);
}

function listCandidates(plans: readonly Planned[]): readonly Candidate[] {
	let list = candidates.get(plans);
	if (!list) {
		list = plans.slice(0, MAX_LOOKED_AT).map(({ operation: { method, pathTemplate, document } }) => ({
			label: `${method.toUpperCase()} ${pathTemplate}`,
			method: method.toUpperCase(),
			paths: document.basePaths.map((base) => splitPlain(base + pathTemplate)),
		}));
		candidates.set(plans, list);
	}
	return list;
}

/** `//Orders/` → `['orders']`: whoever is one slash or another case off means the same. */
function splitPlain(path: string): string[] {
	return splitPath(path.toLowerCase()).filter((segment) => segment !== '');
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
