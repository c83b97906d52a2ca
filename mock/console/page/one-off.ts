// "The next answer to this operation: 500", without a file: the way to write one, and those that wait.

import { html, nothing, type TemplateResult } from 'lit';
import { clearCues } from './actions.ts';
import type { WaitingCue } from './control-types.ts';
import { ANY } from './cue-choice.ts';
import { describeReply } from './describe-reply.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';

/** `<one-off>` */
export class OneOff extends ConsoleElement {
	protected override render(): TemplateResult {
		const { operations, session } = model;
		if (operations.length === 0) return html``;
		return html`<section aria-labelledby="one-off">
			<h3 id="one-off">One-off</h3>
			<p class="quiet">The next answer to an operation: a status, a body, a fault, late.</p>
			<p><button class="main" @click=${() => model.note({ compose: ANY })}>Write a one-off</button></p>
			${
				session?.cues
					? html`<h4>Waiting</h4><ol class="script">${session.cues.map(renderWaiting)}</ol>
				<button @click=${this.#clear}>Take them back</button>`
					: nothing
			}
		</section>`;
	}

	async #clear(): Promise<void> {
		const clearing = clearCues();
		// The button goes with them.
		this.querySelector<HTMLElement>('button')?.focus();
		await clearing;
	}
}

function renderWaiting({ on, used, times, reply, delay, conditional }: WaitingCue): TemplateResult {
	const words = describeReply({ reply, delay, pass: reply === undefined });
	return html`<li><b>${on.join(', ').replace(ANY, 'any operation')}</b> → ${words}${conditional ? ', under a condition' : nothing}
		<span class="tag">waits</span> <span class="quiet">used ${used} of ${times ?? '∞'}</span></li>`;
}
