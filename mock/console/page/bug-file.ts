// A bug as one file: the session with its requests, to be opened and replayed elsewhere; and requests as a HAR, out and in.

import { html, nothing, type TemplateResult } from 'lit';
import { saveHar, saveSnapshot } from './actions.ts';
import { call } from './client.ts';
import type { Exchange, ReplayReport } from './control-types.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { isSessionName, linkTo } from './route.ts';
import { count, gradeStatus, nameStatus, showText } from './show-text.ts';

/** Requests that are listed; a replay goes on past them. */
const SHOWN = 200;
type Opened = { name: string; snapshot: Record<string, unknown>; requests: readonly Exchange[]; session: string };
type Result = ReplayReport['results'][number];

/** `<bug-file>` */
export class BugFile extends ConsoleElement {
	#opened: Opened | undefined;
	#report: ReplayReport | undefined;
	/** The session that it was replayed into. */
	#into = '';
	#isBusy = false;

	protected override render(): TemplateResult {
		const isThere = model.session !== undefined;
		return html`<section aria-labelledby="bug-file">
			<h3 id="bug-file">A bug as one file</h3>
			<p>The session’s world with all that it was asked: whoever opens it replays it, step by step, and is told what is other.</p>
			<p class="line"><button ?disabled=${!isThere} @click=${() => saveSnapshot({ hasRequests: true, isBug: true })}>Download the bug file</button><button ?disabled=${!isThere} @click=${saveHar}>Download as HAR</button><button ?disabled=${!isThere || this.#isBusy} @click=${this.#record}>Record as a scenario</button></p>
			<label>Open a bug file, or a HAR <input type="file" accept="application/json,.json,.har" @change=${this.#pick}></label>
			${this.#opened ? this.#renderOpened(this.#opened) : nothing}
		</section>`;
	}

	#renderOpened({ name, requests, session }: Opened): TemplateResult {
		const results = new Map(this.#report?.results.map((result) => [result.id, result]));
		return html`<h4 class="wrap">${showText(name)}: ${count(requests.length, 'request')} of the session ${showText(session)}</h4>
			<form class="line" @submit=${this.#replayAll}>
				<label>Replay into the session <input name="into" maxlength="100" required autocomplete="off" spellcheck="false" .defaultValue=${suggestName(session)}></label>
				<button class="main" ?disabled=${this.#isBusy}>Replay all</button>
			</form>
			${this.#report ? this.#renderReport(this.#report) : nothing}
			<div class="scroll" tabindex="0" role="region" aria-label="Requests of the file"><table>
				<thead><tr><th scope="col">Request</th><th scope="col">Then</th><th scope="col">Now</th><th scope="col"><span class="hidden">Action</span></th></tr></thead>
				<tbody>${requests.slice(0, SHOWN).map((exchange) => this.#renderRow(exchange, results.get(exchange.id)))}</tbody>
			</table></div>
			${requests.length > SHOWN ? html`<p class="quiet">And ${requests.length - SHOWN} more.</p>` : nothing}`;
	}

