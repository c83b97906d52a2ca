// A page of the entities of a resource as a table.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entity, Resource } from './control-types.ts';
import { idOf, listMoments, namePlace, placeOf, stateOf } from './entities.ts';
import { cut, nameTime, showText } from './show-text.ts';

/** What the table shows. */
export interface TableArgs {
	resource: Resource;
	entities: readonly Entity[];
	/** The id of the chosen entity's place; empty: none is. */
	chosen: string;
	onChoose: (entity: Entity) => void;
}

/** Draws it: key, scope, state, and when time moves each. */
export function renderEntityTable({ resource, entities, chosen, onChoose }: TableArgs): TemplateResult {
	const { name, key, scope, state } = resource;
	const moments = listMoments(resource);
	const others = [...scope, ...(state === undefined ? [] : [state])];
	return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Table of ${name}`}><table>
		<thead><tr>${[key, ...others].map((title) => html`<th scope="col">${title}</th>`)}${moments.map((title) => html`<th scope="col" class="spare">${title}</th>`)}</tr></thead>
		<tbody>${repeat(
			entities,
			(entity) => idOf(placeOf(entity, resource)),
			(entity) => {
				const place = placeOf(entity, resource);
				const isChosen = idOf(place) === chosen;
				return html`<tr class=${isChosen ? 'chosen' : ''}>
					<th scope="row"><button class="plain" aria-pressed=${isChosen ? 'true' : 'false'} aria-label=${namePlace(place)} @click=${() => onChoose(entity)}><bdi>${cut(showText(place.key), 80)}</bdi></button></th>
					${place.scope.map((value) => html`<td><bdi>${cut(showText(value), 60)}</bdi></td>`)}
					${state === undefined ? nothing : html`<td>${showText(stateOf(entity, resource) ?? '')}</td>`}
					${moments.map((moment) => html`<td class="spare">${renderMoment(entity[moment])}</td>`)}
				</tr>`;
			},
		)}</tbody>
	</table></div>`;
}

function renderMoment(value: unknown): TemplateResult | typeof nothing {
	return typeof value === 'string'
		? html`<time class="quiet">${cut(showText(nameTime(value).slice(0, 16)), 20)}</time>`
		: nothing;
}
