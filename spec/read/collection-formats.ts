// Lists in the parameters of Swagger 2.0, as far as the upgrader leaves them open.

import type { JsonObject, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getObject, getOwn, getString, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';
import { listParameters } from './swagger-words.ts';

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
	for (const [parameter, pointer] of listParameters(root)) settle(parameter, { pointer, tell });
}

function settle(
	parameter: JsonObject,
	{ pointer, tell }: { pointer: Pointer; tell: (message: string, pointer: Pointer) => void },
): void {
	if (getString(parameter, 'type') !== 'array') return;
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
