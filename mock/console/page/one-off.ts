// "The next answer to this operation: 500", without a file.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { FAULTS } from '../../types/faults.ts';
import { call } from './client.ts';
import type { WaitingCue } from './control-types.ts';
import { ANY, listStatuses } from './cue-choice.ts';
import { describeReply } from './describe-reply.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { nameStatus } from './show-text.ts';

const OTHER = 'other';

/** `<one-off>` */
export class OneOff extends ConsoleElement {
	/** The operation; empty: the first. */
	#on = '';
	/** A status, a fault or `other`; empty: the first that the operation has. */
	#reply = '';

	protected override render(): TemplateResult {
		const { operations, session } = model;
		if (operations.length === 0) return html``;
		const on = this.#readOn();
		const statuses = listStatuses(model.operations, on);
		const reply = this.#readReply(statuses);
		const choices: readonly (readonly [value: string, words: string])[] = [
			...statuses.map((status) => [String(status), nameStatus(status)] as const),
			...Object.entries(FAULTS).map(([fault, { short }]) => [fault, `${fault}: ${short}`] as const),
			[OTHER, 'a status that the document doesn’t have …'],
		];
		return html`<section aria-labelledby="one-off">
			<h3 id="one-off">One-off</h3>
			<form class="stack" @submit=${this.#add}>
				<label class="field">The next answer to
					<select name="on" .value=${live(on)} @change=${this.#chooseOn}>${operations.map(({ operationId }) => html`<option value=${operationId}>${operationId}</option>`)}<option value=${ANY}>any operation</option></select></label>
				<label class="field">is
					<select name="reply" .value=${live(reply)} @change=${this.#chooseReply}>${repeat(
						choices,
						([value]) => value,
						([value, words]) => html`<option value=${value} ?selected=${value === reply}>${words}</option>`,
					)}</select></label>
				${reply === OTHER ? html`<label class="field">that status <input name="other" type="number" min="200" max="599" required></label>` : nothing}
				<p class="line"><label>times <input name="times" type="number" min="1" max="1000" value="1" required></label>
				<button class="main">Put it in front</button></p>
			</form>
			${
				session?.cues
					? html`<h4>Waiting</h4><ol class="script">${session.cues.map(renderWaiting)}</ol>
				<button @click=${this.#clear}>Take them back</button>`
					: nothing
			}
		</section>`;
	}

	/** What is chosen, as far as the documents have it. */
	#readOn(): string {
		const { operations } = model;
		const isThere = this.#on === ANY || operations.some(({ operationId }) => operationId === this.#on);
		return isThere ? this.#on : (operations[0]?.operationId ?? ANY);
	}

	#readReply(statuses: readonly number[]): string {
		const isThere =
			this.#reply === OTHER ||
			Object.hasOwn(FAULTS, this.#reply) ||
			statuses.some((one) => String(one) === this.#reply);
		return isThere ? this.#reply : String(statuses[0] ?? OTHER);
	}

	#chooseOn(event: Event): void {
		const before = this.#readReply(listStatuses(model.operations, this.#readOn()));
		this.#on = (event.target as HTMLSelectElement).value;
		const after = this.#readReply(listStatuses(model.operations, this.#readOn()));
		// Another answer than the one that was wanted is not chosen without a word.
		if (this.#reply !== '' && after !== before) {
			model.say({ kind: 'problem', text: `The document has no ${before} there: ${after} is chosen now.` });
		}
		this.requestUpdate();
	}

	#chooseReply(event: Event): void {
		this.#reply = (event.target as HTMLSelectElement).value;
		this.requestUpdate();
	}

	async #add(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = new FormData(event.target as HTMLFormElement);
		const { session } = model.route;
		const on = this.#readOn();
		const reply = this.#readReply(listStatuses(model.operations, on));
		const isOther = reply === OTHER;
		const status = Number(isOther ? form.get('other') : reply);
		const body = {
			on,
			reply: Object.hasOwn(FAULTS, reply) ? { fault: reply } : { status },
			times: Number(form.get('times')),
			...(isOther && { offSpec: true }),
		};
		await model.tell(
			`The next answer to ${on === ANY ? 'any operation' : on}: ${Object.hasOwn(FAULTS, reply) ? reply : nameStatus(status)}.`,
			call('addCue', { path: { session }, body }),
		);
	}

	async #clear(): Promise<void> {
		const clearing = call('clearCues', { path: { session: model.route.session } });
		// The button goes with them.
		this.querySelector<HTMLElement>('select')?.focus();
		await model.tell('The one-offs are taken back.', clearing);
	}
}

function renderWaiting({ on, used, times, reply, delay, conditional }: WaitingCue): TemplateResult {
	const words = describeReply({ reply, delay, pass: reply === undefined });
	return html`<li><b>${on.join(', ').replace(ANY, 'any operation')}</b> → ${words}${conditional ? ', under a condition' : nothing}
		<span class="tag">waits</span> <span class="quiet">used ${used} of ${times ?? '∞'}</span></li>`;
}
