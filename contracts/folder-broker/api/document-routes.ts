// What is asked of providers' documents: publishing one, reading it, and what its comparisons with pacts found.

import { formatCount } from '../../../spec/index.ts';
import { compareVersion } from '../compare/compare-contracts.ts';
import { publishDocument, readDocumentPublication } from '../record/publish-document.ts';
import { keyOf } from '../store/broker-state.ts';
import { identifyVerification } from '../store/record-paths.ts';
import { type ApiResponse, answer, answerMissing } from './message.ts';
import type { Call, RouteTable } from './route.ts';

export const DOCUMENT_ROUTES: RouteTable = {
	'/provider-contracts/provider/{provider}/publish': { POST: (call) => publish(call) },
	'/provider-contracts/provider/{provider}/version/{version}': { GET: (call) => showDocument(call) },
	'/comparisons/{comparison}': { GET: (call) => showComparison(call) },
};

async function publish(call: Call): Promise<ApiResponse> {
	const read = readDocumentPublication(call.param('provider'), call.body);
	if (!read.ok) return read.refusal;
	const { provider, version: number } = read.value;
	const outcome = await call.folder.change((writer) => publishDocument(writer, read.value));
	if (!outcome.ok) return outcome.refusal;
	await compareVersion(call.folder, { participant: provider, number });
	const { links } = call;
	const state = call.folder.read();
	const compared = [
		// The last of each content, which several versions may have.
		...new Map(
			state
				.publications(provider)
				.flatMap(({ consumer, pact }) => state.comparisonsOf({ consumer, provider, sha: pact.sha }))
				.filter(({ providerVersion }) => providerVersion === number)
				.map((one) => [keyOf(one.consumer, one.sha), one] as const),
		).values(),
	];
	const failed = compared.filter(({ success }) => !success);
	const text = `Published provider contract for ${provider} version ${number}; compared with ${formatCount(compared.length, 'pact')}, of which ${failed.length} ${failed.length === 1 ? 'does' : 'do'} not fit`;
	const notices = [
		{ type: 'success', text },
		...failed.map(({ consumer, consumerVersion, comparison }) => ({
			type: 'warning',
			text: `${consumer} ${consumerVersion}: ${comparison?.findings[0]?.message ?? 'does not fit'}`,
		})),
	];
	return {
		status: 201,
		body: {
			logs: notices.map(({ type, text: message }) => ({
				level: type,
				message,
				deprecationWarning: 'Replaced by notices',
			})),
			notices,
			_embedded: {
				pacticipant: { name: provider, _links: { self: { href: links.participant(provider) } } },
				version: { number, _links: { self: { href: links.version(provider, number) } } },
			},
			_links: {
				self: {
					href: links.at(
						`/provider-contracts/provider/${encodeURIComponent(provider)}/version/${encodeURIComponent(number)}`,
					),
				},
				'pb:pacticipant': { title: 'Pacticipant', name: provider, href: links.participant(provider) },
				'pb:pacticipant-version': {
					title: 'Pacticipant version',
					name: number,
					href: links.version(provider, number),
				},
				'pb:pacticipant-version-tags': read.value.tags.map((tag) => ({
					title: 'Tag',
					name: tag,
					href: links.tag(provider, number, tag),
				})),
				'pb:contracts': [],
			},
		},
	};
}

function showDocument({ state, folder, param }: Call): ApiResponse {
	const [provider, number] = [param('provider'), param('version')];
	const document = state.findVersion(provider, number)?.document;
	const content = document && folder.readDocument({ provider, sha: document.sha });
	return document && content !== undefined ? answer({ ...document, content }) : answerMissing();
}

function showComparison({ state, param }: Call): ApiResponse {
	const found = state
		.publications()
		.flatMap(({ consumer, pact }) => state.comparisonsOf({ consumer, provider: pact.provider, sha: pact.sha }))
		.find((one) => identifyVerification(one) === param('comparison'));
	return found ? answer({ ...found }) : answerMissing();
}
