// A page of the entities of a resource as a table: columns by the schema, in order by a click, the whole row opens one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entity, Resource } from './control-types.ts';
import { idOf, namePlace, placeOf } from './entities.ts';
import type { Column } from './entity-columns.ts';
import { cut, nameTime, showText } from './show-text.ts';

/** What the table shows. */
export interface TableArgs {
	resource: Resource;
	columns: readonly Column[];
	entities: readonly Entity[];
	/** The property that they are put in order by, with `-` in front for the other way round; empty: as they were made. */
	sort: string;
	/** The id of the chosen entity's place; empty: none is. */
	chosen: string;
	onChoose: (entity: Entity) => void;
	onSort: (sort: string) => void;
}

/** Draws it. */
export function renderEntityTable({
	resource,
	columns,
	entities,
	sort,
	chosen,
	onChoose,
	onSort,
}: TableArgs): TemplateResult {
	return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Table of ${resource.name}`}><table class="entities">
		<thead><tr>${columns.map(({ name }) => {
			const isUp = sort === name;
			const isDown = sort === `-${name}`;
			return html`<th scope="col" aria-sort=${isUp ? 'ascending' : isDown ? 'descending' : nothing}><button class="plain words" @click=${() => onSort(isUp ? `-${name}` : isDown ? '' : name)}>${name}${isUp ? ' ▲' : isDown ? ' ▼' : ''}</button></th>`;
		})}</tr></thead>
		<tbody>${repeat(
			entities,
			(entity) => idOf(placeOf(entity, resource)),
			(entity) => {
				const place = placeOf(entity, resource);
				const isChosen = idOf(place) === chosen;
				return html`<tr class=${isChosen ? 'chosen' : ''} @click=${() => onChoose(entity)}>${columns.map(
					({ name, kind }) =>
						name === resource.key
							? html`<th scope="row"><button class="plain" aria-pressed=${isChosen ? 'true' : 'false'} aria-label=${namePlace(place)}><bdi>${cut(showText(place.key), 80)}</bdi></button></th>`
							: html`<td class=${`is-${kind}`}>${renderCell(entity[name], kind)}</td>`,
				)}</tr>`;
			},
		)}</tbody>
	</table></div>`;
}

/** In order by a property: numbers by their value, texts by their letters, what is not there last. */
export function sortEntities(entities: readonly Entity[], sort: string): readonly Entity[] {
	if (sort === '') return entities;
	const sign = sort.startsWith('-') ? -1 : 1;
	const name = sort.replace(/^-/, '');
	const isNone = (value: unknown): boolean => value === undefined || value === null;
	return entities.toSorted((one, other) => {
		const [a, b] = [one[name], other[name]];
		if (isNone(a) || isNone(b)) return Number(isNone(a)) - Number(isNone(b));
		if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
		return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
	});
}

function renderCell(value: unknown, kind: Column['kind']): TemplateResult | typeof nothing {
	if (value === undefined) return nothing;
	if (kind === 'time' && typeof value === 'string') {
		return html`<time>${cut(showText(nameTime(value).slice(0, 16)), 20)}</time>`;
	}
	return html`<bdi>${cut(showText(typeof value === 'string' ? value : JSON.stringify(value)), 60)}</bdi>`;
}
