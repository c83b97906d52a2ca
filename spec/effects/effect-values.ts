// The values of `set` in an `x-effect` of its form.

import { isDuration, isZeroDuration } from '../durations/durations.ts';
import { getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { EffectValue, Expression } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';

/** Reports a mistake of an effect; always returns `undefined`. */
export type EffectFail = (code: string, message: string, pointer: Pointer, remedy?: string) => undefined;

/** Parses the text of an expression and holds it against the operation. */
export type ExpressionReader = (text: JsonValue | undefined, pointer: Pointer) => Expression | undefined;

interface ValueArgs {
	value: JsonValue;
	pointer: Pointer;
	fail: EffectFail;
	readExpression: ExpressionReader;
}

/**
 * A literal; a string beginning with `$`, a runtime expression; or one of `{ after, default?, max? }`, `{ now: true }`,
 * `{ add }`, `{ value, default }`. An object without any of these keys is a literal. `undefined`: a mistake, reported.
 */
export function readEffectValue(args: ValueArgs): EffectValue | undefined {
	const { value, pointer } = args;
	if (typeof value === 'string' && value.startsWith('$')) {
		const expression = args.readExpression(value, pointer);
		return expression && { kind: 'expression', expression };
	}
	if (!isObject(value)) return { kind: 'literal', value };
	if (Object.hasOwn(value, 'after')) return readAfter(args, value);
	if (Object.hasOwn(value, 'now')) return { kind: 'now' };
	if (Object.hasOwn(value, 'add')) return { kind: 'add', number: Number(getOwn(value, 'add')) };
	if (!Object.hasOwn(value, 'value')) return { kind: 'literal', value };
	const expression = args.readExpression(getOwn(value, 'value'), joinPointer(pointer, 'value'));
	return expression && { kind: 'or-default', expression, default: getOwn(value, 'default') ?? null };
}

function readAfter(args: ValueArgs, value: JsonObject): EffectValue | undefined {
	for (const name of ['after', 'default', 'max']) {
		const duration = getString(value, name);
		if (duration === undefined || !isDuration(duration) || !isZeroDuration(duration)) continue;
		return args.fail('duration', 'the duration must be more than zero', joinPointer(args.pointer, name));
	}
	const [after = '', otherwise, max] = ['after', 'default', 'max'].map((name) => getString(value, name));
	const bounds = { ...(otherwise !== undefined && { default: otherwise }), ...(max !== undefined && { max }) };
	if (!after.startsWith('$')) return { kind: 'after', duration: after, ...bounds };
	const expression = args.readExpression(after, joinPointer(args.pointer, 'after'));
	return expression && { kind: 'after', expression, ...bounds };
}
