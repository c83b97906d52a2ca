// What is asked of pacts: one of them, or lists.

import { compareVersion } from '../compare/compare-contracts.ts';
import { checkPublication } from '../record/check-publication.ts';
import { succeed } from '../record/outcome.ts';
import { publishContracts } from '../record/publish.ts';
import { removeIntegration, removePacts } from '../record/removals.ts';
import { findBranchHead, hasBranch, hasTag, type Publication } from '../store/broker-state.ts';
import { detectPublicationEvents } from '../webhooks/detect-events.ts';
import { readMetadata } from './links.ts';
import { type ApiResponse, answer, answerMissing } from './message.ts';
import { writeLatestPacts, writePact, writeProviderPacts } from './pact-resources.ts';
import { writePublication } from './publication-resource.ts';
import { answerChange, type Call, type RouteTable } from './route.ts';
import { triggerWebhooks } from './webhook-parameters.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';
const PROVIDER = '/pacts/provider/{provider}';

type Filter = (publication: Publication, call: Call) => boolean;
const isAny: Filter = () => true;
const isTagged: Filter = ({ version }, { param }) => hasTag(version, param('tag'));
const isOnBranch: Filter = ({ version }, { param }) => hasBranch(version, param('branch'));
const isHeadOfBranch: Filter = ({ version, consumer }, { state, param }) =>
	findBranchHead(state, consumer, param('branch')) === version;
const isOnMain: Filter = ({ version, consumer }, { state }) => {
	const main = state.participants.get(consumer)?.mainBranch;
	return main !== undefined && hasBranch(version, main);
};
const isHeadOfMain: Filter = ({ version, consumer }, { state }) => {
	const main = state.participants.get(consumer)?.mainBranch;
	return main !== undefined && findBranchHead(state, consumer, main) === version;
};

export const PACT_ROUTES: RouteTable = {
	'/contracts/publish': { POST: (call) => publish(call, call.body) },
	'/pacts/latest': { GET: ({ state, links }) => answer(writeLatestPacts(links, keepNewest(state.publications()))) },
	'/integrations': { GET: (call) => listIntegrations(call) },
	'/integrations/provider/{provider}/consumer/{consumer}': {
		DELETE: (call) =>
			answerChange(
				call,
				(writer) => removeIntegration(writer, { consumer: call.param('consumer'), provider: call.param('provider') }),
				() => ({ status: 204 }),
			),
	},
	[`${PAIR}/latest`]: { GET: (call) => showNewest(call, isAny) },
	[`${PAIR}/latest-untagged`]: {
		// The link to it stands in each pact, also where all are tagged.
		GET: (call) => {
			const shown = showNewest(call, ({ version }) => version.tags.length === 0);
			return shown.status === 404 && listOfPair(call).length > 0 ? { status: 204 } : shown;
		},
	},
	[`${PAIR}/latest/{tag*}`]: { GET: (call) => showNewest(call, isTagged) },
	[`${PAIR}/versions`]: { GET: (call) => listPair(call, isAny), DELETE: (call) => removeOfPair(call, isAny) },
	[`${PAIR}/tag/{tag*}`]: { GET: (call) => listPair(call, isTagged), DELETE: (call) => removeOfPair(call, isTagged) },
	[`${PAIR}/branch`]: { GET: (call) => showNewest(call, isHeadOfMain) },
	[`${PAIR}/branch/latest`]: { GET: (call) => showNewest(call, isHeadOfMain) },
	[`${PAIR}/branch/versions`]: { GET: (call) => listPair(call, isOnMain) },
	[`${PAIR}/branch/latest/versions`]: { GET: (call) => listPair(call, isHeadOfMain) },
	[`${PAIR}/branch/{branch*}/latest/versions`]: { GET: (call) => listPair(call, isHeadOfBranch) },
	[`${PAIR}/branch/{branch*}/latest`]: { GET: (call) => showNewest(call, isHeadOfBranch) },
	[`${PAIR}/branch/{branch*}`]: {
		GET: (call) => listPair(call, isOnBranch),
		DELETE: (call) => removeOfPair(call, isOnBranch),
	},
	[`${PAIR}/version/{version}`]: {
		GET: (call) => showNewest(call, ({ version }) => version.number === call.param('version')),
		PUT: (call) => publishOne(call, 'overwrite'),
		PATCH: (call) => publishOne(call, 'merge'),
		DELETE: (call) => removeOfPair(call, ({ version }) => version.number === call.param('version')),
	},
	[`${PAIR}/pact-version/{sha}`]: { GET: (call) => showContent(call) },
	[`${PAIR}/pact-version/{sha}/metadata/{metadata}`]: { GET: (call) => showContent(call) },
	[PROVIDER]: { GET: (call) => listProvider(call, isAny) },
	[`${PROVIDER}/latest`]: { GET: (call) => listProvider(call, isAny, true) },
	[`${PROVIDER}/latest/{tag*}`]: { GET: (call) => listProvider(call, isTagged, true) },
	[`${PROVIDER}/tag/{tag*}`]: { GET: (call) => listProvider(call, isTagged) },
	[`${PROVIDER}/branch`]: { GET: (call) => listProvider(call, isOnMain) },
	[`${PROVIDER}/branch/latest`]: { GET: (call) => listProvider(call, isHeadOfMain) },
	[`${PROVIDER}/branch/{branch*}/latest`]: { GET: (call) => listProvider(call, isHeadOfBranch) },
	[`${PROVIDER}/branch/{branch*}`]: { GET: (call) => listProvider(call, isOnBranch) },
};

/** The pacts of the path's consumer with its provider, oldest first. */
function listOfPair({ state, param }: Call): Publication[] {
	return state.publications(param('provider')).filter(({ consumer }) => consumer === param('consumer'));
}

