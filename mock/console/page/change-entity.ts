// The chosen entity in a form: what is changed in it is sent, and nothing else.

import { html, nothing, type TemplateResult } from 'lit';
import type { Entity, Resource } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import type { Properties } from './entity-fields.ts';
import { listChanges, listOwnFields } from './entity-fields.ts';
import { model } from './page-model.ts';
import { readTyped, renderFields } from './render-fields.ts';

/** `<change-entity .entity .resource .properties .save>`; `save` takes the changes, and says whether they were taken. */
export class ChangeEntity extends ConsoleElement {
	static override properties = {
		entity: { attribute: false },
		resource: { attribute: false },
		properties: { attribute: false },
		save: { attribute: false },
	};
	declare entity: Entity;
	declare resource: Resource;
	declare properties: Properties;
	declare save: (patch: Entity) => Promise<boolean>;
	#isOpen = false;

	protected override render(): TemplateResult {
		return html`<details @toggle=${this.#toggle}>
			<summary>Change in a form</summary>
			${
				this.#isOpen
					? html`<form class="stack" @submit=${this.#submit}>${renderFields(this.#fields)}
					<p class="quiet">What is emptied is removed.</p>
					<button>Save</button></form>`
					: nothing
			}
		</details>`;
	}

	get #fields() {
		return listOwnFields(this.resource, this.properties, this.entity);
	}

	#toggle(event: Event): void {
		// The fields behind *More* open and close by themselves.
		if (event.target !== event.currentTarget) return;
		this.#isOpen = (event.target as HTMLDetailsElement).open;
		this.requestUpdate();
	}

	async #submit(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const patch = listChanges(this.#fields, readTyped(form), this.properties);
		if (Object.keys(patch).length === 0) model.say({ kind: 'done', text: 'Nothing was changed in the form.' });
		else if (await this.save(patch)) form.reset();
	}
}
