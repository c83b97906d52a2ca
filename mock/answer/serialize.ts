// Values as the bytes of a media type.

import { isJsonType, type JsonValue } from '../../spec/index.ts';

/** What goes out for a value; `undefined`: this type can't be made from this value. */
export function serializeValue(value: JsonValue, type: string): string | Uint8Array | undefined {
	if (isJsonType(type)) return JSON.stringify(value);
	if (type === 'application/x-www-form-urlencoded')
		return typeof value === 'object' ? serializeForm(value) : String(value);
	if (type.startsWith('text/')) return typeof value === 'string' ? value : JSON.stringify(value);
	if (typeof value !== 'string') return undefined;
	// XML is text; anything else is bytes, which `format: binary` writes as Latin-1.
	return /[/+]xml$/.test(type) ? value : Buffer.from(value, 'latin1');
}

function serializeForm(value: JsonValue): string {
	const form = new URLSearchParams();
	for (const [name, member] of Object.entries(value ?? {})) {
		for (const one of Array.isArray(member) ? member : [member]) {
			form.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
		}
	}
	return form.toString();
}
