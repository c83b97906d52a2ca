// What of a Swagger 2.0 document has no form that the upgrader could read: it costs itself, and not the document.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { MEND_SHAPE, type Reporter } from './findings.ts';
import { getObject, getOwn, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';

/**
 * Takes out, in place, what is no parameter, no response and no operation; `report` hears of each as of those of later versions
 * (`document.parameter.shape`, `document.response.shape`, `document.security.shape`).
 */
export function dropShapeless(root: JsonObject, report: Reporter): void {
	const { tell, drop } = createDropper(report);
	dropMembers(root, 'securityDefinitions', (scheme, at) => {
		if (!isObject(scheme)) tell('security', 'a security scheme must be an object', at);
		return isObject(scheme);
	});
	dropMembers(root, 'parameters', (parameter, at) => drop.parameter(parameter, at));
	dropMembers(root, 'responses', (response, at) => drop.response(response, at));
	const paths = getObject(root, 'paths') ?? {};
	for (const path of Object.keys(paths)) {
		const item = getObject(paths, path);
		if (!item) {
			// Told with the operations; a list it would walk through.
			paths[path] = false;
			continue;
		}
		const at = joinPointer('/paths', path);
		drop.parameters(item, at);
		for (const [method, operation] of Object.entries(item)) {
			// The upgrader takes every member of a path for an operation, extensions too.
			if (operation === null) delete item[method];
			if (!isObject(operation)) continue;
			const place = joinPointer(at, method);
			drop.parameters(operation, place);
			const responses = getOwn(operation, 'responses');
			if (responses === undefined) continue;
			if (!isObject(responses)) {
				tell('response', 'responses must be a map', joinPointer(place, 'responses'));
				delete operation['responses'];
			} else dropMembers(operation, 'responses', (response, pointer) => drop.response(response, pointer), place);
		}
	}
}

function createDropper(report: Reporter) {
	const tell = (what: 'parameter' | 'response' | 'security', message: string, pointer: Pointer): void =>
		report({ code: `document.${what}.shape`, severity: 'error', message, remedy: MEND_SHAPE, pointer });
	const parameter = (value: JsonValue, at: Pointer): boolean => {
		const isOne =
			isObject(value) && [value['$ref'], value['in']].some((word) => typeof word === 'string' && word !== '');
		if (!isOne) tell('parameter', 'a parameter needs a name, and `in`: path, query, header, body or formData', at);
		return isOne;
	};
	const response = (value: JsonValue, at: Pointer): boolean => {
		if (!isObject(value)) tell('response', 'a response must be an object', at);
		return isObject(value);
	};
	const parameters = (holder: JsonObject, at: Pointer): void => {
		const list = getOwn(holder, 'parameters');
		if (list === undefined) return;
		const pointer = joinPointer(at, 'parameters');
		if (Array.isArray(list))
			holder['parameters'] = list.filter((one, index) => parameter(one, joinPointer(pointer, index)));
		else {
			tell('parameter', 'parameters must be a list', pointer);
			delete holder['parameters'];
		}
	};
	return { tell, drop: { parameter, response, parameters } };
}

/** Keeps those members of a map that `isOne` says yes to; extensions are none of them. */
function dropMembers(
	holder: JsonObject,
	name: string,
	isOne: (value: JsonValue, at: Pointer) => boolean,
	above: Pointer = '',
): void {
	const map = getObject(holder, name);
	if (!map) delete holder[name];
	for (const [key, value] of Object.entries(map ?? {})) {
		// An extension may be anything, but for nothing.
		const stays =
			key.startsWith('x-') && !isObject(value) ? value !== null : isOne(value, joinPointer(above, name, key));
		if (map && !stays) delete map[key];
	}
}
