// What all pages share: the frame, the look, and the rules that a browser holds them to.

import { createHash } from 'node:crypto';
import type { Links } from '../api/links.ts';
import { html, type Markup } from '../api/markup.ts';
import type { ApiResponse } from '../api/message.ts';

/** One page, without its frame. */
export interface Page {
	title: string;
	body: Markup;
	/** Default: 200. */
	status?: number;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de; --tint: #f6f8fa; --link: #0550ae;
	--good: #116329; --bad: #a40e26; --open: #7d4e00; --added: #dafbe1; --removed: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --tint: #151b23;
	--link: #79b8ff; --good: #56d364; --bad: #ff8f88; --open: #e3b341; --added: #12361e; --removed: #4a1a1a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink);
	font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
a { color: var(--link); } td a, th a, li a, p a, nav a { display: inline-block; min-width: 1.5rem; min-height: 1.5rem; vertical-align: top; } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible,
	[tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.25rem 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3, h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; } h4 { font-size: .9rem; margin: .75rem 0 0; color: var(--soft); } p { margin: .5rem 0; } .soft { color: var(--soft); } time { white-space: nowrap; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
td { min-width: 6rem; } th { font-weight: 600; white-space: nowrap; } tbody th { white-space: normal; }
.good, .bad, .open { font-weight: 600; white-space: nowrap; } .good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .75rem; overflow-x: auto; font-size: .85rem; margin: .5rem 0; }
code { font-family: ui-monospace, monospace; font-size: .9em; } pre code { font-size: 1em; }
article { border: 1px solid var(--line); border-radius: 8px; padding: .25rem 1rem .75rem; margin: 1rem 0; }
article:target, li:target { outline: 2px solid var(--link); } ul { padding-left: 1.25rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .75rem 0; } label { display: grid; font-size: .9rem; }
input, select, button { font: inherit; color: inherit; background: var(--tint); border: 1px solid var(--soft); border-radius: 6px; padding: .3rem .5rem; min-width: 0; max-width: 100%; }
.lines span { display: block; white-space: pre-wrap; } .plus { background: var(--added); } .minus { background: var(--removed); }
`;

const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE, 'utf8').digest('base64')}'`,
	"img-src 'self' data:",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join('; ');

/** The page as an answer; it holds no script, and the browser is told to run none. */
export function answerPage(links: Links, { title, body, status = 200 }: Page): ApiResponse {
	const navigation = [
		['/', 'Overview'],
		['/matrix', 'May it be deployed?'],
		['/webhooks', 'Webhooks'],
	] as const;
	const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Contracts</title><link rel="icon" href="data:,"><style>${{ markup: STYLE }}</style></head>
<body>
<header><nav aria-label="Pages">${navigation.map(([path, name], index) => html`${index === 0 ? '' : ' · '}<a href="${links.at(path)}">${name}</a>`)}</nav></header>
<main><h1>${title}</h1>
${body}
</main></body></html>
`;
	return {
		status,
		content: { type: 'text/html;charset=utf-8', text: page.markup },
		headers: { 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', vary: 'accept' },
	};
}

/** A table that scrolls by itself where it is too wide, with the keyboard as well. */
export function writeTable(
	name: string,
	head: readonly string[],
	rows: readonly (readonly (Markup | string)[])[],
): Markup {
	return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>\n`)}</tbody>
</table></div>`;
}

/** A word with the colour of what it says. */
export function writeVerdict(is: boolean | null | undefined, words: { yes: string; no: string; open: string }): Markup {
	if (is === true) return html`<span class="good">${words.yes}</span>`;
	return is === false ? html`<span class="bad">${words.no}</span>` : html`<span class="open">${words.open}</span>`;
}

/** `2026-11-23 05:15 UTC`, for machines exact. */
export function writeTime(time: string | undefined): Markup | string {
	if (time === undefined || time === '') return '';
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) return time;
	return html`<time datetime="${time}">${date.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** A link. */
export function linkTo(href: string, text: string): Markup {
	return html`<a href="${href}">${text}</a>`;
}
