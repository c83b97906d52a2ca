// Where expressions may stand, held against the operation.

import type { Reporter } from '../read/findings.ts';
import type { Parameter } from '../types/document.ts';
import type { Resource } from '../types/resource.ts';
import type { EffectFail, ExpressionReader } from './effect-values.ts';
import { parseExpression } from './expressions.ts';

/** What an effect is held against. */
export interface EffectSurroundings {
	resources: ReadonlyMap<string, Resource>;
	/** The names in the operation's path. */
	pathNames: readonly string[];
	hasBody: boolean;
	/** As written, e.g. `['200', '4XX', 'default']`. */
	statusKeys: readonly string[];
	/** Called only for expressions on the query or a header. */
	parameters(): readonly Parameter[];
	report: Reporter;
}

/** Whether the operation has a header or a query parameter of this name. */
export function hasParameter(around: EffectSurroundings, { kind, name }: { kind: string; name: string }): boolean {
	return around
		.parameters()
		.some((one) => one.in === kind && (kind === 'header' ? one.name.toLowerCase() : one.name) === name);
}

/** What `$entity` and `$element` can mean where an expression stands. */
export interface Known {
	entity: boolean;
	element: boolean;
}

/** Reads expressions of an operation, and reports what it does not have. */
export function createExpressionReader(around: EffectSurroundings, fail: EffectFail, known: Known): ExpressionReader {
	return (text, pointer) => {
		const result = parseExpression(typeof text === 'string' ? text : '');
		if (!result.ok) return undefined;
		const { expression } = result;
		if (expression.kind === 'entity' && !known.entity) {
			return fail('entity', 'there is no $entity yet: the effect makes it', pointer, 'take $request.body');
		}
		if (expression.kind === 'element' && !known.element) {
			return fail(
				'element',
				'there is no $element: nothing here has `each`',
				pointer,
				'take $request.body, or $entity',
			);
		}
		if (expression.kind === 'path' && !around.pathNames.includes(expression.name)) {
			const known = around.pathNames.map((name) => `{${name}}`).join(', ') || 'no parameter';
			return fail('parameter', `the path has no {${expression.name}}`, pointer, `it has ${known}`);
		}
		if (expression.kind === 'query' || expression.kind === 'header') {
			if (!hasParameter(around, expression)) {
				return fail('parameter', `the operation has no ${expression.kind} parameter "${expression.name}"`, pointer);
			}
		}
		if (expression.kind === 'body' && !around.hasBody) {
			return fail('body', 'the operation has no request body', pointer);
		}
		return expression;
	};
}
