// Error bodies that tell messages by field, e.g. `{ errors: { title: ['is required'] } }`: Rails, Laravel, ASP.NET, Django REST.

import {
	ANYTHING,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	setOwn,
	viewAdditional,
	viewItems,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { Finding } from '../types/finding.ts';
import { fieldOf } from './error-places.ts';
import { findMeaning } from './error-words.ts';

/** Messages in a map, at most. */
const MAX_MESSAGES = 20;

/** The findings by their fields, else under `detail` what there is to say `otherwise`; `undefined`: an object of this schema, or one like the template, is no map of messages. */
export function mapMessages(
	findings: readonly Finding[],
	{ view, template, otherwise }: { view: SchemaView; template: JsonObject; otherwise?: string },
): JsonObject | undefined {
	const declared = listPossibleProperties(view);
	const additional = viewAdditional(view);
	if (!isMessageMap({ declared, additional, template })) return undefined;
	const fields: JsonObject = {};
	for (const finding of findings.filter(({ pointer }) => pointer).slice(0, MAX_MESSAGES)) {
		const name = chooseName(fieldOf(finding), { declared, isOpen: additional !== undefined });
		if (name === undefined) continue;
		const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
		const before = Array.isArray(known) ? known : [];
		const isText = takesText(declared.get(name) ?? additional ?? ANYTHING, Object.values(template)[0]);
		setOwn(fields, name, isText ? finding.message : [...before, finding.message]);
	}
	if (otherwise !== undefined && Object.keys(fields).length === 0 && declared.size === 0)
		fields.detail = takesText(additional ?? ANYTHING, Object.values(template)[0]) ? otherwise : [otherwise];
	return fields;
}

/** A name that may stand there: the field's, or that of what it lies in. */
function chooseName(
	field: string,
	{ declared, isOpen }: { declared: ReadonlyMap<string, SchemaView>; isOpen: boolean },
): string | undefined {
	if (declared.has(field)) return field;
	const [outer = field] = field.split('.');
	return declared.has(outer) ? outer : isOpen ? field : undefined;
}

function isMessageMap(args: {
	declared: ReadonlyMap<string, SchemaView>;
	additional: SchemaView | undefined;
	template: JsonObject;
}): boolean {
	const { declared, additional, template } = args;
	const shown = Object.entries(template);
	if (declared.size > 0)
		return [...declared].every(([name, view]) => isMessages(view) && mayBeField(name, !takesText(view, undefined)));
	if (additional && additional !== ANYTHING)
		return isMessages(additional) && shown.every(([name, value]) => mayBeField(name, Array.isArray(value)));
	// An object of which nothing is said, under a name that means errors, is one of lists unless its template shows texts.
	return (
		additional !== undefined &&
		shown.every(([name, value]) => isMessage(value) && mayBeField(name, Array.isArray(value)))
	);
}

/** A `title` with a list of texts is a field; with a text it may be the title of the error. */
function mayBeField(name: string, isList: boolean): boolean {
	const meaning = findMeaning(normalizeName(name));
	return meaning === undefined || (isList && meaning !== 'message' && meaning !== 'messages');
}

/** A text, or a list of texts. */
function isMessages(view: SchemaView): boolean {
	if (view === ANYTHING) return false;
	const items = viewItems(view);
	return guessTypes(view).has('string') || (items !== undefined && guessTypes(items).has('string'));
}

function isMessage(value: JsonValue): boolean {
	if (isObject(value)) return false;
	return Array.isArray(value) ? value.every((one) => typeof one === 'string') : typeof value === 'string';
}

/** Where the schema leaves it open, the template shows the form. */
function takesText(view: SchemaView, shown: JsonValue | undefined): boolean {
	return view === ANYTHING ? typeof shown === 'string' : guessTypes(view).has('string');
}
