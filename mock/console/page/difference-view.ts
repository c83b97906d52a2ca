// What changes from one text to another: its lines, with some that stay around them.

import { html, type TemplateResult } from 'lit';
import { diffLines } from './diff-lines.ts';
import { count, showText } from './show-text.ts';

const MARKS = { same: ' ', gone: '−', new: '+' };
/** Lines that stay, before and after one that changes. */
const AROUND = 2;

/** Draws it, unfolded under its title. */
export function renderDifference(args: { title: string; before: string; after: string }): TemplateResult {
	const { title, before, after } = args;
	const lines = diffLines(before, after);
	const changed = lines.filter(({ kind }) => kind !== 'same').length;
	return html`<details open><summary>${title} (${count(changed, 'line')})</summary>
		<pre class="value difference" tabindex="0" role="region" aria-label=${title}>${lines
			.filter(
				({ kind }, index) =>
					kind !== 'same' ||
					lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((near) => near.kind !== 'same'),
			)
			.map(({ kind, text }) => html`<span class=${kind}>${MARKS[kind]} ${showText(text)}\n</span>`)}</pre></details>`;
}
