// What a body says by its value alone.

import { isObject, type JsonValue } from '../../spec/index.ts';

/** Whether an expected body asks for nothing inside of it: `{}`, and a list of such. An empty list says something: that there is none. */
export function saysNothing(value: JsonValue): boolean {
	if (Array.isArray(value)) return value.length > 0 && value.every(saysNothing);
	return isObject(value) && Object.keys(value).length === 0;
}
