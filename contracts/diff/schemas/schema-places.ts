// Where a schema says something.

import { getOwn, isObject, type SchemaRef, type SchemaView, stepInto } from '../../../spec/index.ts';

/** The first of the parts that has a keyword, and there the keyword; else the schema itself. `undefined`: there is no schema. */
export function findSaying(view: SchemaView, keyword: string): SchemaRef | undefined {
	const part = view.parts.find(({ value }) => getOwn(value, keyword) !== undefined);
	return part ? stepInto(part, keyword) : findHome(view);
}

/** The schema that says something, where references lead to it. */
export function findHome(view: SchemaView): SchemaRef | undefined {
	const speaking = ({ value }: SchemaRef): boolean =>
		!isObject(value) || Object.keys(value).some((key) => key !== '$ref');
	return view.parts.find(speaking) ?? view.roots[0];
}

/** Where a property is declared. */
export function findDeclaring(view: SchemaView, name: string): SchemaRef | undefined {
	const part = view.parts.find(({ value }) => getOwn(getOwn(value, 'properties'), name) !== undefined);
	return part ? stepInto(part, 'properties', name) : findHome(view);
}
