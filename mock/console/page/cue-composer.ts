// The one place where a one-off is written in full: of any operation, with any answer, checked while one types.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { FAULTS } from '../../types/faults.ts';
import type { BodyChange } from './answer-body.ts';
import { call } from './client.ts';
import type { CueFinding, OperationDetail } from './control-types.ts';
import { ANY, listStatuses } from './cue-choice.ts';
import { beginDraft, type Draft, OTHER, PASS, writeCue } from './cue-draft.ts';
import { describeReply } from './describe-reply.ts';
import { offerOperations, readOperationPlace } from './operation-offers.ts';
import { model } from './page-model.ts';
import { readPathValues } from './path-values.ts';
import { Sheet } from './sheet.ts';
import { nameStatus, showText } from './show-text.ts';

/** Between the last letter and the check. */
const TYPING_MS = 250;

/** `<cue-composer .begun>`; what it is begun with stands in the address: `cancelOrder 409`, or `*` for any operation. */
export class CueComposer extends Sheet {
	static override properties = { begun: { attribute: false } };
	declare begun: string;
	#of: string | undefined;
	#draft: Draft = beginDraft(ANY, '');
	#detail: OperationDetail | undefined;
	#isChoosing = false;
	/** Whether somebody has chosen the answer. */
	#isWanted = false;
	/** That another answer was chosen than the one that was wanted. */
	#turned = '';
	#findings: readonly CueFinding[] | undefined;
	#problem = '';
	#typing: ReturnType<typeof setTimeout> | undefined;
	#check = 0;

