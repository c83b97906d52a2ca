// What stands beside an entity or a list in an envelope: `{ success: true, code: 200, message: 'OK', data: … }`.

import {
	findKeyword,
	guessTypes,
	isObject,
	type JsonValue,
	listExamples,
	listPossibleProperties,
	listValues,
	type SchemaView,
	setOwn,
} from '../../spec/index.ts';
import { fitsView } from '../effects/birth/fit-value.ts';

const SUCCESS = /^(?:is_?)?(?:success|successful|ok)$/i;
const GONE = /^(?:is_?)?(?:deleted|removed|destroyed)$/i;
const STATUS = /^(?:status|status_?code|code|http_?status|err_?no|err_?code|ret_?code)$/i;
const MESSAGE = /^(?:message|msg|status_?message|status_?text)$/i;
const GOOD = /^(?:success|succeeded|successful|ok|good)$/i;

/** The truth about success, by the names that envelopes have for it; what the document says before our own. `undefined`: it is none of them. */
export function tellSuccess({
	name,
	view,
	status,
}: {
	name: string;
	view: SchemaView;
	status: number;
}): JsonValue | undefined {
	const isStatus = STATUS.test(name);
	const isSuccess = SUCCESS.test(name);
	if (!isStatus && !isSuccess && !MESSAGE.test(name)) return undefined;
	const types = guessTypes(view);
	if (isSuccess && types.has('boolean')) return true;
	const good = listValues(view)?.find((value) => typeof value === 'string' && GOOD.test(value));
	if (good !== undefined) return good;
	const said = [findKeyword(view, 'default'), ...listExamples(view)].find(
		(value) => value !== undefined && fitsView(view, value),
	);
	if (said !== undefined) return said;
	return isStatus && (types.has('integer') || types.has('number')) && fitsView(view, status) ? status : undefined;
}

/** A made-up answer of success with its own flags as they are then: `{ success: true }`, and `{ deleted: true }` where something is gone. */
export function tellDone(value: JsonValue, { view, isGone }: { view: SchemaView; isGone: boolean }): JsonValue {
	if (!isObject(value)) return value;
	let told = value;
	for (const [name, member] of listPossibleProperties(view)) {
		if (value[name] !== false || !(SUCCESS.test(name) || (isGone && GONE.test(name)))) continue;
		if (!fitsView(member, true)) continue;
		if (told === value) told = { ...value };
		setOwn(told, name, true);
	}
	return told;
}
