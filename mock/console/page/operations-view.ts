// What each operation does to what is stored; of those that do nothing why, and the lines that would change that.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { OperationItem } from './control-types.ts';
import { copyText } from './copy.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { showText } from './show-text.ts';
import { renderUpstreamMode, renderUpstreamRule } from './upstream-tools.ts';

/** Which of them are shown, by the words of the choice. */
const CHOICES: Readonly<Record<string, { label: string; has: (operation: OperationItem) => boolean }>> = {
	all: { label: 'all', has: () => true },
	declared: { label: 'declared', has: ({ effect }) => effect?.inferred === false },
	inferred: { label: 'inferred', has: ({ effect }) => effect?.inferred === true },
	none: { label: 'without effect', has: ({ effect }) => effect === undefined },
};

/** `<operations-view>` */
export class OperationsView extends ConsoleElement {
	protected override render(): TemplateResult {
		const { operations, route } = model;
		const { effect: wanted = 'all', q = '' } = route.query;
		const choice = CHOICES[wanted] ?? CHOICES['all'];
		const word = q.toLowerCase();
		const shown = operations.filter((one) => choice?.has(one) && readText(one).includes(word));
		const without = operations.filter(({ effect }) => effect === undefined).length;
		return html`
			<div class="tools">
				<label class="field">Effect <select .value=${live(wanted)} @change=${(event: Event) => model.note({ effect: readValue(event) })}>
					${Object.entries(CHOICES).map(([name, { label }]) => html`<option value=${name} ?selected=${name === wanted}>${label}</option>`)}</select></label>
				<label class="field grow">Search <input type="search" .value=${live(q)} @input=${(event: Event) => model.note({ q: readValue(event) })}></label>
				${renderUpstreamRule()}
				<span class="end">${operations.length - without} of ${operations.length} read or change what is stored</span>
			</div>
			${
				shown.length > 0
					? html`<div class="scroll" tabindex="0" role="region" aria-label="Operations and their effects"><table class="effects">
				<thead><tr><th scope="col">Operation</th><th scope="col">What it does</th></tr></thead>
				<tbody>${shown.map(renderOperation)}</tbody></table></div>`
					: html`<p class="empty">${model.isRead ? 'No operation is like that.' : 'Reading …'}</p>`
			}`;
	}
}

function renderOperation(operation: OperationItem): TemplateResult {
	const { operationId, method, path, effect, reason } = operation;
	return html`<tr>
		<th scope="row"><span class="name">${showText(operationId)}</span><span class="quiet">${method} ${path.split(/(?=\/)/).map((part) => html`<wbr>${showText(part)}`)}</span>
			<span class="line small"><button @click=${() => model.note({ try: operationId })} aria-label=${`Try ${operationId}`}>Try</button><button @click=${() => model.note({ compose: operationId })} aria-label=${`One-off for ${operationId}`}>One-off</button></span>${renderUpstreamMode(operationId)}</th>
		<td>${
			effect
				? html`<p>${showText(effect.does)} <span class="tag">${effect.inferred ? 'inferred' : 'declared'}</span></p>`
				: html`<p class="quiet">no effect${reason === undefined ? nothing : html`: ${showText(reason)}`}</p>${renderLines(operation)}`
		}</td></tr>`;
}

function renderLines({ operationId, lines, overlay }: OperationItem): TemplateResult | typeof nothing {
	if (lines === undefined) return nothing;
	return html`<details><summary>Lines that would give it one</summary>
		<pre class="effect-lines" tabindex="0" aria-label=${`Lines for ${operationId}`}>${showText(lines)}</pre>
		<p class="line">
			<button @click=${() => copyText('What the document lacks', lines)}>Copy for the document</button>
			${overlay === undefined ? nothing : html`<button @click=${() => copyText('An overlay with them', overlay)}>Copy as an overlay</button>`}
		</p></details>`;
}

function readText({ operationId, method, path, effect, reason = '' }: OperationItem): string {
	return `${operationId} ${method} ${path} ${effect?.does ?? reason}`.toLowerCase();
}

function readValue(event: Event): string {
	return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
