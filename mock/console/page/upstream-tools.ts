// Which requests go to the upstream, switched for the session that is shown: by rule, and for one operation.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from './client.ts';
import type { ForwardMode } from './control-types.ts';
import { model } from './page-model.ts';
import { showText } from './show-text.ts';
import { MODES, nameRule, RULES } from './upstream-book.ts';

/** The rule of the session; nothing without an upstream. */
export function renderUpstreamRule(): TemplateResult | typeof nothing {
	const { state } = model.upstream;
	if (!state) return nothing;
	const rule = nameRule(state.rule);
	const names = Object.hasOwn(RULES, rule) ? Object.keys(RULES) : [rule, ...Object.keys(RULES)];
	return html`<label class="field">To ${showText(state.url ?? '')} goes <select aria-label="What goes to the upstream" .value=${live(rule)}
		@change=${(event: Event) => void choose({ rule: readValue(event) as 'all' })}>
		${names.map((name) => html`<option value=${name} ?selected=${name === rule} ?disabled=${!Object.hasOwn(RULES, name)}>${showText(RULES[name] ?? name)}</option>`)}</select></label>`;
}

/** What becomes of an operation's requests; nothing without an upstream. */
export function renderUpstreamMode(operationId: string): TemplateResult | typeof nothing {
	const found = model.upstream.modeOf(operationId);
	if (!found) return nothing;
	const choices: Record<string, string> = { '': `by rule${found.chosen ? '' : ` (${MODES[found.mode]})`}`, ...MODES };
	const value = found.chosen ? found.mode : '';
	return html`<label class="field small">Answered by <select aria-label=${`Who answers ${operationId}`} .value=${live(value)}
		@change=${(event: Event) => void choose({ operations: { [operationId]: (readValue(event) || null) as ForwardMode | null } })}>
		${Object.entries(choices).map(([name, label]) => html`<option value=${name} ?selected=${name === value}>${label}</option>`)}</select></label>`;
}

async function choose(change: { rule?: 'all'; operations?: Record<string, ForwardMode | null> }): Promise<void> {
	const { session } = model.route;
	await model.tell('What goes to the upstream was changed.', call('setUpstream', { body: { session, ...change } }));
	await model.upstream.read(session);
}

function readValue(event: Event): string {
	return (event.target as HTMLSelectElement).value;
}