function showNewest(call: Call, filter: Filter): ApiResponse {
	const publication = listOfPair(call).findLast((one) => filter(one, call));
	return publication ? showPact({ call, publication }) : answerMissing();
}

function removeOfPair(call: Call, filter: Filter): Promise<ApiResponse> {
	const { param } = call;
	return answerChange(
		call,
		(writer) =>
			removePacts(writer, {
				consumer: param('consumer'),
				provider: param('provider'),
				fits: (publication) => filter(publication, call),
			}),
		() => ({ status: 204 }),
	);
}

/** By content; the newest version that has it stands for all. */
function showContent(call: Call): ApiResponse {
	const all = listOfPair(call).filter(({ pact }) => pact.sha === call.param('sha'));
	const metadata = readMetadata(call.param('metadata'));
	const publication = all.find(({ version }) => version.number === metadata.consumerVersion) ?? all.at(-1);
	return publication ? showPact({ call, publication, all, metadata }) : answerMissing();
}

/** A pact as the path's request asked for it. */
export function showPact(args: {
	call: Call;
	publication: Publication;
	all?: readonly Publication[];
	metadata?: ReturnType<typeof readMetadata>;
}): ApiResponse {
	const { call, publication, all, metadata } = args;
	const { consumer, pact, version } = publication;
	const content = call.folder.readPact({ consumer, provider: pact.provider, sha: pact.sha });
	if (content === undefined)
		return answerMissing(
			`The folder has no content for the pact of ${consumer} ${version.number} with ${pact.provider}`,
		);
	const body = writePact({
		links: call.links,
		publication,
		content,
		...(metadata === undefined ? {} : { metadata }),
		...(all === undefined ? {} : { all }),
	});
	return answer(body, all === undefined ? { 'x-pact-consumer-version': encodeURIComponent(version.number) } : {});
}

function listPair(call: Call, filter: Filter): ApiResponse {
	const publications = listOfPair(call)
		.filter((one) => filter(one, call))
		.toReversed();
	const { links, param } = call;
	const self = `${links.pacts(param('provider'), param('consumer'))}/versions`;
	const title = `Pact versions of ${param('consumer')} with ${param('provider')}`;
	return answer(writeProviderPacts({ links, provider: param('provider'), publications, self, title }));
}

function listProvider(call: Call, filter: Filter, newestOnly = false): ApiResponse {
	const { state, links, param } = call;
	const provider = param('provider');
	if (!state.participants.has(provider)) return answerMissing(`No provider with name '${provider}' found`);
	const fitting = state.publications(provider).filter((one) => filter(one, call));
	const publications = newestOnly ? keepNewest(fitting) : fitting.toReversed();
	const rest = param('tag') === '' ? param('branch') : param('tag');
	const self = links.at(
		`/pacts/provider/${encodeURIComponent(provider)}/branch${rest === '' ? '' : `/${encodeURIComponent(rest)}`}`,
	);
	return answer(
		writeProviderPacts({
			links,
			provider,
			publications,
			self,
			title: `All pact versions for the provider ${provider}`,
		}),
	);
}

/** The newest of every pair, by the names. */
function keepNewest(publications: readonly Publication[]): Publication[] {
	const newest = new Map(publications.map((one) => [JSON.stringify([one.consumer, one.pact.provider]), one]));
	return [...newest.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

async function publish(call: Call, body: unknown): Promise<ApiResponse> {
	const checked = checkPublication(body);
	if (!checked.ok) return checked.refusal;
	const { folder, links } = call;
	const publication = checked.value;
	const outcome = await folder.change((writer) => {
		const published = publishContracts({ folder, writer, publication });
		if (!published.ok) return published;
		const events = detectPublicationEvents(writer.state, published.value);
		return succeed({ result: published.value, events, triggered: triggerWebhooks(call, writer.state, events) });
	});
	call.webhooks?.wake();
	if (!outcome.ok) return outcome.refusal;
	await compareVersion(folder, { participant: publication.consumer, number: publication.version });
	return answer(writePublication({ state: folder.read(), links, publication, ...outcome.value }));
}

/** The address that published pacts before /contracts/publish: the pact itself is the body. */
async function publishOne(call: Call, onConflict: 'overwrite' | 'merge'): Promise<ApiResponse> {
	const { param, state } = call;
	const content = Buffer.from(JSON.stringify(call.body ?? null), 'utf8').toString('base64');
	const contract = {
		consumerName: param('consumer'),
		providerName: param('provider'),
		content,
		contentType: 'application/json',
		specification: 'pact',
		onConflict,
	};
	const isNew =
		state
			.findVersion(param('consumer'), param('version'))
			?.pacts.every(({ provider }) => provider !== param('provider')) ?? true;
	const published = await publish(call, {
		pacticipantName: param('consumer'),
		pacticipantVersionNumber: param('version'),
		contracts: [contract],
	});
	if (published.status !== 200) return published;
	const shown = showNewest(
		{ ...call, state: call.folder.read() },
		({ version }) => version.number === param('version'),
	);
	return { ...shown, status: isNew ? 201 : 200 };
}

function listIntegrations({ state, links }: Call): ApiResponse {
	const integrations = keepNewest(state.publications()).map(({ consumer, pact }) => ({
		consumer: { name: consumer },
		provider: { name: pact.provider },
		_links: { 'pb:latest-pact': { href: `${links.pacts(pact.provider, consumer)}/latest` } },
	}));
	return answer({
		_embedded: { integrations },
		_links: { self: { title: 'All integrations', href: links.at('/integrations') } },
	});
}
