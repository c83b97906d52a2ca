// A result on its way to the broker, and the look whether it arrived: the verifier itself says nothing when it didn't.

import { readVersion } from '../../mock/inner.ts';
import { getOwn, type JsonObject, type JsonValue, messageOf, resolvePointer } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import {
	type BrokerClient,
	connectBroker,
	describeRefusal,
	type Reply,
} from '../folder-broker/client/broker-client.ts';
import { readHref } from '../folder-broker/client/read-hal.ts';
import { isUrl, type Pact, type PactSource } from '../pact/index.ts';
import { explainMismatches } from './judge-variants.ts';
import type { InteractionReport, PactReport, PublishOptions } from './verify-types.ts';

/** It is there, and where; or why it is not. */
export type Published = { ok: true; url: string } | { ok: false; finding: ContractFinding };

interface PublishArgs {
	source: PactSource;
	report: PactReport;
	publish: PublishOptions;
	/** Of the broker; absent: the pact's own links are followed without credentials. */
	client: BrokerClient | undefined;
}

/** Sends the result of one pact to the broker that it came from, under the provider's version. Never throws. */
export async function publishResult({ source, report, publish, client }: PublishArgs): Promise<Published> {
	return sendResult({ pact: source.pact, body: describeResult(source, report, publish), publish, client });
}

/** Sends a result of whatever kind; `body` has `providerApplicationVersion` and `success`. Never throws. */
export async function sendResult(
	args: Pick<PublishArgs, 'publish' | 'client'> & { pact: Pact; body: JsonObject },
): Promise<Published> {
	const { publish, body } = args;
	const { raw, file } = args.pact;
	const target = readHref(raw, 'pb:publish-verification-results');
	if (target === undefined) {
		return fail(file, 'the pact came from no broker', 'Take it from the broker: give its URL, or --broker');
	}
	try {
		// A pact that is named by its URL has its links there, whichever folder is given beside it.
		const client =
			args.client && !(args.client.isFolder && isUrl(target)) ? args.client : connectBroker({ url: target });
		const refusal = await nameVersion(client, { raw, publish });
		if (refusal !== undefined) return fail(file, refusal);
		const reply = await client.call({ method: 'POST', href: target, body });
		if (!isGood(reply)) return fail(file, `the broker ${describeRefusal(reply)}`);
		const place = readHref(reply.body, 'self') ?? reply.location;
		if (place === undefined) return fail(file, 'the broker does not say where the result is');
		const kept = await client.call({ href: place });
		const arrived = isGood(kept) && getOwn(kept.body as JsonValue, 'success') === body['success'];
		const shown = client.isFolder ? `${client.name}${place}` : place;
		return arrived ? { ok: true, url: shown } : fail(file, `the broker does not have it at ${place}`);
	} catch (error) {
		return fail(file, messageOf(error));
	}
}

/** The provider's version with its branch and tags; why that failed, or `undefined`. */
async function nameVersion(
	client: BrokerClient,
	{ raw, publish }: { raw: JsonObject; publish: PublishOptions },
): Promise<string | undefined> {
	const { version, branch, tags = [] } = publish;
	if (branch === undefined && tags.length === 0) return undefined;
	const place = readHref(raw, 'pb:provider');
	const provider = place === undefined ? undefined : await client.call({ href: place });
	if (!provider || !isGood(provider)) return 'the broker has no place for the version of the provider';
	const places = [
		...(branch === undefined ? [] : [readHref(provider.body, 'pb:branch-version', { branch, version })]),
		...tags.map((tag) => readHref(provider.body, 'pb:version-tag', { version, tag })),
	];
	for (const href of places) {
		if (href === undefined) return 'the broker has no place for branches or tags';
		const reply = await client.call({ method: 'PUT', href, body: {} });
		if (!isGood(reply)) return `the broker ${describeRefusal(reply)}`;
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

function isGood({ status }: Reply): boolean {
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
