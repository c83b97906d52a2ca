// A pact as people read it: each interaction with what is sent and what is expected, and what became of it.

import { findPrevious } from '../api/history-routes.ts';
import { writeMetadata } from '../api/links.ts';
import { html, type Markup } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import type { Publication } from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { describeInteraction, listInteractions } from '../store/pact-content.ts';
import { describeDifference } from '../store/pact-difference.ts';
import { linkTo, type Page, writeTime } from './layout.ts';
import { writeResults } from './results.ts';

const MOST_INTERACTIONS = 500;
/** Of a body, in characters. */
const LONGEST_BODY = 20_000;

/** The newest pact of the path's pair that fits. */
export function showPact(call: Call, fits: (publication: Publication) => boolean): Page | undefined {
	const { state, links, folder, param } = call;
	const publication = findPublication(call, fits);
	const content = publication && readContent(folder, publication);
	if (!publication || !content) return undefined;
	const { consumer, version, pact } = publication;
	const { provider } = pact;
	const number = version.number;
	const interactions = listInteractions(content);
	const own = links.pact({ provider, consumer, number });
	const previous = findPrevious({ state }, publication);
	return {
		title: `${consumer} ${number} with ${provider}`,
		body: html`<p>A pact of ${linkTo(links.participant(consumer), consumer)} ${linkTo(links.version(consumer, number), number)} with ${linkTo(links.participant(provider), provider)}, published ${writeTime(pact.createdAt)}.
${linkTo(`${links.pactContent({ provider, consumer, sha: pact.sha })}/metadata/${writeMetadata({ isWip: false, consumerVersion: number })}`, 'As JSON')}. ${previous ? linkTo(`${own}/diff/previous-distinct`, `What is other than in ${previous.version.number}`) : 'It is the first of its content.'}</p>
<h2>Results</h2>${writeResults(links, state, publication)}
<h2>${interactions.length === 1 ? '1 interaction' : `${interactions.length} interactions`}</h2>
${interactions.slice(0, MOST_INTERACTIONS).map(writeInteraction)}
${interactions.length > MOST_INTERACTIONS ? html`<p class="soft">The first ${MOST_INTERACTIONS} are shown.</p>` : undefined}
<p><img src="${`${links.pacts(provider, consumer)}/latest/badge.svg`}" alt="Badge of the latest pact of ${param('consumer')} with ${param('provider')}"></p>`,
	};
}

/** What is other between the path's pact and the one before, or another that the path names. */
export function showDifference(call: Call, other: string | undefined): Page | undefined {
	const { state, folder, links, param } = call;
	const after = findPublication(call, ({ version }) => version.number === param('version'));
	if (!after) return undefined;
	const before =
		other === undefined
			? findPrevious({ state }, after)
			: findPublication(call, ({ version }) => version.number === other);
	const title = `${after.consumer} with ${after.pact.provider}: ${before?.version.number ?? 'nothing'} → ${after.version.number}`;
	const own = links.pact({ provider: after.pact.provider, consumer: after.consumer, number: after.version.number });
	if (!before)
		return other === undefined
			? { title, body: html`<p>There is no earlier pact of other content. ${linkTo(own, 'The pact')}</p>` }
			: undefined;
	const [was, is] = [readContent(folder, before), readContent(folder, after)];
	if (!was || !is) return undefined;
	const lines = describeDifference(was, is);
	const earlier = links.pact({
		provider: before.pact.provider,
		consumer: before.consumer,
		number: before.version.number,
	});
	return {
		title,
		body: html`<p>From ${linkTo(earlier, before.version.number)} to ${linkTo(own, after.version.number)}.</p>
${lines.length === 0 ? html`<p>Nothing that a verification depends on is other.</p>` : html`<pre class="lines" tabindex="0" role="region" aria-label="What is other"><code>${lines.map((line) => html`<span class="${classOf(line)}">${line}</span>`)}</code></pre>`}`,
	};
}

/** Where an interaction stands on the page of its pact; the same description has the same place. */
export function anchorInteraction(description: string): string {
	return `interaction-${encodeURIComponent(description)}`;
}

function findPublication({ state, param }: Call, fits: (publication: Publication) => boolean): Publication | undefined {
	return state.publications(param('provider')).findLast((one) => one.consumer === param('consumer') && fits(one));
}

function readContent(folder: Call['folder'], { consumer, pact }: Publication): ReturnType<Call['folder']['readPact']> {
	return folder.readPact({ consumer, provider: pact.provider, sha: pact.sha });
}

function classOf(line: string): string {
	const sign = line.trimStart().charAt(0);
	return sign === '+' ? 'plus' : sign === '-' ? 'minus' : 'same';
}

function writeInteraction(interaction: Record<string, unknown>): Markup {
	const { description, request, response, contents } = interaction;
	const name = typeof description === 'string' ? description : '';
	const given = describeInteraction({ ...interaction, description: '' }).replace(/^""\s*/, '');
	return html`<article id="${anchorInteraction(name)}"><h3>${name}</h3>${given === '' ? undefined : html`<p class="soft">${given}</p>`}
${isJsonObject(request) ? html`<h4>Request</h4><pre tabindex="0"><code>${writeRequestLine(request)}${writeRest(request)}</code></pre>` : undefined}
${[response]
	.flat()
	.filter(isJsonObject)
	.map(
		(one) =>
			html`<h4>Response</h4><pre tabindex="0"><code>${String(one['status'] ?? '')}${writeRest(one)}</code></pre>${writeRules(one)}`,
	)}
${contents === undefined ? undefined : html`<h4>Message</h4><pre tabindex="0"><code>${writeBody(contents)}</code></pre>`}</article>`;
}

function writeRequestLine({ method, path, query }: Record<string, unknown>): string {
	const pairs = isJsonObject(query)
		? Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${name}=${String(value)}`))
		: typeof query === 'string' && query !== ''
			? [query]
			: [];
	return `${String(method ?? 'GET').toUpperCase()} ${String(path ?? '/')}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

function writeRest({ headers, body }: Record<string, unknown>): string {
	const lines = isJsonObject(headers)
		? Object.entries(headers).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)
		: [];
	// Pact V4 wraps a body, older versions don't.
	const content =
		isJsonObject(body) && 'content' in body && ('contentType' in body || 'encoded' in body) ? body['content'] : body;
	return [...lines, ...(content === undefined || content === null ? [] : ['', writeBody(content)])]
		.map((line) => `\n${line}`)
		.join('');
}

function writeBody(content: unknown): string {
	const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
	return text.length > LONGEST_BODY
		? `${text.slice(0, LONGEST_BODY)}\n… and ${text.length - LONGEST_BODY} more characters`
		: text;
}

function writeRules({ matchingRules }: Record<string, unknown>): Markup | undefined {
	if (!isJsonObject(matchingRules) || Object.keys(matchingRules).length === 0) return undefined;
	return html`<details><summary>What may differ (matching rules)</summary><pre tabindex="0"><code>${writeBody(matchingRules)}</code></pre></details>`;
}
