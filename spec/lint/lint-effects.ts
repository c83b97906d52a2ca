// Operations that do nothing to the state, where somebody would expect them to.

import { createFinding } from '../read/findings.ts';
import type { ApiDocument, Operation } from '../types/document.ts';
import type { FileFinding } from '../types/finding.ts';

/** An operation without effect, and why. */
export interface StatelessOperation {
	operation: Operation;
	reason: string;
	/** YAML that would give it one; empty: there is nothing to write. */
	lines: string;
}

/** All operations of a document that have no effect, in its order. */
export function listStateless({ operations, explainStateless }: ApiDocument): StatelessOperation[] {
	return operations.flatMap((operation) => {
		const found = explainStateless?.(operation);
		return found ? [{ operation, reason: found.reason, lines: found.lines }] : [];
	});
}

/** A warning for each operation without effect that stands on the paths of a resource: `document.effect.none`. */
export function lintEffects({ operations, explainStateless, locate }: ApiDocument): FileFinding[] {
	return operations.flatMap((operation) => {
		const found = explainStateless?.(operation);
		if (found?.besides === undefined) return [];
		const { method, pathTemplate, pointer } = operation;
		const effect =
			found.lines
				.split('x-effect:')[1]
				?.replaceAll(/\s*\n\s*/g, ', ')
				.replace(/^, /, '')
				.trim() ?? '';
		const report = {
			code: 'document.effect.none',
			severity: 'warning' as const,
			message: `${method.toUpperCase()} ${pathTemplate} has no effect on "${found.besides}": ${found.reason}`,
			remedy: `give it one${effect === 'none' ? '' : `, as x-effect: { ${effect} }`}, or say x-effect: none`,
			pointer,
		};
		return [createFinding(report, locate)];
	});
}
