// What can be played: search, use with one click, see how far the script is; and one-offs without a file.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { leaveScenario, resetSession } from './actions.ts';
import { call } from './client.ts';
import type { CueProgress, OperationItem, Scenario, ScenarioSummary } from './control-types.ts';
import { describeGiven } from './describe-given.ts';
import { describeReply } from './describe-reply.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { listServed, listWords } from './scenario-choice.ts';
import { count, showText } from './show-text.ts';

/** `<scenario-view>` */
export class ScenarioView extends ConsoleElement {
	/** The scenario in use, with what its cues say. */
	#inUse: Scenario | undefined;
	#asked = '';

	protected override willUpdate(): void {
		const name = model.session?.scenario?.name ?? '';
		// A file that is saved has another script.
		const asked = `${name} ${model.scenariosVersion}`;
		if (asked === this.#asked) return;
		if (this.#inUse?.name !== name) this.#inUse = undefined;
		this.#asked = asked;
		if (name !== '') void this.#read(name, asked);
	}

	async #read(name: string, asked: string): Promise<void> {
		const result = await call('getScenario', { path: { scenario: name } });
		if (result.ok && this.#asked === asked) this.#inUse = result.value;
		this.requestUpdate();
	}

	protected override render(): TemplateResult {
		const { scenarios, virtuals } = model;
		const served = [
			...new Set([...scenarios.flatMap(listServed), ...virtuals.map(({ status }) => String(status))]),
		].sort();
		const { q = '', edit = '' } = model.route.query;
		const operations = new Map(model.operations.map((operation) => [operation.operationId, operation]));
		const fitting = scenarios.filter((scenario) => this.#fits(scenario, operations));
		return html`
			<div class="columns">
				<section aria-labelledby="all-scenarios">
					<div class="heading"><h3 id="all-scenarios">Scenarios</h3><button @click=${() => model.note({ edit: 'new' })}>New scenario</button></div>
					${edit === '' ? nothing : html`<scenario-editor .name=${edit} @leave=${this.#close}></scenario-editor>`}
					<div class="tools">
						<label class="grow"><span class="hidden">Search the scenarios</span>
							<input type="search" placeholder="search: title, name, state, operation" .value=${live(q)} @input=${this.#find}></label>
						<label><span class="hidden">What they serve</span>
							<select @change=${this.#choose}><option value="">every answer</option>${served.map((one) => html`<option ?selected=${one === this.#serves}>${one}</option>`)}</select></label>
						<span class="quiet">${fitting.length === scenarios.length ? count(scenarios.length, 'scenario') : `${fitting.length} of ${count(scenarios.length, 'scenario')}`}</span>
					</div>
					${scenarios.length === 0 ? html`<p class="empty">${model.isRead ? html`The mock was started without scenarios: <code>--scenarios folder</code>.` : 'Reading …'}</p>` : nothing}
					<error-choice .words=${this.#words} .serves=${this.#serves}></error-choice>
					<ul class="cards">${repeat(
						fitting,
						({ name }) => name,
						(scenario) => html`<li><scenario-card .scenario=${scenario}></scenario-card></li>`,
					)}</ul>
				</section>
				<div class="beside">
					${this.#renderUse()}
					<one-off></one-off>
				</div>
			</div>`;
	}

	#renderUse(): TemplateResult {
		const use = model.session?.scenario;
		if (!use) {
			return html`<section aria-labelledby="in-use"><h3 id="in-use">In use</h3><p class="quiet">No scenario: answers follow what was created and changed.</p></section>`;
		}
		return html`<section aria-labelledby="in-use">
			<h3 id="in-use">In use: ${use.name}</h3>
			${use.entity ? html`<p>For ${use.entity.resource} <code>${showText(use.entity.key)}</code> alone.</p>` : nothing}
			${this.#inUse ? html`<p>${this.#inUse.title}</p>${describeGiven(this.#inUse).map((line) => html`<p class="quiet">${line}</p>`)}` : nothing}
			${use.notes?.map(({ message }) => html`<p class="odd">${message}</p>`) ?? nothing}
			${
				use.script.length === 0
					? html`<p class="quiet">It has no script.</p>`
					: html`<ol class="script">${use.script.map((cue) => renderCue(cue, this.#inUse?.script[cue.index]))}</ol>`
			}
			<p class="line"><button @click=${() => resetSession(model.route.session)}>Back to its start</button><button @click=${leaveScenario}>Use none</button></p>
		</section>`;
	}

	#fits(scenario: ScenarioSummary, operations: ReadonlyMap<string, OperationItem>): boolean {
		const text = listWords(scenario, operations);
		return (
			this.#words.every((word) => text.includes(word)) &&
			(this.#serves === '' || listServed(scenario).includes(this.#serves))
		);
	}

	#close(): void {
		model.note({ edit: '' });
		this.querySelector<HTMLElement>('.heading button')?.focus();
	}

	get #words(): readonly string[] {
		return (model.route.query['q'] ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	}

	get #serves(): string {
		return model.route.query['serves'] ?? '';
	}

	#find(event: Event): void {
		model.note({ q: (event.target as HTMLInputElement).value });
	}

	#choose(event: Event): void {
		model.note({ serves: (event.target as HTMLSelectElement).value });
	}
}

/** One cue with its progress, in words. */
function renderCue(progress: CueProgress, written: Record<string, unknown> | undefined): TemplateResult {
	const { on, used, times, exhausted, next } = progress;
	const state = exhausted ? 'used up' : next ? 'next' : 'waiting';
	return html`<li class=${state.replace(' ', '-')}>
		<b>${on.join(', ')}</b> ${written ? `→ ${describeReply(written)}` : nothing}
		<span class="tag">${state}</span> <span class="quiet">${times === undefined ? `used ${used} times` : `used ${used} of ${times}`}</span>
	</li>`;
}
