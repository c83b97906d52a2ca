// What a new entity has where nobody gave it anything: the rules, by meaning, in their order. The first that has an answer counts.

import {
	findKeyword,
	guessTypes,
	isNullable,
	type JsonValue,
	listExamples,
	listValues,
	readLimits,
	type SchemaView,
	stepsToLink,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { fitsView } from './fit-value.ts';
import { findLatest, findSign, isAverage, isBalance, isOfDigits } from './follow-words.ts';
import { findMomentForm, type MomentForm } from './moments.ts';
import { isTag } from './tags.ts';

/** A property that a new entity lacks. */
export interface MissingProperty {
	name: string;
	view: SchemaView;
	/** As other answers show it. */
	others: readonly SchemaView[];
	/** The answers that show an entity must have it. */
	isRequired: boolean;
	/** By the requests that send an entity, without those that mark it `readOnly`; empty: only the server gives it. */
	sent: readonly SchemaView[];
	/** Requests make such entities, or change them; else each of them is one that was always there. */
	isMade: boolean;
	/** A new one is of use by it, e.g. `is_active`, which nobody says who makes one. */
	isOfUse: boolean;
	/** The lifecycle's initial state, where this property shows the state. */
	initial?: string | undefined;
	/** It leads back to an entity of the same resource. */
	isRecursive: boolean;
	/** What the object is called in which it stands; absent: it is the entity's own. */
	holder?: string | undefined;
	/** What the entity is, e.g. `photo`. */
	noun: string;
	/** The values that requests know of it; absent: none, or answers know of some. */
	meant?: readonly string[] | undefined;
}

/** How a missing property is filled. */
export type Fill =
	| { kind: 'constant'; value: JsonValue }
	/** The session's time. */
	| { kind: 'now'; as: MomentForm }
	/** The entity's key once more: it has another name in some of the answers. */
	| { kind: 'key' }
	/** Where the entity itself is read, e.g. `http://localhost:4010/users/7`; `below`: the steps to it in an object of links. */
	| { kind: 'self'; below?: readonly string[] }
	/** A tag of the mock's own. */
	| { kind: 'tag' }
	/** One of these, as the entity's seed has it. */
	| { kind: 'among'; values: readonly string[] }
	/** By the schema, as the entity's seed has it. */
	| { kind: 'generated' }
	/** It stays out. */
	| { kind: 'absent' };

interface Rule {
	says: string;
	/** The values to try, the likeliest first: one that doesn't fit the schema is passed over. `undefined`: the rule has no say. */
	fill(
		property: MissingProperty,
		words: string,
	): readonly JsonValue[] | Exclude<Fill, { kind: 'constant' }> | undefined;
}

const CREATED =
	/^(?:(?:date|time)_?)?(?:created|creation|inserted|added|registered|joined|posted|uploaded|placed|issued|enrolled|recorded|imported|updated|modified|changed|last_updated|last_modified|last_changed)(?:_?(?:at|on|date|time|timestamp|utc|date_?time|ts))*$/;
const UPDATED = /(?:updated|modified|changed)/;
/** Moments of what may happen later, e.g. `deleted_at`, `paid_on`. */
const PAST = /(?:[a-z]{2,}(?:ed|id|ent|wn|ne|lt|ost)|(?:^|_)(?:sent|read|seen|won|begun))_(?:at|on|date|time)$/;
/** Moments of which nothing is said but that they are the entity's: `timestamp` of a message, `order_date` of an order. */
const OWN = /^(?:date|date_?time|time_?stamp|ts)$/;
const STATUS = /(?:^|_)(?:status|state|stage|phase|lifecycle)$/;
const COUNTER =
	/(?:^|_)(?:counts?|counter|likes|views|votes|visits|downloads|retries|attempts|replies|followers|comments|uses|progress|percent_complete)$|^(?:num|n|(?:num|number|no|nr|count)_of|anzahl|cantidad(?:_de)?|numero_de|quantidade(?:_de)?|nombre_de|total_(?:num|number|count)(?:_of)?)_|^total_[a-z_]*[a-z]s$/;
/** Counted from the first on, which an entity is at its birth. */
const VERSION = /^(?:(?:row|entity|resource|object|lock|current)_)?(?:version|revision|rev)(?:_(?:number|no|num))?$/;

/** Whether a property tells when an entity was changed last: it moves with each change. */
export function isUpdateMoment(name: string): boolean {
	const words = normalizeName(name);
	return CREATED.test(words) && UPDATED.test(words);
}

/** Whether a property counts the versions of an entity: it grows with each change. */
export function isVersion(name: string): boolean {
	return VERSION.test(normalizeName(name));
}

/** The rules, in their order. */
const FILL_RULES: readonly Rule[] = [
	{
		says: 'the initial state of the lifecycle',
		fill: ({ initial }) => (initial !== undefined && [initial]) || undefined,
	},
	{
		says: 'moments of creation and change are now',
		fill: (property, words) => (CREATED.test(words) || isOwnMoment(property, words) ? nowAs(property.view) : undefined),
	},
	{
		says: 'what tells one version from another is the server’s to give',
		fill: ({ name, view, sent }) => (isTag(name, { view, isSent: sent.length > 0 }) ? { kind: 'tag' } : undefined),
	},
	{ says: 'the default, the request’s before the answer’s', fill: ({ view, sent }) => listDefaults([...sent, view]) },
	{
		says: 'a new thing is of use',
		fill: ({ view, isOfUse }) => (isOfUse && guessTypes(view).has('boolean') ? [true] : undefined),
	},
	{
		says: 'what the client may send, and may leave out, stays out',
		fill: ({ sent, isRequired }) => (sent.length > 0 && !isRequired ? { kind: 'absent' } : undefined),
	},
	{
		says: 'a link to itself leads there',
		fill: (property, words) => (leadsToItself(property, words) ? { kind: 'self' } : undefined),
	},
	{
		says: 'of links that nobody names there is the one to itself',
		fill: ({ name, view, sent }) => {
			const steps = sent.length === 0 ? stepsToLink(name, view) : undefined;
			return steps && { kind: 'self', below: ['self', ...steps] };
		},
	},
	{ says: 'an example of the schema', fill: ({ view }) => listExamples(view) },
	{
		says: 'a status is the first of its enum',
		fill: ({ view, meant }, words) =>
			STATUS.test(words) ? (listValues(view) ?? meant)?.filter((value) => value !== null) : undefined,
	},
	{ says: 'null where it may be', fill: ({ view }) => (isNullable(view) && readsTypes(view) ? [null] : undefined) },
	{
		says: 'what leads back to entities of its own kind stays out',
		fill: ({ isRecursive, isRequired }) => (isRecursive && !isRequired ? { kind: 'absent' } : undefined),
	},
	{
		says: 'moments of what has not happened stay out, or are now',
		fill({ view, isRequired }, words) {
			const now = PAST.test(words) ? nowAs(view) : undefined;
			return now && !isRequired ? { kind: 'absent' } : now;
		},
	},
	{
		says: 'what is the latest of those below it stays out',
		fill: ({ name, view, sent, isMade, isRequired }) =>
			isMade && sent.length === 0 && !isRequired && findLatest(name) !== undefined && guessTypes(view).has('object')
				? { kind: 'absent' }
				: undefined,
	},
	{
		says: 'averages and balances begin at 0, and so does what comes on top of a sum',
		fill({ name, view, sent, isMade }) {
			const isMoney = findSign(name, view) !== undefined || (isMade && isBalance(name));
			if (sent.length > 0 || !(isMoney || (isMade && isAverage(name)))) return undefined;
			if (isNumber(view)) return [0, readLimits(view).min];
			return isOfDigits(view) || (isMoney && isPlainText(view)) ? ['0.00', '0'] : undefined;
		},
	},
	{
		says: 'counters begin at 0',
		fill: ({ view }, words) => (COUNTER.test(words) && isNumber(view) ? [0, readLimits(view).min] : undefined),
	},
	{
		says: 'versions begin at 1',
		fill: ({ view, sent }, words) =>
			sent.length === 0 && VERSION.test(words) && isNumber(view) ? [1, readLimits(view).min] : undefined,
	},
	{
		says: 'booleans begin with false',
		fill: ({ view }) => (guessTypes(view).has('boolean') ? [false, true] : undefined),
	},
	{ says: 'lists begin empty', fill: ({ view }) => (guessTypes(view).has('array') ? [[]] : undefined) },
	{
		says: 'what lists are filtered by has one of the values that they are filtered by',
		fill: ({ meant }) => meant && { kind: 'among', values: meant },
	},
	{ says: 'all else is generated', fill: () => ({ kind: 'generated' }) },
];

/** How a property is filled that an entity lacks: by the first rule whose value fits all answers, else by the first that fits one. */
export function chooseFill(property: MissingProperty): Fill {
	const { view, others, name } = property;
	const words = normalizeName(name);
	let spare: JsonValue | undefined;
	for (const { fill } of FILL_RULES) {
		const choice = fill(property, words);
		if (!choice) continue;
		if ('kind' in choice) {
			if (choice.kind === 'generated' && spare !== undefined) break;
			return choice;
		}
		const fitting = choice.filter((one) => fitsView(view, one));
		const value = fitting.find((one) => others.every((other) => fitsView(other, one)));
		if (value !== undefined) return { kind: 'constant', value };
		// Null that another answer can't show would be made up anew in that.
		spare ??= fitting.find((one) => one !== null);
	}
	return spare === undefined ? { kind: 'generated' } : { kind: 'constant', value: spare };
}

/** A text that may be anything. */
function isPlainText(view: SchemaView): boolean {
	const { formats, patterns } = readLimits(view);
	return guessTypes(view).has('string') && formats.length === 0 && patterns.length === 0;
}

/** The one moment of what it is, which no request sends. */
function isOwnMoment({ sent, isMade, noun, holder }: MissingProperty, words: string): boolean {
	if (!isMade || sent.length > 0 || holder !== undefined) return false;
	const own = normalizeName(noun);
	return OWN.test(words.startsWith(`${own}_`) ? words.slice(own.length + 1) : words);
}

/** A moment in the form of the schema; `undefined`: it is none. */
function nowAs(view: SchemaView): (Fill & { kind: 'now' }) | undefined {
	const as = findMomentForm(view);
	return as && { kind: 'now', as };
}

const SELF = /^(?:self|href|self_?(?:link|url|uri|href)|resource_?(?:uri|url)|api_?url|url|uri)$/;
/** What these are called by is a file elsewhere. */
const FILES =
	/(?:photo|image|picture|file|attachment|media|avatar|video|document|download|upload|asset|link|webhook|hook|site)$/;

/** `self`, `_links: { self: { href } }`, `url` of what is no file; only the server says it. */
function leadsToItself({ sent, view, holder, noun }: MissingProperty, words: string): boolean {
	if (sent.length > 0 || !guessTypes(view).has('string')) return false;
	const { formats, patterns } = readLimits(view);
	if (patterns.length > 0 || formats.some((format) => !/^(?:uri|url|iri)(?:-reference)?$/.test(format))) return false;
	const around = normalizeName(holder ?? '');
	if (around === 'self') return /^(?:href|url|uri)$/.test(words);
	// Beside `self`, HAL has it under the noun once more: `_links: { person: { href } }`.
	if (around !== '' && around === normalizeName(noun)) return words === 'href';
	if (around !== '') return /^_?links?$/.test(around) && words === 'self';
	return SELF.test(words) && (!/^(?:url|uri|href)$/.test(words) || !FILES.test(normalizeName(noun)));
}

function listDefaults(views: readonly SchemaView[]): JsonValue[] {
	return views.map((view) => findKeyword(view, 'default')).filter((value) => value !== undefined);
}

function isNumber(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('integer') || types.has('number');
}

/** A schema that says nothing of types lets null through by accident. */
function readsTypes(view: SchemaView): boolean {
	return guessTypes(view).has('null');
}
