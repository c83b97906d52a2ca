// What a comparison of a pact with a document found, each finding with a place of its own to be linked to.

import { html } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import { identifyVerification } from '../store/record-paths.ts';
import { linkTo, type Page, writeTime, writeVerdict } from './layout.ts';
import { anchorInteraction } from './pact-page.ts';

export function showComparison({ state, links, param }: Call): Page | undefined {
	const found = [...state.participants.keys()]
		.flatMap((provider) => state.resultsBy(provider))
		.find((one) => one.comparison !== undefined && identifyVerification(one) === param('comparison'));
	if (!found?.comparison) return undefined;
	const { consumer, provider, consumerVersion, providerVersion, verifiedAt, success } = found;
	const { findings } = found.comparison;
	const pact = links.pact({ provider, consumer, number: consumerVersion });
	const document = links.at(
		`/provider-contracts/provider/${encodeURIComponent(provider)}/version/${encodeURIComponent(providerVersion)}`,
	);
	return {
		title: `${consumer} ${consumerVersion} and the document of ${provider} ${providerVersion}`,
		body: html`<p>${writeVerdict(success, { yes: 'They fit', no: 'They do not fit', open: '' })} · compared ${writeTime(verifiedAt)} · ${linkTo(pact, 'the pact')} · ${linkTo(document, 'the document')}</p>
<ol>${findings.map(
			({ code, message, interaction, inPact, inDocument }, index) => html`<li id="finding-${index + 1}">
<p><strong>${message}</strong> <a href="#finding-${index + 1}"><code>${code}</code></a></p>
<p class="soft">${interaction === undefined ? '' : html`In ${linkTo(`${pact}#${anchorInteraction(interaction)}`, interaction)}, at `}<code>${inPact}</code> of the pact${inDocument === undefined ? '' : html`, <code>${inDocument}</code> of the document`}.</p></li>`,
		)}</ol>`,
	};
}
