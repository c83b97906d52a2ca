// What opens over the views: it has the focus until it is closed, by its button, Esc or Back, and then gives it back.

import { html, type TemplateResult } from 'lit';
import { ConsoleElement } from './element.ts';

/** An element whose `renderSheet` stands in a dialog. */
export abstract class Sheet extends ConsoleElement {
	#before: Element | null = null;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#before = document.activeElement;
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
	}

	protected override firstUpdated(): void {
		this.querySelector('dialog')?.showModal();
	}

	/** Takes it out of the address. */
	protected abstract leave(): void;

	/** The dialog with its title and what is in it. */
	protected renderSheet(title: string, content: TemplateResult): TemplateResult {
		return html`<dialog class="sheet-dialog" aria-labelledby="sheet-title" @cancel=${this.#close}>
			<div class="heading"><h2 id="sheet-title">${title}</h2><button @click=${this.leave}>Close</button></div>
			${content}
		</dialog>`;
	}

	#close(event: Event): void {
		event.preventDefault();
		this.leave();
	}
}
