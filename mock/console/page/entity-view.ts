// The entities of a session: by resource, with their states; find them, look at one, add one.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import type { Entity, Resource } from './control-types.ts';
import { countEntities } from './count-entities.ts';
import { ConsoleElement } from './element.ts';
import { idOf, type Place, placeOf, readPlace, stateOf } from './entities.ts';
import { type Column, chooseColumns, listColumns } from './entity-columns.ts';
import { PropertyReading } from './entity-schema.ts';
import { renderEntityTable, sortEntities } from './entity-table.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';
import { ScheduleReading } from './schedule.ts';
import { count, showText } from './show-text.ts';
import { renderDiagram } from './state-diagram.ts';

const SHOWN = 200;
/** So many are read to be put in order. */
const SORTED = 1000;
/** What the diagram's box has at its sides. */
const BOX_EDGE = 18;
/** Between the last letter of a search and its reading. */
const TYPING_MS = 200;

interface Page {
	entities: readonly Entity[];
	total: number;
	/** Why it could not be read; empty or absent: it was. */
	problem?: string;
}

/** `<entity-view>` */
export class EntityView extends ConsoleElement {
	readonly #page = new Reading<Page>(() => this.requestUpdate());
	/** The chosen entity is read by itself: a filter that hides it does not take it away. */
	readonly #one = new Reading<Entity>(() => this.requestUpdate());
	/** Its moments are when the page looks again. */
	readonly #schedule = new ScheduleReading(() => undefined);
	readonly #resize: ResizeObserver = new ResizeObserver(() => this.requestUpdate());
	readonly #properties = new PropertyReading(() => this.requestUpdate());
	#shown = { session: '', resource: '' };
	#typing: ReturnType<typeof setTimeout> | undefined;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#resize.observe(this);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#resize.disconnect();
		clearTimeout(this.#typing);
		this.#schedule.stop();
	}

