// The fields of an entity's form, and what was typed in them.

import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from './entity-fields.ts';

/** What a field is called in its form begins so: a property may be called like anything else in it. */
const PREFIX = 'property ';

/** Those that people set themselves; the others behind *More*. */
export function renderFields(fields: readonly Field[]): TemplateResult {
	const spare = fields.filter(({ isSpare }) => isSpare);
	return html`${fields.filter(({ isSpare }) => !isSpare).map(renderField)}
		${spare.length > 0 ? html`<details><summary>More</summary>${spare.map(renderField)}</details>` : nothing}`;
}

/** Texts by property. */
export function readTyped(form: HTMLFormElement): ReadonlyMap<string, string> {
	return new Map([...new FormData(form)].map(([name, value]) => [name.slice(PREFIX.length), String(value)]));
}

function renderField({ name, choices, isJson, hint, text }: Field): TemplateResult {
	const label = html`<span>${name} <span class="quiet">${hint}</span></span>`;
	const field = `${PREFIX}${name}`;
	if (choices) {
		return html`<label class="field">${label}<select name=${field}><option value=""></option>${choices.map((one) => html`<option ?selected=${one === text}>${one}</option>`)}</select></label>`;
	}
	return isJson
		? html`<label class="field">${label}<textarea name=${field} rows="2" spellcheck="false" placeholder="JSON" .defaultValue=${text}></textarea></label>`
		: html`<label class="field">${label}<input name=${field} autocomplete="off" spellcheck="false" .defaultValue=${text}></label>`;
}
