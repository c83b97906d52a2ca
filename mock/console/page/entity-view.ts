// The entities of a session: by resource, with their states; find them, look at one, add one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import type { Entity, Resource } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { idOf, type Place, placeOf, readObject, stateOf } from './entities.ts';
import { renderEntityTable } from './entity-table.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';
import { ScheduleReading } from './schedule.ts';
import { count, showText } from './show-text.ts';
import { renderDiagram } from './state-diagram.ts';

const SHOWN = 200;
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
	#session = '';
	#resource = '';
	#state = '';
	#search = '';
	#offset = 0;
	#chosen: Place | undefined;
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

	get #current(): Resource | undefined {
		return model.resources.find(({ name }) => name === this.#resource) ?? model.resources[0];
	}

	protected override willUpdate(): void {
		const { session } = model.route;
		const name = this.#current?.name;
		if (session !== this.#session) this.#turnTo(0, undefined);
		this.#session = session;
		if (name === undefined) return;
		const isThere = model.session !== undefined;
		if (!model.sessions.isRead) return;
		this.#schedule.ask();
		this.#clamp();
		const version = [model.worldVersion, model.link, isThere].join(' ');
		const [state, search, offset, chosen] = [this.#state, this.#search, this.#offset, this.#chosen];
		this.#page.ask({
			of: JSON.stringify([session, name, state, search]),
			// The page before stays until the next is there, and with it what has the focus.
			version: `${version} ${offset}`,
			read: async () => {
				// A session that nobody has used holds nothing.
				if (!isThere) return { entities: [], total: 0 };
				const query = { limit: SHOWN, offset, ...(state && { state }), ...(search && { search }) };
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
		if (this.#offset > 0 && this.#offset >= total) this.#offset = Math.floor(Math.max(0, total - 1) / SHOWN) * SHOWN;
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
			${hasStates ? renderDiagram(resource, { counts, lit, only: this.#state, onChoose, width: Math.max(200, this.clientWidth - BOX_EDGE) }) : nothing}
			<div class="columns">
				<section aria-labelledby="entities">
					<h3 id="entities">${resource.name}</h3>
					${this.#renderTools(resource)}
					${this.#renderPage(resource)}
				</section>
				<div>
					${chosen ? html`<entity-card .entity=${chosen} .resource=${resource} @leave=${this.#leave}></entity-card>` : nothing}
					${repeat(
						[`${model.route.session} ${resource.name}`],
						(one) => one,
						() => this.#renderNew(resource),
					)}
				</div>
			</div>`;
	}

	#renderTools(resource: Resource): TemplateResult {
		const { value: page } = this.#page;
		return html`<div class="tools">
			${
				model.resources.length > 1
					? html`<label>Resource <select @change=${this.#turn}>${model.resources.map(({ name }) => html`<option ?selected=${name === resource.name}>${name}</option>`)}</select></label>`
					: nothing
			}
			<label class="grow"><span class="hidden">Find by a text in a value</span>
				<input type="search" placeholder="find: a text in any value" maxlength="200" @input=${this.#find}></label>
			${
				resource.states.length > 0
					? html`<label><span class="hidden">State</span>
				<select .value=${this.#state} @change=${(event: Event) => this.#filter({ state: (event.target as HTMLSelectElement).value })}>
					<option value="">every state</option>${resource.states.map((state) => html`<option ?selected=${state === this.#state}>${state}</option>`)}</select></label>`
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
			const isFiltered = this.#state !== '' || this.#search !== '';
			return html`<p class="empty">${isFiltered ? 'None is like that.' : 'There is none in this session.'}</p>`;
		}
		const chosen = this.#chosen ? idOf(this.#chosen) : '';
		const onChoose = (entity: Entity): void => this.#toggle(placeOf(entity, resource));
		const last = Math.min(this.#offset + SHOWN, total);
		return html`${renderEntityTable({ resource, entities, chosen, onChoose })}
			${
				total > SHOWN
					? html`<p class="line"><button ?disabled=${this.#offset === 0} @click=${() => this.#turnTo(this.#offset - SHOWN, this.#chosen)}>Before</button>
				<span class="quiet">${this.#offset + 1} to ${last} of ${total}</span>
				<button ?disabled=${last >= total} @click=${() => this.#turnTo(this.#offset + SHOWN, this.#chosen)}>Next</button></p>`
					: nothing
			}`;
	}

	#renderNew(resource: Resource): TemplateResult {
		return html`<section aria-labelledby="new-entity">
			<h3 id="new-entity">Add one</h3>
			<form class="stack" @submit=${(event: SubmitEvent) => this.#add(event, resource)}>
				<label class="field">The ${resource.name} (JSON; a key that is not there is made up)
					<textarea name="entity" rows="5" spellcheck="false" required .defaultValue=${JSON.stringify(resource.sample, undefined, 2)}></textarea></label>
				<button>Add</button>
			</form>
		</section>`;
	}

	#turn(event: Event): void {
		this.#resource = (event.target as HTMLSelectElement).value;
		this.#state = '';
		this.#turnTo(0, undefined);
	}

	#find(event: Event): void {
		const { value } = event.target as HTMLInputElement;
		clearTimeout(this.#typing);
		this.#typing = setTimeout(() => this.#filter({ search: value.trim() }), TYPING_MS);
	}

	#filter({ state = this.#state, search = this.#search }: { state?: string; search?: string }): void {
		this.#state = state;
		this.#search = search;
		this.#turnTo(0, this.#chosen);
	}

	#turnTo(offset: number, chosen: Place | undefined): void {
		this.#offset = Math.max(0, offset);
		this.#chosen = chosen;
		this.requestUpdate();
	}

	#toggle(place: Place): void {
		this.#choose(this.#chosen && idOf(this.#chosen) === idOf(place) ? undefined : place);
	}

	#choose(place: Place | undefined): void {
		this.#turnTo(this.#offset, place);
	}

	#leave(): void {
		this.#choose(undefined);
		// The card goes, and the focus with it.
		this.querySelector<HTMLElement>('.scroll, [type=search]')?.focus();
	}

	async #add(event: SubmitEvent, resource: Resource): Promise<void> {
		event.preventDefault();
		const body = readObject(String(new FormData(event.target as HTMLFormElement).get('entity')));
		if (!body) return;
		const path = { session: model.route.session, resource: resource.name };
		const made = await model.tell(
			`A new ${resource.name} is there.`,
			call('createEntity', { path, body: body as Record<string, never> }),
		);
		if (made) this.#choose(placeOf(made as Entity, resource));
		model.touchWorld();
	}
}
