// The chosen entity: all of it, and what can be done to it. Another one is another card.

import { html, type TemplateResult } from 'lit';
import { call } from './client.ts';
import type { Entity, Resource } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { namePlace, placeOf, readObject, stateOf } from './entities.ts';
import type { Properties } from './entity-fields.ts';
import { renderValue } from './json-view.ts';
import { model } from './page-model.ts';
import { linkTo } from './route.ts';

/** `<entity-card .entity .resource .properties @leave>` */
export class EntityCard extends ConsoleElement {
	static override properties = {
		entity: { attribute: false },
		resource: { attribute: false },
		properties: { attribute: false },
	};
	declare entity: Entity;
	declare resource: Resource;
	declare properties: Properties;
	readonly #save = (patch: Entity): Promise<boolean> => this.#send(patch, 'The entity was changed.');

	protected override render(): TemplateResult {
		const { entity, resource } = this;
		const place = placeOf(entity, resource);
		return html`<section aria-labelledby="chosen-entity">
			<div class="heading"><h3 id="chosen-entity" class="wrap">${namePlace(place)}</h3><button class="end" @click=${this.#leave}>Close</button></div>
			<p><a href=${linkTo({ session: model.route.session, view: 'requests', query: { q: place.key } })}>Its requests</a></p>
			<entity-actions .resource=${resource.name} .place=${place} .state=${stateOf(entity, resource)}></entity-actions>
			${renderValue(entity, { label: 'The entity' })}
			<change-entity .entity=${entity} .resource=${resource} .properties=${this.properties} .save=${this.#save}></change-entity>
			<form class="stack" @submit=${this.#patch}>
				<label class="field">Change properties (JSON; null removes one)
					<textarea name="patch" rows="3" spellcheck="false" placeholder='{ "property": "value" }' required></textarea></label>
				<button>Change</button>
			</form>
			<p><button class="danger" @click=${this.#remove}>Delete it</button></p>
		</section>`;
	}

	get #path() {
		const { scope, key } = placeOf(this.entity, this.resource);
		const path = { session: model.route.session, resource: this.resource.name, key };
		return { path, ...(scope.length > 0 && { query: { scope } }) };
	}

	async #patch(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const patch = readObject(String(new FormData(form).get('patch')));
		if (patch && (await this.#save(patch))) form.reset();
	}

	async #send(body: Entity, done: string): Promise<boolean> {
		const sent = call('patchEntity', { ...this.#path, body: body as Record<string, never> });
		const entity = await model.tell(done, sent);
		model.touchWorld();
		return entity !== undefined;
	}

	async #remove(): Promise<void> {
		await model.tell(`The ${this.resource.name} is gone.`, call('deleteEntity', this.#path));
		model.touchWorld();
		this.#leave();
	}

	#leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}
}
