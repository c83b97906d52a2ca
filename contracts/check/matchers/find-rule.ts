// Which matching rule holds at a place of a body: the heaviest one whose path leads there or above (Pact specification V3, "Matching").

import type { Matcher, MatchingRule, PathStep } from '../../pact/index.ts';

/** The matchers that hold at a place. */
export interface ActiveRule {
	matchers: readonly Matcher[];
	combine: 'AND' | 'OR';
	/** Inherited from a place above; its lengths don't count here. */
	isInherited: boolean;
	pointer: string;
}

/** The rule for `path`; `undefined`: none, so equality holds. */
export function findRule(rules: readonly MatchingRule[], path: readonly PathStep[]): ActiveRule | undefined {
	let best: { rule: MatchingRule; weight: number } | undefined;
	for (const rule of rules) {
		const weight = weigh(rule.path, path);
		if (weight > (best?.weight ?? 0)) best = { rule, weight };
	}
	if (!best) return undefined;
	const { matchers, combine, pointer } = best.rule;
	const isInherited = best.rule.path.length < path.length;
	const active = isInherited ? inheritAll(matchers) : matchers;
	return active.length === 0 ? undefined : { matchers: active, combine, isInherited, pointer };
}

/** Whether a path with wildcards is that of a place, or of one above it. */
export function leadsTo(rule: readonly PathStep[], path: readonly PathStep[]): boolean {
	return weigh(rule, path) > 0;
}

/** 0: doesn't lead there. A name or index counts twice as much as a wildcard, and longer paths more than shorter ones. */
function weigh(rule: readonly PathStep[], path: readonly PathStep[]): number {
	if (rule.length > path.length) return 0;
	let weight = 2;
	for (const [position, step] of rule.entries()) {
		const own = weighStep(step, path[position] as PathStep);
		if (own === 0) return 0;
		weight *= own;
	}
	return weight * (rule.length + 1);
}

function weighStep(step: PathStep, actual: PathStep): number {
	switch (step.kind) {
		case 'any':
			return 1;
		case 'any-index':
			return actual.kind === 'index' ? 1 : 0;
		case 'index':
			return actual.kind === 'index' && actual.index === step.index ? 2 : 0;
		case 'name':
			return actual.kind === 'name' && actual.name === step.name ? 2 : 0;
		default:
			return step satisfies never;
	}
}

/** Whether names are all that is matched. */
export function matchesNamesAlone({ matchers }: ActiveRule): boolean {
	return matchers.every(({ kind }) => kind === 'eachKey');
}

/** Of names nothing is said below them, where another matcher says what the values are like. */
function inheritAll(matchers: readonly Matcher[]): Matcher[] {
	const below = matchers.flatMap(inherit);
	const ofValues = below.filter(({ kind }) => kind !== 'eachKey');
	return ofValues.length > 0 ? ofValues : below;
}

/** What a matcher says of the places below its own. */
function inherit(matcher: Matcher): Matcher[] {
	switch (matcher.kind) {
		case 'type':
			return [{ kind: 'type' }];
		case 'values':
		case 'arrayContains':
		case 'equality':
			return [];
		case 'eachValue':
			return [...matcher.rules];
		default:
			return [matcher];
	}
}
