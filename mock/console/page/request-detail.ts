// One exchange in full: why it was answered so, what came in and went out, the entity before and after.

import { html, nothing, type TemplateResult } from 'lit';
import { call } from './client.ts';
import type { Entity, Exchange, Finding } from './control-types.ts';
import { copyText, saveFile } from './copy.ts';
import { formatCurl } from './curl.ts';
import { renderDifference } from './difference-view.ts';
import { ConsoleElement } from './element.ts';
import { idOf, stateOf } from './entities.ts';
import { findStatusKey } from './find-answer.ts';
import { renderValue } from './json-view.ts';
import { model } from './page-model.ts';
import { findPlace } from './request-rows.ts';
import { linkTo } from './route.ts';
import { formatScenario } from './scenario-yaml.ts';
import { gradeStatus, nameDuration, nameStatus, nameTime, showText, tellWhy } from './show-text.ts';

/** `<request-detail .number @leave>` */
export class RequestDetail extends ConsoleElement {
	static override properties = { number: { attribute: false } };
	declare number: number;
	#exchange: Exchange | undefined;
	#missing = '';
	#made: ReturnType<typeof formatScenario> | undefined;
	#asked = '';

	protected override willUpdate(): void {
		const asked = `${model.route.session} ${model.journal.version} ${this.number}`;
		if (asked !== this.#asked) {
			this.#asked = asked;
			this.#exchange = undefined;
			this.#made = undefined;
			void this.#read();
		}
	}

	async #read(): Promise<void> {
		const asked = this.#asked;
		const result = await call('getRequest', { path: { session: model.route.session, id: this.number } });
		if (asked !== this.#asked) return;
		this.#exchange = result.ok ? result.value : undefined;
		this.#missing = result.ok ? '' : result.problem.detail;
		this.requestUpdate();
		await this.updateComplete;
		// On a narrow screen it stands above the list in which it was chosen.
		if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
	}

