// The first page: who works with whom, what runs where, and what may be deployed.

import { html, type Markup } from '../api/markup.ts';
import type { Call } from '../api/route.ts';
import {
	type BrokerState,
	findBranchHead,
	findLatestVersion,
	listCurrentDeployments,
	listSupportedReleases,
	type Publication,
} from '../store/broker-state.ts';
import { linkTo, type Page, writeTable, writeTime } from './layout.ts';
import { listLastResults, writeMayDeploy, writeResult } from './results.ts';

/** Shown at once; the rest is told. */
const MOST_ROWS = 200;
const MOST_QUESTIONS = 300;

export function showOverview(call: Call): Page {
	const { state, links } = call;
	if (state.participants.size === 0)
		return {
			title: 'Contracts',
			body: html`<p>Nothing is published here yet. From a consumer's repository:</p>
<pre><code>npx stunt-double pact publish pacts --broker ${links.base}</code></pre>`,
		};
	return {
		title: 'Contracts',
		body: html`${writeIntegrations(call)}${writeApplications(call)}${writeDeployable(call)}${writeEnvironments(call)}`,
	};
}

/** The newest pact of each consumer with each provider. */
export function listNewestPacts(state: BrokerState): Publication[] {
	const newest = new Map<string, Publication>();
	for (const one of state.publications()) newest.set(JSON.stringify([one.consumer, one.pact.provider]), one);
	return [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function writeIntegrations({ state, links }: Call): Markup {
	const all = listNewestPacts(state);
	const rows = all.slice(0, MOST_ROWS).map((one): (Markup | string)[] => {
		const { consumer, version, pact } = one;
		const [result] = listLastResults(state, one);
		return [
			linkTo(links.participant(consumer), consumer),
			linkTo(links.participant(pact.provider), pact.provider),
			linkTo(links.pact({ provider: pact.provider, consumer, number: version.number }), version.number),
			writeTime(pact.createdAt),
			writeResult(links, result),
		];
	});
	return html`<h2>Who works with whom</h2>
${rows.length === 0 ? html`<p class="soft">No pact is published yet.</p>` : writeTable('Who works with whom', ['Consumer', 'Provider', 'Latest pact', 'Published', 'Last result'], rows)}
${tellRest(all.length, MOST_ROWS)}`;
}

function writeApplications({ state, links }: Call): Markup {
	const all = [...state.participants.values()];
	const rows = all.slice(0, MOST_ROWS).map(({ name, mainBranch, labels = [] }): (Markup | string)[] => {
		const latest = findLatestVersion(state, name);
		return [
			linkTo(links.participant(name), name),
			latest ? linkTo(links.version(name, latest.number), latest.number) : '',
			mainBranch ?? '',
			labels.map((label) => label.name).join(', '),
		];
	});
	return html`<h2>Applications</h2>
${writeTable('Applications', ['Name', 'Latest version', 'Main branch', 'Labels'], rows)}${tellRest(all.length, MOST_ROWS)}`;
}

/** The head of each main branch (else the latest version), for each environment. */
function writeDeployable({ state, links }: Call): Markup | undefined {
	if (state.environments.length === 0)
		return html`<h2>What may be deployed</h2>
<p class="soft">There is no environment yet: <code>stunt-double pact environments create --name production --production</code></p>`;
	const heads = [...state.participants.values()].flatMap(({ name, mainBranch }) => {
		const version = mainBranch === undefined ? findLatestVersion(state, name) : findBranchHead(state, name, mainBranch);
		return version ? [version] : [];
	});
	const shown = heads.slice(0, Math.floor(MOST_QUESTIONS / state.environments.length));
	const rows = shown.map(({ participant, number }): (Markup | string)[] => [
		html`${linkTo(links.participant(participant), participant)} ${linkTo(links.version(participant, number), number)}`,
		...state.environments.map(({ name }) =>
			writeMayDeploy({ state, links }, { participant, version: number, environment: name }),
		),
	]);
	return html`<h2>What may be deployed</h2><p class="soft">The newest version of each main branch.</p>
${writeTable('What may be deployed', ['Version', ...state.environments.map(({ displayName }) => `to ${displayName}`)], rows)}${tellRest(heads.length, shown.length)}`;
}

function writeEnvironments({ state, links }: Call): Markup[] {
	return state.environments.map((environment) => {
		const link = (record: { participant: string; version: string }): Markup[] => [
			linkTo(links.participant(record.participant), record.participant),
			linkTo(links.version(record.participant, record.version), record.version),
		];
		const rows = [
			...listCurrentDeployments(state, environment.uuid).map((one) => [
				...link(one),
				one.instance === undefined ? 'deployed' : `deployed on ${one.instance}`,
				writeTime(one.createdAt),
			]),
			...listSupportedReleases(state, environment.uuid).map((one) => [
				...link(one),
				'released',
				writeTime(one.createdAt),
			]),
		];
		const name = `${environment.displayName}${environment.production && environment.name !== 'production' ? ' (production)' : ''}`;
		return html`<h2 id="environment-${environment.uuid}">${name}</h2>
${rows.length === 0 ? html`<p class="soft">Nothing runs here yet.</p>` : writeTable(`What runs in ${environment.displayName}`, ['Application', 'Version', 'How', 'Since'], rows)}`;
	});
}

function tellRest(all: number, shown: number): Markup | undefined {
	return all > shown ? html`<p class="soft">The first ${shown} of ${all} are shown.</p>` : undefined;
}
