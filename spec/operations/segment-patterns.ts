// Names of a path that stand for several segments by the pattern of their parameter, as grpc-gateway writes them: `/v1/{name}` with `projects/[^/]+/things/[^/]+`.

import { getList, getOwn, getString, isObject } from '../read/json.ts';
import { followToObject, type Located } from '../read/reference.ts';
import type { JsonObject } from '../types/json.ts';

/** A name at the beginning of a path, behind a version alone. */
const LEADING = /^(?:\/[\w.-]+){0,2}?(?:^|\/v\d\w*)\/\{([\w.]+)\}(?=[:/]|$)/;

/** The path with the segments in its braces: `/v1/{name=projects/*\/things/*}`; `undefined`: no parameter of it says so. */
export function readSegmentPatterns(
	root: JsonObject,
	{ template, pathItem }: { template: string; pathItem: Located<JsonObject> },
): string | undefined {
	const name = LEADING.exec(template)?.[1];
	const segments = name === undefined ? undefined : findSegments(root, { name, pathItem });
	return segments && template.replace(`{${name}}`, `{${name}=${segments}}`);
}

function findSegments(
	root: JsonObject,
	{ name, pathItem }: { name: string; pathItem: Located<JsonObject> },
): string | undefined {
	const holders = [pathItem.value, ...Object.values(pathItem.value).filter(isObject)];
	for (const entry of holders.flatMap((holder) => getList(holder, 'parameters'))) {
		const parameter = followToObject(root, { value: entry, pointer: pathItem.pointer })?.value;
		if (!parameter || getString(parameter, 'name') !== name || getString(parameter, 'in') !== 'path') continue;
		const schema = getOwn(parameter, 'schema');
		const segments = readSegments((isObject(schema) && getString(schema, 'pattern')) || '');
		if (segments !== undefined) return segments;
	}
	return undefined;
}

/** `projects/[^/]+/things/[^/]+` → `projects/*\/things/*`; `undefined`: it is another pattern, or one of one segment. */
function readSegments(pattern: string): string | undefined {
	const plain = pattern
		.replace(/^\^/, '')
		.replace(/\$$/, '')
		.replaceAll('\\/', '/')
		.replaceAll('[^/]+', '*')
		.replace(/\.[+*]$/, '**');
	return /^[\w.-]+(?:\/(?:[\w.-]+|\*))*(?:\/\*\*)?$/.test(plain) && plain.includes('/*') ? plain : undefined;
}

/** The forms of names, and those that a generator has numbered (`name_1`) under their own. */
export function nameForms(forms: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
	const named = new Map(forms);
	for (const [name, form] of forms) {
		const own = name.replace(/_\d+$/, '');
		if (!named.has(own)) named.set(own, form);
	}
	return named;
}
