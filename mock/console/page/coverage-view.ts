// Operations × statuses: what was exercised, and what consumers' pacts expect.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import type { Coverage } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';
import { showText } from './show-text.ts';

type Pacts = NonNullable<Coverage['pacts']>;
type Cell = Coverage['operations'][number]['statuses'][number];

/** `<coverage-view>` */
export class CoverageView extends ConsoleElement {
	readonly #coverage = new Reading<Coverage>(() => this.requestUpdate());
	#isWhole = false;

	protected override willUpdate(): void {
		const { session } = model.route;
		const isThere = model.session !== undefined;
		const isWhole = this.#isWhole;
		const { journal, heard, link, pactsVersion } = model;
		this.#coverage.ask({
			of: isWhole ? 'all' : `session ${session}`,
			version: [isWhole ? heard : (journal.rows.at(-1)?.id ?? 0), journal.version, isThere, link, pactsVersion].join(
				' ',
			),
			read: async () => {
				const result = await call('getCoverage', { query: !isWhole && isThere ? { session } : {} });
				if (!result.ok) return undefined;
				return isWhole || isThere ? result.value : forget(result.value);
			},
		});
	}

	protected override render(): TemplateResult {
		const coverage = this.#coverage.value;
		return html`
			<div class="tools">
				<label>Requests of <select @change=${this.#choose}><option value="session">this session</option><option value="all" ?selected=${this.#isWhole}>all sessions</option></select></label>
				${coverage ? renderSums(coverage) : nothing}
			</div>
			${coverage ? html`${renderTable(coverage)}${renderPacts(coverage.pacts)}` : html`<p class="empty">Reading …</p>`}`;
	}

	#choose(event: Event): void {
		this.#isWhole = (event.target as HTMLSelectElement).value === 'all';
		this.requestUpdate();
	}
}

function renderSums({ total, exercised, pacts, operations }: Coverage): TemplateResult {
	const open = operations.flatMap(({ statuses }) => statuses).filter(isOpen).length;
	return html`<progress max=${Math.max(1, total)} .value=${exercised} aria-label="Statuses exercised"></progress>
		<span>${exercised} of ${total} documented statuses exercised</span>
		${pacts ? html`<span class="by-pacts">${pacts.exercised} expected by pacts${open > 0 ? `, ${open} of them not exercised here` : nothing}</span>` : nothing}`;
}

function renderTable({ operations, pacts }: Coverage): TemplateResult {
	const statuses = [
		...new Set(operations.flatMap((operation) => operation.statuses.map(({ status }) => status))),
	].sort();
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Coverage by operation and status"><table class="grid">
		<thead><tr><th scope="col">Operation</th>${statuses.map((status) => html`<th scope="col">${status}</th>`)}</tr></thead>
		<tbody>${operations.map(({ operationId, method, path, statuses: own }) => {
			const cells = new Map(own.map((cell) => [cell.status, cell]));
			return html`<tr><th scope="row"><span class="name">${operationId}</span><span class="quiet">${method} ${breakPath(path)}</span></th>
				${statuses.map((status) => renderCell(cells.get(status), pacts !== undefined))}</tr>`;
		})}</tbody>
	</table></div>`;
}

function renderCell(cell: Cell | undefined, hasPacts: boolean): TemplateResult {
	if (!cell) return html`<td class="none"><span class="hidden">not documented</span></td>`;
	const { count: times, interactions = 0, consumers = [] } = cell;
	const words = times > 0 ? times.toLocaleString('en') : 'never';
	return html`<td class=${times > 0 ? 'met' : 'open'}>${words}${
		hasPacts && interactions > 0
			? html`<span class="by-pacts" title=${`expected by ${consumers.join(', ')}`}>${interactions} in pacts</span>`
			: nothing
	}</td>`;
}

function renderPacts(pacts: Pacts | undefined): TemplateResult {
	if (!pacts || (pacts.read.length === 0 && pacts.findings.length === 0)) {
		return html`<p class="quiet after">No pacts were read. The mock shows those in <code>pacts/</code> where it was started, or in what <code>--pacts</code> names; <code>stunt-double pact write</code> makes them of these requests.</p>`;
	}
	return html`<section class="after" aria-labelledby="pacts">
		<h3 id="pacts">Pacts</h3>
		${pacts.findings.map(({ file, message }) => html`<p class="bad">${showText(file ?? '')}: ${showText(message)}</p>`)}
		<div class="scroll" tabindex="0" role="region" aria-label="Table of the pacts"><table>
			<thead><tr><th scope="col">Consumer</th><th scope="col">Provider</th><th scope="col">Interactions</th><th scope="col" class="spare">File</th></tr></thead>
			<tbody>${pacts.read.map(
				({ consumer, provider, interactions, unmatched, file }) => html`<tr>
				<th scope="row"><bdi>${showText(consumer)}</bdi></th>
				<td><bdi>${showText(provider)}</bdi></td>
				<td>${interactions.toLocaleString('en')}${unmatched > 0 ? html`, <b class="odd">${unmatched} that no documented answer fits</b>` : nothing}</td>
				<td class="spare"><code>${showText(file)}</code></td></tr>`,
			)}</tbody>
		</table></div>
	</section>`;
}

/** A long path may be broken before each of its parts. */
function breakPath(path: string): TemplateResult[] {
	return path.split(/(?=\/)/).map((part) => html`<wbr>${part}`);
}

/** Expected by a pact, and not exercised. */
function isOpen({ count: times, interactions = 0 }: Cell): boolean {
	return times === 0 && interactions > 0;
}

/** A session that nobody has used has exercised nothing. */
function forget(coverage: Coverage): Coverage {
	const operations = coverage.operations.map((operation) => ({
		...operation,
		statuses: operation.statuses.map((status) => ({ ...status, count: 0 })),
	}));
	return { ...coverage, operations, exercised: 0 };
}
