// Requests as they happen: filter, pause, the list, and the chosen one in full.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { call } from './client.ts';
import type { Row } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { count, showText } from './show-text.ts';

const GROUPS: Readonly<Record<string, (row: Row) => boolean>> = {
	'every status': () => true,
	'2xx and 3xx': ({ status }) => status !== null && status < 400,
	'4xx': ({ status }) => status !== null && status >= 400 && status < 500,
	'5xx': ({ status }) => status !== null && status >= 500,
	'no answer': ({ status }) => status === null,
	scripted: ({ step }) => step === 'cue',
};

/** What is looked for: it stays when another view is looked at. */
const filter = { text: '', group: 'every status' };

/** `<request-view>` */
export class RequestView extends ConsoleElement {
	#frozen: readonly Row[] | undefined;
	#chosen: number | undefined;
	#session = '';

	protected override render(): TemplateResult {
		if (this.#session !== model.route.session) this.#begin();
		const all = this.#frozen ?? model.journal.rows;
		const rows = this.#filter(all);
		const missed = this.#frozen
			? model.journal.rows.filter(({ id }) => id > (this.#frozen?.at(-1)?.id ?? 0)).length
			: 0;
		return html`
			<div class="tools">
				<label class="grow"><span class="hidden">Filter by words</span>
					<input type="search" placeholder="filter: path, operation, status, why" .value=${live(filter.text)} @input=${this.#find}></label>
				<label><span class="hidden">Statuses</span>
					<select @change=${this.#choose}>${Object.keys(GROUPS).map((name) => html`<option ?selected=${name === filter.group}>${name}</option>`)}</select></label>
				<button aria-pressed=${this.#frozen ? 'true' : 'false'} @click=${this.#pause}>${this.#frozen ? 'Go on' : 'Pause'}</button>
				<button ?disabled=${!model.session} @click=${this.#clear}>Clear</button>
				<span class="quiet">${rows.length === all.length ? count(all.length, 'request') : `${rows.length} of ${count(all.length, 'request')}`}${missed > 0 ? html`, <b>${missed} new</b>` : nothing}</span>
			</div>
			<div class=${this.#chosen === undefined ? 'panes' : 'panes open'}>
				${
					all.length === 0
						? this.#renderNone()
						: repeat(
								[model.route.session],
								(name) => name,
								() => html`<request-list .rows=${rows} .chosen=${this.#chosen} @choose=${this.#show}></request-list>`,
							)
				}
				${this.#chosen === undefined ? nothing : html`<request-detail .number=${this.#chosen} @leave=${this.#leave}></request-detail>`}
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
		this.#chosen = undefined;
	}

	#filter(rows: readonly Row[]): readonly Row[] {
		const fits = GROUPS[filter.group] ?? (() => true);
		const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
		if (words.length === 0 && filter.group === 'every status') return rows;
		return rows.filter((row) => fits(row) && words.every((word) => row.text.includes(word)));
	}

	#find(event: Event): void {
		filter.text = (event.target as HTMLInputElement).value;
		this.requestUpdate();
	}

	#choose(event: Event): void {
		filter.group = (event.target as HTMLSelectElement).value;
		this.requestUpdate();
	}

	#pause(): void {
		this.#frozen = this.#frozen ? undefined : [...model.journal.rows];
		this.requestUpdate();
	}

	#show(event: CustomEvent<number>): void {
		this.#chosen = event.detail;
		this.requestUpdate();
	}

	#leave(): void {
		this.#chosen = undefined;
		this.requestUpdate();
		void this.updateComplete.then(() => this.querySelector<HTMLElement>('[role=listbox]')?.focus());
	}

	async #clear(): Promise<void> {
		this.#begin();
		await model.tell('The journal is empty.', call('clearRequests', { path: { session: model.route.session } }));
	}
}
