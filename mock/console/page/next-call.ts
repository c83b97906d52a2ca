// "The next call like this is answered …": each documented answer, a delay or a fault with one click.

import { html, nothing, type TemplateResult } from 'lit';
import { ANY, listChoices, putInFront } from './cue-choice.ts';
import { describeReply } from './describe-reply.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { readPathValues } from './path-values.ts';
import { showText } from './show-text.ts';

/** `<next-call .on .target>` */
export class NextCall extends ConsoleElement {
	static override properties = { on: { attribute: false }, target: { attribute: false } };
	/** The operation. */
	declare on: string;
	/** A request's path and query, to speak of calls on the same thing alone; empty: there is none. */
	declare target: string;
	#isSame = false;

	protected override render(): TemplateResult | typeof nothing {
		const { operations, session } = model;
		const operation = operations.find(({ operationId }) => operationId === this.on);
		if (!operation) return nothing;
		const path = readPathValues(operation.path, this.target);
		const waiting = (session?.cues ?? []).filter(({ on }) => on.includes(this.on) || on.includes(ANY));
		const when = path && this.#isSame ? { path } : undefined;
		return html`<fieldset class="acts"><legend>The next call of <b>${this.on}</b> is answered</legend>
				${listChoices(operations, this.on).map(
					(choice) =>
						html`<button title=${choice.title ?? nothing} @click=${() => putInFront({ on: this.on, choice, when })}>${choice.words}</button>`,
				)}
				<button @click=${this.#compose}>more …</button>
			</fieldset>
			${
				path
					? html`<label class="quiet"><input type="checkbox" .checked=${this.#isSame} @change=${this.#limit}> only with ${Object.entries(
							path,
						)
							.map(([name, value]) => `${name} ${showText(value)}`)
							.join(', ')}</label>`
					: nothing
			}
			${
				waiting.length > 0
					? html`<p class="waiting">Waits: ${waiting.map(({ reply, delay, conditional }, index) => html`${index > 0 ? ', then ' : ''}<b>${describeReply({ reply, delay, pass: reply === undefined })}</b>${conditional ? ' under a condition' : ''}`)}</p>`
					: nothing
			}`;
	}

	#compose(): void {
		model.note({ compose: this.on, like: this.target });
	}

	#limit(event: Event): void {
		this.#isSame = (event.target as HTMLInputElement).checked;
		this.requestUpdate();
	}
}