	get #query(): { resource: string; state: string; search: string; sort: string; offset: number } {
		const { resource = '', state = '', q = '', sort = '', from = '' } = model.route.query;
		return { resource, state, search: q.trim(), sort, offset: /^\d{1,9}$/.test(from) ? Number(from) : 0 };
	}

	get #current(): Resource | undefined {
		const { resources, route, session } = model;
		const find = (wanted: string): Resource | undefined => resources.find(({ name }) => name === wanted);
		const chosen = find(this.#query.resource);
		if (chosen) return chosen;
		const held = resources.find(({ name }) => countEntities(session, name) > 0);
		// Where nobody has chosen: the first that there are some of, and what was shown stays.
		const before = this.#shown.session === route.session ? find(this.#shown.resource) : undefined;
		const shown = before && (!held || countEntities(session, before.name) > 0) ? before : (held ?? resources[0]);
		if (shown) this.#shown = { session: route.session, resource: shown.name };
		return shown;
	}

	/** The one that is open. */
	get #chosen(): Place | undefined {
		return readPlace(model.route.query['entity'] ?? '');
	}

	protected override willUpdate(): void {
		const { session } = model.route;
		const name = this.#current?.name;
		if (name === undefined) return;
		const isThere = model.session !== undefined;
		if (!model.sessions.isRead) return;
		this.#schedule.ask();
		this.#clamp();
		const version = [model.worldVersion, model.link, isThere].join(' ');
		const { state, search, offset, sort } = this.#query;
		const chosen = this.#chosen;
		this.#page.ask({
			of: JSON.stringify([session, name, state, search]),
			// The page before stays until the next is there, and with it what has the focus.
			version: `${version} ${sort === '' ? offset : 'sorted'}`,
			read: async () => {
				// A session that nobody has used holds nothing.
				if (!isThere) return { entities: [], total: 0 };
				const part = sort === '' ? { limit: SHOWN, offset } : { limit: SORTED };
				const query = { ...part, ...(state && { state }), ...(search && { search }) };
				const result = await call('listEntities', { path: { session, resource: name }, query });
				if (result.ok) return result.value;
				return { entities: [], total: 0, problem: result.status === 404 ? '' : result.problem.detail };
			},
		});
		if (!chosen) return;
		const { scope, key } = chosen;
		this.#one.ask({
			of: JSON.stringify([session, name, scope, key]),
			version,
			read: async () => {
				const path = { session, resource: name, key };
				const result = await call('getEntity', { path, ...(scope.length > 0 && { query: { scope } }) });
				return result.ok ? result.value : undefined;
			},
		});
	}

	/** What was deleted may have been all of the last page. */
	#clamp(): void {
		const { total = Number.POSITIVE_INFINITY } = this.#page.value ?? {};
		const { offset } = this.#query;
		if (offset > 0 && offset >= total) this.#turnTo(Math.floor(Math.max(0, total - 1) / SHOWN) * SHOWN);
	}

	protected override render(): TemplateResult {
		const resource = this.#current;
		if (!resource) return html`<p class="empty">${model.isRead ? 'The documents store nothing.' : 'Reading …'}</p>`;
		const counts = model.session?.entities[resource.name] ?? {};
		const chosen = this.#chosen && this.#one.value;
		const lit = chosen && stateOf(chosen, resource);
		const hasStates = resource.states.length > 0;
		const onChoose = (state: string): void => this.#filter({ state });
		return html`
			${hasStates ? renderDiagram(resource, { counts, lit, only: this.#query.state, onChoose, width: Math.max(200, this.clientWidth - BOX_EDGE) }) : nothing}
			<div class="columns">
				<section aria-labelledby="entities">
					<h3 id="entities">${resource.name}</h3>
					${this.#renderTools(resource)}
					${this.#renderPage(resource)}
				</section>
				<div>
					${chosen ? html`<entity-card .entity=${chosen} .resource=${resource} .properties=${this.#properties.ask(resource)} @leave=${this.#leave}></entity-card>` : nothing}
					${repeat(
						[`${model.route.session} ${resource.name}`],
						(one) => one,
						() => html`<new-entity .resource=${resource} .properties=${this.#properties.ask(resource)} @made=${(event: CustomEvent<Entity>) => this.#choose(placeOf(event.detail, resource))}></new-entity>
						<many-entities .resource=${resource} .only=${this.#query.state}></many-entities>`,
					)}
				</div>
			</div>`;
	}

	#renderTools(resource: Resource): TemplateResult {
		const { value: page } = this.#page;
		const { state: only, search } = this.#query;
		return html`<div class="tools">
			${
				model.resources.length > 1
					? html`<label>Resource <select @change=${this.#turn}>${model.resources.map(({ name }) => html`<option value=${name} ?selected=${name === resource.name}>${name}${countEntities(model.session, name) > 0 ? ` (${countEntities(model.session, name).toLocaleString('en')})` : ''}</option>`)}</select></label>`
					: nothing
			}
			<label class="grow"><span class="hidden">Find by a text in a value</span>
				<input type="search" placeholder="find: a text in any value" maxlength="200" .defaultValue=${live(search)} @input=${this.#find}></label>
			${
				resource.states.length > 0
					? html`<label><span class="hidden">State</span>
				<select .value=${live(only)} @change=${(event: Event) => this.#filter({ state: (event.target as HTMLSelectElement).value })}>
					<option value="">every state</option>${resource.states.map((state) => html`<option ?selected=${state === only}>${state}</option>`)}</select></label>`
					: nothing
			}
			<span class="quiet">${page ? count(page.total, 'entity', 'entities') : nothing}</span>
		</div>`;
	}

	#renderPage(resource: Resource): TemplateResult {
		const { value: page } = this.#page;
		if (!page) return html`<p class="empty">Reading …</p>`;
		const { entities, total, problem = '' } = page;
		if (problem !== '') {
			return html`<div class="empty" role="alert"><p>They could not be read. ${showText(problem)}</p><button @click=${() => model.touchWorld()}>Try again</button></div>`;
		}
		if (entities.length === 0) {
			const isFiltered = this.#query.state !== '' || this.#query.search !== '';
			return html`<p class="empty">${isFiltered ? 'None is like that.' : 'There is none in this session.'}</p>`;
		}
		const chosen = this.#chosen ? idOf(this.#chosen) : '';
		const { sort, offset } = this.#query;
		const onChoose = (entity: Entity): void => this.#toggle(placeOf(entity, resource));
		const last = Math.min(offset + SHOWN, total);
		const shown = sort === '' ? entities : sortEntities(entities, sort).slice(offset, offset + SHOWN);
		const all = listColumns(resource, this.#properties.ask(resource), entities);
		const columns = this.#chooseColumns(resource, all, entities);
		const onSort = (wanted: string): void => model.note({ sort: wanted, from: '' });
		return html`${renderEntityTable({ resource, entities: shown, columns, sort, chosen, onChoose, onSort })}
			${renderColumnMenu(all, columns)}
			${sort !== '' && total > SORTED ? html`<p class="quiet">In order are the first ${SORTED.toLocaleString('en')} of them.</p>` : nothing}
			${
				total > SHOWN
					? html`<p class="line"><button ?disabled=${offset === 0} @click=${() => this.#turnTo(offset - SHOWN)}>Before</button>
				<span class="quiet">${offset + 1} to ${last} of ${total}</span>
				<button ?disabled=${last >= (sort === '' ? total : Math.min(total, SORTED))} @click=${() => this.#turnTo(offset + SHOWN)}>Next</button></p>`
					: nothing
			}`;
	}

	/** Those of the address, else as many as fit. */
	#chooseColumns(resource: Resource, all: readonly Column[], entities: readonly Entity[]): readonly Column[] {
		const { columns = '' } = model.route.query;
		const width = this.querySelector('section[aria-labelledby=entities]')?.clientWidth ?? this.clientWidth;
		const wanted = new Set(
			columns === '' ? chooseColumns(all, { resource, entities, width }) : [resource.key, ...columns.split(',')],
		);
		// What they are put in order by is seen.
		wanted.add(this.#query.sort.replace(/^-/, ''));
		return all.filter(({ name }) => wanted.has(name));
	}

	#turn(event: Event): void {
		const resource = (event.target as HTMLSelectElement).value;
		model.note({ resource, state: '', sort: '', columns: '', from: '', entity: '' });
	}

	#find(event: Event): void {
		const { value } = event.target as HTMLInputElement;
		clearTimeout(this.#typing);
		this.#typing = setTimeout(() => model.note({ q: value, from: '' }), TYPING_MS);
	}

	#filter({ state }: { state: string }): void {
		model.note({ state, from: '' });
	}

	#turnTo(offset: number): void {
		model.note({ from: offset > 0 ? String(offset) : '' });
	}

	#toggle(place: Place): void {
		this.#choose(this.#chosen && idOf(this.#chosen) === idOf(place) ? undefined : place);
	}

	#choose(place: Place | undefined): void {
		model.note({ entity: place ? idOf(place) : '' });
	}

	#leave(): void {
		this.#choose(undefined);
		// The card goes, and the focus with it.
		this.querySelector<HTMLElement>('.scroll, [type=search]')?.focus();
	}
}

/** Which columns there are: a choice that stands in the address. */
function renderColumnMenu(all: readonly Column[], shown: readonly Column[]): TemplateResult | typeof nothing {
	if (all.length < 3) return nothing;
	const isShown = new Set(shown.map(({ name }) => name));
	const toggle = (name: string): void => {
		const names = all.map((one) => one.name).filter((one) => isShown.has(one) !== (one === name));
		model.note({ columns: names.join(',') });
	};
	return html`<details><summary>Columns (${shown.length} of ${all.length})</summary><p class="line">${all.map(
		({ name }) =>
			html`<label><input type="checkbox" .checked=${live(isShown.has(name))} @change=${() => toggle(name)}> ${name}</label>`,
	)}</p></details>`;
}
