// The entities of a session: by resource, with their states; change one, add one, delete one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { renderValue } from './json-view.ts';
import { model } from './model.ts';
import { renderDiagram } from './state-diagram.ts';
import type { Entity, Resource } from './types.ts';
import { cut, showText } from './words.ts';

const SHOWN = 200;

/** `<entity-view>` */
export class EntityView extends ConsoleElement {
	#resource = '';
	#entities: readonly Entity[] = [];
	#total = 0;
	#offset = 0;
	#chosen = '';
	#asked = '';
	#isReading = false;

	protected override willUpdate(): void {
		const asked = [model.route.session, this.#current?.name, this.#offset, model.worldVersion, model.link].join(' ');
		if (asked === this.#asked || this.#isReading) return;
		this.#asked = asked;
		void this.#read();
	}

	get #current(): Resource | undefined {
		return model.resources.find(({ name }) => name === this.#resource) ?? model.resources[0];
	}

	async #read(): Promise<void> {
		const resource = this.#current;
		if (!resource) return;
		this.#isReading = true;
		const result = await call('listEntities', {
			path: { session: model.route.session, resource: resource.name },
			query: { limit: SHOWN, offset: this.#offset },
		});
		this.#isReading = false;
		this.#entities = result.ok ? (result.value.entities as Entity[]) : [];
		this.#total = result.ok ? result.value.total : 0;
		this.requestUpdate();
	}

	protected override render(): TemplateResult {
		const resource = this.#current;
		if (!resource) return html`<p class="empty">The documents store nothing.</p>`;
		const counts = model.session?.entities[resource.name] ?? {};
		const chosen = this.#entities.find((entity) => keyOf(entity, resource) === this.#chosen);
		return html`
			${
				model.resources.length > 1
					? html`<div class="tools"><label>Resource <select @change=${this.#choose}>${model.resources.map(({ name }) => html`<option ?selected=${name === resource.name}>${name}</option>`)}</select></label></div>`
					: nothing
			}
			${resource.states.length > 0 ? renderDiagram(resource, { counts, lit: chosen && stateOf(chosen, resource) }) : nothing}
			<div class="columns">
				<section aria-labelledby="entities">
					<h3 id="entities">${resource.name}</h3>
					${
						this.#entities.length === 0
							? html`<p class="empty">There is none in this session.</p>`
							: this.#renderTable(resource)
					}
					${this.#total > SHOWN ? this.#renderPages() : nothing}
				</section>
				<div>
					${chosen ? this.#renderChosen(chosen, resource) : nothing}
					${this.#renderNew(resource)}
				</div>
			</div>`;
	}

	#renderTable(resource: Resource): TemplateResult {
		return html`<div class="scroll" tabindex="0" role="region" aria-label=${`Table of ${resource.name}`}><table>
			<thead><tr><th scope="col">${resource.key}</th>${resource.scope.map((name) => html`<th scope="col">${name}</th>`)}${resource.state === undefined ? nothing : html`<th scope="col">${resource.state}</th>`}</tr></thead>
			<tbody>${repeat(
				this.#entities,
				(entity) => `${keyOf(entity, resource)} ${resource.scope.map((name) => String(entity[name])).join(' ')}`,
				(entity) => {
					const key = keyOf(entity, resource);
					return html`<tr class=${key === this.#chosen ? 'chosen' : ''}>
						<th scope="row"><button class="plain" aria-pressed=${key === this.#chosen ? 'true' : 'false'} @click=${() => this.#open(key)}><bdi>${cut(showText(key), 80)}</bdi></button></th>
						${resource.scope.map((name) => html`<td><bdi>${cut(showText(String(entity[name])), 60)}</bdi></td>`)}
						${resource.state === undefined ? nothing : html`<td>${showText(stateOf(entity, resource) ?? '')}</td>`}
					</tr>`;
				},
			)}</tbody>
		</table></div>`;
	}

	#renderPages(): TemplateResult {
		const last = Math.min(this.#offset + SHOWN, this.#total);
		return html`<p class="line"><button ?disabled=${this.#offset === 0} @click=${() => this.#turn(-SHOWN)}>Before</button>
			<span class="quiet">${this.#offset + 1} to ${last} of ${this.#total}</span>
			<button ?disabled=${last >= this.#total} @click=${() => this.#turn(SHOWN)}>Next</button></p>`;
	}

	#renderChosen(entity: Entity, resource: Resource): TemplateResult {
		const key = keyOf(entity, resource);
		const state = stateOf(entity, resource);
		return html`<section aria-labelledby="chosen-entity">
			<h3 id="chosen-entity" class="wrap">${cut(showText(key), 80)}</h3>
			${
				resource.states.length > 0
					? html`<form class="line" @submit=${(event: SubmitEvent) => this.#move(event, resource)}>
				<label>State <select name="state">${resource.states.map((one) => html`<option ?selected=${one === state}>${one}</option>`)}</select></label>
				<button class="main">Set</button>
			</form>`
					: nothing
			}
			${renderValue(entity, { label: 'The entity' })}
			<form class="stack" @submit=${(event: SubmitEvent) => this.#patch(event, resource)}>
				<label class="field">Change properties (JSON; null removes one)
					<textarea name="patch" rows="3" spellcheck="false" placeholder='{ "property": "value" }' required></textarea></label>
				<p class="line"><button>Change</button><button type="button" class="danger" @click=${() => this.#remove(key, resource)}>Delete it</button></p>
			</form>
		</section>`;
	}

	#renderNew(resource: Resource): TemplateResult {
		const example = Object.fromEntries([
			...resource.scope.map((name) => [name, String(this.#entities[0]?.[name] ?? '1')]),
			...(resource.state === undefined ? [] : [[resource.state, resource.initial ?? resource.states[0] ?? '']]),
		]);
		return html`<section aria-labelledby="new-entity">
			<h3 id="new-entity">Add one</h3>
			<form class="stack" @submit=${(event: SubmitEvent) => this.#add(event, resource)}>
				<label class="field">The ${resource.name} (JSON; a key that is not there is made up)
					<textarea name="entity" rows="5" spellcheck="false" required .defaultValue=${JSON.stringify(example, undefined, 2)}></textarea></label>
				<button>Add</button>
			</form>
		</section>`;
	}

	#choose(event: Event): void {
		this.#resource = (event.target as HTMLSelectElement).value;
		this.#offset = 0;
		this.#chosen = '';
		this.requestUpdate();
	}

	#turn(by: number): void {
		this.#offset = Math.max(0, this.#offset + by);
		this.requestUpdate();
	}

	#open(key: string): void {
		this.#chosen = key === this.#chosen ? '' : key;
		this.requestUpdate();
	}

	async #move(event: SubmitEvent, resource: Resource): Promise<void> {
		event.preventDefault();
		const state = String(new FormData(event.target as HTMLFormElement).get('state'));
		await this.#send(resource, { [resource.state ?? '']: state }, `It is ${state} now.`);
	}

	async #patch(event: SubmitEvent, resource: Resource): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const patch = readObject(String(new FormData(form).get('patch')));
		if (patch && (await this.#send(resource, patch, 'The entity was changed.'))) form.reset();
	}

	async #send(resource: Resource, body: Entity, done: string): Promise<boolean> {
		const path = { session: model.route.session, resource: resource.name, key: this.#chosen };
		const entity = await model.tell(done, call('patchEntity', { path, body: body as Record<string, never> }));
		this.#again();
		return entity !== undefined;
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
		if (made) this.#chosen = keyOf(made as Entity, resource);
		this.#again();
	}

	async #remove(key: string, resource: Resource): Promise<void> {
		const path = { session: model.route.session, resource: resource.name, key };
		await model.tell(`The ${resource.name} is gone.`, call('deleteEntity', { path }));
		this.#again();
	}

	#again(): void {
		model.worldVersion++;
		model.change();
	}
}

function keyOf(entity: Entity, { key }: Resource): string {
	return String(entity[key]);
}

function stateOf(entity: Entity, { state }: Resource): string | undefined {
	return state === undefined ? undefined : String(entity[state]);
}

/** What was typed as a JSON object; `undefined`, and said so, where it is none. */
function readObject(text: string): Entity | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entity;
	} catch {
		// Said below, as for other values that are no object.
	}
	model.say({ kind: 'problem', text: 'Write a JSON object: { "property": "value" }.' });
	return undefined;
}
