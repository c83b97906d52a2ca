// OpenAPI Overlay files, 1.0 and 1.1: read and checked before any of them is applied.

import { createRequire } from 'node:module';
import type * as JsonPath from 'json-p3';
import { StartupError } from '../errors.ts';
import { wasUndecided } from '../regex/pattern-limits.ts';
import { compilePattern } from '../regex/patterns.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { getList, getOwn, getString, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';
import type { Source } from './source.ts';

/** An overlay, read and checked. */
export interface Overlay {
	source: Source;
	actions: readonly OverlayAction[];
}
/** One action, its paths compiled. */
export interface OverlayAction {
	pointer: Pointer;
	target: JsonPath.JSONPathQuery;
	change:
		| { kind: 'remove' }
		| { kind: 'update'; value: JsonValue }
		| { kind: 'copy'; from: JsonPath.JSONPathQuery }
		| { kind: 'none' };
}

const KEYS = ['target', 'description', 'update', 'remove', 'copy'];
const require = createRequire(import.meta.url);

/** Checks an overlay. Throws a StartupError (`overlay.invalid`, `overlay.target`) with file, line and column. */
export function parseOverlay(source: Source): Overlay {
	const fail = (code: 'overlay.invalid' | 'overlay.target', message: string, pointer: Pointer): StartupError =>
		new StartupError({
			code,
			message,
			remedy: 'see the OpenAPI Overlay Specification 1.0 or 1.1',
			place: source.locate(pointer),
		});
	const { value } = source;
	const version = getOwn(value, 'overlay');
	if (!/^1\.[01](\.\d+)?$/.test(typeof version === 'number' ? version.toFixed(1) : String(version))) {
		throw fail('overlay.invalid', 'is no overlay of version 1.0 or 1.1', version === undefined ? '' : '/overlay');
	}
	const list = getList(value, 'actions');
	if (list.length === 0) throw fail('overlay.invalid', 'an overlay needs a list of actions', '/actions');

	const compile = (text: string, pointer: Pointer): JsonPath.JSONPathQuery => {
		try {
			return openPaths().compile(text);
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			throw fail('overlay.target', `"${text}" is no JSONPath of RFC 9535: ${why}`, pointer);
		}
	};
	const readAction = (action: JsonValue, pointer: Pointer): OverlayAction => {
		const text = getString(action, 'target');
		if (!isObject(action) || text === undefined) throw fail('overlay.invalid', 'an action needs a target', pointer);
		for (const key of Object.keys(action)) {
			if (!KEYS.includes(key) && !key.startsWith('x-')) {
				throw fail('overlay.invalid', `"${key}" is unknown in an action`, joinPointer(pointer, key));
			}
		}
		const target = compile(text, joinPointer(pointer, 'target'));
		const remove = getOwn(action, 'remove') ?? false;
		if (typeof remove !== 'boolean') {
			throw fail('overlay.invalid', 'remove must be true or false', joinPointer(pointer, 'remove'));
		}
		const update = getOwn(action, 'update');
		const copy = getOwn(action, 'copy');
		if (remove) return { pointer, target, change: { kind: 'remove' } };
		if (update !== undefined && copy !== undefined) {
			throw fail('overlay.invalid', 'an action has either update or copy', pointer);
		}
		if (copy === undefined) {
			return { pointer, target, change: update === undefined ? { kind: 'none' } : { kind: 'update', value: update } };
		}
		const at = joinPointer(pointer, 'copy');
		if (typeof copy !== 'string') throw fail('overlay.invalid', 'copy must be a JSONPath', at);
		return { pointer, target, change: { kind: 'copy', from: compile(copy, at) } };
	};
	const actions = list.map((action, index) => readAction(action, joinPointer('/actions', index)));
	return { source, actions };
}

let paths: JsonPath.JSONPathEnvironment | undefined;

/** JSONPath, whose `search` and `match` (RFC 9535 §2.4.6, §2.4.7) take as long as the patterns of schemas may. Read from disk with its first use. */
function openPaths(): JsonPath.JSONPathEnvironment {
	if (paths) return paths;
	const { JSONPathEnvironment } = require('json-p3') as typeof JsonPath;
	paths = new JSONPathEnvironment();
	for (const [name, wrap] of [
		['search', (pattern: string) => pattern],
		['match', (pattern: string) => `^(?:${pattern})$`],
	] as const) {
		const own = paths.functionRegister.get(name);
		if (!own) continue;
		const test = (text: unknown, pattern: unknown): boolean => {
			if (typeof text !== 'string' || typeof pattern !== 'string') return false;
			const source = wrap(pattern);
			const fits = compilePattern(source)?.test(text) === true;
			if (!fits && wasUndecided(source, text)) throw new Error(`${name} with the pattern "${pattern}" takes too long`);
			return fits;
		};
		paths.functionRegister.set(name, { argTypes: own.argTypes, returnType: own.returnType, call: test });
	}
	return paths;
}
