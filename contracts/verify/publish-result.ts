// A result on its way to the broker, and the look whether it arrived: the verifier itself says nothing when it didn't.

import { readVersion } from '../../mock/inner.ts';
import { getOwn, type JsonObject, type JsonValue, messageOf, resolvePointer } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { Pact, PactSource } from '../pact/index.ts';
import { type BrokerReply, callBroker, describeRefusal, readLink } from './broker-client.ts';
import { explainMismatches } from './judge-variants.ts';
import type { BrokerAccess, InteractionReport, PactReport, PublishOptions } from './verify-types.ts';

/** It is there, and where; or why it is not. */
export type Published = { ok: true; url: string } | { ok: false; finding: ContractFinding };

interface PublishArgs {
	source: PactSource;
	report: PactReport;
	publish: PublishOptions;
	/** Of the broker; absent: the pact's own links are followed without credentials. */
	access: BrokerAccess | undefined;
}

/** Sends the result of one pact to the broker that it came from, under the provider's version. Never throws. */
export async function publishResult({ source, report, publish, access }: PublishArgs): Promise<Published> {
	return sendResult({ pact: source.pact, body: describeResult(source, report, publish), publish, access });
}

/** Sends a result of whatever kind; `body` has `providerApplicationVersion` and `success`. Never throws. */
export async function sendResult(
	args: Pick<PublishArgs, 'publish' | 'access'> & { pact: Pact; body: JsonObject },
): Promise<Published> {
	const { publish, body } = args;
	const { raw, file } = args.pact;
	const target = readLink(raw, 'pb:publish-verification-results');
	if (target === undefined) {
		return fail(file, 'the pact came from no broker', 'Take it from the broker: give its URL, or --broker');
	}
	const access = args.access ?? { url: target };
	try {
		const refusal = await nameVersion(access, { raw, publish });
		if (refusal !== undefined) return fail(file, refusal);
		const reply = await callBroker(access, { method: 'POST', url: target, body });
		if (!isGood(reply)) return fail(file, `the broker answered ${describeRefusal(reply)}`);
		const place = readLink(reply.value, 'self') ?? reply.location;
		if (place === undefined) return fail(file, 'the broker does not say where the result is');
		const kept = await callBroker(access, { url: place });
		const arrived = isGood(kept) && getOwn(kept.value, 'success') === body['success'];
		return arrived ? { ok: true, url: place } : fail(file, `the broker does not have it at ${place}`);
	} catch (error) {
		return fail(file, messageOf(error));
	}
}

/** The provider's version with its branch and tags; why that failed, or `undefined`. */
async function nameVersion(
	access: BrokerAccess,
	{ raw, publish }: { raw: JsonObject; publish: PublishOptions },
): Promise<string | undefined> {
	const { version, branch, tags = [] } = publish;
	if (branch === undefined && tags.length === 0) return undefined;
	const place = readLink(raw, 'pb:provider');
	const provider = place === undefined ? undefined : await callBroker(access, { url: place });
	if (!provider || !isGood(provider)) return 'the broker has no place for the version of the provider';
	const places = [
		...(branch === undefined ? [] : [readLink(provider.value, 'pb:branch-version', { branch, version })]),
		...tags.map((tag) => readLink(provider.value, 'pb:version-tag', { version, tag })),
	];
	for (const url of places) {
		if (url === undefined) return 'the broker has no place for branches or tags';
		const reply = await callBroker(access, { method: 'PUT', url, body: {} });
		if (!isGood(reply)) return `the broker answered ${describeRefusal(reply)}`;
	}
	return undefined;
}

function describeResult({ pact }: PactSource, report: PactReport, { version, buildUrl }: PublishOptions): JsonObject {
	return {
		providerApplicationVersion: version,
		success: report.outcome === 'passed',
		...(buildUrl !== undefined && { buildUrl }),
		testResults: report.interactions.map((one): JsonValue => {
			const id = getOwn(resolvePointer(pact.raw, one.pointer), '_id');
			const problems = listProblems(one);
			return {
				...(typeof id === 'string' && { interactionId: id }),
				interactionDescription: one.description,
				success: one.outcome === 'passed' && problems.length === 0,
				...(problems.length > 0 && { mismatches: problems }),
			};
		}),
		verifiedBy: { implementation: 'Stunt Double', version: readVersion() },
	};
}

function listProblems({ mismatches, variants }: InteractionReport): JsonObject[] {
	return [
		...mismatches.map(({ part, path, message }) => ({ attribute: part, identifier: path, description: message })),
		...variants
			.filter(({ outcome }) => outcome === 'failed')
			.map(({ name, mismatches: found }) => ({
				attribute: 'body',
				identifier: name,
				description: `variant ${name}: ${explainMismatches(found)}`,
			})),
	];
}

function isGood({ status }: BrokerReply): boolean {
	return status >= 200 && status < 300;
}

function fail(file: string, reason: string, remedy?: string): Published {
	return {
		ok: false,
		finding: {
			code: 'verify.not-published',
			severity: 'error',
			message: `The result was not published: ${reason}`,
			...(remedy !== undefined && { remedy }),
			pact: { file, pointer: '' },
		},
	};
}
