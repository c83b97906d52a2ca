// Lists in the parameters of Swagger 2.0, as far as the upgrader leaves them open.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getList, getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';

/** What has a style in OpenAPI 3, by the place of the parameter. */
const STYLED: Readonly<Record<string, readonly string[]>> = {
	query: ['csv', 'ssv', 'pipes', 'multi'],
	formData: ['csv', 'ssv', 'pipes', 'multi'],
	header: ['csv'],
	path: ['csv'],
};

/**
 * Writes `csv`, the default (Swagger 2.0, Parameter Object), into the lists of forms, where the upgrader would drop it. `report` hears of
 * lists that are read otherwise than they are written.
 */
export function settleCollectionFormats(root: JsonObject, report: Reporter): void {
	const remedy = 'send it so, or describe it in OpenAPI 3';
	const tell = (message: string, pointer: Pointer): void =>
		report({ code: 'document.parameter.style', severity: 'warning', message, remedy, pointer });
	for (const [name, parameter] of Object.entries(getObject(root, 'parameters') ?? {}))
		settle(parameter, { pointer: joinPointer('/parameters', name), tell });
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
		const at = joinPointer('/paths', path);
		const holders: [JsonValue, Pointer][] = [[item, at]];
		if (isObject(item)) for (const [key, one] of Object.entries(item)) holders.push([one, joinPointer(at, key)]);
		for (const [holder, pointer] of holders) {
			for (const [index, parameter] of getList(holder, 'parameters').entries())
				settle(parameter, { pointer: joinPointer(pointer, 'parameters', index), tell });
		}
	}
}

function settle(
	parameter: JsonValue,
	{ pointer, tell }: { pointer: Pointer; tell: (message: string, pointer: Pointer) => void },
): void {
	if (!isObject(parameter) || getString(parameter, 'type') !== 'array') return;
	const place = getString(parameter, 'in') ?? '';
	const format = getString(parameter, 'collectionFormat');
	if (format === undefined && place === 'formData') setOwn(parameter, 'collectionFormat', 'csv');
	const name = getString(parameter, 'name') ?? '';
	if (format !== undefined && STYLED[place]?.includes(format) === false) {
		const message = `collectionFormat ${format} has no style in OpenAPI 3: ${name} is read as csv`;
		tell(message, joinPointer(pointer, 'collectionFormat'));
		setOwn(parameter, 'collectionFormat', 'csv');
	}
	if (getOwn(getObject(parameter, 'items'), 'type') === 'array')
		tell(`lists in lists are not cut apart: each item of ${name} is a text`, joinPointer(pointer, 'items'));
}
