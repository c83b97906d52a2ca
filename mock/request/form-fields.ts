// The fields of a form body to an object, by the schema and by `encoding` (OpenAPI 3.1.1 §4.8.15): urlencoded and multipart alike.

import {
	findKeyword,
	getObject,
	getOwn,
	getString,
	guessTypes,
	isJsonType,
	isRawBytes,
	isXmlType,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type MediaType,
	readXml,
	type SchemaView,
	setOwn,
	stripMediaType,
	viewAdditional,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
import { type BodyParse, refuseBody } from './body-parse.ts';
import { coerceText, viewMember } from './coerce-text.ts';
import { listInexactFields } from './inexact-numbers.ts';
import { isDeeperThan, MAX_BODY_DEPTH } from './json-body.ts';
import { isDeepName, readDeepObject } from './parameters/deep-object.ts';
import { decodeForm, type RawPairs } from './parameters/raw-query.ts';
import { readPairs, type StyledParameter } from './parameters/styles.ts';
import { type FilePart, findUpload } from './uploads.ts';

/** What is known of the form's properties before any request. */
interface FormPlan {
	view: SchemaView;
	/** Properties with a style of their own. */
	styled: readonly { parameter: StyledParameter; view: SchemaView }[];
	/** Property → the media types that its parts may have. */
	contentTypes: ReadonlyMap<string, readonly string[]>;
	claimed: ReadonlySet<string>;
}

const plans = new WeakMap<MediaType, FormPlan>();
const STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;
/** Longer texts are not tried as JSON. */
const MAX_JSON = 100_000;
const NONE: ReadonlySet<string> = new Set();

function planForm(mediaType: MediaType): FormPlan {
	const known = plans.get(mediaType);
	if (known) return known;
	const view = viewSchema(mediaType.schema);
	const styled: { parameter: StyledParameter; view: SchemaView }[] = [];
	const contentTypes = new Map<string, readonly string[]>();
	for (const name of Object.keys(mediaType.encoding ?? {})) {
		const encoding = getObject(mediaType.encoding, name);
		const written = getString(encoding, 'style');
		const explode = getOwn(encoding, 'explode');
		const types = getString(encoding, 'contentType');
		if (written !== undefined || explode !== undefined || getOwn(encoding, 'allowReserved') !== undefined) {
			const style = STYLES.find((one) => one === written) ?? 'form';
			const isExploded = typeof explode === 'boolean' ? explode : style === 'form';
			const parameter = { name, in: 'query', style, explode: isExploded, allowEmptyValue: false } as const;
			styled.push({ parameter, view: viewMember(view, name) });
		} else if (types !== undefined) contentTypes.set(name, types.split(',').map(stripMediaType));
	}
	const plan = { view, styled, contentTypes, claimed: new Set(listPossibleProperties(view).keys()) };
	plans.set(mediaType, plan);
	return plan;
}

/**
 * The object that a form's fields stand for. `pairs` are the texts, percent-encoded unless `isPlain`; `files` come beside them.
 * A property with a style is read by it; of the others text is coerced by the schema's types, JSON where an object is wanted,
 * `a[b]` as the member of an object, and repeated ones are a list.
 */
export function buildForm(
	mediaType: MediaType,
	fields: { pairs: RawPairs; files?: ReadonlyMap<string, readonly FilePart[]>; isPlain: boolean },
): BodyParse {
	const plan = planForm(mediaType);
	const { pairs, isPlain, files } = fields;
	const object: JsonObject = {};
	const left = new Map(pairs);
	for (const { parameter, view } of plan.styled) {
		const read = readPairs(left, parameter, { view, claimed: plan.claimed, isPlain });
		if (read.kind === 'malformed') return refuseBody('request.body.malformed', read.message, `/${parameter.name}`);
		if (read.kind === 'absent') continue;
		setOwn(object, parameter.name, read.value);
		for (const name of left.keys()) if (belongsTo(name, { parameter, view, plan })) left.delete(name);
	}
	for (const name of [...left.keys()]) {
		const owner = findDeepOwner(plan, name);
		if (owner === undefined || left.has(owner) || Object.hasOwn(object, owner)) continue;
		const read = readDeepObject(left, owner, { view: viewMember(plan.view, owner), decode: decoderOf(isPlain) });
		if (read.kind === 'malformed') return refuseBody('request.body.malformed', read.message, `/${owner}`);
		if (read.kind === 'value') setOwn(object, owner, read.value);
		for (const other of left.keys()) if (isDeepName(other, owner)) left.delete(other);
	}
	for (const [name, raw] of left) {
		const texts = raw.map(decoderOf(isPlain));
		if (texts.includes(undefined)) return refuseBody('request.body.encoding', `field ${name} is not valid UTF-8`);
		const finding = putField(object, plan, { name, values: texts as string[] });
		if (finding) return finding;
	}
	const sent: FilePart[] = [];
	for (const [written, parts] of files ?? []) {
		const finding = putFiles(object, plan, { name: findListOwner(plan, written) ?? written, parts, sent });
		if (finding) return finding;
	}
	const inexact = listInexactFields(object, pairs, decoderOf(isPlain));
	const upload = findUpload(sent);
	return {
		ok: true,
		value: object,
		text: undefined,
		...(inexact.length > 0 && { inexact }),
		...(upload && { upload }),
	};
}

function decoderOf(isPlain: boolean): (text: string) => string | undefined {
	return isPlain ? (text) => text : decodeForm;
}

/** Whether a pair was read as part of a property with a style. */
function belongsTo(
	name: string,
	{ parameter, view, plan }: { parameter: StyledParameter; view: SchemaView; plan: FormPlan },
): boolean {
	if (name === parameter.name || name === `${parameter.name}[]`) return true;
	if (parameter.style === 'deepObject') return name.startsWith(`${parameter.name}[`);
	return parameter.explode && listPossibleProperties(view).has(name) && !plan.claimed.has(name);
}

/** The declared property that `name[…]` is a member of; `undefined` for a name that is one itself. */
function findDeepOwner({ view, claimed }: FormPlan, name: string): string | undefined {
	const bracket = name.indexOf('[');
	if (bracket <= 0 || claimed.has(name)) return undefined;
	const owner = name.slice(0, bracket);
	const found = listPossibleProperties(view).get(owner);
	const types = found ? guessTypes(found) : NONE;
	return (types.has('object') || types.has('array')) && isDeepName(name, owner) ? owner : undefined;
}

/** The declared list that a file is sent for as `name[]` or `name[0]`; `undefined` for a name that is one itself. */
function findListOwner({ view, claimed }: FormPlan, name: string): string | undefined {
	const owner = claimed.has(name) ? undefined : /^(.+)\[\d*\]$/.exec(name)?.[1];
	const found = owner === undefined ? undefined : listPossibleProperties(view).get(owner);
	return found && guessTypes(found).has('array') ? owner : undefined;
}

/** What the form says of a field; `undefined`: nothing. */
function findField({ view }: FormPlan, name: string): SchemaView | undefined {
	return listPossibleProperties(view).get(name) ?? viewAdditional(view);
}

function putField(
	object: JsonObject,
	plan: FormPlan,
	{ name, values }: { name: string; values: readonly string[] },
): BodyParse | undefined {
	const member = findField(plan, name);
	const types = member ? guessTypes(member) : NONE;
	const isList = types.has('array');
	const wanted = isList ? member && viewItems(member) : member;
	const contentTypes = plan.contentTypes.get(name);
	const mustBeJson = contentTypes?.every((type) => /[/+]json$/.test(type)) === true;
	const isXml = contentTypes?.some(isXmlType) === true;
	const read: JsonValue[] = [];
	for (const text of values) {
		const value =
			(isXml ? readXmlField(text, wanted) : undefined) ??
			readField(text, { view: wanted, mayBeList: isList && values.length === 1, mustBeJson });
		if (value === undefined) return refuseBody('request.body.syntax', 'is not JSON', `/${name}`);
		read.push(value);
	}
	putValues(object, name, { values: read, isList });
	return undefined;
}

function putValues(
	object: JsonObject,
	name: string,
	{ values, isList }: { values: readonly JsonValue[]; isList: boolean },
): void {
	const before = getOwn(object, name);
	const all = before === undefined ? values : [...(Array.isArray(before) ? before : [before]), ...values];
	const sole = all[0] as JsonValue;
	const asList = (isList || all.length > 1) && !(all.length === 1 && Array.isArray(sole));
	setOwn(object, name, asList ? [...all] : sole);
}

/** `undefined`: no object is wanted, or none is written as XML. */
function readXmlField(text: string, view: SchemaView | undefined): JsonValue | undefined {
	if (!view || !isContainer(guessTypes(view)) || !text.trimStart().startsWith('<')) return undefined;
	const read = readXml(text, view);
	return read.ok ? read.value : undefined;
}

/** `undefined`: it must be JSON, and isn't. */
function readField(
	text: string,
	{ view, mayBeList, mustBeJson }: { view: SchemaView | undefined; mayBeList: boolean; mustBeJson: boolean },
): JsonValue | undefined {
	if (!view && !mustBeJson) return text;
	const isJsonList = mayBeList && text.trimStart().startsWith('[');
	const wantsJson = view && isContainer(guessTypes(view)) && !guessTypes(view).has('string');
	if ((wantsJson || isJsonList || mustBeJson) && text.length <= MAX_JSON && !isDeeperThan(text, MAX_BODY_DEPTH)) {
		try {
			const value = JSON.parse(text) as JsonValue;
			if (mustBeJson || (typeof value === 'object' && value !== null)) return value;
		} catch {
			if (mustBeJson) return undefined;
		}
	}
	return view ? coerceText(text, view) : text;
}

function isContainer(types: ReadonlySet<string>): boolean {
	return types.has('object') || types.has('array');
}

/** `sent` is told of those that are files: a browser gives a part of JSON a file name as well (`new Blob([json])`). */
function putFiles(
	object: JsonObject,
	plan: FormPlan,
	{ name, parts, sent }: { name: string; parts: readonly FilePart[]; sent: FilePart[] },
): BodyParse | undefined {
	const member = findField(plan, name);
	const types = member ? guessTypes(member) : NONE;
	const allowed = plan.contentTypes.get(name);
	const values: JsonValue[] = [];
	for (const part of parts) {
		const { text, type } = part;
		if (allowed && part.name !== undefined && !mayBe(type, allowed)) {
			return refuseBody('request.body.part-type', `is ${type}: send ${allowed.join(', ')}`, `/${name}`);
		}
		const wanted = types.has('array') ? member && viewItems(member) : member;
		const plain = isPlainJson(part, wanted) ? readPlainJson(text) : undefined;
		if (plain !== undefined) {
			values.push(plain);
			continue;
		}
		const isXml = isXmlType(type);
		const isText = isXml || isJsonType(type) || !wanted || isContainer(guessTypes(wanted));
		const written = isText ? Buffer.from(text, 'latin1').toString('utf8') : text;
		const value = isText
			? ((isXml ? readXmlField(written, wanted) : undefined) ??
				readField(written, { view: wanted, mayBeList: types.has('array') && parts.length === 1, mustBeJson: false }))
			: text;
		const isValue = typeof value === 'object' && value !== null;
		values.push(isValue ? value : text);
		if (!isValue) sent.push(part);
	}
	putValues(object, name, { values, isList: types.has('array') });
	return undefined;
}

/** Whether a part of JSON stands for a value: it has no file's name but the one that browsers give a `Blob`, and no file is wanted. */
function isPlainJson({ name, type }: FilePart, wanted: SchemaView | undefined): boolean {
	if ((name !== undefined && name !== 'blob') || !isJsonType(type) || !wanted || guessTypes(wanted).size === 0)
		return false;
	return !isRawBytes(wanted) && findKeyword(wanted, 'contentMediaType') === undefined;
}

/** A text, number or flag that is written as JSON; `undefined`: it is something else. */
function readPlainJson(latin: string): JsonValue | undefined {
	if (latin.length > MAX_JSON) return undefined;
	try {
		const value = JSON.parse(Buffer.from(latin, 'latin1').toString('utf8')) as JsonValue;
		return typeof value === 'object' ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Clients say `application/octet-stream`, or nothing, of a file that they know nothing of. */
function mayBe(type: string, allowed: readonly string[]): boolean {
	if (type === '' || type === 'application/octet-stream') return true;
	return allowed.some(
		(one) => one === type || one === '*/*' || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))),
	);
}
