// One step that was done past the requests, and the way back from it.

import { html, nothing, type TemplateResult } from 'lit';
import type { Step } from './control-types.ts';
import { model } from './page-model.ts';
import { nameTime, showText } from './show-text.ts';

/** Draws it; `onLeave` hears that it is closed. */
export function renderStep({ id, at, summary, undoable }: Step, onLeave: () => void): TemplateResult {
	const place = model.history.undoable.findIndex((one) => one.id === id);
	const press = (event: KeyboardEvent): void => {
		if (event.key === 'Escape') onLeave();
	};
	return html`<section class="detail" aria-label=${`Step ${id}`} @keydown=${press}>
		<div class="heading"><h3>What was done</h3><button class="end" @click=${onLeave}>Close</button></div>
		<p class="wrap">${showText(summary)}</p>
		<p class="quiet">${nameTime(at)}</p>
		${undoable && place >= 0 ? html`<p><button @click=${() => model.undo(model.route.session, id)}>${place === 0 ? 'Take it back' : `Take back these ${place + 1}`}</button></p>` : nothing}
	</section>`;
}
