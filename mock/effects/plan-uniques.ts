// What no two entities of a place may have alike, as the document tells it, where entities are stored.

import { listUniqueRules, type Operation, type Resource, type UniqueRule } from '../../spec/index.ts';
import type { Intake } from './birth/intake-plan.ts';
import type { EffectContext } from './effect-context.ts';

/** A rule, as entities are stored. */
export interface CompiledUnique {
	names: readonly UniquePart[];
	within: readonly UniquePart[];
	status: number;
}

/** Where a property lies in what is sent, and in what is stored of it. */
export interface UniquePart {
	sent: readonly string[];
	stored: readonly string[];
}

/** The rules that an operation keeps; `undefined`: the document tells none. */
export function compileUniques(
	operation: Operation,
	{ resource, context, intake }: { resource: Resource; context: EffectContext; intake: Intake },
): readonly CompiledUnique[] | undefined {
	const rules = listUniqueRules(operation, { resource, operations: context.operations });
	return rules.length === 0 ? undefined : rules.map((rule) => compileRule(rule, intake));
}

function compileRule({ names, within, status }: UniqueRule, { renamed, inside }: Intake): CompiledUnique {
	const place = (sent: readonly string[]): UniquePart => {
		const [first = '', ...rest] = sent;
		const name = renamed.get(first) ?? first;
		return { sent, stored: inside?.members.has(name) ? [inside.head.name, name, ...rest] : [name, ...rest] };
	};
	return { names: names.map(place), within: within.map(place), status };
}
