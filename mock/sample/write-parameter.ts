// Values to the texts of parameters: the styles of OpenAPI 3.1.1 §4.8.12.6, written.

import { isObject, type JsonValue, type Parameter } from '../../spec/index.ts';

/** What writing asks of a parameter; a form's field has the same. */
export type WrittenStyle = Pick<Parameter, 'name' | 'style' | 'explode'>;

/** One value of a path or a header, e.g. `3,4,5`, `.3.4`, `;id=3`; not yet percent-encoded. */
export function writeSimple({ name, style, explode }: WrittenStyle, value: JsonValue): string {
	const separator = style === 'label' && explode ? '.' : style === 'matrix' && explode ? ';' : ',';
	const joined = Array.isArray(value)
		? value.map((one) => (style === 'matrix' && explode ? `${name}=${writeText(one)}` : writeText(one)))
		: isObject(value)
			? Object.entries(value).flatMap(([key, one]) => (explode ? [`${key}=${writeText(one)}`] : [key, writeText(one)]))
			: [style === 'matrix' && explode ? `${name}=${writeText(value)}` : writeText(value)];
	const text = joined.join(separator);
	if (style === 'label') return `.${text}`;
	return style === 'matrix' ? (explode ? `;${text}` : `;${name}=${text}`) : text;
}

/** The pairs of a query, of a form or of a cookie, e.g. `['a=1', 'a=2']`, `['f%5Bx%5D=1']`; percent-encoded but in the style cookie. */
export function writePairs({ name, style, explode }: WrittenStyle, value: JsonValue): string[] {
	const encode = style === 'cookie' ? String : encodeURIComponent;
	const own = (text: string): string => `${encode(name)}=${text}`;
	if (style === 'deepObject' && isObject(value)) return writeDeep(name, value);
	if (Array.isArray(value)) {
		const texts = value.map((one) => encode(writeText(one)));
		if (explode) return texts.map(own);
		return texts.length > 0 ? [own(texts.join(DELIMITERS[style] ?? ','))] : [];
	}
	if (!isObject(value)) return [own(encode(writeText(value)))];
	const members = Object.entries(value).filter(([, one]) => one !== undefined);
	if (explode) {
		const inner = style === 'cookie' ? style : 'form';
		return members.flatMap(([key, one]) => writePairs({ name: key, style: inner, explode: !isObject(one) }, one));
	}
	const texts = members.flat().map((one) => encode(writeText(one)));
	return texts.length > 0 ? [own(texts.join(DELIMITERS[style] ?? ','))] : [];
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

function writeDeep(prefix: string, value: JsonValue): string[] {
	if (isObject(value)) return Object.entries(value).flatMap(([key, one]) => writeDeep(`${prefix}[${key}]`, one));
	const all = Array.isArray(value) ? value : [value];
	// Objects of a list by their place: their members would be those of one.
	if (all.some(isObject)) return all.flatMap((one, index) => writeDeep(`${prefix}[${index}]`, one));
	return all.map((one) => `${encodeURIComponent(prefix)}=${encodeURIComponent(writeText(one))}`);
}

/** A value inside a parameter: plain where it is a scalar. */
export function writeText(value: JsonValue): string {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
