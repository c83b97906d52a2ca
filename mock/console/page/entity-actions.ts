// What can be done to one entity where it is spoken of: put it in a state, apply a scenario to it.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { namePlace, type Place } from './entities.ts';
import { model } from './page-model.ts';
import { listFitting } from './scenario-choice.ts';
import { gradeStatus, nameStatus, showText } from './show-text.ts';

/** `<entity-actions .resource .place .state>` */
export class EntityActions extends ConsoleElement {
	static override properties = {
		resource: { attribute: false },
		place: { attribute: false },
		state: { attribute: false },
	};
	/** The name of its resource. */
	declare resource: string;
	declare place: Place;
	/** The state that it is in; `undefined`: not known. */
	declare state: string | undefined;

	protected override render(): TemplateResult | typeof nothing {
		const resource = model.resources.find(({ name }) => name === this.resource);
		if (!resource) return nothing;
		const { states } = resource;
		const fitting = listFitting(model, this.resource);
		return html`
			${
				states.length > 0
					? html`<fieldset class="acts"><legend>Put it in state</legend>
				${states.map((state) => html`<button aria-pressed=${state === this.state ? 'true' : 'false'} @click=${() => this.#move(state)}>${state}</button>`)}</fieldset>`
					: nothing
			}
			${
				fitting.length > 0
					? html`<fieldset class="acts"><legend>Apply a scenario to it</legend>
				<ul class="choices">${fitting.map(
					({ name, title, serves }) =>
						html`<li><button class="plain words" ?disabled=${model.session === undefined} @click=${() => this.#apply(name, title)}>${title}</button>${serves.statuses.map((status) => html` <span class="tag" data-grade=${gradeStatus(status)}>${nameStatus(status)}</span>`)}</li>`,
				)}</ul></fieldset>`
					: nothing
			}`;
	}

	async #move(state: string): Promise<void> {
		const resource = model.resources.find(({ name }) => name === this.resource);
		const { key, scope } = this.place;
		const path = { session: model.route.session, resource: this.resource, key };
		const body = { [resource?.state ?? '']: state } as Record<string, never>;
		await model.tell(
			`${this.resource} ${namePlace(this.place)} is ${state} now.`,
			call('patchEntity', { path, ...(scope.length > 0 && { query: { scope } }), body }),
		);
		model.touchWorld();
	}

	async #apply(name: string, title: string): Promise<void> {
		const { session } = model.route;
		const { key, scope } = this.place;
		const entity = { resource: this.resource, key, ...(scope.length > 0 && { scope }) };
		await model.tell(
			`For ${this.resource} ${showText(key)} it is now so: ${title}.`,
			call('useScenario', { path: { session }, body: { name, entity } }),
		);
		model.touchWorld();
	}
}
