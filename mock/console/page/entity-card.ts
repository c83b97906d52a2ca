// The chosen entity: all of it, and what can be done to it. Another one is another card.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import type { Entity, Resource } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { idOf, namePlace, placeOf, readObject, stateOf } from './entities.ts';
import { renderValue } from './json-view.ts';
import { model } from './page-model.ts';

/** `<entity-card .entity .resource @leave>` */
export class EntityCard extends ConsoleElement {
	static override properties = { entity: { attribute: false }, resource: { attribute: false } };
	declare entity: Entity;
	declare resource: Resource;
	/** The id of the entity whose deletion waits to be confirmed. */
	#deleting = '';

	protected override render(): TemplateResult {
		const { entity, resource } = this;
		const place = placeOf(entity, resource);
		const id = idOf(place);
		// The same button asks and does it, so that whoever uses the keyboard stays where he is.
		const isAsked = this.#deleting === id;
		return html`<section aria-labelledby="chosen-entity">
			<div class="heading"><h3 id="chosen-entity" class="wrap">${namePlace(place)}</h3><button class="end" @click=${this.#leave}>Close</button></div>
			${this.#renderState()}
			${renderValue(entity, { label: 'The entity' })}
			<form class="stack" @submit=${this.#patch}>
				<label class="field">Change properties (JSON; null removes one)
					<textarea name="patch" rows="3" spellcheck="false" placeholder='{ "property": "value" }' required></textarea></label>
				<button>Change</button>
			</form>
			<p class="line">
				<button class="danger" @click=${() => (isAsked ? this.#remove() : this.#confirm(id))}>${isAsked ? 'Really delete it' : 'Delete it'}</button>
				${isAsked ? html`<button @click=${this.#keep}>Keep</button>` : nothing}
			</p>
		</section>`;
	}

	/** Made anew when its state is another: until then, what somebody has selected stays selected. */
	#renderState(): TemplateResult | typeof nothing {
		const { entity, resource } = this;
		const state = stateOf(entity, resource);
		if (resource.states.length === 0) return nothing;
		return html`${repeat(
			[state],
			(one) => one,
			() => html`<form class="line" @submit=${this.#move}>
				<label>State <select name="state">${resource.states.map((one) => html`<option ?selected=${one === state}>${one}</option>`)}</select></label>
				<button class="main">Set</button>
			</form>`,
		)}`;
	}

	get #path() {
		const { scope, key } = placeOf(this.entity, this.resource);
		const path = { session: model.route.session, resource: this.resource.name, key };
		return { path, ...(scope.length > 0 && { query: { scope } }) };
	}

	async #move(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const state = String(new FormData(event.target as HTMLFormElement).get('state'));
		await this.#send({ [this.resource.state ?? '']: state }, `It is ${state} now.`);
	}

	async #patch(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const patch = readObject(String(new FormData(form).get('patch')));
		if (patch && (await this.#send(patch, 'The entity was changed.'))) form.reset();
	}

	async #send(body: Entity, done: string): Promise<boolean> {
		const sent = call('patchEntity', { ...this.#path, body: body as Record<string, never> });
		const entity = await model.tell(done, sent);
		model.touchWorld();
		return entity !== undefined;
	}

	#confirm(id: string): void {
		this.#deleting = id;
		this.requestUpdate();
	}

	#keep(event: Event): void {
		((event.target as HTMLElement).previousElementSibling as HTMLElement | null)?.focus();
		this.#confirm('');
	}

	async #remove(): Promise<void> {
		this.#deleting = '';
		await model.tell(`The ${this.resource.name} is gone.`, call('deleteEntity', this.#path));
		model.touchWorld();
		this.#leave();
	}

	#leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}
}
