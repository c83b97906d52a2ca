// Ctrl-K or Cmd-K: every action of the page, found by typing.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { type Command, listCommands, open, readTyped } from './commands.ts';
import type { Entity } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { idOf, namePlace, placeOf, stateOf } from './entities.ts';
import { model } from './page-model.ts';

/** Between the last letter and a look at the entities. */
const TYPING_MS = 150;
/** From so many letters on, entities are looked for. */
const LETTERS = 2;
/** Resources that are asked, and entities of each. */
const ASKED = 8;
const FOUND = 5;

/** `<command-palette>` */
export class CommandPalette extends ConsoleElement {
	#isOpen = false;
	/** What is offered now. */
	#commands: readonly Command[] = [];
	#typed: readonly Command[] = [];
	#found: readonly Command[] = [];
	#text = '';
	#typing: ReturnType<typeof setTimeout> | undefined;
	readonly #press = (event: KeyboardEvent): void => {
		if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
		event.preventDefault();
		if (this.#isOpen) this.#close();
		else this.show();
	};

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener('keydown', this.#press);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener('keydown', this.#press);
		clearTimeout(this.#typing);
	}

	/** Opens it. */
	show(): void {
		// Over another sheet it would lead away from what was written there.
		if (document.querySelector('dialog[open]')) return;
		this.#isOpen = true;
		this.#typed = [];
		this.#found = [];
		this.#text = '';
		this.requestUpdate();
		void this.updateComplete.then(() => {
			const dialog = this.querySelector('dialog');
			dialog?.showModal();
			dialog?.querySelector('input')?.focus();
		});
	}

	protected override render(): TemplateResult | typeof nothing {
		if (!this.#isOpen) return nothing;
		// What can be done changes with what the mock tells.
		this.#commands = [...listCommands(), ...this.#found, ...this.#typed];
		return html`<dialog class="palette" aria-label="Everything that can be done" closedby="any" @close=${this.#tellClosed}>
			<pick-list .name=${'command'} .label=${'What to do'} .placeholder=${'type what to do: an operation, a scenario, an id, a view …'}
				.offers=${this.#commands} @pick=${this.#run} @type=${this.#type}></pick-list>
		</dialog>`;
	}

	#close(): void {
		this.querySelector('dialog')?.close();
		this.#leave();
	}

	/** The browser tells it a moment later: by then it may have been opened anew. */
	#tellClosed({ target }: Event): void {
		if (target === this.querySelector('dialog')) this.#leave();
	}

	#leave(): void {
		this.#isOpen = false;
		clearTimeout(this.#typing);
		this.requestUpdate();
	}

	#run({ detail }: CustomEvent<string>): void {
		const command = this.#commands.find(({ id }) => id === detail);
		// What it opens takes the focus after that was given back.
		this.#close();
		void command?.run();
	}

	#type({ detail }: CustomEvent<string>): void {
		this.#text = detail.trim();
		this.#typed = readTyped(detail);
		clearTimeout(this.#typing);
		if (this.#text.length >= LETTERS) this.#typing = setTimeout(() => void this.#search(this.#text), TYPING_MS);
		else this.#found = [];
		this.requestUpdate();
	}

	/** Entities that have the text in a value. */
	async #search(search: string): Promise<void> {
		const { session } = model.route;
		const held = model.resources.filter(({ name }) => Object.keys(model.session?.entities[name] ?? {}).length > 0);
		const found = await Promise.all(
			held.slice(0, ASKED).map(async (resource): Promise<Command[]> => {
				const path = { session, resource: resource.name };
				const result = await call('listEntities', { path, query: { search, limit: FOUND } });
				if (!result.ok) return [];
				return (result.value.entities as Entity[]).map((entity) => {
					const place = placeOf(entity, resource);
					const hint = stateOf(entity, resource);
					return {
						id: `entity ${resource.name} ${idOf(place)}`,
						words: `${resource.name} ${namePlace(place)}`,
						about: search,
						...(hint !== undefined && { hint }),
						run: () => open('entities', { resource: resource.name, entity: idOf(place) }),
					};
				});
			}),
		);
		if (search !== this.#text) return;
		this.#found = found.flat();
		this.requestUpdate();
	}
}