	protected override render(): TemplateResult {
		return html`<section class="detail" aria-label=${`Request ${this.number}`} @keydown=${this.#press}>
			<div class="line"><h3>Request ${this.number}</h3><button class="end" @click=${this.#leave}>Close</button></div>
			${this.#exchange ? this.#renderExchange(this.#exchange) : html`<p>${this.#missing || 'Reading …'}</p>`}
		</section>`;
	}

	#renderExchange(exchange: Exchange): TemplateResult {
		const { request, response, why, at, operationId } = exchange;
		const durationMs =
			exchange.durationMs ?? model.journal.rows[findPlace(model.journal.rows, exchange.id)]?.durationMs ?? null;
		const inRequest = why.step === 'prove' ? [] : why.findings;
		return html`
			<p class="verdict"><b class="status" data-grade=${gradeStatus(response.status)}>${nameStatus(response.status)}</b> ${tellWhy(why)}</p>
			<p class="quiet">${renderOperation(exchange)}, ${nameTime(at)}, ${nameDuration(durationMs)}${response.fault ? `, fault: ${response.fault}` : nothing}${response.cut ? ', cut before all was sent' : nothing}${exchange.scenario === null ? nothing : html`, while <a href=${linkTo({ session: model.route.session, view: 'scenarios', query: { q: exchange.scenario } })}>${showText(exchange.scenario)}</a> was played`}</p>
			<p class="line">
				<button @click=${() => copyCurl(exchange)}>Copy as curl</button>
				<button @click=${this.#sendAgain} ?disabled=${operationId === null}>Send again</button>
				<button @click=${() => model.note({ try: operationId ?? '', again: String(exchange.id) })} ?disabled=${operationId === null}>Change and send</button>
				<button @click=${this.#make} ?disabled=${operationId === null}>Make a scenario of this</button>
			</p>
			${operationId === null ? nothing : html`<next-call .on=${operationId} .target=${request.target}></next-call>`}
			${this.#renderScenario()}
			${this.#renderFindings(why.findings)}
			${this.#renderEntity(exchange)}
			<h4>Request</h4>
			<p class="wrap"><code>${request.method} ${showText(request.target)}</code></p>
			${renderHeaders(request.headers)}
			${renderBody(
				request,
				inRequest.filter((finding) => finding.in === 'body'),
			)}
			<h4>Answer</h4>
			${renderHeaders(response.headers)}
			${renderBody(response, why.step === 'prove' ? why.findings : [])}`;
	}

	#renderScenario(): TemplateResult | typeof nothing {
		const made = this.#made;
		if (!made) return nothing;
		return html`<div class="made">
			<label>A scenario; save it in the folder of scenarios under its name
				<textarea readonly rows="14" spellcheck="false" .value=${made.text}></textarea></label>
			<p class="line"><button @click=${() => copyText('The scenario', made.text)}>Copy the YAML</button><button @click=${() => saveYaml(made)}>Save the file</button><button @click=${() => model.draft(made.text)}>Edit and keep it here</button></p>
		</div>`;
	}

	#renderFindings(findings: readonly Finding[]): TemplateResult | typeof nothing {
		if (findings.length === 0) return nothing;
		return html`<h4>Findings</h4><ul class="findings">${findings.map(
			({ in: place, pointer, message }) =>
				html`<li>${place ?? ''} <code>${showText(pointer)}</code> ${showText(message)}</li>`,
		)}</ul>`;
	}

	#renderEntity({ why: { entity } }: Exchange): TemplateResult | typeof nothing {
		if (!entity) return nothing;
		const { resource, key, outcome, from, to, besides, before, after } = entity;
		const known = model.resources.find(({ name }) => name === resource);
		const scope = known?.scope ?? [];
		// As the request left it: a move that was refused has moved nothing.
		const shown = after ?? before;
		const state = shown && known && stateOf(shown, known);
		const texts = before && after && { before: write(before), after: write(after) };
		// What only reads has the same entity twice, and shows it once.
		const isSame = texts !== undefined && texts.before === texts.after;
		const place = { key, scope: shown ? scope.map((name) => String(shown[name] ?? '')) : [] };
		return html`<h4>Entity</h4>
			<p>${resource} ${shown && outcome !== 'deleted' ? html`<a href=${linkTo({ session: model.route.session, view: 'entities', query: { resource, entity: idOf(place) } })}><code>${showText(key)}</code></a>` : html`<code>${showText(key)}</code>`} ${outcome ?? ''}${from !== undefined && to !== undefined && from !== to ? ` ${from} → ${to}` : nothing}</p>
			${besides ? html`<p>Besides: ${besides.map((one) => showText(one)).join(', ')}</p>` : nothing}
			${key === '' || outcome === 'deleted' ? nothing : html`<entity-actions .resource=${resource} .place=${place} .state=${state}></entity-actions>`}
			${texts && !isSame ? renderDifference({ title: 'What it has changed', ...texts }) : nothing}
			${
				before || after
					? html`<div class="twins">
				<div><h5>Before</h5>${before ? renderValue(before, { label: 'Entity before' }) : html`<p class="quiet">there was none</p>`}</div>
				<div><h5>After</h5>${after && !isSame ? renderValue(after, { label: 'Entity after' }) : html`<p class="quiet">${before && outcome !== 'deleted' ? 'the same' : 'there is none'}</p>`}</div>
			</div>`
					: nothing
			}`;
	}

	async #sendAgain(): Promise<void> {
		const { session } = model.route;
		const again = await model.tell('', call('replayRequest', { path: { session, id: this.number } }));
		if (!again) return;
		const { sent, before, after, same, differences } = again;
		const other = before === after ? `${differences.length} places are other` : `it was ${nameStatus(before)}`;
		model.say({
			kind: 'done',
			text: `Sent again, as request ${sent ?? '?'}: ${nameStatus(after)}, ${same ? 'as before' : other}.`,
		});
		if (sent !== null) model.note({ request: String(sent) });
	}

	#make(): void {
		if (this.#exchange) {
			const taken = model.scenarios.flatMap(({ states }) => states);
			this.#made = formatScenario(this.#exchange, { taken });
		}
		this.requestUpdate();
	}

	#press(event: KeyboardEvent): void {
		if (event.key === 'Escape') this.#leave();
	}

	#leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}
}

/** With the way to its cell of the coverage. */
function renderOperation({ operationId, response, why }: Exchange): TemplateResult | string {
	const operation = model.operations.find((one) => one.operationId === operationId);
	if (!operation) return operationId ?? 'no operation';
	const { fault, status } = response;
	const key = fault !== undefined ? 'faults' : status === null ? undefined : findStatusKey(operation.statuses, status);
	if (key === undefined || why.undocumented) return operation.operationId;
	const query = { cell: `${operation.operationId} ${key}` };
	return html`<a href=${linkTo({ session: model.route.session, view: 'coverage', query })} title="Its place in the coverage">${operation.operationId}</a>`;
}

function write(entity: Entity): string {
	return JSON.stringify(entity, undefined, 2);
}

function copyCurl(exchange: Exchange): void {
	const { text, missing } = formatCurl(exchange, { origin: location.origin });
	void copyText('The curl line', text, missing);
}

/** Under its name, as the mock wants it. */
function saveYaml({ name, text }: { name: string; text: string }): void {
	saveFile({ name: `${name}.yaml`, type: 'application/yaml', text });
}

function renderHeaders(headers: Exchange['request']['headers']): TemplateResult | typeof nothing {
	const entries = Object.entries(headers);
	if (entries.length === 0) return nothing;
	return html`<details><summary>${entries.length} headers</summary><dl class="headers">${entries.map(
		([name, value]) =>
			html`<dt>${showText(name)}</dt><dd><bdi>${showText(Array.isArray(value) ? value.join(', ') : String(value))}</bdi></dd>`,
	)}</dl></details>`;
}

function renderBody(
	{ body, bodyBytes, truncated }: { body?: unknown; bodyBytes: number; truncated?: boolean },
	findings: readonly Finding[],
): TemplateResult {
	if (bodyBytes === 0) return html`<p class="quiet">no body</p>`;
	if (body === undefined) return html`<p class="quiet">${bodyBytes} bytes that are no text</p>`;
	return html`${renderValue(body, { label: 'Body', findings })}${truncated ? html`<p class="quiet">The journal has kept the beginning of ${bodyBytes} bytes.</p>` : nothing}`;
}
