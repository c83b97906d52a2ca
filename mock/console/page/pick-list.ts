// One of many, found by typing: arrows go through what fits, Enter takes one.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ConsoleElement } from './element.ts';
import { findOffers, type Offer } from './offers.ts';
import { count, cut, showText } from './show-text.ts';

/** Lines that are drawn; more words find the others. */
const SHOWN = 40;
/** What PageDown goes on by. */
const PAGE = 8;

/** `<pick-list .name .label .placeholder .offers @pick @type>`; `pick` has the offer's id, `type` what was typed. */
export class PickList extends ConsoleElement {
	static override properties = {
		name: { attribute: false },
		label: { attribute: false },
		placeholder: { attribute: false },
		offers: { attribute: false },
	};
	/** Its ids in the page begin so. */
	declare name: string;
	declare label: string;
	declare placeholder: string;
	declare offers: readonly Offer[];
	#text = '';
	#active = 0;

	protected override render(): TemplateResult {
		const found = findOffers(this.offers, this.#text);
		const shown = found.slice(0, SHOWN);
		this.#active = Math.max(0, Math.min(this.#active, shown.length - 1));
		const list = `${this.name}-list`;
		return html`<input type="search" role="combobox" aria-expanded="true" aria-controls=${list} aria-autocomplete="list" aria-label=${this.label}
				aria-activedescendant=${shown.length > 0 ? `${this.name}-${this.#active}` : nothing} autocomplete="off" spellcheck="false"
				placeholder=${this.placeholder} @input=${this.#type} @keydown=${(event: KeyboardEvent) => this.#press(event, shown)}>
			<ul class="offers" role="listbox" id=${list} aria-label=${this.label}>${repeat(
				shown,
				({ id }) => id,
				(
					{ id, words, hint },
					index,
				) => html`<li role="option" id=${`${this.name}-${index}`} aria-selected=${index === this.#active ? 'true' : 'false'} @click=${() => this.#pick(id)}>
					<span class="wrap">${cut(showText(words), 200)}</span> ${hint === undefined ? nothing : html`<span class="quiet wrap">${cut(showText(hint), 200)}</span>`}</li>`,
			)}</ul>
			<p class="quiet" role="status">${found.length === 0 ? 'Nothing is like that.' : found.length > SHOWN ? `${count(found.length - SHOWN, 'more', 'more')}: type on to find them.` : nothing}</p>`;
	}

	protected override firstUpdated(): void {
		this.querySelector('input')?.focus();
	}

	#type(event: Event): void {
		this.#text = (event.target as HTMLInputElement).value;
		this.#active = 0;
		this.dispatchEvent(new CustomEvent('type', { detail: this.#text }));
		this.requestUpdate();
	}

	#pick(id: string): void {
		this.dispatchEvent(new CustomEvent('pick', { detail: id }));
	}

	#press(event: KeyboardEvent, shown: readonly Offer[]): void {
		const last = shown.length - 1;
		const now = this.#active;
		const moves: Readonly<Record<string, number>> = {
			ArrowDown: now === last ? 0 : now + 1,
			ArrowUp: now === 0 ? last : now - 1,
			PageDown: Math.min(last, now + PAGE),
			PageUp: Math.max(0, now - PAGE),
		};
		const goal = moves[event.key];
		const active = shown[now];
		if (goal !== undefined) {
			this.#active = goal;
			this.requestUpdate();
			void this.updateComplete.then(() =>
				this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
			);
		} else if (event.key === 'Enter' && !event.isComposing) {
			if (active) this.#pick(active.id);
		} else return;
		event.preventDefault();
	}
}
