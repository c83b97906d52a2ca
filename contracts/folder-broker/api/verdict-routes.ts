// What is asked of verdicts: which pacts to verify, what came of it, and whether a version may be deployed.

import { recordVerification } from '../record/verifications.ts';
import { hasTag, type Publication } from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { checkConsumerSelector } from '../verdict/check-consumer-selector.ts';
import { checkMatrixQuery } from '../verdict/check-query.ts';
import type { ConsumerSelector } from '../verdict/consumer-selectors.ts';
import { findPactsToVerify, type VerificationRequest } from '../verdict/for-verification.ts';
import { findMatrix } from '../verdict/matrix.ts';
import { type MatrixQuery, parseCanIDeployQuery, parseMatrixQuery } from '../verdict/matrix-query.ts';
import { detectVerificationEvents } from '../webhooks/detect-events.ts';
import { readMetadata } from './links.ts';
import { writeMatrix } from './matrix-resource.ts';
import { type ApiResponse, answer, answerCreated, answerMissing } from './message.ts';
import { answerChange, type Call, type RouteTable } from './route.ts';
import { writePactsToVerify, writeVerification } from './verification-resources.ts';
import { triggerWebhooks } from './webhook-parameters.ts';

const PAIR = '/pacts/provider/{provider}/consumer/{consumer}';
const CONTENT = `${PAIR}/pact-version/{sha}`;
const MOST_SELECTORS = 200;

export const VERDICT_ROUTES: RouteTable = {
	'/matrix': { GET: (call) => answerMatrix(call, parseMatrixQuery(call.query)) },
	'/can-i-deploy': { GET: (call) => answerMatrix(call, parseCanIDeployQuery(call.query)) },
	'/pacts/provider/{provider}/for-verification': {
		GET: (call) => answerVerifiable(call, { includePendingStatus: true }),
		POST: (call) => answerVerifiable(call, call.body),
	},
	[`${CONTENT}/verification-results`]: { GET: (call) => listResults(call), POST: (call) => publishResult(call) },
	[`${CONTENT}/metadata/{metadata}/verification-results`]: {
		GET: (call) => listResults(call),
		POST: (call) => publishResult(call),
	},
	[`${CONTENT}/verification-results/latest`]: { GET: (call) => showResult(call, 'latest') },
	[`${CONTENT}/verification-results/{number}`]: { GET: (call) => showResult(call, call.param('number')) },
	[`${CONTENT}/metadata/{metadata}/verification-results/{number}`]: {
		GET: (call) => showResult(call, call.param('number')),
	},
	[`${PAIR}/latest/verification-results/latest`]: { GET: (call) => showResultOfNewest(call, () => true) },
	[`${PAIR}/latest/{tag*}/verification-results/latest`]: {
		GET: (call) => showResultOfNewest(call, ({ version }) => hasTag(version, call.param('tag'))),
	},
	[`${PAIR}/version/{version}/verification-results/latest`]: {
		GET: (call) => showResultOfNewest(call, ({ version }) => version.number === call.param('version')),
	},
	'/verification-results/consumer/{consumer}/version/{version}/latest': { GET: (call) => listResultsOfVersion(call) },
};

function answerMatrix({ state, links }: Call, query: MatrixQuery): ApiResponse {
	const errors = checkMatrixQuery(state, query);
	if (errors.length > 0) return { status: 400, body: { errors } };
	return answer(writeMatrix({ state, links, matrix: findMatrix(state, query) }));
}

function answerVerifiable({ state, links, param }: Call, body: unknown): ApiResponse {
	const provider = param('provider');
	if (!state.participants.has(provider)) return answerMissing(`No provider with name '${provider}' found`);
	const { errors, request } = readRequest({ body, provider, environments: state.environments });
	if (Object.keys(errors).length > 0) return { status: 400, body: { errors } };
	return answer(writePactsToVerify({ links, build: request.build, pacts: findPactsToVerify(state, request) }));
}

function readRequest(args: { body: unknown; provider: string; environments: Call['state']['environments'] }): {
	errors: Record<string, string[]>;
	request: VerificationRequest;
} {
	const { provider, environments } = args;
	const body = isJsonObject(args.body) ? args.body : {};
	const errors: Record<string, string[]> = {};
	const { providerVersionBranch, includePendingStatus, includeWipPactsSince } = body;
	const selectors = body['consumerVersionSelectors'] ?? [];
	const tags = body['providerVersionTags'] ?? [];
	const branch =
		typeof providerVersionBranch === 'string' && providerVersionBranch !== '' ? providerVersionBranch : undefined;
	if (providerVersionBranch !== undefined && providerVersionBranch !== null && branch === undefined)
		errors['providerVersionBranch'] = ["can't be blank"];
	if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string'))
		errors['providerVersionTags'] = ['must be an array of strings'];
	if (
		includeWipPactsSince !== undefined &&
		(typeof includeWipPactsSince !== 'string' || Number.isNaN(Date.parse(includeWipPactsSince)))
	)
		errors['includeWipPactsSince'] = ['must be a date'];
	if (!Array.isArray(selectors)) errors['consumerVersionSelectors'] = ['must be an array'];
	else if (selectors.length > MOST_SELECTORS)
		errors['consumerVersionSelectors'] = [`can't be more than ${MOST_SELECTORS}`];
	else
		for (const [index, given] of selectors.entries())
			for (const wrong of checkConsumerSelector({ given, environments, providerBranch: branch }))
				errors['consumerVersionSelectors'] = [
					...(errors['consumerVersionSelectors'] ?? []),
					`${wrong} (at index ${index})`,
				];
	return {
		errors,
		request: {
			build: {
				provider,
				...(branch === undefined ? {} : { branch }),
				tags: Array.isArray(tags) ? tags.map(String) : [],
			},
			// Each was held to what a selector may say just above; with an error nothing of this is used.
			selectors: Array.isArray(selectors) ? (selectors as ConsumerSelector[]) : [],
			includePending: includePendingStatus === true,
			...(typeof includeWipPactsSince === 'string' ? { wipSince: includeWipPactsSince } : {}),
		},
	};
}

