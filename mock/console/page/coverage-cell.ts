// What a cell of the coverage leads to: its requests, and the ways to have it answered.

import { html, nothing, type TemplateResult } from 'lit';
import { useScenario } from './actions.ts';
import { putInFront } from './cue-choice.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { linkTo } from './route.ts';
import { listServed } from './scenario-choice.ts';
import { count, nameStatus } from './show-text.ts';

/** `<coverage-cell .operation .status .times @leave>` */
export class CoverageCell extends ConsoleElement {
	static override properties = {
		operation: { attribute: false },
		status: { attribute: false },
		times: { attribute: false },
	};
	declare operation: string;
	/** As the document has it: `409`, `4XX`, `default`; `faults` for what was no answer. */
	declare status: string;
	/** How often it was answered. */
	declare times: number;

	protected override render(): TemplateResult {
		const { operation, status, times } = this;
		const { session } = model.route;
		const isFault = status === 'faults';
		const number = status === 'default' ? 500 : Number(status.replace('XX', '00'));
		const words = isFault ? 'faults' : status === String(number) ? nameStatus(number) : status;
		const found = linkTo({
			session,
			view: 'requests',
			query: { q: operation, ...(isFault ? { group: 'no answer' } : status === 'default' ? {} : { status }) },
		});
		const virtual = model.virtuals.find((one) => one.operationId === operation && one.name.endsWith(` ${status}`));
		const scenarios = model.scenarios.filter(
			(one) =>
				one.valid &&
				listServed(one).includes(String(number)) &&
				(one.cues ?? []).some(({ on }) => on.includes(operation)),
		);
		return html`<section class="detail" aria-label=${`${operation} ${status}`} @keydown=${this.#press}>
			<div class="heading"><h3 class="wrap">${operation} → ${words}</h3><button class="end" @click=${this.#leave}>Close</button></div>
			<p>${times > 0 ? html`<a href=${found}>Show its ${count(times, 'request')}</a>` : isFault ? 'No fault was played yet.' : 'It was never answered so.'}</p>
			${
				isFault
					? html`<next-call .on=${operation} .target=${''}></next-call>`
					: html`<fieldset class="acts"><legend>Have it answered so</legend>
				<button class="main" @click=${() => putInFront({ on: operation, choice: { words, cue: { reply: { status: number } } } })}>the next call</button>
				<button @click=${() => model.note({ compose: `${operation} ${status}` })}>more …</button>
				${virtual ? html`<button @click=${() => useScenario({ name: virtual.name })}>always</button>` : nothing}</fieldset>`
			}
			${scenarios.length > 0 ? html`<fieldset class="acts"><legend>By a scenario</legend><ul class="choices">${scenarios.map(({ name, title }) => html`<li><button class="plain words" @click=${() => useScenario({ name })}>${title}</button></li>`)}</ul></fieldset>` : nothing}
		</section>`;
	}

	#press(event: KeyboardEvent): void {
		if (event.key === 'Escape') this.#leave();
	}

	#leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}
}
