// One scenario: its title, what it serves, and the way to use it, with its parameters in a form.

import { html, nothing, type TemplateResult } from 'lit';
import { useScenario } from './actions.ts';
import { call } from './client.ts';
import type { Scenario, ScenarioSummary } from './control-types.ts';
import { describeGiven } from './describe-given.ts';
import { describeReply } from './describe-reply.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { gradeStatus, nameStatus, showText } from './show-text.ts';

/** `<scenario-card .scenario>` */
export class ScenarioCard extends ConsoleElement {
	static override properties = { scenario: { attribute: false } };
	declare scenario: ScenarioSummary;
	#whole: Scenario | undefined;
	#isOpen = false;
	/** The files as they were when the whole was read. */
	#version = 0;

	protected override willUpdate(): void {
		if (this.#isOpen && this.#version !== model.scenariosVersion) void this.#read();
	}

	protected override render(): TemplateResult {
		const { name, title, description, states, serves, valid, findings, parameters, outdated } = this.scenario;
		const isInUse = model.session?.scenario?.name === name;
		return html`<article class=${isInUse ? 'card chosen' : 'card'} aria-label=${title}>
			<form @submit=${this.#use}>
				<div class="line head">
					<h4>${title}</h4>
					${serves.statuses.map((status) => html`<span class="tag" data-grade=${gradeStatus(status)}>${nameStatus(status)}</span>`)}
					${serves.faults.map((fault) => html`<span class="tag" data-grade="bad">fault ${fault}</span>`)}
					${valid && !outdated ? nothing : html`<span class="tag" data-grade="bad">has mistakes</span>`}
					<span class="line end"><button class="plain words" type="submit" name="afresh" ?disabled=${!valid} aria-label=${`Start afresh: ${title}`} title="The session is emptied first">start afresh</button>
					<button class="main" ?disabled=${!valid} aria-label=${`Use: ${title}`} title="The session keeps what it holds">Use</button></span>
				</div>
				${outdated ? html`<p class="bad">The file has mistakes since it was saved last; the version before is used.</p>` : nothing}
				${findings?.map(({ message, file, line, remedy }) => html`<p class="bad wrap">${file}:${line}: ${showText(message)}${remedy === undefined ? nothing : html` <span class="quiet">${showText(remedy)}</span>`}</p>`) ?? nothing}
				<details @toggle=${this.#toggle}>
					<summary><code>${name}</code> ${isInUse ? html`<b class="use">in use</b> ` : nothing}<span class="quiet">${states.join(' · ')}</span></summary>
					${description ? html`<p>${description}</p>` : nothing}
					${Object.entries(parameters).map(
						([parameter, value]) => html`<label class="field">${parameter}
							<input name=${parameter} .defaultValue=${typeof value === 'string' ? value : JSON.stringify(value)} autocomplete="off" spellcheck="false"></label>`,
					)}
					${this.#whole ? renderScript(this.#whole) : nothing}
					<p><button type="button" aria-label=${`Edit the file: ${title}`} @click=${() => model.note({ edit: name })}>Edit the file</button></p>
				</details>
			</form>
		</article>`;
	}

	#toggle(event: Event): void {
		this.#isOpen = (event.target as HTMLDetailsElement).open;
		this.requestUpdate();
	}

	async #read(): Promise<void> {
		this.#version = model.scenariosVersion;
		const result = await call('getScenario', { path: { scenario: this.scenario.name } });
		if (result.ok) this.#whole = result.value;
		this.requestUpdate();
	}

	async #use(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const { name, title, parameters } = this.scenario;
		const given = new FormData(event.target as HTMLFormElement);
		const changed: Record<string, string | number | boolean | null> = {};
		for (const [parameter, value] of Object.entries(parameters)) {
			const text = String(given.get(parameter) ?? '');
			if (text === (typeof value === 'string' ? value : JSON.stringify(value))) continue;
			changed[parameter] = typeof value === 'string' ? text : readScalar(text);
		}
		const isAfresh = (event.submitter as HTMLButtonElement | null)?.name === 'afresh';
		await useScenario({ name, title, isAfresh, parameters: changed });
	}
}

function readScalar(text: string): string | number | boolean | null {
	return /^(true|false|null|-?(0|[1-9]\d{0,14})(\.\d{1,6})?)$/.test(text) ? (JSON.parse(text) as number) : text;
}

function renderScript(scenario: Scenario): TemplateResult {
	const { script } = scenario;
	return html`${describeGiven(scenario).map((line) => html`<p class="quiet">${line}</p>`)}
		${script.length > 0 ? html`<ol class="script">${script.map((cue) => html`<li><b>${[(cue as Record<string, unknown>)['on']].flat().join(', ')}</b> → ${describeReply(cue as Record<string, unknown>)}</li>`)}</ol>` : nothing}`;
}
