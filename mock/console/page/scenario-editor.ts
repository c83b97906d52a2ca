// A scenario's file in the page: written, checked while one types, compared with what is there, saved whole or not at all.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from './client.ts';
import type { ScenarioFinding } from './control-types.ts';
import { renderDifference } from './difference-view.ts';
import { ConsoleElement } from './element.ts';
import { model } from './page-model.ts';
import { NEW_SCENARIO } from './scenario-yaml.ts';
import { showText } from './show-text.ts';

/** Between the last letter and the check. */
const TYPING_MS = 300;

/** `<scenario-editor .name @leave>` */
export class ScenarioEditor extends ConsoleElement {
	static override properties = { name: { attribute: false } };
	/** The scenario whose file is edited; `new`: one that there is not yet. */
	declare name: string;
	#of = '';
	#text = '';
	/** The file as it was read; empty: there is none. */
	#before = '';
	#etag: string | undefined;
	#findings: readonly ScenarioFinding[] | undefined;
	/** Why it was not read or not saved: a check that ends later does not take that away. */
	#problem = '';
	/** Why it could not be checked. */
	#unchecked = '';
	#typing: ReturnType<typeof setTimeout> | undefined;
	#check = 0;

	protected override willUpdate(): void {
		if (this.#of === this.name) return;
		this.#of = this.name;
		void this.#read();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		clearTimeout(this.#typing);
	}

	/** The name that the text gives: the file is called so. */
	get #given(): string {
		return /^name:\s*["']?([^"'\s#]+)/m.exec(this.#text)?.[1] ?? '';
	}

	protected override render(): TemplateResult {
		const { folder } = model;
		const findings = this.#findings ?? [];
		const isBroken = findings.some(({ severity }) => severity === 'error');
		const isChanged = this.#text !== this.#before;
		const may =
			folder?.writable === true && this.#given !== '' && isChanged && this.#findings !== undefined && !isBroken;
		return html`<section class="card editor" aria-labelledby="editor">
			<div class="heading"><h3 id="editor">${this.name === 'new' ? 'A new scenario' : `The file of ${this.name}`}</h3><button @click=${this.#leave}>Close</button></div>
			${this.#problem === '' ? nothing : html`<p class="bad" role="alert">${showText(this.#problem)} <button @click=${this.#read}>Read it again</button></p>`}
			<label class="field">YAML, as in the folder of scenarios
				<textarea rows="16" spellcheck="false" .value=${live(this.#text)} @input=${this.#type}></textarea></label>
			${
				findings.length > 0
					? html`<ul class="findings" aria-label="What is wrong">${findings.map(
							({ message, line, remedy, severity }) =>
								html`<li class=${severity === 'error' ? 'bad' : 'odd'}>${line === undefined ? nothing : html`<b>line ${line}</b>: `}${showText(message)}${remedy === undefined ? nothing : html` <span class="quiet">${showText(remedy)}</span>`}</li>`,
						)}</ul>`
					: html`<p class="quiet" role="status">${this.#unchecked !== '' ? showText(this.#unchecked) : this.#findings ? 'Nothing is wrong with it.' : 'Checking …'}</p>`
			}
			${isChanged && this.#before !== '' ? renderDifference({ title: 'What changes', before: this.#before, after: this.#text }) : nothing}
			${this.#renderPlace()}
			<p class="line">
				<button class="main" ?disabled=${!may} @click=${() => this.#save(false)}>Save</button>
				<button ?disabled=${!may} @click=${() => this.#save(true)}>Save and use</button>
			</p>
		</section>`;
	}

	#renderPlace(): TemplateResult | typeof nothing {
		const { folder } = model;
		if (!folder) return nothing;
		if (!folder.writable) {
			return html`<p class="odd">It can’t be saved from here: the mock was started with <code>--read-only</code>, or its scenarios are those of the package.</p>`;
		}
		const file = html`<code class="wrap">${showText(`${folder.path}/${this.#given || '…'}.yaml`)}</code>`;
		return html`<p class="quiet">${folder.exists ? html`It is saved as ${file}.` : html`The mock has no folder of scenarios yet: it is made, and the file saved as ${file}.`}</p>`;
	}

	async #read(): Promise<void> {
		const { name } = this;
		this.#problem = '';
		this.#findings = undefined;
		if (name === 'new') {
			this.#take(model.takeDraft() ?? NEW_SCENARIO, '', undefined);
			return;
		}
		const result = await call('getScenario', { path: { scenario: name } });
		if (name !== this.name) return;
		if (result.ok) this.#take(result.value.text ?? '', result.value.text ?? '', result.value.etag);
		else this.#problem = result.problem.detail;
		this.requestUpdate();
	}

	#take(text: string, before: string, etag: string | undefined): void {
		this.#text = text;
		this.#before = before;
		this.#etag = etag;
		this.requestUpdate();
		void this.#look();
	}

	#type(event: Event): void {
		this.#text = (event.target as HTMLTextAreaElement).value;
		clearTimeout(this.#typing);
		this.#typing = setTimeout(() => void this.#look(), TYPING_MS);
		this.requestUpdate();
	}

	/** What is typed meanwhile is checked later: an older check says nothing more. */
	async #look(): Promise<void> {
		const check = ++this.#check;
		const body = { name: this.#given || 'unnamed', text: this.#text };
		const result = await call('checkScenario', { body });
		if (check !== this.#check) return;
		this.#findings = result.ok ? result.value.findings : undefined;
		this.#unchecked = result.ok ? '' : result.problem.detail;
		this.requestUpdate();
	}

	async #save(isUsed: boolean): Promise<void> {
		const scenario = this.#given;
		const isSame = scenario === this.name && this.#etag !== undefined;
		const saved = await call('saveScenario', {
			path: { scenario },
			header: isSame ? { 'If-Match': this.#etag as string } : { 'If-None-Match': '*' },
			body: { text: this.#text, ...(model.folder?.exists === false && { makeFolder: true }) },
		});
		if (!saved.ok) {
			this.#problem =
				saved.status === 412 ? 'The file was changed meanwhile: nothing was saved.' : saved.problem.detail;
			this.requestUpdate();
			return;
		}
		const { session } = model.route;
		if (isUsed) {
			await model.tell(
				`Saved, and ${session} now plays: ${saved.value.title}.`,
				call('useScenario', { path: { session }, body: { name: scenario, keep: true } }),
			);
		} else model.say({ kind: 'done', text: `${saved.value.file} was saved, and can be used.` });
		this.#leave();
	}

	#leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}
}
