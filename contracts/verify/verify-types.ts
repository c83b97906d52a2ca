// What verifying is given and what comes of it. Types only.

import type { JsonObject, JsonValue, Pointer } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { BrokerCredentials, HttpInteraction, PactSource } from '../pact/index.ts';
import type { VerifierProcess } from './verifier-process.ts';

/** What to verify, and against what. */
export interface VerifyOptions {
	/** Files, folders (every `*.json` in them) and http URLs. */
	pacts?: readonly string[] | undefined;
	/** A Pact Broker, or the folder of a folder broker. */
	broker?: BrokerAccess | undefined;
	/** Only pacts with this provider; needed with a broker. */
	provider?: string | undefined;
	/** As of `startMock`; default: the documents that ship, with their scenarios. */
	documents?: readonly (string | JsonObject)[] | undefined;
	/** Follow their references to other hosts. Default: false. */
	allowRemoteRefs?: boolean | undefined;
	/** Overlay files for them. */
	overlays?: readonly string[] | undefined;
	/** Folder of the scenarios that serve the provider states. */
	scenarios?: string | undefined;
	/** False: the plain run alone. Default: true. */
	variants?: boolean | undefined;
	/** Of the mock. `off`: credentials are not looked at. Default: `present`. */
	auth?: 'present' | 'off' | undefined;
	/** Variants of one interaction. Default: 50. */
	maxVariants?: number | undefined;
	/** A running provider in the place of the mock; without variants. */
	providerUrl?: string | undefined;
	/** Where the running provider sets up its states. */
	providerStatesUrl?: string | undefined;
	/** Headers for the running provider, in the place of the pact's own of these names, e.g. `{ Authorization: 'Bearer …' }`. */
	providerHeaders?: Readonly<Record<string, string>> | undefined;
	/** Sends the result to the broker that the pact came from. */
	publish?: PublishOptions | undefined;
	/** Hears everything that the verifier prints. */
	onNoise?: ((text: string) => void) | undefined;
	/** One request of the verifier, in ms. Default: 10,000. */
	timeoutMs?: number | undefined;
	/** The package that verifies; for tests. */
	pactModule?: string | undefined;
	/** A verifier that is used for several calls, and closed by who started it. */
	verifier?: VerifierProcess | undefined;
}

/** How to reach a broker, and which pacts of it are meant. */
export interface BrokerAccess extends BrokerCredentials {
	/** As of the Pact Broker, e.g. `{ mainBranch: true }`; none: what the broker takes by itself. */
	selectors?: readonly Readonly<Record<string, string | boolean>>[] | undefined;
	/** The provider's; default: that of the result to be published. */
	branch?: string | undefined;
	/** Pacts that never passed on the branch don't fail the run; without a branch, all of them count. */
	pending?: boolean | undefined;
	/** Also the newest pacts of consumers' other branches that were made since, e.g. `2026-01-15`; such are pending. */
	wipSince?: string | undefined;
}

/** Under which version of the provider a result is published. */
export interface PublishOptions {
	version: string;
	branch?: string | undefined;
	tags?: readonly string[] | undefined;
	buildUrl?: string | undefined;
}

/** One thing that the real verifier found in an answer. */
export interface Mismatch {
	/** `status`, `header`, `body`, or `other` for what never came to an answer. */
	part: 'status' | 'header' | 'body' | 'other';
	/** In the body, as Pact writes it, e.g. `$.items[0].id`; of a header, its name. */
	path: string;
	/** The verifier's own words. */
	message: string;
	/** What was expected and what came, where they are JSON values. */
	expected?: JsonValue;
	actual?: JsonValue;
}

export type Outcome = 'passed' | 'failed' | 'pending';

/** One interaction, replayed plainly and in its variants. */
export interface InteractionReport {
	description: string;
	states: readonly string[];
	pointer: Pointer;
	request: { method: string; path: string };
	status: number;
	outcome: Outcome;
	durationMs: number;
	mismatches: readonly Mismatch[];
	variants: readonly VariantReport[];
	/** Variants that the document has beyond `maxVariants`; they were not replayed. */
	omitted: number;
}

/** One form of the answer that the document allows. */
export interface VariantReport {
	/** E.g. `minimal`, `enum /status = "EXPIRED"`. */
	name: string;
	outcome: 'passed' | 'failed' | 'doubtful';
	mismatches: readonly Mismatch[];
}

/** One pact. */
export interface PactReport {
	file: string;
	consumer: string;
	provider: string;
	outcome: Outcome;
	interactions: readonly InteractionReport[];
	/** Set where the result was sent and is known to have arrived. */
	published?: string;
}

/** All that came of it. */
export interface VerifyReport {
	/** No finding is an error, and at least one interaction was replayed. */
	ok: boolean;
	/** `mock`, or the URL of the provider. */
	against: string;
	pacts: readonly PactReport[];
	findings: readonly ContractFinding[];
	counts: { pacts: number; interactions: number; failed: number; variants: number; failedVariants: number };
}

/** An interaction on its way through a run. */
export interface Planned {
	source: PactSource;
	interaction: HttpInteraction;
}
