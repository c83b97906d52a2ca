// Where a finding lies, in the forms in which error bodies tell it.

import {
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { Finding } from '../types/finding.ts';
import { findMeaning } from './error-words.ts';

/** Names that are followed by the name of a field, not by a pointer; normalised. */
const FIELD_NAMES: ReadonlySet<string> = new Set(
	'field field_name fieldname loc property property_name property_path param parameter attribute target name header'.split(
		' ',
	),
);
/** The members of which only one tells where a mistake lies: JSON:API 1.1, error objects, `source`. */
const SOURCES = new Map<string, (place: Finding['in']) => boolean>([
	['pointer', (place) => place === undefined || place === 'body'],
	['parameter', (place) => place === 'query' || place === 'path' || place === 'cookie'],
	['header', (place) => place === 'header'],
]);

/** The place as a text, in the form of the example (`shown`), else by the name: `/items/0/qty` or (for a `field`) `items.0.qty`; `undefined`: another member beside it tells it, or nothing does. */
export function tellPlace(
	finding: Finding | undefined,
	{ name, siblings, shown }: { name: string; siblings: ReadonlySet<string>; shown: string | undefined },
): string | undefined {
	if (!finding?.pointer) return undefined;
	const isSource = siblings.has('pointer') && siblings.has('parameter');
	if (isSource && SOURCES.get(name)?.(finding.in) === false) return undefined;
	if (isSource && name === 'parameter') return inBrackets(finding);
	if (shown !== undefined && finding.pointer.startsWith('/')) {
		if (shown.startsWith('#/')) return `#${finding.pointer}`;
		if (/^\$[.[]/.test(shown)) return `$.${bracket(finding)}`;
		if (/\[\d+\]/.test(shown)) return bracket(finding);
		if (shown.startsWith('/')) return finding.pointer;
		return fieldOf(finding);
	}
	return FIELD_NAMES.has(name) ? fieldOf(finding) : finding.pointer;
}

/** As the query has it (JSON:API 1.1, `source.parameter`): `filter/tags/0` → `filter[tags]`. */
function inBrackets({ pointer = '' }: Finding): string {
	const [name = '', ...steps] = pointer.split('/').filter((step, index) => index === 0 || !/^\d+$/.test(step));
	return name + steps.map((step) => `[${step}]`).join('');
}

/** `/items/0/qty` → `items[0].qty` */
function bracket(finding: Finding): string {
	return fieldOf(finding).replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

/** Whether a member named so tells a place beside these, though elsewhere it may mean anything. */
export function tellsPlaceHere(name: string, siblings: ReadonlySet<string>): boolean {
	if (name === 'header') return siblings.has('pointer') && siblings.has('parameter');
	// RFC 9457 §3, `invalid-params`.
	return name === 'name' && siblings.has('reason');
}

/** Whether each entry of a list of errors must say where it is; a conflict is nowhere, and a form would mark the field that is made up. */
export function mustTellPlace(list: SchemaView): boolean {
	const items = viewItems(list);
	if (!items) return false;
	const siblings = new Set([...listPossibleProperties(items).keys()].map(normalizeName));
	const required = [...listAlwaysRequired(items)].map(normalizeName);
	return required.some((name) => findMeaning(name) === 'place' || tellsPlaceHere(name, siblings));
}

/** `/items/0/qty` → `items.0.qty` */
export function fieldOf({ pointer = '' }: Finding): string {
	return pointer.replace(/^\//, '').replaceAll('/', '.');
}

/** `['items', 0, 'qty']` */
export function listSteps({ in: place = 'body', pointer = '' }: Finding): JsonValue[] {
	const steps = pointer.split('/').filter((step) => step !== '');
	return steps.map((step) => (/^\d+$/.test(step) && place === 'body' ? Number(step) : step));
}

/** `['body', 'items', 0, 'qty']` */
export function listLocation(finding: Finding): JsonValue[] {
	return [finding.in ?? 'body', ...listSteps(finding)];
}
