// An application with its versions, and one version of it.

import { html, type Markup } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import type { Version } from '../store/broker-records.ts';
import { findBranchHead, listBranches, listVersionsInEnvironment } from '../store/broker-state.ts';
import { linkTo, type Page, writeTable, writeTime, writeVerdict } from './layout.ts';
import { listNewestPacts } from './overview-page.ts';
import { listLastResults, writeMayDeploy, writeResult, writeResults } from './results.ts';

const MOST_VERSIONS = 100;

export function showParticipant({ state, links, param }: Call): Page | undefined {
	const participant = state.participants.get(param('pacticipant'));
	if (!participant) return undefined;
	const { name, repositoryUrl, mainBranch, labels = [] } = participant;
	const versions = state.versionsOf(name).toReversed();
	const pacts = listNewestPacts(state).filter((one) => one.consumer === name || one.pact.provider === name);
	const facts = [
		...(mainBranch === undefined ? [] : [html`main branch <strong>${mainBranch}</strong>`]),
		...(labels.length === 0 ? [] : [html`labels ${labels.map((label) => label.name).join(', ')}`]),
		...(repositoryUrl === undefined ? [] : [writeAddress(repositoryUrl)]),
	];
	return {
		title: name,
		body: html`<p>${facts.map((fact, index) => html`${index === 0 ? '' : ' · '}${fact}`)}</p>
<h2>Latest pacts</h2>
${
	pacts.length === 0
		? html`<p class="soft">It has no pact, as a consumer or as a provider.</p>`
		: writeTable(
				'Latest pacts',
				['Pact', 'Version', 'Last result'],
				pacts.map((one) => [
					`${one.consumer} with ${one.pact.provider}`,
					linkTo(
						links.pact({ provider: one.pact.provider, consumer: one.consumer, number: one.version.number }),
						one.version.number,
					),
					writeResult(links, listLastResults(state, one)[0]),
				]),
			)
}
<h2>Branches</h2>
<ul>${listBranches(state, name).map((branch) => {
			const head = findBranchHead(state, name, branch);
			return html`<li>${branch}: ${head ? linkTo(links.version(name, head.number), head.number) : ''}</li>`;
		})}</ul>
<h2>Versions</h2>
${writeTable(
	'Versions',
	['Version', 'Created', 'Branches', 'Tags', 'Environments'],
	versions.slice(0, MOST_VERSIONS).map((version) => [
		linkTo(links.version(name, version.number), version.number),
		writeTime(version.createdAt),
		version.branches.map((branch) => branch.name).join(', '),
		version.tags.map((tag) => tag.name).join(', '),
		state.environments
			.filter(({ uuid }) => listVersionsInEnvironment(state, name, uuid).includes(version))
			.map(({ displayName }) => displayName)
			.join(', '),
	]),
)}
${versions.length > MOST_VERSIONS ? html`<p class="soft">The newest ${MOST_VERSIONS} of ${versions.length} are shown.</p>` : undefined}`,
	};
}

export function showVersion(call: Call): Page | undefined {
	const { state, links, param } = call;
	const version = state.findVersion(param('pacticipant'), param('version'));
	if (!version) return undefined;
	const { participant, number, branches, tags, buildUrl, document } = version;
	return {
		title: `${participant} ${number}`,
		body: html`<p>${linkTo(links.participant(participant), participant)} · created ${writeTime(version.createdAt)}${branches.length === 0 ? '' : ` · on ${branches.map(({ name }) => name).join(', ')}`}${tags.length === 0 ? '' : ` · tagged ${tags.map(({ name }) => name).join(', ')}`}${buildUrl === undefined ? undefined : html` · ${writeAddress(buildUrl)}`}</p>
<h2>May it be deployed?</h2>${writeQuestions(call, version)}
<h2>Its pacts</h2>
${version.pacts.length === 0 ? html`<p class="soft">It has none as a consumer.</p>` : undefined}
${version.pacts.map(
	(pact) => html`<h3>with ${pact.provider}</h3>
<p>${linkTo(links.pact({ provider: pact.provider, consumer: participant, number }), 'The pact')}</p>
${writeResults(links, state, { consumer: participant, version, pact })}`,
)}
${
	document
		? html`<h2>Its document</h2><p>${linkTo(links.at(`/provider-contracts/provider/${encodeURIComponent(participant)}/version/${encodeURIComponent(number)}`), document.contentType)}, published ${writeTime(document.createdAt)}. Its own tests: ${writeVerdict(document.selfVerification?.success, { yes: 'passed', no: 'failed', open: 'nothing was said' })}</p>`
		: undefined
}`,
	};
}

function writeQuestions({ state, links }: Call, { participant, number }: Version): Markup {
	if (state.environments.length === 0) return html`<p class="soft">There is no environment yet.</p>`;
	return html`<ul>${state.environments.map(({ name, displayName }) => html`<li>to ${displayName}: ${writeMayDeploy({ state, links }, { participant, version: number, environment: name })}</li>`)}</ul>`;
}

/** As a link where it is an address of the web, else as text. */
function writeAddress(address: string): Markup {
	const { protocol } = URL.parse(address) ?? { protocol: '' };
	return /^https?:$/.test(protocol) ? linkTo(address, address) : html`${address}`;
}
