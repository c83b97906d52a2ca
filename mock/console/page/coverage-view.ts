// Operations × statuses: what was exercised.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { model } from './model.ts';
import type { Coverage } from './types.ts';

/** `<coverage-view>` */
export class CoverageView extends ConsoleElement {
	#coverage: Coverage | undefined;
	#isWhole = false;
	#asked = '';

	protected override willUpdate(): void {
		const last = model.rows.at(-1)?.id ?? 0;
		const asked = [model.route.session, this.#isWhole, last, model.totalSessions, model.link].join(' ');
		if (asked === this.#asked) return;
		this.#asked = asked;
		void this.#read(asked);
	}

	async #read(asked: string): Promise<void> {
		// A burst of requests is one reading.
		await new Promise((resolve) => setTimeout(resolve, this.#coverage ? 300 : 0));
		if (asked !== this.#asked || !this.isConnected) return;
		const { session } = model.route;
		const isThere = model.session !== undefined;
		const result = await call('getCoverage', { query: !this.#isWhole && isThere ? { session } : {} });
		if (asked !== this.#asked || !result.ok) return;
		this.#coverage = this.#isWhole || isThere ? result.value : empty(result.value);
		this.requestUpdate();
	}

	protected override render(): TemplateResult {
		const coverage = this.#coverage;
		if (!coverage) return html`<p class="empty">Reading …</p>`;
		const { operations, total, exercised } = coverage;
		const statuses = [
			...new Set(operations.flatMap((operation) => operation.statuses.map(({ status }) => status))),
		].sort();
		return html`
			<div class="tools">
				<label>Requests of <select @change=${this.#choose}><option value="session">this session</option><option value="all" ?selected=${this.#isWhole}>all sessions</option></select></label>
				<progress max=${Math.max(1, total)} .value=${exercised} aria-label="Statuses exercised"></progress>
				<span>${exercised} of ${total} documented statuses exercised</span>
			</div>
			<div class="scroll" tabindex="0" role="region" aria-label="Coverage by operation and status"><table class="grid">
				<thead><tr><th scope="col">Operation</th>${statuses.map((status) => html`<th scope="col">${status}</th>`)}</tr></thead>
				<tbody>${operations.map(({ operationId, method, path, statuses: own }) => {
					const counts = new Map(own.map(({ status, count }) => [status, count]));
					return html`<tr><th scope="row"><span class="name">${operationId}</span><span class="quiet">${method} ${path}</span></th>
						${statuses.map((status) => renderCell(counts.get(status)))}</tr>`;
				})}</tbody>
			</table></div>
			<p class="quiet">By pacts: none have been read. What consumers’ pacts exercise will stand in the same cells.</p>`;
	}

	#choose(event: Event): void {
		this.#isWhole = (event.target as HTMLSelectElement).value === 'all';
		this.requestUpdate();
	}
}

function renderCell(count: number | undefined): TemplateResult {
	if (count === undefined) return html`<td class="none"><span class="hidden">not documented</span></td>`;
	return html`<td class=${count > 0 ? 'met' : 'open'}>${count > 0 ? count.toLocaleString('en') : html`never`}${nothing}</td>`;
}

function empty(coverage: Coverage): Coverage {
	const operations = coverage.operations.map((operation) => ({
		...operation,
		statuses: operation.statuses.map(({ status }) => ({ status, count: 0 })),
	}));
	return { ...coverage, operations, exercised: 0 };
}