async function publishResult(call: Call): Promise<ApiResponse> {
	const { links, param } = call;
	const content = { consumer: param('consumer'), provider: param('provider'), sha: param('sha') };
	const { isWip, consumerVersion } = readMetadata(param('metadata'));
	const published = await answerChange(
		call,
		(writer) => {
			const recorded = recordVerification(writer, {
				...content,
				isWip,
				given: call.body,
				...(consumerVersion === undefined ? {} : { consumerVersion }),
			});
			const publication =
				recorded.ok && findPublication({ ...call, state: writer.state }, recorded.value.consumerVersion);
			if (recorded.ok && publication)
				triggerWebhooks(call, writer.state, detectVerificationEvents(publication, recorded.value));
			return recorded;
		},
		(verification, state) => {
			const publication = findPublication({ ...call, state }, verification.consumerVersion);
			if (!publication) return answerMissing();
			return answerCreated({
				body: writeVerification({ links, verification, publication }),
				location: `${links.pactContent(content)}/verification-results/${verification.number}`,
			});
		},
	);
	call.webhooks?.wake();
	return published;
}

/** The publication of the path's content by a version, else by the newest that has it. */
function findPublication({ state, param }: Call, consumerVersion: string): Publication | undefined {
	const all = state
		.publications(param('provider'))
		.filter(({ consumer, pact }) => consumer === param('consumer') && pact.sha === param('sha'));
	return all.find(({ version }) => version.number === consumerVersion) ?? all.at(-1);
}

function showResult(call: Call, number: string): ApiResponse {
	const { state, links, param } = call;
	const content = { consumer: param('consumer'), provider: param('provider'), sha: param('sha') };
	// What was compared is no latest verification, but has a place of its own like one.
	const all = [...(number === 'latest' ? [] : state.comparisonsOf(content)), ...state.verificationsOf(content)];
	const verification = number === 'latest' ? all.at(-1) : all.findLast((one) => String(one.number) === number);
	const publication = verification && findPublication(call, verification.consumerVersion);
	if (verification && publication) return answer(writeVerification({ links, verification, publication }));
	// The link to it stands in each pact, also in those that nobody has verified.
	return number === 'latest' && findPublication(call, '') ? { status: 204 } : answerMissing();
}

function listResults(call: Call): ApiResponse {
	const { state, links, param } = call;
	const content = { consumer: param('consumer'), provider: param('provider'), sha: param('sha') };
	if (!findPublication(call, '')) return answerMissing();
	const results = state.verificationsOf(content).flatMap((verification) => {
		const publication = findPublication(call, verification.consumerVersion);
		return publication ? [writeVerification({ links, verification, publication })] : [];
	});
	const href = `${links.pactContent(content)}/verification-results`;
	return answer({
		_embedded: { verificationResults: results.toReversed() },
		_links: { self: { title: 'Verification results', href } },
	});
}

function showResultOfNewest(call: Call, fits: (publication: Publication) => boolean): ApiResponse {
	const { state, param } = call;
	const newest = state
		.publications(param('provider'))
		.findLast((one) => one.consumer === param('consumer') && fits(one));
	if (!newest) return answerMissing();
	return showResult({ ...call, param: (name) => (name === 'sha' ? newest.pact.sha : param(name)) }, 'latest');
}

function listResultsOfVersion({ state, links, param }: Call): ApiResponse {
	const version = state.findVersion(param('consumer'), param('version'));
	if (!version) return answerMissing();
	const results = version.pacts.flatMap((pact) => {
		const publication = { consumer: param('consumer'), version, pact };
		const last = state.verificationsOf({ consumer: param('consumer'), provider: pact.provider, sha: pact.sha }).at(-1);
		return last ? [writeVerification({ links, verification: last, publication })] : [];
	});
	return answer({
		success: results.length === version.pacts.length && results.every(({ success }) => success === true),
		_embedded: { verificationResults: results },
		_links: {
			self: {
				title: `Latest verification results for consumer ${param('consumer')} version ${param('version')}`,
				href: links.at(
					`/verification-results/consumer/${encodeURIComponent(param('consumer'))}/version/${encodeURIComponent(param('version'))}/latest`,
				),
			},
		},
	});
}
