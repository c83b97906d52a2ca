// A JSON value on the page, with what does not fit told at its place.

import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from './control-types.ts';
import { type Line, MAX_LINES, placeFinding, toLines } from './json-lines.ts';
import { cut, showText } from './show-text.ts';

/** Characters of one line. */
const MAX_LENGTH = 20_000;

/** What is missing is told where it would be, by its name. */
function tell({ pointer, message }: Finding, line: Line): string {
	const rest = pointer.startsWith(`${line.pointer}/`) ? pointer.slice(line.pointer.length + 1) : '';
	return showText(rest === '' ? message : `${rest} ${message}`);
}

/** Draws it; `label` is for those who hear the page. */
export function renderValue(
	value: unknown,
	{ label, findings = [] }: { label: string; findings?: readonly Finding[] },
): TemplateResult {
	const lines = toLines(value);
	const told = new Map<number, Finding[]>();
	for (const finding of findings) {
		const place = placeFinding(lines, finding.pointer);
		told.set(place, [...(told.get(place) ?? []), finding]);
	}
	const shown = lines.slice(0, MAX_LINES);
	return html`<pre class="value" tabindex="0" role="region" aria-label=${label}>${shown.map((line, index) => {
		const here = told.get(index);
		const text = cut(showText(line.text), MAX_LENGTH);
		return html`<span class=${here ? 'line-of found' : 'line-of'}>${text}${here ? html` <em>◀ ${here.map((finding) => tell(finding, line)).join('; ')}</em>` : nothing}
</span>`;
	})}${lines.length > MAX_LINES ? html`<span>…</span>` : nothing}</pre>`;
}
