// What the documents that ship assume, or keep as the vendor has it, by the marks that stand beside each such thing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject, type JsonValue, parseSource } from '../spec/index.ts';

const FOLDER = fileURLToPath(new URL('../spec', import.meta.url));

/** The mark, e.g. `x-assumed`, as rows: where it stands in which documents, e.g. `createForm`, and what it says. Same words are one row. */
export function listMarks(mark: string): (readonly string[])[] {
	const rows = new Map<string, Set<string>>();
	const files = readdirSync(FOLDER).filter((file) => /^(?!control).*\.openapi\.yaml$|^shared\.yaml$/.test(file));
	for (const file of files.sort()) {
		const { value } = parseSource({ file, text: readFileSync(join(FOLDER, file), 'utf8') });
		walk(value, [], (holder, path) => {
			const said = holder[mark];
			if (typeof said !== 'string') return;
			const where = rows.get(said) ?? new Set();
			rows.set(said, where.add(`\`${nameOf(value, path)}\``));
		});
	}
	return [...rows].map(([said, where]) => [[...where].join(', '), said]);
}

function walk(
	value: JsonValue,
	path: readonly string[],
	see: (holder: JsonObject, path: readonly string[]) => void,
): void {
	if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, String(index)], see);
	if (!isObject(value)) return;
	see(value, path);
	for (const [name, member] of Object.entries(value)) walk(member, [...path, name], see);
}

/** The operation, the property of a schema, the parameter or the resource that a path leads to. */
function nameOf(root: JsonValue, [first = '', second = '', third = '', ...rest]: readonly string[]): string {
	if (first === 'paths') {
		const item = isObject(root) && isObject(root['paths']) ? root['paths'][second] : undefined;
		const operation = isObject(item) ? item[third] : undefined;
		const id = isObject(operation) ? String(operation['operationId']) : second;
		return rest[0] === 'responses' ? `${id} ${rest[1]}` : id;
	}
	if (first === 'x-lifecycle') return [second, ...rest.slice(0, 1)].join(' ');
	const properties = rest.filter((_, index) => rest[index - 1] === 'properties');
	return [third, ...properties].join('.');
}
