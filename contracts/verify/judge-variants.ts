// From the verifier's mismatches to what they mean: which of them are the consumer's bug, and in which words.

import type { ListedVariant } from '../../mock/inner.ts';
import { isJsonType, type JsonValue } from '../../spec/index.ts';
import { type HttpInteraction, isGuessed, type MatchingRule, type PathStep, parseJsonPath } from '../pact/index.ts';
import type { Mismatch, VariantReport } from './verify-types.ts';

const MISSING = /missing the following keys: (.+)$/;

/**
 * How much a variant that failed says. `doubtful`: it differs only in values that the pact has literally, so that they may be
 * its provider state's to say, or only in what was guessed; `failed`: the consumer needs what the document doesn't promise.
 */
export function judgeVariant(
	mismatches: readonly Mismatch[],
	{ response, notes }: HttpInteraction,
): VariantReport['outcome'] {
	if (mismatches.length === 0) return 'passed';
	const isDoubtful = (one: Mismatch): boolean => isLiteral(one, response.rules) || isGuessedAbsence(one, notes);
	return mismatches.every(isDoubtful) ? 'doubtful' : 'failed';
}

/** Nobody knows that the consumer needs what is missing. */
export function isGuessedAbsence({ part, path, message }: Mismatch, notes: HttpInteraction['notes']): boolean {
	const steps = part === 'body' && MISSING.test(message) ? parseJsonPath(path) : undefined;
	return steps !== undefined && isGuessed(notes, steps);
}

/** A media type with and without `charset=utf-8` is the same for JSON, which has no other (RFC 8259 §8.1). */
export function isSameMediaType({ part, path, expected, actual }: Mismatch): boolean {
	if (part !== 'header' || path.toLowerCase() !== 'content-type') return false;
	const [wanted, given] = [nameType(expected), nameType(actual)];
	return wanted === given && isJsonType(wanted);
}

function nameType(value: JsonValue | undefined): string {
	const text = String(Array.isArray(value) ? value[0] : value);
	return text
		.toLowerCase()
		.replaceAll(/\s|"/g, '')
		.replace(/;charset=utf-8$/, '');
}

function isLiteral({ part, path, message, actual }: Mismatch, rules: readonly MatchingRule[]): boolean {
	if (part !== 'body' || actual === null || MISSING.test(message)) return false;
	const steps = parseJsonPath(path);
	return steps !== undefined && !rules.some((rule) => governs(rule, steps));
}

/** A rule at the place itself, or one on the way to it that compares types and so all that is inside. */
function governs(rule: MatchingRule, steps: readonly PathStep[]): boolean {
	if (rule.part !== 'body' || rule.path.length > steps.length) return false;
	if (!rule.path.every((step, index) => fits(step, steps[index] as PathStep))) return false;
	const kinds = rule.matchers.map(({ kind }) => kind);
	return rule.path.length === steps.length ? kinds.some((kind) => kind !== 'equality') : kinds.includes('type');
}

function fits(pattern: PathStep, step: PathStep): boolean {
	if (pattern.kind === 'any') return true;
	if (pattern.kind === 'any-index') return step.kind === 'index' || step.kind === 'any-index';
	if (pattern.kind === 'index') return step.kind === 'index' && step.index === pattern.index;
	return step.kind === 'name' && step.name === pattern.name;
}

/** A resource's state is its scenario's to say: a consumer that takes just one of its values may mean that scenario. */
export function pardonStates(
	variants: readonly {
		report: VariantReport;
		listed: Pick<ListedVariant, 'isState'> & { variant: ListedVariant['variant'] | 'one' };
	}[],
): readonly VariantReport[] {
	return variants.map(({ report, listed }) => {
		if (report.outcome !== 'failed' || !listed.isState || typeof listed.variant === 'string') return report;
		const { pointer } = listed.variant;
		const accepted = variants.filter(
			({ report: other, listed: { variant } }) =>
				typeof variant !== 'string' && variant.pointer === pointer && other.outcome === 'passed',
		);
		return accepted.length > 1 ? report : { ...report, outcome: 'doubtful' };
	});
}

/** What the consumer needs, in a sentence without a full stop; at most three of them. */
export function explainMismatches(mismatches: readonly Mismatch[]): string {
	// A wrong status explains what else is wrong.
	const ordered = [...mismatches].sort((a, b) => Number(b.part === 'status') - Number(a.part === 'status'));
	const told = ordered.slice(0, 3).map(explainMismatch);
	const rest = mismatches.length - told.length;
	return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function explainMismatch({ part, path, message, actual }: Mismatch): string {
	const missing = MISSING.exec(message)?.[1];
	if (part === 'body' && missing !== undefined) return `the consumer needs ${missing} in ${path}, which is absent`;
	if (part === 'body' && actual === null && /^\$./.test(path))
		return `the consumer needs a value at ${path}, which is null`;
	if (part === 'status') return `status: ${message}`;
	if (part === 'header') return message;
	return path === '' ? message : `${path}: ${message}`;
}
