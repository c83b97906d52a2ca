// Requests as they happen: filter, pause, the list, and the chosen one in full.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { model } from './model.ts';
import type { Row } from './types.ts';
import { count } from './words.ts';

const GROUPS: Readonly<Record<string, (row: Row) => boolean>> = {
	'every status': () => true,
	'2xx and 3xx': ({ status }) => status !== null && status < 400,
	'4xx': ({ status }) => status !== null && status >= 400 && status < 500,
	'5xx': ({ status }) => status !== null && status >= 500,
	'no answer': ({ status }) => status === null,
	scripted: ({ step }) => step === 'cue',
};

/** `<request-view>` */
export class RequestView extends ConsoleElement {
	#words: readonly string[] = [];
	#group = 'every status';
	#frozen: readonly Row[] | undefined;
	#chosen: number | undefined;
	#session = '';

	protected override render(): TemplateResult {
		if (this.#session !== model.route.session) this.#begin();
		const all = this.#frozen ?? model.rows;
		const rows = this.#filter(all);
		const missed = this.#frozen ? model.rows.filter(({ id }) => id > (this.#frozen?.at(-1)?.id ?? 0)).length : 0;
		return html`
			<div class="tools">
				<label class="grow"><span class="hidden">Filter by words</span>
					<input type="search" placeholder="filter: path, operation, status, why" @input=${this.#find}></label>
				<label><span class="hidden">Statuses</span>
					<select @change=${this.#choose}>${Object.keys(GROUPS).map((name) => html`<option>${name}</option>`)}</select></label>
				<button aria-pressed=${this.#frozen ? 'true' : 'false'} @click=${this.#pause}>${this.#frozen ? 'Go on' : 'Pause'}</button>
				<button @click=${this.#clear}>Clear</button>
				<span class="quiet">${rows.length === all.length ? count(all.length, 'request') : `${rows.length} of ${count(all.length, 'request')}`}${missed > 0 ? html`, <b>${missed} new</b>` : nothing}</span>
			</div>
			<div class=${this.#chosen === undefined ? 'panes' : 'panes open'}>
				${
					all.length === 0
						? html`<p class="empty">No request yet. Send one to the mock and it appears here.</p>`
						: html`<request-list .rows=${rows} .chosen=${this.#chosen} @choose=${this.#show}></request-list>`
				}
				${this.#chosen === undefined ? nothing : html`<request-detail .number=${this.#chosen} @leave=${this.#leave}></request-detail>`}
			</div>`;
	}

	#begin(): void {
		this.#session = model.route.session;
		this.#frozen = undefined;
		this.#chosen = undefined;
	}

	#filter(rows: readonly Row[]): readonly Row[] {
		const fits = GROUPS[this.#group] ?? (() => true);
		if (this.#words.length === 0 && this.#group === 'every status') return rows;
		return rows.filter((row) => fits(row) && this.#words.every((word) => row.text.includes(word)));
	}

	#find(event: Event): void {
		this.#words = (event.target as HTMLInputElement).value.toLowerCase().split(/\s+/).filter(Boolean);
		this.requestUpdate();
	}

	#choose(event: Event): void {
		this.#group = (event.target as HTMLSelectElement).value;
		this.requestUpdate();
	}

	#pause(): void {
		this.#frozen = this.#frozen ? undefined : [...model.rows];
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
		await model.readRows();
	}
}
