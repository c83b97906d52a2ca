// A request to try, made of the document: its parameters, body and credentials as fields; sent through the page's session.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from './client.ts';
import type { Exchange, OperationDetail } from './control-types.ts';
import { renderValue } from './json-view.ts';
import { offerOperations } from './operation-offers.ts';
import { model } from './page-model.ts';
import { linkTo } from './route.ts';
import { Sheet } from './sheet.ts';
import { gradeStatus, nameStatus, showText, tellWhy } from './show-text.ts';
import { beginTry, nameField, type TryFields, writeParts } from './try-values.ts';

type Parameter = OperationDetail['parameters'][number];
/** Entities whose keys are offered for the path. */
const OFFERED = 20;

/** `<try-form .operation>` */
export class TryForm extends Sheet {
	static override properties = { operation: { attribute: false } };
	declare operation: string;
	#of = '';
	#detail: OperationDetail | undefined;
	#fields: TryFields | undefined;
	#keys: readonly string[] = [];
	#isChoosing = false;
	#isBusy = false;
	#problem = '';
	#answer: Exchange | undefined;

	protected override willUpdate(): void {
		const of = `${this.operation} ${model.route.query['again'] ?? ''}`;
		if (of === this.#of) return;
		this.#of = of;
		void this.#read(of);
	}

	protected override leave(): void {
		model.note({ try: '', again: '' });
	}

	protected override render(): TemplateResult {
		const detail = this.#detail;
		return this.renderSheet(
			'A request to try',
			html`<p><b class="wrap">${showText(this.operation)}</b> ${detail ? html`<code class="wrap">${detail.method} ${showText(detail.path)}</code>` : nothing}
				<button type="button" aria-expanded=${this.#isChoosing ? 'true' : 'false'} @click=${this.#toggle}>Another operation</button></p>
			${
				this.#isChoosing
					? html`<pick-list .name=${'tried'} .label=${'The operation'} .placeholder=${'find: id, path, tag, summary'} .offers=${offerOperations(model.operations)} @pick=${this.#choose}></pick-list>`
					: nothing
			}
			${detail && this.#fields ? this.#renderForm(detail, this.#fields) : html`<p class="empty" role="status">${this.#problem === '' ? 'Reading …' : showText(this.#problem)}</p>`}`,
		);
	}

	#renderForm(detail: OperationDetail, fields: TryFields): TemplateResult {
		const { description, summary, parameters, requestBody } = detail;
		const written = writeParts(detail, fields);
		const problem = 'mistake' in written ? written.mistake : this.#problem;
		return html`${summary || description ? html`<p class="quiet">${showText(summary ?? description ?? '')}</p>` : nothing}
			<form class="stack" @submit=${this.#send} @input=${this.#type}>
				${parameters.map((parameter) => this.#renderParameter(parameter, fields))}
				<datalist id="tried-keys">${this.#keys.map((key) => html`<option value=${key}></option>`)}</datalist>
				${this.#renderCredentials(detail, fields)}
				${requestBody ? this.#renderBody(requestBody, fields) : nothing}
				<details><summary>More headers</summary><label class="field">A line each: <code>Name: value</code><textarea name="headers" rows="2" spellcheck="false" .value=${live(fields.headers)}></textarea></label></details>
				${problem === '' ? nothing : html`<p class="bad" role="alert">${showText(problem)}</p>`}
				<p class="line"><button class="main" ?disabled=${this.#isBusy || 'mistake' in written}>Send</button> <span class="quiet">into the session ${model.route.session}; no delay is waited for, no fault played</span></p>
			</form>
			${this.#answer ? renderAnswer(this.#answer) : nothing}`;
	}

	#renderParameter(parameter: Parameter, { values }: TryFields): TemplateResult {
		const { name, in: place, required, schema } = parameter;
		const value = values.get(nameField(parameter)) ?? '';
		const { enum: choices, type, format } = (schema ?? {}) as { enum?: unknown; type?: unknown; format?: unknown };
		const field = nameField(parameter);
		const hint = [
			place,
			required ? 'required' : '',
			format ?? (type === 'string' ? '' : [type ?? ''].flat().join(' or ')),
		]
			.filter(Boolean)
			.join(', ');
		const texts = Array.isArray(choices) ? choices.map(String) : [];
		return html`<label class="field"><span>${name} <span class="quiet">${hint}</span></span>${
			texts.length > 0
				? html`<select name=${field} .value=${live(value)}><option value="">left out</option>${texts.map((one) => html`<option ?selected=${one === value}>${one}</option>`)}</select>`
				: html`<input name=${field} .value=${live(value)} autocomplete="off" spellcheck="false" list=${place === 'path' ? 'tried-keys' : nothing}>`
		}</label>`;
	}

