// The bodies of Swagger 2.0, which are parameters there: made each operation's own, and one.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { copyJson, getList, getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';
import { followReferences } from './reference.ts';
import { listFields } from './structure.ts';

/**
 * Changes the operations of a document in place, so that the upgrader understands their bodies; tells what can't be meant as it stands
 * (`document.parameter.bodies`).
 */
export function settleBodies(root: JsonObject): readonly Report[] {
	const reports: Report[] = [];
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
		if (!isObject(item)) continue;
		const pointer = joinPointer('/paths', path);
		inlineBodies(root, item);
		const shared = takeBodies(item);
		for (const [method, operation] of Object.entries(item)) {
			if (!isObject(operation) || listFields('pathItem')[method] !== 'operation') continue;
			inlineBodies(root, operation);
			inheritBodies(operation, shared);
			settleFormTypes(operation, root);
			if (!joinBodies(operation)) continue;
			reports.push({
				code: 'document.parameter.bodies',
				severity: 'warning',
				message: 'a request has one body, and here are several: they are read as the properties of one object',
				remedy: 'describe one body, with a schema that has them as properties',
				pointer: joinPointer(pointer, method, 'parameters'),
			});
		}
	}
	return reports;
}

/** Bodies and form fields that operations refer to are theirs: the upgrader would leave them among the parameters, where they are none. */
function inlineBodies(root: JsonObject, holder: JsonObject): void {
	const inline = (parameter: JsonValue): JsonValue => {
		if (!isObject(parameter) || getString(parameter, '$ref') === undefined) return parameter;
		const target = followReferences(root, { value: parameter, pointer: '' })?.value;
		const isBody = PLACES_OF_BODIES.includes(getOwn(target, 'in'));
		return target !== undefined && isBody ? copyJson(target) : parameter;
	};
	const parameters = getOwn(holder, 'parameters');
	if (Array.isArray(parameters)) holder['parameters'] = parameters.map(inline);
}

const PLACES_OF_BODIES: readonly (JsonValue | undefined)[] = ['body', 'formData'];

/** Bodies and form fields of a path, which the upgrader would give to those of its operations alone that stand behind them; taken out of it. */
function takeBodies(item: JsonObject): readonly JsonValue[] {
	const parameters = getList(item, 'parameters');
	const bodies = parameters.filter((one) => PLACES_OF_BODIES.includes(getOwn(one, 'in')));
	if (bodies.length > 0) item['parameters'] = parameters.filter((one) => !bodies.includes(one));
	return bodies;
}

/** An operation's own are in the place of the path's: a body in that of all, a form field in that of its name. */
function inheritBodies(operation: JsonObject, shared: readonly JsonValue[]): void {
	if (shared.length === 0) return;
	const own = getList(operation, 'parameters');
	const names = new Set(own.filter((one) => getOwn(one, 'in') === 'formData').map((one) => getOwn(one, 'name')));
	const hasBody = own.some((one) => getOwn(one, 'in') === 'body');
	const isInherited = (one: JsonValue): boolean =>
		!hasBody && (getOwn(one, 'in') === 'body' ? names.size === 0 : !names.has(getOwn(one, 'name')));
	operation['parameters'] = [...shared.filter(isInherited).map((one) => copyJson(one)), ...own];
}

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * Form fields come in the media types of forms alone (Swagger 2.0, Parameter Object): both, where `consumes` names neither; with a file in
 * multipart.
 */
function settleFormTypes(operation: JsonObject, root: JsonObject): void {
	const fields = getList(operation, 'parameters').filter((one) => getOwn(one, 'in') === 'formData');
	if (fields.length === 0) return;
	const holder = getOwn(operation, 'consumes') === undefined ? root : operation;
	const named = getList(holder, 'consumes').map((type) => String(type).trim().toLowerCase());
	// With parameters as well: `application/x-www-form-urlencoded; charset=utf-8`.
	const forms = FORM_TYPES.filter((type) => named.some((one) => one === type || one.startsWith(`${type};`)));
	const hasFile = fields.some((field) => getOwn(field, 'type') === 'file');
	operation['consumes'] = forms.length > 0 ? forms : FORM_TYPES.slice(hasFile ? 1 : 0);
}

/** `title` and `text`, both `in: body`, of which none is an object, are how annotations list what one object has; whether they are. */
function joinBodies(operation: JsonObject): boolean {
	const parameters = getOwn(operation, 'parameters');
	if (!Array.isArray(parameters)) return false;
	const bodies = parameters.filter((one): one is JsonObject => isObject(one) && getOwn(one, 'in') === 'body');
	if (bodies.length < 2 || !bodies.every(isPart)) return false;
	const properties: JsonObject = {};
	const required: JsonValue[] = [];
	for (const body of bodies) {
		const name = getString(body, 'name') ?? '';
		setOwn(properties, name, describePart(body));
		if (getOwn(body, 'required') === true) required.push(name);
	}
	const schema: JsonObject = { type: 'object', properties, ...(required.length > 0 && { required }) };
	const whole = { in: 'body', name: 'body', ...(required.length > 0 && { required: true }), schema };
	operation['parameters'] = [...parameters.filter((one) => !bodies.includes(one as JsonObject)), whole];
	return true;
}

const SCALARS: readonly (JsonValue | undefined)[] = ['string', 'number', 'integer', 'boolean', 'array'];

function isPart(body: JsonObject): boolean {
	const schema = getObject(body, 'schema') ?? body;
	return getString(body, 'name') !== undefined && SCALARS.includes(getOwn(schema, 'type'));
}

/** Annotations put some words of a schema beside it. */
function describePart(body: JsonObject): JsonObject {
	const { name: _name, in: _in, required: _required, schema, ...beside } = body;
	return { ...beside, ...(isObject(schema) && schema) };
}
