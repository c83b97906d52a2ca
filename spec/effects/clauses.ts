// The clauses of an effect that say which entities are meant: by their key, by what binds them, by the entity above them.

import { getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Binding, Effect, Expression } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';
import type { EffectFail, ExpressionReader } from './effect-values.ts';
import type { EffectSurroundings } from './expression-reader.ts';

/** An expression, the key of the only one, or which alias it is that is named. */
export function readKey(args: {
	value: JsonValue | undefined;
	at: Pointer;
	resource: Resource | undefined;
	readExpression: ExpressionReader;
	fail: EffectFail;
}): Pick<Effect, 'by' | 'version'> & { key?: Expression | undefined } {
	const { value, at, resource, readExpression, fail } = args;
	const constant = value === undefined ? undefined : getString(value, 'constant');
	if (constant !== undefined) return { key: { kind: 'constant', value: constant, source: constant } };
	const names = isObject(value) ? Object.keys(value) : [];
	const count = resource?.versions !== undefined && names.length > 1 ? resource.versions : undefined;
	const version =
		count === undefined || !names.includes(count)
			? undefined
			: readExpression(getOwn(value, count), joinPointer(at, count));
	const [name, other] = names.filter((one) => one !== count);
	if (other !== undefined)
		fail(
			'key',
			'two properties name an entity at once',
			joinPointer(at, other),
			'name one; that one of them counts versions is said by `versions` in x-lifecycle',
		);
	if (name === undefined) {
		const key = readExpression(value, at);
		const alias = key?.kind === 'path' && resource?.aliases?.includes(key.name) ? key.name : undefined;
		return { key, ...(alias !== undefined && { by: alias }) };
	}
	const key = readExpression(getOwn(value, name), joinPointer(at, name));
	const named = { key, ...(version && { version }) };
	if (!resource || name === resource.key) return named;
	if (resource.aliases?.includes(name)) return { ...named, by: name };
	const known = [resource.key, ...(resource.aliases ?? []), ...(resource.versions ? [resource.versions] : [])].join(
		', ',
	);
	fail('key', `"${name}" names no ${resource.name}`, joinPointer(at, name), `choose one of ${known}`);
	return {};
}

/** Properties whose values the request fixes. */
export function readBindings(
	value: JsonObject,
	{ pointer, readExpression }: { pointer: Pointer; readExpression: ExpressionReader },
): Binding[] {
	return Object.entries(getObject(value, 'bindings') ?? {}).flatMap(([property, text]) => {
		const from = readExpression(text, joinPointer(pointer, 'bindings', property));
		return from ? [{ name: property, property, from }] : [];
	});
}

/** The entity that must be there. */
export function readParent(
	value: JsonObject,
	args: { pointer: Pointer; readExpression: ExpressionReader; around: EffectSurroundings; fail: EffectFail },
): Effect['parent'] {
	const { around, fail } = args;
	const given = getObject(value, 'parent');
	const resource = getString(given, 'resource');
	const at = joinPointer(args.pointer, 'parent');
	const key = given && args.readExpression(getOwn(given, 'key'), joinPointer(at, 'key'));
	if (resource === undefined || !key) return undefined;
	return findOther(resource, { at: joinPointer(at, 'resource'), around, fail }) && { resource, key };
}

/** The resource of a name that is not the effect's own; one that is not there is reported. */
export function findOther(
	name: string,
	{ at, around, fail }: { at: Pointer; around: EffectSurroundings; fail: EffectFail },
): Resource | undefined {
	const resource = around.resources.get(name);
	if (resource || name === '') return resource;
	const known = [...around.resources.keys()].join(', ');
	const message = `there is no resource ${JSON.stringify(name)}`;
	return fail('unknown-resource', message, at, known ? `known are ${known}` : undefined);
}
