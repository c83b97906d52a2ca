// Any documented error of any operation as a scenario, without a file: one click, and it is always answered so.

import { html, nothing, type TemplateResult } from 'lit';
import { useScenario } from './actions.ts';
import type { VirtualScenario } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { count, gradeStatus, nameStatus } from './show-text.ts';

/** Operations that are drawn; a search finds the others. */
const SHOWN = 60;

/** `<error-choice .words .serves>` */
export class ErrorChoice extends ConsoleElement {
	static override properties = { words: { attribute: false }, serves: { attribute: false } };
	/** What is searched for, in lower case. */
	declare words: readonly string[];
	/** Only this status; empty: all. */
	declare serves: string;

	protected override render(): TemplateResult | typeof nothing {
		const { virtuals, operations } = model;
		if (virtuals.length === 0) return nothing;
		const about = new Map(
			operations.map(({ operationId, method, path, summary = '', tags = [] }) => [
				operationId,
				{ path: `${method} ${path}`, text: [operationId, method, path, summary, ...tags].join(' ').toLowerCase() },
			]),
		);
		const fitting = virtuals.filter(({ name, operationId, status }) => {
			const text = `${name} ${nameStatus(status)} ${about.get(operationId)?.text ?? ''}`.toLowerCase();
			return this.words.every((word) => text.includes(word)) && (this.serves === '' || String(status) === this.serves);
		});
		const groups = Map.groupBy(fitting, ({ operationId }) => operationId);
		const isSought = this.words.length > 0 || this.serves !== '';
		const sum = isSought ? `${fitting.length} of ${virtuals.length}` : String(virtuals.length);
		return html`<details class="errors" ?open=${isSought && fitting.length > 0}>
			<summary>Any documented error, without a file <span class="quiet">(${sum})</span></summary>
			<ul class="choices">${[...groups].slice(0, SHOWN).map(
				([operationId, errors]) => html`<li class="acts">
					<span class="grow"><b>${operationId}</b> <span class="quiet">${about.get(operationId)?.path ?? ''}</span></span>
					${errors.map((error) => this.#renderError(error))}</li>`,
			)}</ul>
			${groups.size > SHOWN ? html`<p class="quiet">${count(groups.size - SHOWN, 'operation')} more: find them by a word.</p>` : nothing}
		</details>`;
	}

	#renderError({ name, operationId, status }: VirtualScenario): TemplateResult {
		const isInUse = model.session?.scenario?.name === name;
		return html`<button data-grade=${gradeStatus(status)} aria-pressed=${isInUse ? 'true' : 'false'} aria-label=${`${nameStatus(status)} of ${operationId}, always`} @click=${() => useScenario({ name })}>${nameStatus(status)}</button>`;
	}
}
