// What may refuse an effect, made ready for requests.

import type { Effect, Operation, Selection } from '../../spec/index.ts';
import { compileAssignments } from './assignments.ts';
import type { CompiledGuards, CompiledSelection } from './compiled-effect.ts';
import { compileWanted } from './conditions.ts';
import type { EffectContext } from './effect-context.ts';
import { compileExpression } from './expressions.ts';
import { matchScope } from './scope-parts.ts';

/** `undefined`: nothing of the kind may refuse it. */
export function compileGuards(
	effect: Effect,
	around: { operation: Operation; context: EffectContext },
): CompiledGuards | undefined {
	if (!effect.needs && !effect.unless && !effect.if) return undefined;
	return {
		needs: compileSelections(effect.needs ?? [], around),
		unless: compileSelections(effect.unless ?? [], around),
		conditions: (effect.if ?? []).map(({ subject, wanted }) => ({
			source: subject.source,
			subject: compileExpression(subject),
			wanted: compileWanted(wanted),
			isEquality: typeof wanted === 'string',
		})),
		status: effect.else?.status ?? 409,
		assignments: compileAssignments(effect.else?.set ?? new Map()),
	};
}

/** Those whose resource is there. */
function compileSelections(
	selections: readonly Selection[],
	{ operation, context }: { operation: Operation; context: EffectContext },
): readonly CompiledSelection[] {
	return selections.flatMap(({ resource: name, key, by, version, each, where, status }) => {
		const resource = context.resources.get(name);
		if (!resource) return [];
		return [
			{
				resource,
				readKey: key && compileExpression(key),
				by,
				readVersion: version && compileExpression(version),
				readList: each && compileExpression(each),
				where: where.map(([property, wanted]) => ({
					property,
					steps: property.split('.'),
					wanted: compileWanted(wanted),
				})),
				status,
				scope: matchScope(resource, operation, { isExact: true }),
			},
		];
	});
}
