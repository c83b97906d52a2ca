// What each query parameter of a list is for: pages, order, search, a filter. Words first, then the properties of the items.

import { getString } from '../read/json.ts';
import { resolvePointer } from '../read/pointer.ts';
import { readLimits } from '../schema/limits.ts';
import { outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { findKeyword } from '../schema/values.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { Parameter } from '../types/document.ts';
import type { ListFilter, ListParameters, ListSort, Paging, QueryPlace } from '../types/lists.ts';
import { findFlagOf, withoutVerb } from './flags.ts';
import { type NamedFilter, readFilterName } from './list-filters.ts';
import { findRange } from './list-ranges.ts';
import { findRole, IDENTIFIERS, isFilterWord, isKeyCursor, isPagingWord, isWeakWord, toPlain } from './list-words.ts';
import { type FindProperty, joinFinders } from './property-finder.ts';
import {
	asksForDeleted,
	describe,
	findPagingRole,
	hasOwnForm,
	isDirectionAlone,
	isFitFor,
	isText,
	type Place,
	saysHowMany,
	tellsZero,
} from './query-places.ts';

/** Reads the parameters of one operation, one after the other. */
export class ParameterReader {
	readonly #item: SchemaView | undefined;
	readonly #find: FindProperty;
	readonly #findSent: FindProperty;
	readonly #paging: Paging = {};
	readonly #sort: ListSort & { properties?: { place: QueryPlace; property: string }[] } = {};
	readonly #search: QueryPlace[] = [];
	readonly #conditions: QueryPlace[] = [];
	readonly #filters: ListFilter[] = [];
	#withDeleted: QueryPlace | undefined;
	readonly #names = new Set<string>();
	/** `order` is a direction beside another parameter to sort by, else what to sort by. */
	#order: Place | undefined;
	#pageView: Place | undefined;
	readonly #isPrefixed: boolean;
	readonly #isPaged: boolean;

	/** `isPrefixed`: the operators of filters stand before their values; `sent`: what creates take; `isPaged`: a word that may be a property is how many a page has. */
	constructor({
		item,
		entity,
		sent,
		isPaged,
		isPrefixed,
	}: {
		item: SchemaView | undefined;
		entity?: SchemaView | undefined;
		sent?: SchemaView | undefined;
		isPaged: boolean;
		isPrefixed: boolean;
	}) {
		this.#isPrefixed = isPrefixed;
		this.#isPaged = isPaged;
		this.#item = item ?? entity;
		this.#find = joinFinders([item, entity]);
		this.#findSent = joinFinders([sent]);
	}

	readParameter({ name, schema, content, pointer }: Parameter): void {
		const own = schema ?? content?.schema;
		const said = (): string => getString(own && resolvePointer(own.document.root, pointer), 'description') ?? '';
		this.readAsked(name, viewSchema(own), said);
	}

	/** What is asked under a name: by a parameter, of which the document may say more, or by a property of the body of a search. */
	readAsked(name: string, asked: SchemaView, said = (): string => ''): void {
		const { view, kind } = outlineView(asked);
		const plain = toPlain(name);
		this.#names.add(plain);
		const outer: Place = { name, place: name, view, kind, isPaging: false, said };
		const members = kind === 'object' ? outlineProperties(view) : undefined;
		if (!members || members.size === 0 || this.#isOwnProperty(name)) {
			if (members && (isFilterWord(plain) || (findRole(plain) === 'search' && kind === 'object')))
				this.#conditions.push(name);
			else this.#readPlace(outer);
			return;
		}
		const isPaging = isPagingWord(plain);
		const isSort = findRole(plain) === 'sort';
		for (const [member, inner] of members) {
			const place: Place = { ...outer, ...outlineView(inner), name: member, place: [name, member], isPaging };
			this.#names.add(toPlain(member));
			if (!isSort || !this.#readSortMember(place, member)) this.#readPlace(place);
		}
		// Spring counts its pages from 0.
		if (plain === 'pageable' && this.#paging.page !== undefined) this.#paging.firstPage ??= 0;
	}

	/** `isFromZero`: the answer's pages are counted from 0. */
	finish(isFromZero: boolean): ListParameters & { filters: ListFilter[] } {
		this.#settleOrder();
		this.#settleFirstPage(isFromZero);
		// A text without a size beside it may as well be what the last answer told.
		if (this.#pageView && this.#paging.limit === undefined && isText(this.#pageView.view)) delete this.#paging.page;
		return {
			...(Object.keys(this.#paging).length > 0 && { paging: this.#paging }),
			...(Object.keys(this.#sort).length > 0 && { sort: this.#sort }),
			...(this.#search.length > 0 && { search: this.#search }),
			...(this.#conditions.length > 0 && { conditions: this.#conditions }),
			...(this.#withDeleted !== undefined && { withDeleted: this.#withDeleted }),
			filters: this.#filters,
		};
	}

	#isOwnProperty(name: string): boolean {
		return this.#item !== undefined && outlineProperties(this.#item).has(name);
	}

	/** An object that can be told by its id or its name: `author=jane`. */
	#isNamedObject(name: string): boolean {
		const own = this.#item && outlineProperties(this.#item).get(name);
		return own !== undefined && IDENTIFIERS.some((word) => outlineProperties(own).has(word));
	}

	#readPlace(place: Place): void {
		const tokens = place.name.split(/[[\].]+/).filter((token) => token !== '');
		const [first, second] = tokens.map(toPlain);
		if (tokens.length === 2 && first !== undefined && second !== undefined) {
			// `page[size]` and `order[title]` as names of parameters.
			if (isPagingWord(first) && this.#readRole({ ...place, isPaging: true }, second)) return;
			if (findRole(first) === 'sort' && this.#readSortMember(place, tokens[1] as string)) return;
		}
		if (this.#readRole(place, toPlain(place.name))) return;
		if (asksForDeleted(place, this.#item)) this.#withDeleted ??= place.place;
		const isNested = this.#isOwnProperty(place.name) && (place.kind === 'object' || this.#isNamedObject(place.name));
		const named = place.kind === 'other' ? undefined : readFilterName(place.name, this.#find);
		const shown = named ?? (isNested ? { steps: [place.name] } : (this.#readRange(place) ?? this.#readFlag(place)));
		const filter = shown ?? (place.kind === 'scalar' ? this.#readUnshown(place.name) : undefined);
		if (!filter) return;
		const { steps, operator, isSwitch }: NamedFilter = filter;
		const [parameter, ...path] = typeof place.place === 'string' ? [place.place] : place.place;
		this.#filters.push({
			parameter: parameter as string,
			...(path.length > 0 && { path }),
			property: steps.join('.'),
			...(steps.length > 1 && { steps }),
			...(operator && { operator }),
			...(isSwitch && { isSwitch }),
			...(this.#isPrefixed && { isPrefixed: true }),
			...(!shown && { isUnshown: true }),
		});
	}

	#readRange(place: Place): NamedFilter | undefined {
		const item = this.#item;
		if (place.kind !== 'scalar' || !item) return undefined;
		return findRange(place, { item, describe: () => describe(place) });
	}

	/** `unread=true` of what has `read`, `archived=true` of what may have `archivedAt`. */
	#readFlag({ name, kind, view }: Place): NamedFilter | undefined {
		const item = this.#item;
		if (kind !== 'scalar' || !item || !guessTypes(view).has('boolean')) return undefined;
		const said = toPlain(name);
		const alone = said.replace(/^only(?=\w{3})|(?<=\w{3})only$/, '');
		const isSwitch = alone !== said && { isSwitch: true };
		const plain = withoutVerb(alone);
		const flag = findFlagOf(item, plain);
		if (flag) return { steps: [flag.property], ...(!flag.value && { operator: 'ne' }), ...isSwitch };
		const moment = ['at', 'on', 'date'].map((end) => this.#find(`${plain}${end}`)).find(Boolean);
		return moment && { steps: moment, operator: 'present', ...isSwitch };
	}

	/** What is sent under this name and shown nowhere: `GET /bookings?email=a` of bookings that are made with one. */
	#readUnshown(name: string): NamedFilter | undefined {
		const found = readFilterName(name, this.#findSent);
		return found?.steps.length === 1 && found.operator === undefined ? found : undefined;
	}

	/** Whether the place is one of those that lists know by their names. */
	#readRole(place: Place, plain: string): boolean {
		const role = place.isPaging ? findPagingRole(plain) : findRole(plain);
		if (role === undefined) return false;
		const isPaging = place.isPaging || (role === 'limit' && this.#isPaged && saysHowMany(place));
		const isTaken = isWeakWord(plain) && !isPaging && this.#isOwnProperty(place.name);
		// PostgREST writes its numbers as texts.
		const isCount = this.#isPrefixed && place.kind === 'scalar' && (role === 'limit' || role === 'offset');
		if (isTaken || !(isCount || isFitFor(role, place))) return false;
		switch (role) {
			case 'limit':
			case 'offset':
			case 'page':
				return this.#readCount(role, place);
			case 'after':
			case 'before':
				return this.#readCursor(role, place, plain);
			case 'search':
				if (this.#isOwnProperty(place.name) && plain !== 'q') return false;
				this.#search.push(place.place);
				return true;
			case 'conditions':
				this.#conditions.push(place.place);
				return true;
			case 'sort':
				return this.#readSort(place, plain);
			default:
				if (this.#sort[role] !== undefined) return false;
				this.#sort[role] = place.place;
				return true;
		}
	}

	#readCount(role: 'limit' | 'offset' | 'page', place: Place): boolean {
		if (this.#paging[role] !== undefined) {
			// Old and new paging stand side by side in some documents.
			if (role !== 'limit' || isWeakWord(toPlain(place.name))) return false;
			this.#paging.otherLimits = [...(this.#paging.otherLimits ?? []), place.place];
			return true;
		}
		this.#paging[role] = place.place;
		const { min, max } = readLimits(place.view);
		const written = findKeyword(place.view, 'default');
		const otherwise = typeof written === 'string' && written !== '' ? Number(written) : written;
		if (role === 'limit') {
			// Zero and less stand for no limit.
			if (typeof otherwise === 'number' && otherwise > 0) this.#paging.defaultLimit = otherwise;
			if (Number.isFinite(max)) this.#paging.maxLimit = max;
		} else if (role === 'offset') {
			if (min === 1 || otherwise === 1) this.#paging.firstOffset = 1;
		} else {
			this.#pageView = place;
			if (min === 0 || otherwise === 0) this.#paging.firstPage = 0;
			else if (min !== 1 && otherwise !== 1 && tellsZero(place.view)) this.#paging.firstPage = 0;
		}
		return true;
	}

	#readCursor(role: 'after' | 'before', place: Place, plain: string): boolean {
		if (this.#paging[role] !== undefined) return false;
		this.#paging[role] = place.place;
		const types = guessTypes(place.view);
		if (isKeyCursor(plain) || hasOwnForm(place.view)) this.#paging.cursor = 'key';
		else if (types.has('integer') || types.has('number'))
			this.#paging.cursor = /^(?:after|before)$/.test(plain) ? 'key' : 'number';
		return true;
	}

	#readSort(place: Place, plain: string): boolean {
		if (plain === 'order') {
			this.#order = place;
			return true;
		}
		if (isDirectionAlone(place.view)) {
			this.#sort.direction ??= place.place;
			return true;
		}
		if (this.#sort.by !== undefined) return false;
		this.#sort.by = place.place;
		return true;
	}

	/** `sort[field]`, `sort[order]`; else `order[title]`, one parameter for each property. */
	#readSortMember(place: Place, inner: string): boolean {
		const plain = toPlain(inner);
		if (/^(?:by|field|property|column|key|name)$/.test(plain)) {
			this.#sort.by ??= place.place;
			return true;
		}
		if (/^(?:order|dir|direction)$/.test(plain)) {
			this.#sort.direction ??= place.place;
			return true;
		}
		const steps = this.#find(inner);
		if (!steps) return false;
		this.#sort.properties = [...(this.#sort.properties ?? []), { place: place.place, property: steps.join('.') }];
		return true;
	}

	#settleOrder(): void {
		const order = this.#order;
		if (!order) return;
		if (this.#sort.by === undefined && !isDirectionAlone(order.view)) this.#sort.by = order.place;
		else this.#sort.direction ??= order.place;
	}

	/** Spring's pages and its three parameters count from 0, where nothing says otherwise. */
	#settleFirstPage(isFromZero: boolean): void {
		const place = this.#pageView;
		if (!place && isFromZero) this.#paging.firstPage ??= 0;
		if (!place || this.#paging.firstPage !== undefined || place.isPaging) return;
		const { min } = readLimits(place.view);
		if (min === 1 || findKeyword(place.view, 'default') === 1) return;
		if (isFromZero || ['page', 'size', 'sort'].every((name) => this.#names.has(name))) this.#paging.firstPage = 0;
	}
}
