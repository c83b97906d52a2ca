// The clauses of an effect that may refuse it, and those that tell others of it: `needs`, `unless`, `if`, `else`, `link`.

import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Effect, EffectCondition, EffectValue, Selection } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { findOther, readKey } from './clauses.ts';
import { checkStatus } from './documented-status.ts';
import { type EffectFail, type ExpressionReader, readEffectValue } from './effect-values.ts';
import { createExpressionReader, type EffectSurroundings, type Known } from './expression-reader.ts';
import { parseExpression } from './expressions.ts';

interface GuardArgs {
	pointer: Pointer;
	around: EffectSurroundings;
	fail: EffectFail;
	known: Known;
}

/** What of these an effect has; all of it is of its form. */
export function readGuards(
	value: JsonObject,
	args: GuardArgs,
): Pick<Effect, 'needs' | 'unless' | 'if' | 'else' | 'link'> {
	const { pointer, around, fail, known } = args;
	const readExpression = createExpressionReader(around, fail, known);
	const needs = readSelections(value, 'needs', args);
	const unless = readSelections(value, 'unless', args);
	const conditions = Object.entries(getObject(value, 'if') ?? {}).flatMap(([text, wanted]): EffectCondition[] => {
		const at = joinPointer(pointer, 'if', text);
		checkWanted(wanted, { at, readExpression, fail });
		const subject = readExpression(text, at);
		return subject ? [{ subject, wanted }] : [];
	});
	const otherwise = readElse(getOwn(value, 'else'), { ...args, pointer: joinPointer(pointer, 'else'), readExpression });
	if (otherwise && conditions.length === 0) {
		fail('else', 'there is no `if` that could refuse', joinPointer(pointer, 'else'), 'add "if:", or leave it out');
	}
	const link = Object.entries(getObject(value, 'link') ?? {}).map(([place, property]) => ({
		place,
		property: String(property),
	}));
	return {
		...(needs.length > 0 && { needs }),
		...(unless.length > 0 && { unless }),
		...(conditions.length > 0 && { if: conditions }),
		...(otherwise && { else: otherwise }),
		...(link.length > 0 && { link }),
	};
}

function readElse(
	value: JsonValue | undefined,
	{ pointer, around, known, readExpression, fail }: GuardArgs & { readExpression: ExpressionReader },
): Effect['else'] {
	if (value === undefined) return undefined;
	const set = new Map<string, EffectValue>();
	const settings = Object.entries(getObject(value, 'set') ?? {});
	if (settings.length > 0 && !known.entity) {
		fail('else', 'there is no entity to set anything on', joinPointer(pointer, 'set'), 'leave it out');
	}
	for (const [name, given] of settings) {
		const at = joinPointer(pointer, 'set', name);
		const setting = readEffectValue({ value: given, pointer: at, fail, readExpression });
		if (setting) set.set(name, setting);
	}
	const status = typeof value === 'number' ? value : getOwn(value, 'status');
	const at = typeof value === 'number' ? pointer : joinPointer(pointer, 'status');
	checkStatus({ status, pointer: at, around });
	return { ...(typeof status === 'number' && { status }), set };
}

function readSelections(value: JsonObject, name: 'needs' | 'unless', args: GuardArgs): Selection[] {
	return getList(value, name).flatMap((entry, index) => {
		const selection = isObject(entry)
			? readSelection(entry, { ...args, pointer: joinPointer(args.pointer, name, index) })
			: undefined;
		return selection ? [selection] : [];
	});
}

function readSelection(entry: JsonObject, { pointer, around, fail, known }: GuardArgs): Selection | undefined {
	const at = joinPointer(pointer, 'resource');
	const resource = findOther(getString(entry, 'resource') ?? '', { at, around, fail });
	const each = getOwn(entry, 'each');
	const list = createExpressionReader(around, fail, known)(each, joinPointer(pointer, 'each'));
	const readExpression = createExpressionReader(around, fail, {
		...known,
		element: known.element || each !== undefined,
	});
	const key = getOwn(entry, 'key');
	const named = readKey({ value: key, at: joinPointer(pointer, 'key'), resource, readExpression, fail });
	const where = Object.entries(getObject(entry, 'where') ?? {});
	for (const [property, wanted] of where) {
		checkWanted(wanted, { at: joinPointer(pointer, 'where', property), readExpression, fail });
	}
	const status = getOwn(entry, 'status');
	checkStatus({ status, pointer: joinPointer(pointer, 'status'), around });
	return (
		resource && {
			resource: resource.name,
			...(named.key && { key: named.key }),
			...(named.by !== undefined && { by: named.by }),
			...(named.version && { version: named.version }),
			...(list && { each: list }),
			where,
			...(typeof status === 'number' && { status }),
		}
	);
}

/** The expressions in a condition are the operation's. */
function checkWanted(
	wanted: JsonValue,
	args: { at: Pointer; readExpression: ExpressionReader; fail: EffectFail },
): void {
	if (typeof wanted === 'string' && wanted.startsWith('$')) {
		const parsed = parseExpression(wanted);
		if (parsed.ok) args.readExpression(wanted, args.at);
		else
			args.fail('expression', parsed.message, args.at, 'write it as $request.path.NAME, or as $request.body#/POINTER');
	} else if (Array.isArray(wanted)) for (const one of wanted) checkWanted(one, args);
	else if (isObject(wanted)) {
		// A regular expression may begin with a dollar.
		for (const [name, one] of Object.entries(wanted)) if (name !== 'matches') checkWanted(one, args);
	}
}
