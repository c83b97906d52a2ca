// "The next answer to this operation: 500", without a file.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import { ConsoleElement } from './element.ts';
import { model } from './model.ts';
import { nameStatus } from './words.ts';

const FAULTS: Readonly<Record<string, string>> = {
	reset: 'the connection is cut',
	hang: 'the answer never comes',
	truncate: 'half an answer',
	malformed: 'broken JSON',
};

/** `<one-off>` */
export class OneOff extends ConsoleElement {
	#operation = '';
	#isOther = false;

	protected override render(): TemplateResult {
		const { operations, session } = model;
		if (operations.length === 0) return html``;
		const chosen = operations.find(({ operationId }) => operationId === this.#operation) ?? operations[0];
		const statuses = (chosen?.statuses ?? []).map(({ status }) => toNumber(status));
		return html`<section aria-labelledby="one-off">
			<h3 id="one-off">One-off</h3>
			<form class="stack" @submit=${this.#add}>
				<label class="field">The next answer to
					<select name="on" @change=${this.#choose}>${operations.map(({ operationId }) => html`<option ?selected=${operationId === chosen?.operationId}>${operationId}</option>`)}<option value="*">any operation</option></select></label>
				<label class="field">is
					<select name="reply" @change=${this.#answer}>
						${[...new Set(statuses)].map((status, index) => html`<option value=${status} ?selected=${index === 0}>${nameStatus(status)}</option>`)}
						${Object.entries(FAULTS).map(([fault, words]) => html`<option value=${fault}>${fault}: ${words}</option>`)}
						<option value="other">a status that the document doesn’t have …</option>
					</select></label>
				${this.#isOther ? html`<label class="field">that status <input name="other" type="number" min="200" max="599" required></label>` : nothing}
				<label class="field">times <input name="times" type="number" min="1" max="1000" value="1" required></label>
				<button class="main">Put it in front</button>
			</form>
			${
				session?.cues
					? html`<ol class="script">${session.cues.map(({ on, used, times }) => html`<li><b>${on.join(', ')}</b> <span class="tag">waits</span> <span class="quiet">used ${used} of ${times ?? '∞'}</span></li>`)}</ol>
				<button @click=${this.#clear}>Take them back</button>`
					: nothing
			}
		</section>`;
	}

	#choose(event: Event): void {
		this.#operation = (event.target as HTMLSelectElement).value;
		this.requestUpdate();
	}

	#answer(event: Event): void {
		this.#isOther = (event.target as HTMLSelectElement).value === 'other';
		this.requestUpdate();
	}

	async #add(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = new FormData(event.target as HTMLFormElement);
		const { session } = model.route;
		const wanted = String(form.get('reply'));
		const on = String(form.get('on'));
		const isOther = wanted === 'other';
		const status = Number(isOther ? form.get('other') : wanted);
		const body = {
			on,
			reply: wanted in FAULTS ? { fault: wanted } : { status },
			times: Number(form.get('times')),
			...(isOther && { offSpec: true }),
		};
		await model.tell(
			`The next answer to ${on === '*' ? 'any operation' : on}: ${wanted in FAULTS ? wanted : status}.`,
			call('addCue', { path: { session }, body }),
		);
	}

	async #clear(): Promise<void> {
		await model.tell('The one-offs are taken back.', call('clearCues', { path: { session: model.route.session } }));
	}
}

/** A range stands for its first status, `default` for 500. */
function toNumber(key: string): number {
	return key === 'default' ? 500 : Number(key.replace('XX', '00'));
}
