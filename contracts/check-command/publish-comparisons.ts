// What the comparison of each pact with the document came to, on its way to the broker that it came from.

import { createHash } from 'node:crypto';
import { readVersion } from '../../mock/inner.ts';
import {
	type ApiDocument,
	getOwn,
	type JsonObject,
	type JsonValue,
	resolvePointer,
	writeCanonicalJson,
} from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { BrokerClient } from '../folder-broker/client/broker-client.ts';
import type { Pact } from '../pact/index.ts';
import { sendResult } from '../verify/publish-result.ts';
import type { PublishOptions } from '../verify/verify-types.ts';

interface Comparisons {
	pacts: readonly Pact[];
	/** Of all pacts, as the policy has them. */
	findings: readonly ContractFinding[];
	documents: readonly ApiDocument[];
	publish: PublishOptions;
	client: BrokerClient | undefined;
}

/** Sends a result for each pact; what did not arrive is a finding. Never throws. */
export async function publishComparisons({
	pacts,
	findings,
	documents,
	publish,
	client,
}: Comparisons): Promise<ContractFinding[]> {
	const failed: ContractFinding[] = [];
	for (const pact of pacts) {
		const own = findings.filter((one) => one.pact.file === pact.file && one.severity === 'error');
		const sent = await sendResult({
			pact,
			publish,
			client,
			body: describeComparison({ pact, own, documents, publish }),
		});
		if (!sent.ok) failed.push(sent.finding);
	}
	return failed;
}

/**
 * A result as every Pact Broker takes it, and beside it `comparison`, by which ours knows that it is none of a verification: the
 * document by a hash of what it holds, and what was found.
 */
function describeComparison(args: {
	pact: Pact;
	own: readonly ContractFinding[];
	documents: readonly ApiDocument[];
	publish: PublishOptions;
}): JsonObject {
	const { pact, own, documents, publish } = args;
	const hash = createHash('sha1').update(documents.map(({ root }) => writeCanonicalJson(root)).join('\n'));
	return {
		providerApplicationVersion: publish.version,
		success: own.length === 0,
		...(publish.buildUrl !== undefined && { buildUrl: publish.buildUrl }),
		testResults: pact.interactions.map(({ description, pointer }): JsonValue => {
			const id = getOwn(resolvePointer(pact.raw, pointer), '_id');
			const found = own.filter((one) => `${one.pact.pointer}/`.startsWith(`${pointer}/`));
			return {
				...(typeof id === 'string' && { interactionId: id }),
				interactionDescription: description,
				success: found.length === 0,
				...(found.length > 0 && {
					mismatches: found.map((one) => ({
						attribute: one.code.split('.')[1] ?? 'body',
						identifier: one.pact.pointer,
						description: one.message,
					})),
				}),
			};
		}),
		verifiedBy: { implementation: 'Stunt Double', version: readVersion() },
		comparison: {
			document: hash.digest('hex'),
			findings: own.map(({ code, message, pact: place, document: at }) => ({
				code,
				message,
				...(place.interaction !== undefined && { interaction: place.interaction }),
				inPact: place.pointer,
				...(at && { inDocument: at.pointer }),
			})),
		},
	};
}