	#renderReport({ replayed, same, notes }: ReplayReport): TemplateResult {
		return html`<p role="status"><b class=${same === replayed ? 'good' : 'bad'}>${same} of ${replayed} answered as before.</b>
				<a href=${linkTo({ session: this.#into, view: 'requests' })}>Look at the session ${this.#into}</a></p>
			${notes.map((note) => html`<p class="odd">${showText(note)}</p>`)}`;
	}

	#renderRow({ id, request, response }: Exchange, result: Result | undefined): TemplateResult {
		return html`<tr>
			<th scope="row" class="wrap"><code>${request.method} ${showText(request.target)}</code>${result && !result.same ? renderDifferences(result) : nothing}</th>
			<td data-grade=${gradeStatus(response.status)}>${nameStatus(response.status)}</td>
			<td>${result ? (result.same ? html`<span class="good">the same</span>` : html`<span class="bad">${result.skipped ? 'left out' : nameStatus(result.after ?? null)}</span>`) : nothing}</td>
			<td><button ?disabled=${this.#isBusy} aria-label=${`Replay to here: request ${id}`} @click=${() => this.#replay(id)}>Replay to here</button></td>
		</tr>`;
	}

	#pick(event: Event): void {
		const input = event.target as HTMLInputElement;
		void this.#open(input.files?.[0]).then(() => {
			input.value = '';
		});
	}

	async #open(file: File | undefined): Promise<void> {
		if (!file) return;
		let value: Record<string, unknown> = {};
		try {
			value = JSON.parse(await file.text()) as Record<string, unknown>;
		} catch {
			// Said below, as of other values that are neither.
		}
		const { log, requests, session } = value ?? {};
		if (log !== undefined) return this.#import(value);
		if (!Array.isArray(requests) || typeof session !== 'string') {
			model.say({
				kind: 'problem',
				text: `${file.name} is no bug file and no HAR: a snapshot with its requests is wanted.`,
			});
			return;
		}
		this.#report = undefined;
		this.#opened = { name: file.name, snapshot: value, requests: requests as Exchange[], session };
		this.requestUpdate();
	}

	async #import(har: Record<string, unknown>): Promise<void> {
		const { session } = model.route;
		const done = await model.tell('', call('importRequests', { path: { session }, body: har as never }));
		if (!done) return;
		const left = done.skipped > 0 ? `, ${done.skipped} left out` : '';
		const lacking =
			done.lacking === undefined
				? ''
				: ` ${done.lacking} lack a body, which lies in a file beside the HAR: stunt-double record --har reads it.`;
		model.say({
			kind: 'done',
			text: `${count(done.imported, 'request')} came into ${session}${left}; ${done.unmatched} fit no operation.${lacking}`,
		});
		await model.readRows();
	}

	/** What the real API has answered becomes a scenario, to be looked at in the editor before it is kept. */
	async #record(): Promise<void> {
		const { session } = model.route;
		this.#isBusy = true;
		this.requestUpdate();
		const name = toScenarioName(session);
		const made = await model.tell('', call('recordSession', { path: { session }, body: { name } }));
		this.#isBusy = false;
		this.requestUpdate();
		if (!made) return;
		const left = made.leftOut.length > 0 ? `, ${made.leftOut.length} left out` : '';
		model.say({ kind: 'done', text: `A scenario of ${count(made.exchanges, 'exchange')} with the real API${left}.` });
		model.draft(made.text);
	}

	#replayAll(event: SubmitEvent): void {
		event.preventDefault();
		void this.#replay(undefined);
	}

	async #replay(until: number | undefined): Promise<void> {
		const into = this.querySelector<HTMLInputElement>('input[name=into]')?.value.trim() ?? '';
		if (!this.#opened) return;
		if (!isSessionName(into)) {
			model.say({
				kind: 'problem',
				text: 'A session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name; . and .. are none.',
			});
			return;
		}
		this.#isBusy = true;
		this.requestUpdate();
		const body = { snapshot: this.#opened.snapshot, ...(until !== undefined && { until }) };
		const report = await model.tell('', call('replaySnapshot', { path: { session: into }, body }));
		this.#isBusy = false;
		if (report) {
			this.#report = report;
			this.#into = into;
		}
		this.requestUpdate();
	}
}

/** `Checkout Test_2` → `recorded-checkout-test-2` */
function toScenarioName(session: string): string {
	const plain = session
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	return `recorded${plain === '' ? '' : `-${plain.slice(0, 80)}`}`.replace(/-$/, '');
}

function renderDifferences({ differences, skipped }: Result): TemplateResult {
	if (skipped !== undefined) return html`<p class="quiet">${showText(skipped)}</p>`;
	return html`<ul class="findings">${differences
		.filter(({ generated }) => !generated)
		.slice(0, 10)
		.map(
			({ in: place, pointer, before, after }) =>
				html`<li>${place} <code>${showText(pointer)}</code> ${write(before)} → ${write(after)}</li>`,
		)}</ul>`;
}

function write(value: unknown): string {
	return value === undefined ? 'nothing' : showText(JSON.stringify(value)).slice(0, 200);
}

/** Beside the one that it is of: nothing is lost. */
function suggestName(session: string): string {
	return `${session.slice(0, 80)}-replay`;
}
