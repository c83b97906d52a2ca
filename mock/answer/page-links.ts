// Links and cursors to the other pages of a list, by the parameters that the request itself may have.

import type { PageTarget, QueryPlace } from '../../spec/index.ts';
import { formatCursor } from '../effects/list-cursor.ts';
import type { ListPage } from '../types/list-page.ts';
import type { CheckedRequest } from '../types/request.ts';

/** Where a page begins, counted from 0; `undefined`: there is no such page, or nothing leads to it. */
export function findStart(page: ListPage, target: PageTarget): number | undefined {
	const { start, limit, total, shown } = page;
	if (target === 'self') return start;
	const isCut = Number.isFinite(limit) && limit > 0 && page.style !== undefined;
	const lastStart = isCut && total > 0 ? Math.floor((total - 1) / limit) * limit : 0;
	switch (target) {
		case 'first':
			return 0;
		case 'last':
			return lastStart;
		case 'next':
			return isCut && start + shown < total ? start + shown : undefined;
		case 'previous':
			if (!isCut || start <= 0) return undefined;
			return start >= total ? lastStart : Math.max(0, start - limit);
	}
}

/** The number of the page that begins at a place. */
export function numberPage({ limit, paging }: ListPage, start: number): number {
	const first = paging.firstPage ?? 1;
	return Number.isFinite(limit) && limit > 0 ? Math.ceil(start / limit) + first : first;
}

/** The cursor that leads to another page; `undefined`: there is none. */
export function findCursor(page: ListPage, target: PageTarget): string | number | undefined {
	const start = findStart(page, target);
	if (start === undefined || page.paging.after === undefined) return undefined;
	if (page.paging.cursor === 'number') return start;
	// Behind it there is a parameter of its own to go back.
	if (target === 'previous' && page.paging.before !== undefined) return nameEntity(page, page.start);
	return start === 0 && page.paging.cursor === 'key' ? undefined : nameEntity(page, start - 1);
}

/** The cursor of the page's first or last entity; `undefined`: the page is empty. */
export function findEdge(page: ListPage, target: 'next' | 'previous'): string | number | undefined {
	if (page.shown === 0) return undefined;
	if (page.paging.cursor === 'number') return target === 'next' ? page.start + page.shown : page.start;
	return nameEntity(page, target === 'next' ? page.start + page.shown - 1 : page.start);
}

/** The cursor of the entity at a place, counted from 0; `undefined`: there is none. */
export function nameEntity(page: ListPage, place: number): string | undefined {
	const key = page.keyAt(place);
	if (page.paging.cursor === 'key') return key;
	return key === undefined && place >= 0 ? undefined : formatCursor({ place, key: key ?? '' });
}

/** Clients may send them as they are; a URI can't hold them (RFC 3986 §3.4). */
const FORBIDDEN = /[^\w\-.~!$&'()*+,;=:@/?%]/gu;

/** The address of another page; `undefined`: there is none. */
export function findUrl(
	page: ListPage,
	{ target, isRelative = false }: { target: PageTarget; isRelative?: boolean | undefined },
): string | undefined {
	const { request } = page;
	if (!request) return undefined;
	const path = request.request.target.split('?', 1)[0] as string;
	const query = target === 'self' ? request.request.query : editQuery(page, target);
	if (query === undefined) return undefined;
	const address = (query === '' ? path : `${path}?${query}`).replaceAll(FORBIDDEN, encodeURIComponent);
	return isRelative ? address : `http://${String(request.request.headers['host'] ?? 'localhost')}${address}`;
}

function editQuery(page: ListPage, target: PageTarget): string | undefined {
	const start = findStart(page, target);
	const { paging, style, request } = page;
	if (start === undefined || !request) return undefined;
	switch (style) {
		case 'page':
			return setInQuery(request, [[paging.page, numberPage(page, start)]]);
		case 'offset':
			return setInQuery(request, [[paging.offset, start + (paging.firstOffset ?? 0)]]);
		case 'cursor': {
			const isBack = target === 'previous' && paging.before !== undefined;
			const cursor = start === 0 ? undefined : findCursor(page, target === 'last' ? 'last' : target);
			return setInQuery(request, [
				[paging.before, isBack ? cursor : undefined],
				[paging.after, isBack ? undefined : cursor],
			]);
		}
		default:
			return target === 'first' || target === 'last' ? request.request.query : undefined;
	}
}

/** The raw query with these values; `undefined` takes one away. All else stays as it was sent. */
function setInQuery(
	{ request, operation }: CheckedRequest,
	edits: readonly (readonly [QueryPlace | undefined, string | number | undefined])[],
): string {
	let parts = request.query === '' ? [] : request.query.split('&');
	for (const [place, value] of edits) {
		if (place === undefined) continue;
		const name = spellPlace(place, operation);
		const isNamed = (part: string): boolean => decodeName(part) === name;
		const text = value === undefined ? undefined : `${encodeName(name)}=${encodeURIComponent(String(value))}`;
		const index = parts.findIndex(isNamed);
		const others = parts.filter((part) => !isNamed(part));
		if (text !== undefined) others.splice(index < 0 ? others.length : index, 0, text);
		parts = others;
	}
	return parts.join('&');
}

/** `limit`, `page[size]`; the members of an exploded object are parameters of their own. */
function spellPlace(place: QueryPlace, { parameters }: CheckedRequest['operation']): string {
	if (typeof place === 'string') return place;
	const [name, ...path] = place;
	const parameter = parameters.find((one) => one.name === name && one.in === 'query');
	if (parameter?.style !== 'deepObject' && parameter?.explode) return path.join('.');
	return `${name}${path.map((step) => `[${step}]`).join('')}`;
}

function decodeName(part: string): string {
	const name = part.split('=', 1)[0] as string;
	try {
		return decodeURIComponent(name.replaceAll('+', ' '));
	} catch {
		return name;
	}
}

function encodeName(name: string): string {
	return encodeURIComponent(name).replaceAll('%24', '$');
}
