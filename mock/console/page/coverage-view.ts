// Operations × statuses: what was exercised, and what consumers' pacts expect.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from './client.ts';
import type { Coverage } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { Reading } from './live-value.ts';
import { readOperationPlace } from './operation-offers.ts';
import { model } from './page-model.ts';
import { showText } from './show-text.ts';

type Pacts = NonNullable<Coverage['pacts']>;
type Operation = Coverage['operations'][number];
type Cell = Operation['statuses'][number];
/** The column of what was no answer. */
const FAULTS = 'faults';

/** `<coverage-view>` */
export class CoverageView extends ConsoleElement {
	readonly #coverage = new Reading<Coverage>(() => this.requestUpdate());

	protected override willUpdate(): void {
		const { session } = model.route;
		const isThere = model.session !== undefined;
		const isWhole = model.route.query['of'] === 'all';
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
		const { of = '', gaps = '', cell = '' } = model.route.query;
		const { operation, status } = readOperationPlace(cell);
		const chosen = coverage?.operations.find(({ operationId }) => operationId === operation);
		return html`
			<div class="tools">
				<label>Requests of <select @change=${this.#choose}><option value="">this session</option><option value="all" ?selected=${of === 'all'}>all sessions</option></select></label>
				<label><input type="checkbox" .checked=${live(gaps !== '')} @change=${this.#limit}> only gaps</label>
				${coverage ? renderSums(coverage) : nothing}
			</div>
			<div class=${chosen ? 'panes open' : 'panes'}>
				<div>${coverage ? html`${renderTable(coverage, { cell, isGapsOnly: gaps !== '' })}${renderPacts(coverage.pacts)}` : html`<p class="empty">Reading …</p>`}</div>
				${chosen ? html`<coverage-cell .operation=${operation} .status=${status} .times=${timesOf(chosen, status)} @leave=${this.#leave}></coverage-cell>` : nothing}
			</div>`;
	}

	#choose(event: Event): void {
		model.note({ of: (event.target as HTMLSelectElement).value });
	}

	#limit(event: Event): void {
		model.note({ gaps: (event.target as HTMLInputElement).checked ? '1' : '' });
	}

	#leave(): void {
		const { cell } = model.route.query;
		model.note({ cell: '' });
		this.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell ?? '')}"]`)?.focus();
	}
}

function timesOf({ statuses, faults = 0 }: Operation, status: string): number {
	return status === FAULTS ? faults : (statuses.find((one) => one.status === status)?.count ?? 0);
}

function renderSums({ total, exercised, pacts, operations }: Coverage): TemplateResult {
	const open = operations.flatMap(({ statuses }) => statuses).filter(isOpen).length;
	return html`<progress max=${Math.max(1, total)} .value=${exercised} aria-label="Statuses exercised"></progress>
		<span>${exercised} of ${total} documented statuses exercised</span>
		${pacts ? html`<span class="by-pacts">${pacts.exercised} expected by pacts${open > 0 ? `, ${open} of them not exercised here` : nothing}</span>` : nothing}`;
}

interface TableArgs {
	/** The chosen cell: `cancelOrder 409`. */
	cell: string;
	isGapsOnly: boolean;
}

function renderTable({ operations, pacts }: Coverage, args: TableArgs): TemplateResult {
	const shown = args.isGapsOnly
		? operations.filter(({ statuses }) => statuses.some(({ count: times }) => times === 0))
		: operations;
	if (shown.length === 0) return html`<p class="empty">No gap: every documented status was answered.</p>`;
	const statuses = [...new Set(shown.flatMap((operation) => operation.statuses.map(({ status }) => status)))].sort();
	const groups = Map.groupBy(shown, ({ tags }) => tags?.[0] ?? '');
	const hasTags = [...groups.keys()].some((tag) => tag !== '');
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Coverage by operation and status"><table class="grid">
		<thead><tr><th scope="col">Operation</th>${statuses.map((status) => html`<th scope="col">${status}</th>`)}<th scope="col">Faults</th></tr></thead>
		${[...groups].map(
			([tag, own]) => html`<tbody>
			${hasTags ? html`<tr class="group"><th scope="rowgroup" colspan=${statuses.length + 2}>${tag === '' ? 'without a tag' : tag} <span class="quiet">${tellGroup(own)}</span></th></tr>` : nothing}
			${own.map((operation) => renderOperation(operation, { ...args, statuses, hasPacts: pacts !== undefined }))}</tbody>`,
		)}
	</table></div>`;
}

function tellGroup(operations: readonly Operation[]): string {
	const statuses = operations.flatMap((operation) => operation.statuses);
	return `${statuses.filter(({ count: times }) => times > 0).length} of ${statuses.length}`;
}

function renderOperation(
	operation: Operation,
	args: TableArgs & { statuses: readonly string[]; hasPacts: boolean },
): TemplateResult {
	const { operationId, method, path, statuses: own, faults = 0 } = operation;
	const cells = new Map(own.map((cell) => [cell.status, cell]));
	return html`<tr><th scope="row"><span class="name">${operationId}</span><span class="quiet">${method} ${breakPath(path)}</span></th>
		${args.statuses.map((status) => {
			const cell = cells.get(status);
			if (!cell) return html`<td class="none"><span class="hidden">not documented</span></td>`;
			if (args.isGapsOnly && cell.count > 0)
				return html`<td class="none"><span class="hidden">${cell.count}</span></td>`;
			return renderCell({ operationId, cell, args });
		})}
		<td class=${faults > 0 ? 'faults' : 'open'}>${renderDoor({ place: `${operationId} ${FAULTS}`, words: faults > 0 ? faults.toLocaleString('en') : '–', args })}</td></tr>`;
}

function renderCell({
	operationId,
	cell,
	args,
}: {
	operationId: string;
	cell: Cell;
	args: TableArgs & { hasPacts: boolean };
}): TemplateResult {
	const { count: times, interactions = 0, consumers = [], status } = cell;
	const words = times > 0 ? times.toLocaleString('en') : 'never';
	return html`<td class=${times > 0 ? 'met' : 'open'}>${renderDoor({ place: `${operationId} ${status}`, words, args })}${
		args.hasPacts && interactions > 0
			? html`<span class="by-pacts" title=${`expected by ${consumers.join(', ')}`}>${interactions} in pacts</span>`
			: nothing
	}</td>`;
}

/** Every cell leads somewhere. */
function renderDoor({ place, words, args }: { place: string; words: string; args: TableArgs }): TemplateResult {
	const isChosen = place === args.cell;
	return html`<button class="plain door" data-cell=${place} aria-pressed=${isChosen ? 'true' : 'false'} aria-label=${`${place}: ${words}`} @click=${() => model.note({ cell: isChosen ? '' : place })}>${words}</button>`;
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
		faults: 0,
		statuses: operation.statuses.map((status) => ({ ...status, count: 0 })),
	}));
	return { ...coverage, operations, exercised: 0 };
}