	protected override willUpdate(): void {
		// Until then it is not known which operations there are.
		if ((!model.isRead && model.operations.length === 0) || this.#of === this.begun) return;
		this.#of = this.begun;
		const { operation, status } = readOperationPlace(this.begun);
		this.#isWanted = status !== '';
		this.#begin(operation, status);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearTimeout(this.#typing);
	}

	protected override leave(): void {
		model.note({ compose: '', like: '' });
	}

	/** The values of the path that it can be limited to: those of the request at which it was begun. */
	get #path(): Record<string, string> | undefined {
		const operation = model.operations.find(({ operationId }) => operationId === this.#draft.on);
		const { like } = model.route.query;
		return operation && like !== undefined ? readPathValues(operation.path, like) : undefined;
	}

	protected override render(): TemplateResult {
		if (this.#of === undefined)
			return this.renderSheet('A one-off', html`<p class="empty" role="status">Reading …</p>`);
		const { on, answer, times } = this.#draft;
		const written = this.#write();
		const problem = this.#problem !== '' ? this.#problem : 'mistake' in written ? written.mistake : '';
		const mayPut = problem === '' && this.#findings?.some(isBad) === false;
		return this.renderSheet(
			'A one-off',
			html`<p>The next answer to <b class="wrap">${on === ANY ? 'any operation' : showText(on)}</b> <button type="button" aria-expanded=${this.#isChoosing ? 'true' : 'false'} @click=${this.#toggle}>Another operation</button></p>
			${
				this.#isChoosing
					? html`<pick-list .name=${'operation'} .label=${'The operation'} .placeholder=${'find: id, path, tag, summary'}
				.offers=${[{ id: ANY, words: 'any operation' }, ...offerOperations(model.operations)]} @pick=${this.#choose}></pick-list>`
					: nothing
			}
			<form class="stack" @submit=${this.#put} @input=${this.#type}>
				<label class="field">is <select name="answer" autofocus .value=${live(answer)}>${this.#listAnswers().map(([value, words]) => html`<option value=${value} ?selected=${value === answer}>${words}</option>`)}</select></label>
				${this.#turned === '' ? nothing : html`<p class="odd" role="status">${this.#turned}</p>`}
				${answer === OTHER ? html`<label class="field">that status <input name="status" inputmode="numeric" maxlength="3" autocomplete="off"></label>` : nothing}
				${this.#renderBody()}
				<div class="line"><label>late by <input name="delay" class="short" placeholder="250ms, 2s" autocomplete="off"></label><label>to <input name="most" class="short" placeholder="the same" autocomplete="off"></label>
				<label>times <input name="times" class="short" type="number" min="1" max="1000" .value=${live(times)}></label></div>
				${this.#renderLimit()}
				${this.#renderFindings(problem)}
				<p class="line"><button class="main" ?disabled=${!mayPut}>Put it in front</button>
					<span class="quiet">${'cue' in written ? describeReply(written.cue) : nothing}</span></p>
			</form>`,
		);
	}

	#renderBody(): TemplateResult | typeof nothing {
		const status = Number(this.#draft.answer);
		if (!(status >= 200)) return nothing;
		return html`<answer-body .detail=${this.#detail} .status=${status} .draft=${this.#draft} @change-body=${this.#changeBody}></answer-body>`;
	}

	#renderLimit(): TemplateResult | typeof nothing {
		const path = this.#path;
		if (!path) return nothing;
		const words = Object.entries(path).map(([name, value]) => `${name} ${showText(value)}`);
		return html`<label class="quiet"><input type="checkbox" name="isSame"> only with ${words.join(', ')}</label>`;
	}

	#renderFindings(problem: string): TemplateResult {
		const findings = this.#findings ?? [];
		if (problem !== '') return html`<p class="bad" role="status">${showText(problem)}</p>`;
		const { isOffSpec } = this.#draft;
		const way =
			findings.some(isBad) || isOffSpec
				? html`<label class="quiet"><input type="checkbox" name="isOffSpec" .checked=${live(isOffSpec)}> answer it though the document does not have it</label>`
				: nothing;
		if (findings.length === 0)
			return html`<p class="quiet" role="status">${this.#findings ? 'Nothing is wrong with it.' : 'Checking …'}</p>${way}`;
		return html`<div role="status"><ul class="findings" aria-label="What is wrong">${findings
			.slice(0, 10)
			.map(
				(one) =>
					html`<li class=${isBad(one) ? 'bad' : 'odd'}><code>${showText(one.pointer)}</code> ${showText(one.message)}</li>`,
			)}</ul></div>${way}`;
	}

	#listAnswers(): readonly (readonly [value: string, words: string])[] {
		return [
			...listStatuses(model.operations, this.#draft.on).map((status) => [String(status), nameStatus(status)] as const),
			[PASS, 'as it would be, but late'],
			...Object.entries(FAULTS).map(([fault, { short }]) => [fault, `${fault}: ${short}`] as const),
			[OTHER, 'a status that the document doesn’t have …'],
		];
	}

	#begin(on: string, status: string): void {
		this.#turned = '';
		const isKnown = model.operations.some(({ operationId }) => operationId === on);
		this.#draft = beginDraft(isKnown ? on : ANY, status);
		this.#detail = undefined;
		// One that is begun without an operation begins with the choice of it.
		this.#isChoosing = false;
		const answers = this.#listAnswers().map(([value]) => value);
		if (answers.includes(status)) this.#draft.answer = status;
		if (!answers.includes(this.#draft.answer)) {
			this.#draft.answer = answers[0] ?? OTHER;
			if (status !== '') this.#turned = `The document has no ${status} there: ${this.#draft.answer} is chosen now.`;
		}
		if (isKnown) void this.#read(on);
		this.#look();
	}

	async #read(operation: string): Promise<void> {
		const result = await call('getOperation', { path: { operation } });
		if (this.#draft.on !== operation || !result.ok) return;
		this.#detail = result.value;
		this.requestUpdate();
	}

	#write(): ReturnType<typeof writeCue> {
		return writeCue(this.#draft, this.#path);
	}

	#toggle(): void {
		this.#isChoosing = !this.#isChoosing;
		this.requestUpdate();
	}

	#choose({ detail }: CustomEvent<string>): void {
		const { status, headers, delay, most, times } = this.#draft;
		this.#begin(detail, this.#isWanted ? this.#draft.answer : '');
		// What is not the operation's stays as it was typed.
		this.#draft = { ...this.#draft, status, headers, delay, most, times };
		this.requestUpdate();
		void this.updateComplete.then(() => this.querySelector<HTMLElement>('select[name=answer]')?.focus());
	}

	#changeBody({ detail }: CustomEvent<BodyChange>): void {
		this.#draft = { ...this.#draft, ...detail };
		this.#look();
		this.requestUpdate();
	}

	#type(event: Event): void {
		const { name, type, value, checked } = event.target as HTMLInputElement;
		if (name === '') return;
		const before = this.#draft;
		this.#draft = { ...before, [name]: type === 'checkbox' ? checked : value };
		// What was written for another answer says nothing of this one.
		if (name === 'answer') {
			this.#isWanted = true;
			this.#draft = { ...this.#draft, body: 'mock', text: '', example: '', mediaType: '' };
		}
		this.#problem = '';
		this.#turned = '';
		this.#look();
		this.requestUpdate();
	}

	/** What is typed meanwhile is checked later. */
	#look(): void {
		clearTimeout(this.#typing);
		this.#findings = undefined;
		const check = ++this.#check;
		this.#typing = setTimeout(async () => {
			const written = this.#write();
			if ('mistake' in written) return;
			const result = await call('checkCue', { body: written.cue as never });
			if (check !== this.#check) return;
			if (result.ok) this.#findings = result.value.findings;
			else this.#problem = result.problem.detail;
			this.requestUpdate();
		}, TYPING_MS);
	}

	async #put(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const written = this.#write();
		if ('mistake' in written) return;
		const { session } = model.route;
		const { on } = this.#draft;
		const words = `The next answer to ${on === ANY ? 'any operation' : on}: ${describeReply(written.cue)}.`;
		const adding = call('addCue', { path: { session }, body: written.cue });
		const telling = model.tell(words, adding);
		const added = await adding;
		await telling;
		if (added.ok) return this.leave();
		// Its dialog lies over the notice.
		this.#problem = added.problem.detail;
		model.say(undefined);
		this.requestUpdate();
	}
}

const isBad = ({ severity }: CueFinding): boolean => severity === 'error';
