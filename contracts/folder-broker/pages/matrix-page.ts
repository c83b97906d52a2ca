// May it be deployed? The question as a form, the verdict with its reasons, and the rows behind it.

import { html, type Markup } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import { checkMatrixQuery } from '../verdict/check-query.ts';
import { findMatrix } from '../verdict/matrix.ts';
import { type MatrixQuery, parseMatrixQuery } from '../verdict/matrix-query.ts';
import type { MatrixRow } from '../verdict/matrix-row.ts';
import { linkTo, type Page, writeTable, writeTime, writeVerdict } from './layout.ts';
import { judgeSummary, writeFindings, writeResult } from './results.ts';

export function showMatrix(call: Call): Page {
	const query = parseMatrixQuery(call.query);
	const asked = query.selectors.filter(({ participant }) => participant !== undefined);
	// A form sends what nobody filled in as well.
	const question = { ...query, selectors: asked };
	const title = 'May it be deployed?';
	if (asked.length === 0)
		return { title, body: html`${writeForm(call, question)}<p class="soft">Choose an application.</p>` };
	const errors = checkMatrixQuery(call.state, question);
	if (errors.length > 0)
		return {
			title,
			status: 400,
			body: html`${writeForm(call, question)}<ul>${errors.map((error) => html`<li class="bad">${error}</li>`)}</ul>`,
		};
	return { title, body: html`${writeForm(call, question)}${writeAnswer(call, question)}` };
}

function writeForm({ state, links }: Call, { selectors, environment }: MatrixQuery): Markup {
	const [first] = selectors;
	const choose = (name: string, chosen: string | undefined): Markup =>
		html`<option value="${name}"${name === chosen ? { markup: ' selected' } : ''}>${name}</option>`;
	return html`<form action="${links.at('/matrix')}" method="get">
<label>Application<select name="q[][pacticipant]">${[...state.participants.keys()].map((name) => choose(name, first?.participant))}</select></label>
<label>Version (empty: all)<input name="q[][version]" value="${first?.version ?? ''}"></label>
<label>To<select name="environment"><option value="">anywhere</option>${state.environments.map(({ name }) => choose(name, environment))}</select></label>
<input type="hidden" name="latestby" value="cvpv"><button>Ask</button></form>`;
}

function writeAnswer(call: Call, question: MatrixQuery): Markup {
	const { rows, summary } = findMatrix(call.state, question);
	const where = question.environment ?? question.tag;
	const words = { yes: 'Yes', no: 'No', open: 'Not known yet' };
	return html`<h2>${writeVerdict(judgeSummary(summary), words)}${where === undefined ? '' : ` (to ${where})`}</h2>
<ul>${summary.notices.map(({ text }) => html`<li>${text}</li>`)}</ul>
<p class="soft">${summary.success} good, ${summary.failed} failed, ${summary.unknown} not known${summary.ignored === undefined ? '' : `, ${summary.ignored} ignored`}.</p>
${
	rows.length === 0
		? undefined
		: writeTable(
				'The rows behind it',
				['Consumer', 'Provider', 'Result', 'When'],
				rows.map((row) => writeRow(call, row)),
			)
}`;
}

function writeRow(
	{ links }: Call,
	{ publication, providerVersion, verification, isIgnored }: MatrixRow,
): (Markup | string)[] {
	const { consumer, version, pact } = publication;
	return [
		html`${consumer} ${linkTo(links.pact({ provider: pact.provider, consumer, number: version.number }), version.number)}`,
		html`${pact.provider} ${providerVersion ? linkTo(links.version(pact.provider, providerVersion.number), providerVersion.number) : ''}`,
		html`${writeResult(links, verification)}${isIgnored ? ' (ignored)' : ''}${writeFindings(links, verification)}`,
		writeTime(verification?.verifiedAt),
	];
}
