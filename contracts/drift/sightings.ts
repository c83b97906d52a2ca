// What was seen of each schema of the answers: which properties, types and values came, so that what never came can be told.

import {
	type ApiDocument,
	formatCount,
	guessTypes,
	isNullable,
	type JsonType,
	type JsonValue,
	listProperties,
	listRequired,
	listValues,
	type Pointer,
	readTypes,
	type SchemaView,
	typeOfValue,
} from '../../spec/index.ts';
import type { NewFinding } from './drift-finding.ts';

/** Values of one schema, as they came. */
interface Sight {
	document: ApiDocument;
	view: SchemaView;
	operation: string;
	body: Pointer;
	count: number;
	types: Set<JsonType>;
	values: Set<string>;
	/** Of texts: the form that all of them have; `undefined`: they have none in common. */
	form: string | undefined;
	texts: number;
	/** Of objects: how many there were, and how often each property came. */
	objects: number;
	properties: Map<string, number>;
}

/** Forms that a text may be seen to have. */
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
	['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
	['date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/],
	['date', /^\d{4}-\d\d-\d\d$/],
	['email', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
	['uri', /^https?:\/\/\S+$/],
];
/** Fewer values tell nothing of their form. */
const MIN_TEXTS = 3;
/** Values of an enum that are looked for. */
const MAX_VALUES = 200;

/** Everything that was seen, by the place of its schema. */
export class Sightings {
	readonly #sights = new Map<string, Sight>();

	/** Notes a value of a schema. */
	note(view: SchemaView, value: JsonValue, { operation, body }: { operation: string; body: Pointer }): void {
		const part = view.parts[0];
		if (!part) return;
		const place = `${part.document.file} ${part.pointer}`;
		const known = this.#sights.get(place);
		const sight: Sight = known ?? {
			document: part.document,
			view,
			operation,
			body,
			count: 0,
			types: new Set(),
			values: new Set(),
			form: undefined,
			texts: 0,
			objects: 0,
			properties: new Map(),
		};
		this.#sights.set(place, sight);
		sight.count += 1;
		sight.types.add(typeOfValue(value));
		if (typeof value === 'string') noteText(sight, value);
		if (sight.values.size < MAX_VALUES && (typeof value !== 'object' || value === null))
			sight.values.add(JSON.stringify(value));
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
		sight.objects += 1;
		for (const name of Object.keys(value)) sight.properties.set(name, (sight.properties.get(name) ?? 0) + 1);
	}

	/** What the document lets come and never came, and what it leaves wider than all that came. */
	list(): NewFinding[] {
		return [...this.#sights.values()].flatMap((sight) => [...listUnseen(sight), ...listNarrower(sight)]);
	}
}

function noteText(sight: Sight, value: string): void {
	const form = FORMS.find(([, pattern]) => pattern.test(value))?.[0];
	if (sight.texts === 0) sight.form = form;
	else if (sight.form !== form) sight.form = undefined;
	sight.texts += 1;
}

function listUnseen(sight: Sight): NewFinding[] {
	if (sight.objects === 0) return [];
	const required = listRequired(sight.view);
	return [...listProperties(sight.view)].flatMap(([name, view]): NewFinding[] => {
		if (sight.properties.has(name) || required.has(name)) return [];
		const [root] = view.roots;
		if (!root || view.parts.some(({ value }) => isWithheldHere(value))) return [];
		return [
			{
				...common(sight, 'property.unseen', root.pointer),
				body: `${sight.body}/${name}`,
				message: `the property ${name} was never there, in ${sight.objects} objects`,
			},
		];
	});
}

function isWithheldHere(schema: JsonValue): boolean {
	return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && schema['writeOnly'] === true;
}

function listNarrower(sight: Sight): NewFinding[] {
	const { view, types, count, texts, form } = sight;
	const [root] = view.parts;
	if (!root) return [];
	const found: NewFinding[] = [];
	const documented = readTypes(view);
	if (documented && isNullable(view) && guessTypes(view).has('null') && !types.has('null'))
		found.push({
			...common(sight, 'null.narrower', root.pointer),
			message: `null was never seen, in ${formatCount(count, 'value')}`,
		});
	const others = [...(documented ?? [])].filter((type) => type !== 'null');
	const seen = [...types].filter((type) => type !== 'null');
	if (others.includes('number') && !others.includes('integer') && seen.length === 1 && seen[0] === 'integer')
		found.push({
			...common(sight, 'type.narrower', root.pointer),
			message: `only whole numbers were seen, in ${formatCount(count, 'value')}`,
		});
	else if (others.length > 1 && view.unions.length === 0) {
		const missing = others.filter((type) => !seen.includes(type) && !(type === 'number' && seen.includes('integer')));
		if (missing.length > 0 && seen.length > 0)
			found.push({
				...common(sight, 'type.narrower', root.pointer),
				message: `no ${missing.join(', no ')} was seen, in ${formatCount(count, 'value')}`,
			});
	}
	const values = listValues(view);
	const absent = (values ?? []).filter((value) => value !== null && !sight.values.has(JSON.stringify(value)));
	if (values && values.length > 1 && absent.length > 0 && sight.values.size < MAX_VALUES)
		found.push({
			...common(sight, 'enum.narrower', root.pointer),
			message: `${absent.map((value) => JSON.stringify(value)).join(', ')} never came, in ${formatCount(count, 'value')}`,
		});
	const isPlain = !values && view.parts.every(({ value }) => !hasForm(value));
	if (isPlain && form !== undefined && texts >= MIN_TEXTS)
		found.push({
			...common(sight, 'format.narrower', root.pointer),
			message: `every value is of the form ${form}, in ${texts} texts`,
		});
	return found;
}

function hasForm(schema: JsonValue): boolean {
	if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return false;
	return schema['format'] !== undefined || schema['pattern'] !== undefined;
}

function common(
	{ document, operation, body }: Sight,
	code: NewFinding['code'],
	pointer: Pointer,
): Pick<NewFinding, 'code' | 'operation' | 'document' | 'body' | 'isUnseen' | 'key'> {
	return {
		code,
		operation,
		document: { file: document.file, pointer },
		body,
		isUnseen: true,
		key: `${document.file} ${pointer}`,
	};
}
