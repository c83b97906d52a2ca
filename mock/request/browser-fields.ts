// Forms as browsers send them: a box that is ticked says `on`, and what nobody has filled in is there, and empty.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	parsePointer,
	resolveParts,
	type SchemaFinding,
	setOwn,
	type Validate,
} from '../../spec/index.ts';

const FORMS: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);
/** What an empty text breaks because it is no number, no date, none of the choices. A least length or a pattern is meant for texts. */
const UNFILLED: ReadonlySet<string> = new Set(['type', 'format', 'enum', 'const', 'anyOf', 'oneOf']);
const FITS: readonly SchemaFinding[] = Object.freeze([]);

/**
 * A body and what is wrong with it. Of a form whose fields don't fit as they stand, those that a browser means otherwise are read so, where that
 * fits better: `news=on` as true, `birthday=` as not sent.
 */
export function judgeFields(
	value: JsonValue,
	{ validate, type }: { validate: Validate | undefined; type: string },
): { value: JsonValue; findings: readonly SchemaFinding[] } {
	const findings = validate?.(value) ?? FITS;
	if (!validate || findings.length === 0 || !FORMS.has(type) || !isObject(value)) return { value, findings };
	const meant = readFields(value, findings);
	const left = meant && validate(meant);
	return left && left.length < findings.length ? { value: meant, findings: left } : { value, findings };
}

/** `undefined`: none of the findings is about a field that a browser means otherwise. */
function readFields(form: JsonObject, findings: readonly SchemaFinding[]): JsonObject | undefined {
	let meant: JsonObject | undefined;
	for (const { code, pointer } of findings) {
		if (!UNFILLED.has(code)) continue;
		const names = parsePointer(pointer) ?? [];
		const name = names.pop();
		const value = name === undefined ? undefined : getOwn(resolveParts(form, names), name);
		if (name === undefined || (value !== 'on' && value !== '')) continue;
		meant ??= structuredClone(form);
		const place = resolveParts(meant, names) as JsonObject;
		if (value === 'on') setOwn(place, name, true);
		else delete place[name];
	}
	return meant;
}
