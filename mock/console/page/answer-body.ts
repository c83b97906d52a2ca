// Of a one-off: who makes the body, and what stands in it; its headers.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from './client.ts';
import type { OperationDetail } from './control-types.ts';
import type { Draft } from './cue-draft.ts';
import { ConsoleElement } from './element.ts';
import { findAnswer } from './find-answer.ts';
import { showText } from './show-text.ts';

/** What of the draft has changed. */
export type BodyChange = Partial<Pick<Draft, 'body' | 'example' | 'text' | 'mediaType'>>;
type Form = 'minimal' | 'maximal' | 'seeded';

/** How full a body is that is made by the schema. */
const FORMS: readonly (readonly [form: Form | '', words: string])[] = [
	['', 'as the document has it'],
	['minimal', 'what is required'],
	['maximal', 'everything'],
	['seeded', 'by chance'],
];

/** `<answer-body .detail .status .draft @change-body>` */
export class AnswerBody extends ConsoleElement {
	static override properties = {
		detail: { attribute: false },
		status: { attribute: false },
		draft: { attribute: false },
	};
	/** `undefined`: of any operation, or not read yet. */
	declare detail: OperationDetail | undefined;
	declare status: number;
	declare draft: Draft;
	#problem = '';

	protected override render(): TemplateResult {
		const { detail, draft } = this;
		const answer = detail && findAnswer(detail, this.status);
		const mediaTypes = answer?.mediaTypes ?? [];
		const [first] = mediaTypes;
		const mediaType = mediaTypes.find(({ type }) => type === draft.mediaType) ?? first;
		const examples = (mediaType?.examples ?? []).filter(({ name }) => name !== '');
		const headers = (answer?.headers ?? []).map(({ name }) => name);
		return html`${
			mediaType
				? html`<div class="line"><label>Its body <select .value=${live(draft.body)} @input=${this.#choose}>
					<option value="mock">is made by the mock</option>
					${examples.length > 0 ? html`<option value="example" ?selected=${draft.body === 'example'}>is an example</option>` : nothing}
					<option value="own" ?selected=${draft.body === 'own'}>is written here</option></select></label>
				${draft.body === 'example' ? html`<label><span class="hidden">Which example</span><select .value=${live(draft.example)} @input=${this.#take}>${examples.map(({ name }) => html`<option ?selected=${name === draft.example}>${name}</option>`)}</select></label>` : nothing}
				${mediaTypes.length > 1 && draft.body !== 'mock' ? html`<label>as <select .value=${live(mediaType.type)} @input=${this.#turn}>${mediaTypes.map(({ type }) => html`<option ?selected=${type === mediaType.type}>${type}</option>`)}</select></label>` : nothing}</div>
				${draft.body === 'own' ? this.#renderText() : nothing}`
				: detail
					? html`<p class="quiet">The document has no body for it.</p>`
					: nothing
		}
		<details><summary>Headers</summary><label class="field">A line each: <code>Name: value</code>${headers.length > 0 ? html` (the document has ${headers.join(', ')})` : nothing}
			<textarea name="headers" rows="2" spellcheck="false" .value=${live(draft.headers)}></textarea></label></details>`;
	}

	#renderText(): TemplateResult {
		return html`<fieldset class="acts"><legend>Fill it in by the schema</legend>${FORMS.map(([form, words]) => html`<button type="button" @click=${() => this.#fill(form)}>${words}</button>`)}</fieldset>
			${this.#problem === '' ? nothing : html`<p class="bad">${showText(this.#problem)}</p>`}
			<label class="field">The body <textarea name="text" rows="9" spellcheck="false" .value=${live(this.draft.text)}></textarea></label>`;
	}

	#tell(detail: BodyChange): void {
		this.dispatchEvent(new CustomEvent('change-body', { detail }));
	}

	#choose(event: Event): void {
		event.stopPropagation();
		const body = (event.target as HTMLSelectElement).value as Draft['body'];
		const mediaTypes = (this.detail && findAnswer(this.detail, this.status)?.mediaTypes) ?? [];
		const [mediaType] = mediaTypes;
		const example = mediaType?.examples.find(({ name }) => name !== '')?.name ?? '';
		this.#tell({ body, example, mediaType: mediaType?.type ?? '' });
		if (body === 'own' && this.draft.text === '') void this.#fill('');
	}

	#take(event: Event): void {
		event.stopPropagation();
		this.#tell({ example: (event.target as HTMLSelectElement).value });
	}

	#turn(event: Event): void {
		event.stopPropagation();
		this.#tell({ mediaType: (event.target as HTMLSelectElement).value });
	}

	async #fill(form: Form | ''): Promise<void> {
		const { detail, status } = this;
		if (!detail) return;
		const { mediaType } = this.draft;
		const body = { status, ...(mediaType !== '' && { mediaType }), ...(form !== '' && { form }) };
		const made = await call('makeAnswer', { path: { operation: detail.operationId }, body });
		this.#problem = made.ok ? '' : made.problem.detail;
		if (made.ok) {
			const { value } = made;
			const text =
				typeof value.body === 'string' && !/json/.test(value.mediaType)
					? value.body
					: JSON.stringify(value.body, undefined, 2);
			this.#tell({ text });
		}
		this.requestUpdate();
	}
}