	#renderCredentials({ security }: OperationDetail, fields: TryFields): TemplateResult | typeof nothing {
		if (security.length === 0) return nothing;
		const tell = (schemes: OperationDetail['security'][number]): string =>
			schemes.map(({ name }) => name).join(' and ') || 'nothing';
		return html`<fieldset class="stack"><legend>Credentials</legend>
			<label class="field">What is sent <select name="security" .value=${live(String(fields.security))}>${security.map((schemes, index) => html`<option value=${index} ?selected=${index === fields.security}>${tell(schemes)}</option>`)}<option value="-1" ?selected=${fields.security === -1}>none</option></select></label>
			${(security[fields.security] ?? []).map(
				({
					name,
					type,
					scheme,
					parameterName,
				}) => html`<label class="field"><span>${name} <span class="quiet">${[type, scheme, parameterName].filter(Boolean).join(', ')}</span></span>
				<input name=${`credentials ${name}`} .value=${live(fields.credentials.get(name) ?? '')} autocomplete="off" spellcheck="false"></label>`,
			)}</fieldset>`;
	}

	#renderBody(
		{ mediaTypes }: NonNullable<OperationDetail['requestBody']>,
		{ mediaType, text }: TryFields,
	): TemplateResult {
		const types = [...new Set([mediaType, ...mediaTypes.map(({ type }) => type)])].filter((type) => type !== '');
		const examples = mediaTypes.find(({ type }) => mediaType.startsWith(type))?.examples ?? [];
		return html`<div class="line"><label>Body as <select name="mediaType" .value=${live(mediaType)}>${types.map((type) => html`<option ?selected=${type === mediaType}>${type}</option>`)}</select></label>
			${examples.length > 0 ? html`<label>from <select @input=${(event: Event) => this.#take(event, examples)}><option value="-1">the sample</option>${examples.map(({ name }, index) => html`<option value=${index}>${name === '' ? 'the example' : name}</option>`)}</select></label>` : nothing}</div>
			<label class="field"><span class="hidden">The body</span><textarea name="text" rows="8" spellcheck="false" .value=${live(text)}></textarea></label>`;
	}

	async #read(of: string): Promise<void> {
		this.#detail = undefined;
		this.#fields = undefined;
		this.#answer = undefined;
		this.#problem = '';
		const { operation } = this;
		const { again = '' } = model.route.query;
		const { session } = model.route;
		const [detail, sent] = await Promise.all([
			call('getOperation', { path: { operation } }),
			/^\d+$/.test(again) ? call('getRequest', { path: { session, id: Number(again) } }) : undefined,
		]);
		if (of !== this.#of) return;
		if (detail.ok) {
			this.#detail = detail.value;
			this.#fields = beginTry(detail.value, sent?.ok ? sent.value.request : undefined);
			void this.#readKeys(detail.value);
		} else this.#problem = detail.problem.detail;
		this.requestUpdate();
	}

	/** The newest entities of what the operation is about: one of them is meant, more often than not. */
	async #readKeys({ operationId, effect }: OperationDetail): Promise<void> {
		const resource = model.resources.find(({ name }) => name === effect?.resource);
		const { session } = model.route;
		if (!resource || !model.session) return;
		const result = await call('listEntities', {
			path: { session, resource: resource.name },
			query: { limit: OFFERED },
		});
		if (!result.ok || this.operation !== operationId) return;
		this.#keys = result.value.entities.map((entity) => String(entity[resource.key]));
		this.requestUpdate();
	}

	#toggle(): void {
		this.#isChoosing = !this.#isChoosing;
		this.requestUpdate();
	}

	#choose({ detail }: CustomEvent<string>): void {
		this.#isChoosing = false;
		model.note({ try: detail, again: '' });
	}

	#take(event: Event, examples: readonly { value?: unknown }[]): void {
		event.stopPropagation();
		const example = examples[Number((event.target as HTMLSelectElement).value)];
		const value = example ? example.value : undefined;
		const text = example
			? typeof value === 'string'
				? value
				: JSON.stringify(value, undefined, 2)
			: (this.#detail?.sample.body ?? '');
		if (this.#fields) this.#fields = { ...this.#fields, text };
		this.requestUpdate();
	}

	#type(event: Event): void {
		const { name, value } = event.target as HTMLInputElement;
		if (!this.#fields || name === '') return;
		const { values, credentials } = this.#fields;
		if (name === 'security') this.#fields = { ...this.#fields, security: Number(value) };
		else if (name.startsWith('credentials ')) {
			this.#fields = {
				...this.#fields,
				credentials: new Map([...credentials, [name.slice('credentials '.length), value]]),
			};
		} else if (name === 'text' || name === 'headers' || name === 'mediaType')
			this.#fields = { ...this.#fields, [name]: value };
		else this.#fields = { ...this.#fields, values: new Map([...values, [name, value]]) };
		this.#problem = '';
		this.requestUpdate();
	}

	async #send(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		if (!this.#detail || !this.#fields) return;
		const written = writeParts(this.#detail, this.#fields);
		if ('mistake' in written) return;
		this.#isBusy = true;
		this.requestUpdate();
		const { session } = model.route;
		const result = await call('sendRequest', { path: { session }, body: written.parts });
		this.#isBusy = false;
		// Its dialog lies over the notice.
		this.#problem = result.ok ? '' : result.problem.detail;
		if (result.ok) this.#answer = result.value.exchange;
		this.requestUpdate();
		await this.updateComplete;
		this.querySelector('.answer')?.scrollIntoView({ block: 'nearest' });
	}
}

function renderAnswer({ id, response, why }: Exchange): TemplateResult {
	const { status, body, fault } = response;
	const place = linkTo({ session: model.route.session, view: 'requests', query: { request: String(id) } });
	return html`<section class="answer" aria-label="The answer">
		<p class="verdict" role="status"><b class="status" data-grade=${gradeStatus(status)}>${nameStatus(status)}</b> ${tellWhy(why)}${fault ? html` It is the fault ${fault}.` : nothing}</p>
		<p><a href=${place}>Request ${id}, with its why</a></p>
		${body === undefined ? html`<p class="quiet">no body</p>` : renderValue(body, { label: 'The body of the answer' })}
	</section>`;
}
