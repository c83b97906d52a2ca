// How to join a session, and its whole world as one file: download it, drop it in again.

import { html, nothing, type TemplateResult } from 'lit';
import { saveSnapshot } from './actions.ts';
import { API_ROOT, call, MOCK_ROOT } from './client.ts';
import { copyText } from './copy.ts';
import { ConsoleElement } from './element.ts';
import { formatJoin } from './join-lines.ts';
import { formatTools } from './join-tools.ts';
import { type JoinLine, WAYS, type Way } from './join-ways.ts';
import { model } from './page-model.ts';

const WORDS: Readonly<Record<Way, string>> = { header: 'a header', cookie: 'a cookie', path: 'the path' };

/** `<session-view>` */
export class SessionView extends ConsoleElement {
	#way: Way = 'header';
	#operation = '';
	#hasRequests = false;
	#isOver = false;

	protected override render(): TemplateResult {
		const { session } = model.route;
		const link = `${API_ROOT.href}#/${session}/requests`;
		const { operations } = model;
		const chosen = operations.find(({ operationId }) => operationId === this.#operation) ?? operations[0];
		const way = this.#way;
		const targets = operations.map(({ sample }) => sample.target);
		const joining = [
			...formatJoin({ root: MOCK_ROOT, session, way, sample: chosen?.sample }),
			...formatTools({ root: MOCK_ROOT, session, way, targets }),
		];
		const lines: readonly JoinLine[] = [{ name: 'this page', text: link }, ...joining];
		return html`<div class="columns">
			<section aria-labelledby="join">
				<h3 id="join">Join the session</h3>
				<p>A request belongs to it when it names it. The app under test stays as it is: a proxy, a test or the browser can add the name.</p>
				<fieldset class="line"><legend>By</legend>${WAYS.map((way) => html`<label><input type="radio" name="way" .checked=${way === this.#way} @change=${() => this.#choose(way)}> ${WORDS[way]}</label>`)}</fieldset>
				${operations.length > 0 ? html`<label>Calling <select @change=${this.#call}>${operations.map(({ operationId }) => html`<option ?selected=${operationId === chosen?.operationId}>${operationId}</option>`)}</select></label>` : nothing}
				${lines.map(
					({ name, text, note }) =>
						html`<div class="copyable"><h4>${name}</h4><button @click=${() => copyText(`The line for ${name}`, text)} aria-label=${`Copy the line for ${name}`}>Copy</button><pre tabindex="0" role="region" aria-label=${`Line for ${name}`}>${text}</pre>${note === undefined ? nothing : html`<p class="quiet note">${note}</p>`}</div>`,
				)}
			</section>
			<div>
			<section aria-labelledby="snapshot">
				<h3 id="snapshot">Snapshot</h3>
				<p>The session’s whole world as one file: entities, clock, scenario and how far it is. A bug report that replays, here or in another mock.</p>
				<p class="line"><button class="main" ?disabled=${!model.session} @click=${() => saveSnapshot({ hasRequests: this.#hasRequests, isBug: false })}>Download</button>
					<label><input type="checkbox" .checked=${this.#hasRequests} @change=${this.#include}> with its requests, for who reads it</label></p>
				<div class=${this.#isOver ? 'drop over' : 'drop'} @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
					<label>Drop a snapshot here, or choose one <input type="file" accept="application/json,.json" @change=${this.#pick}></label>
					<p class="quiet">It takes the place of what the session ${session} holds.</p>
				</div>
			</section>
			<bug-file></bug-file>
			</div>
		</div>`;
	}

	#call(event: Event): void {
		this.#operation = (event.target as HTMLSelectElement).value;
		this.requestUpdate();
	}

	#include(event: Event): void {
		this.#hasRequests = (event.target as HTMLInputElement).checked;
	}

	#choose(way: Way): void {
		this.#way = way;
		this.requestUpdate();
	}

	#over(event: DragEvent): void {
		event.preventDefault();
		this.#isOver = true;
		this.requestUpdate();
	}

	#out(): void {
		this.#isOver = false;
		this.requestUpdate();
	}

	#drop(event: DragEvent): void {
		event.preventDefault();
		this.#out();
		void this.#restore(event.dataTransfer?.files[0]);
	}

	#pick(event: Event): void {
		const input = event.target as HTMLInputElement;
		void this.#restore(input.files?.[0]).then(() => {
			input.value = '';
		});
	}

	async #restore(file: File | undefined): Promise<void> {
		if (!file) return;
		const { session } = model.route;
		let body: unknown;
		try {
			body = JSON.parse(await file.text());
		} catch {
			model.say({ kind: 'problem', text: `${file.name} is no JSON.` });
			return;
		}
		const { format, log } = (body ?? {}) as { format?: unknown; log?: unknown };
		if (format === undefined) {
			const hint = log === undefined ? '' : '; a HAR goes below, where bug files are opened';
			model.say({ kind: 'problem', text: `${file.name} is no snapshot${hint}.` });
			return;
		}
		const restored = await model.tell(
			`${session} is as it was in ${file.name}.`,
			call('restoreSnapshot', { path: { session }, body: body as never }),
		);
		if (restored) model.touchWorld();
	}
}
