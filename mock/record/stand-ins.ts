// What may stand in the place of a personal value, one after the other, so that different people stay different.

import type { JsonValue } from '../../spec/index.ts';
import { type Facts, fits } from './facts.ts';
import { stabilise } from './stable-value.ts';

/** So many values of one kind are told apart. */
const MAX_VARIANTS = 2000;

/** Stand-ins that fit the document, the plainest first: `someone@example.com`, `someone2@example.com`. `name`: of its place, as words. */
export function* proposeStandIns(
	value: JsonValue,
	{ facts, name }: { facts: Facts; name: string },
): Generator<string | number> {
	const accepts = (one: JsonValue): boolean =>
		one !== value && typeof one === typeof value && facts.bounds.every((view) => fits(view, one, 'response'));
	const bases = [nameBase(value, name), stabilise(value, facts, 'response')].filter(isScalar).filter(accepts);
	yield* bases.slice(0, 1);
	for (const base of bases) {
		for (let count = 2; count <= MAX_VARIANTS; count += 1) {
			const varied = vary(base, count).filter(accepts);
			if (varied.length === 0) break;
			yield* varied.slice(0, 1);
		}
	}
}

/** By what the place is called: a person, a secret, a number to call. */
function nameBase(value: JsonValue, name: string): string | undefined {
	if (typeof value !== 'string') return undefined;
	if (/@/.test(value)) return 'someone@example.com';
	if (/phone|mobile|fax/.test(name)) return '+15550000001';
	if (/(?:^|_)(?:name|surname|login)$|user_?name$/.test(name)) return 'Someone';
	if (/token|secret|password|key|cookie|pin|otp/.test(name)) return 'secret';
	return undefined;
}

/** The base with a number, in the forms that its schema may take. */
function vary(base: string | number, count: number): (string | number)[] {
	if (typeof base === 'number') return [base + count - 1];
	const at = base.indexOf('@');
	if (at > 0) return [`${base.slice(0, at)}${count}${base.slice(at)}`];
	const digits = /\d{1,4}(?=\D*$)/.exec(base);
	if (digits) {
		const padded = String(count).padStart(digits[0].length, '0');
		if (padded.length === digits[0].length) {
			return [base.slice(0, digits.index) + padded + base.slice(digits.index + padded.length)];
		}
	}
	return [`${base} ${count}`, `${base}${count}`];
}

function isScalar(value: JsonValue | undefined): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}
