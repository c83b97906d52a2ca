// The documentation of a relation, which the curies of the HAL answers lead to.

import { describeRelation } from '../api/index-resource.ts';
import { html } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import { linkTo, type Page } from './layout.ts';

/** Of `pb:pacticipants`, `pacticipants` or `webhooks-create`; any name has a page. */
export function showRelation({ links, param }: Call): Page {
	const name = param('relation')
		.replace(/^webhooks-/, '')
		.replace(/^(?:pb|beta|pf):/, '');
	const known = describeRelation(name);
	return {
		title: `The relation pb:${name}`,
		body: html`${
			known
				? html`<p>${known.title}.</p><p><code>${known.path}</code>${known.path.includes('{') ? undefined : html` (${linkTo(links.at(known.path), 'go there')})`}</p>`
				: html`<p>It is one of those that resources below the index have, by the names and in the sense of the Pact Broker.</p>`
		}
<p class="soft">The index, ${linkTo(links.at('/'), links.at('/'))}, lists where a client may begin. What each call takes and answers: docs.pact.io, "Pact Broker API".</p>`,
	};
}
