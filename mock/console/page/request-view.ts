// Requests as they happen: filter, pause, the list, and the chosen one in full.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { clearRequests } from './actions.ts';
import type { Row } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { GROUPS, RequestFilter } from './request-filter.ts';
import { count, showText } from './show-text.ts';
import { renderStep } from './step-detail.ts';
import { toStepRows, weaveSteps } from './step-rows.ts';

/** `<request-view>` */
export class RequestView extends ConsoleElement {
	#frozen: readonly Row[] | undefined;
	readonly #filter = new RequestFilter(() => this.requestUpdate());
	#session = '';

	protected override render(): TemplateResult {
		if (this.#session !== model.route.session) this.#begin();
		const requests = this.#frozen ?? model.journal.rows;
		const { group: only = '', status: of = '' } = model.route.query;
		// Steps have no status: who looks for one sees requests alone.
		const steps = only === '' && of === '' ? toStepRows(model.history.steps) : [];
		const all = weaveSteps(requests, steps);
		const rows = this.#filter.apply(all, model.route.query);
		const { q = '', group = '', status = '' } = model.route.query;
		const { request = '' } = model.route.query;
		const chosen = readNumber(request) ?? steps.find(({ done }) => `step-${done?.id}` === request)?.id;
		const step = steps.find(({ id }) => id === chosen)?.done;
		const missed = this.#frozen
			? model.journal.rows.filter(({ id }) => id > (this.#frozen?.at(-1)?.id ?? 0)).length
			: 0;
		return html`
			<div class="tools">
				<label class="grow"><span class="hidden">Filter by words</span>
					<input type="search" placeholder="filter: path, operation, status, why, headers, bodies" .value=${live(q)} @input=${this.#find}></label>
				<label><span class="hidden">Statuses</span>
					<select @change=${this.#choose}>${Object.keys(GROUPS).map((name) => html`<option ?selected=${name === group}>${name}</option>`)}</select></label>
				${status === '' ? nothing : html`<button aria-label=${`Only ${status}: show every status`} @click=${() => model.note({ status: '' })}>only ${status} ✕</button>`}
				<button aria-pressed=${this.#frozen ? 'true' : 'false'} @click=${this.#pause}>${this.#frozen ? 'Go on' : 'Pause'}</button>
				<button ?disabled=${!model.session} @click=${this.#clear}>Clear</button>
				<span class="quiet">${tellNumbers(rows.filter(({ done }) => !done).length, requests.length)}${missed > 0 ? html`, <b>${missed} new</b>` : nothing}</span>
			</div>
			<div class=${chosen === undefined ? 'panes' : 'panes open'}>
				${
					all.length === 0
						? this.#renderNone()
						: repeat(
								[model.route.session],
								(name) => name,
								() =>
									html`<request-list .rows=${rows} .chosen=${chosen} @choose=${this.#show} @leave=${this.#leave}></request-list>`,
							)
				}
				${step ? renderStep(step, this.#leave) : chosen === undefined ? nothing : html`<request-detail .number=${chosen} @leave=${this.#leave}></request-detail>`}
			</div>`;
	}

	#renderNone(): TemplateResult {
		if (model.journal.problem === '' && !model.journal.isRead) return html`<p class="empty">Reading …</p>`;
		if (model.journal.problem === '')
			return html`<p class="empty">No request yet. Send one to the mock and it appears here.</p>`;
		return html`<div class="empty" role="alert"><p>The requests could not be read. ${showText(model.journal.problem)}</p>
			<button @click=${() => model.readRows()}>Try again</button></div>`;
	}

	#begin(): void {
		this.#session = model.route.session;
		this.#frozen = undefined;
	}

	#find(event: Event): void {
		model.note({ q: (event.target as HTMLInputElement).value });
	}

	#choose(event: Event): void {
		const { value } = event.target as HTMLSelectElement;
		model.note({ group: value === Object.keys(GROUPS)[0] ? '' : value });
	}

	#pause(): void {
		this.#frozen = this.#frozen ? undefined : [...model.journal.rows];
		this.requestUpdate();
	}

	#show(event: CustomEvent<number>): void {
		const step = toStepRows(model.history.steps).find(({ id }) => id === event.detail)?.done;
		model.note({ request: step ? `step-${step.id}` : String(event.detail) });
	}

	readonly #leave = (): void => {
		model.note({ request: '' });
		void this.updateComplete.then(() => this.querySelector<HTMLElement>('[role=listbox]')?.focus());
	};

	async #clear(): Promise<void> {
		this.#begin();
		await clearRequests();
	}
}

/** `undefined`: it names no request. */
function readNumber(text: string): number | undefined {
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `10 kept, 5 older dropped`; `3 of 20 requests`. */
function tellNumbers(shown: number, all: number): string {
	const { dropped, surplus } = model.journal;
	const gone = dropped + surplus;
	const kept = all - surplus;
	const whole =
		gone > 0 ? `${kept.toLocaleString('en')} kept, ${gone.toLocaleString('en')} older dropped` : count(all, 'request');
	const rest = surplus > 0 ? `, of which ${surplus.toLocaleString('en')} are still listed` : '';
	return `${shown === all ? '' : `${shown.toLocaleString('en')} of `}${whole}${rest}`;
}
