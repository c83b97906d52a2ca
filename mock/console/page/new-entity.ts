// One more entity: by a form of its properties, or as JSON.

import { html, type TemplateResult } from 'lit';
import { call } from './client.ts';
import type { Entity, Resource } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { readObject } from './entities.ts';
import type { Properties } from './entity-fields.ts';
import { listFields, readFields } from './entity-fields.ts';
import { model } from './page-model.ts';
import { readTyped, renderFields } from './render-fields.ts';

/** `<new-entity .resource .properties @made>`; `made` has the entity. */
export class NewEntity extends ConsoleElement {
	static override properties = { resource: { attribute: false }, properties: { attribute: false } };
	declare resource: Resource;
	declare properties: Properties;
	#isJson = false;

	protected override render(): TemplateResult {
		const { resource } = this;
		const fields = listFields(resource, this.properties);
		return html`<section aria-labelledby="new-entity">
			<h3 id="new-entity">Add one</h3>
			<form class="stack" @submit=${this.#add}>
				<label class="quiet"><input type="checkbox" .checked=${this.#isJson} .defaultChecked=${this.#isJson} @change=${this.#turn}> as JSON</label>
				${
					this.#isJson
						? html`<label class="field">The ${resource.name} (JSON; what is not there is made up)
					<textarea name="entity" rows="5" spellcheck="false" required .defaultValue=${JSON.stringify(resource.sample, undefined, 2)}></textarea></label>`
						: html`${renderFields(fields)}
					<p class="quiet">What is empty is made up, or left out.</p>`
				}
				<button>Add</button>
			</form>
		</section>`;
	}

	#turn(event: Event): void {
		this.#isJson = (event.target as HTMLInputElement).checked;
		this.requestUpdate();
	}

	async #add(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const body = this.#isJson
			? readObject(String(new FormData(form).get('entity')))
			: readFields(readTyped(form), this.properties);
		if (!body) return;
		const { name } = this.resource;
		const path = { session: model.route.session, resource: name };
		const made = await model.tell(
			`A new ${name} is there.`,
			call('createEntity', { path, body: body as Record<string, never> }),
		);
		model.touchWorld();
		if (!made) return;
		// The next one begins where this one did.
		form.reset();
		this.dispatchEvent(new CustomEvent('made', { detail: made as Entity }));
	}
}
