// The values of `set` in an `x-effect`.

import { isDuration, isZeroDuration } from '../durations/durations.ts';
import { getOwn, isObject } from '../read/json.ts';
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
 * `{ value, default }`. An object without any of these keys is a literal. `undefined`: a mistake, reported.
 */
export function readEffectValue(args: ValueArgs): EffectValue | undefined {
	const { value, pointer } = args;
	if (typeof value === 'string' && value.startsWith('$')) {
		const expression = args.readExpression(value, pointer);
		return expression && { kind: 'expression', expression };
	}
	if (!isObject(value)) return { kind: 'literal', value };
	if (Object.hasOwn(value, 'after')) return readAfter(args, value);
	if (Object.hasOwn(value, 'now')) {
		checkKeys(args, value, ['now']);
		return value['now'] === true ? { kind: 'now' } : args.fail('value', 'now must be true', pointer);
	}
	if (!Object.hasOwn(value, 'value')) return { kind: 'literal', value };
	checkKeys(args, value, ['value', 'default']);
	const otherwise = getOwn(value, 'default');
	if (otherwise === undefined) {
		return args.fail('value', 'value needs a default beside it', pointer, 'or write the expression alone');
	}
	const expression = args.readExpression(getOwn(value, 'value'), joinPointer(pointer, 'value'));
	return expression && { kind: 'or-default', expression, default: otherwise };
}

function readAfter(args: ValueArgs, value: JsonObject): EffectValue | undefined {
	const { pointer } = args;
	checkKeys(args, value, ['after', 'default', 'max']);
	const otherwise = readDuration(args, getOwn(value, 'default'), joinPointer(pointer, 'default'));
	const max = readDuration(args, getOwn(value, 'max'), joinPointer(pointer, 'max'));
	const bounds = { ...(otherwise !== undefined && { default: otherwise }), ...(max !== undefined && { max }) };
	const after = getOwn(value, 'after');
	const at = joinPointer(pointer, 'after');
	if (typeof after === 'string' && after.startsWith('$')) {
		const expression = args.readExpression(after, at);
		return expression && { kind: 'after', expression, ...bounds };
	}
	const duration = readDuration(args, after, at);
	return duration === undefined ? undefined : { kind: 'after', duration, ...bounds };
}

function readDuration(args: ValueArgs, value: JsonValue | undefined, pointer: Pointer): string | undefined {
	if (value === undefined) return undefined;
	if (typeof value !== 'string' || !isDuration(value)) {
		return args.fail(
			'duration',
			`${JSON.stringify(value)} is no ISO 8601 duration`,
			pointer,
			'write it as P30D, PT10M or PT0.5S',
		);
	}
	return isZeroDuration(value) ? args.fail('duration', 'the duration must be more than zero', pointer) : value;
}

function checkKeys(args: ValueArgs, value: JsonObject, known: readonly string[]): void {
	for (const key of Object.keys(value)) {
		if (known.includes(key) || key.startsWith('x-')) continue;
		const remedy = `known are ${known.join(', ')}`;
		args.fail('unknown-key', `"${key}" is unknown here`, joinPointer(args.pointer, key), remedy);
	}
}
