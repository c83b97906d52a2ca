// What all elements of the page have in common: they stand in the page's own tree, and follow the model.

import { LitElement } from 'lit';
import { model } from './page-model.ts';

/** An element that is drawn again when the model changes. One style sheet dresses them all. */
export class ConsoleElement extends LitElement {
	#stop: (() => void) | undefined;

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.#stop = model.listen(() => this.requestUpdate());
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#stop?.();
	}
}
