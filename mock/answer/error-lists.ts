// The lists of texts in an error body: messages, messages of one field, and the places of a mistake.

import { guessTypes, type JsonValue, readLimits, type SchemaView, viewItems } from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { fieldOf, listLocation, listSteps, mustTellPlace } from './error-places.ts';
import { type Filling, listMessages, type Property } from './error-texts.ts';

/** Names of lists for what is wrong with no field in particular. */
const GENERAL: ReadonlySet<string> = new Set(['non_field_errors', 'global_errors', 'general_errors']);

/** A list that isn't one of objects, filled; `undefined`: better left out. `'other'`: it is no such list. */
export function tellList(
	value: readonly JsonValue[],
	own: Property,
	filling: Filling,
): JsonValue | undefined | 'other' {
	const { name, meaning, meanings, property, siblings } = own;
	const { findings, isGenerated } = filling;
	const [finding] = findings;
	const absent = isGenerated && !own.isRequired ? undefined : [...value];
	if (meaning === 'location') return finding ? listLocation(finding) : absent;
	if (meaning === 'place') return finding ? listSteps(finding) : absent;
	const isTexts = isTextList(value, property);
	if (isTexts && (meaning === 'places' || (name === 'fields' && (meanings.has('message') || meanings.has('code')))))
		return findings.filter(({ pointer }) => pointer).map(fieldOf);
	if (isTexts && (GENERAL.has(name) || [...siblings].some((sibling) => GENERAL.has(sibling))))
		return tellOneField(own, filling);
	if (isTexts && (meaning === 'message' || meaning === 'messages')) return listMessages(filling);
	if (isGenerated && meanings.has('message') && findings.every(({ pointer }) => !pointer) && mustTellPlace(property)) {
		if (readLimits(property).minItems === 0) return [];
		return own.isRequired ? 'other' : undefined;
	}
	return 'other';
}

/** Beside a list for mistakes of no field, each list of texts is that of the field which it is named by (Django REST). */
function tellOneField({ name }: Property, { findings, ...filling }: Filling): JsonValue | undefined {
	const [own, rest] = [[], []] as [(typeof findings)[number][], (typeof findings)[number][]];
	for (const finding of findings) {
		const [top = ''] = fieldOf(finding).split('.');
		if (!finding.pointer) rest.push(finding);
		else if (normalizeName(top) === name) own.push(finding);
	}
	if (own.length > 0) return own.map(({ message }) => message);
	const isOnly = findings.length === 0 || rest.length > 0;
	return GENERAL.has(name) && isOnly ? listMessages({ ...filling, findings: rest }) : undefined;
}

/** A list of texts, by what it holds or, where it is empty, by its schema. */
export function isTextList(value: readonly JsonValue[], list: SchemaView): boolean {
	if (value.length > 0) return value.every((one) => typeof one === 'string');
	const items = viewItems(list);
	return items !== undefined && guessTypes(items).has('string');
}
