// What can be taken back in the chosen session: the last step with one click, and all that there are.

import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { nameMoment, nameTime, showText } from './show-text.ts';

/** `<undo-list>` */
export class UndoList extends ConsoleElement {
	protected override render(): TemplateResult | typeof nothing {
		const { undoable } = model.history;
		if (undoable.length === 0) return nothing;
		const now = model.session?.clock.now ?? '';
		return html`<details class="menu" @keydown=${this.#press}>
			<summary>Undo (${undoable.length})</summary>
			<div class="sheet">
				<p class="quiet">The last step first. What callers have made since then stays.</p>
				<ol>${undoable.map(({ id, at, summary }, index) => {
					const words = index === 0 ? 'Take back' : `Take back these ${index + 1}`;
					return html`<li>
						<span class="wrap">${showText(summary)}</span> <time class="quiet" title=${`${nameTime(at)} UTC`}>${nameMoment(at, now)}</time>
						<button aria-label=${`${words}: ${showText(summary)}`} @click=${() => this.#undo(id)}>${words}</button>
					</li>`;
				})}</ol>
			</div>
		</details>`;
	}

	#press(event: KeyboardEvent): void {
		if (event.key !== 'Escape') return;
		const details = event.currentTarget as HTMLDetailsElement;
		details.open = false;
		details.querySelector('summary')?.focus();
	}

	async #undo(step: number): Promise<void> {
		const details = this.querySelector('details');
		if (details) details.open = false;
		const undoing = model.undo(model.route.session, step);
		this.querySelector('summary')?.focus();
		await undoing;
	}
}
