// Fields of a path item that are none: methods in capitals, which are read as they are meant, and words that are left out.

import type { JsonObject } from '../types/json.ts';
import type { Report } from './findings.ts';
import { nearest } from './nearest.ts';
import { joinPointer } from './pointer.ts';
import { listFields } from './structure.ts';

/** Fields that hold no parts. */
const PLAIN_FIELDS = ['$ref', 'summary', 'description', 'servers'];
const NONE: readonly Report[] = [];

/** Reads `GET` as `get`, in place, and tells of all that is no field of a path item; with pointers from the path item on. */
export function mendMethods(pathItem: JsonObject): readonly Report[] {
	const fields = [...Object.keys(listFields('pathItem')), ...PLAIN_FIELDS];
	let reports: Report[] | undefined;
	for (const key of Object.keys(pathItem)) {
		if (fields.includes(key) || key.startsWith('x-')) continue;
		const meant = key.toLowerCase();
		const isMethod = fields.includes(meant) && !Object.hasOwn(pathItem, meant);
		const near = isMethod ? [meant] : nearest(key, fields, 1);
		if (isMethod) {
			pathItem[meant] = pathItem[key] ?? null;
			delete pathItem[key];
		}
		reports ??= [];
		reports.push({
			code: 'document.path-item.field',
			severity: 'warning',
			message: `"${key}" is no field of a path: it is ${isMethod ? `read as "${meant}"` : 'left out'}`,
			remedy: near[0] === undefined ? 'remove it' : `write "${near[0]}", if that is meant`,
			pointer: joinPointer('', key),
		});
	}
	return reports ?? NONE;
}
