// What a folder broker remembers. Every record is one JSON file of the folder, readable and diffable; store/record-paths.ts says where.

/**
 * The place of a record in the order of publishing: "latest" goes by this number, never by a clock. Two branches of a git
 * repository may give the same number twice; the date and then the name decide.
 */
export type Order = number;

/**
 * An application, consumer or provider or both. The Broker's API calls it a pacticipant. Its file holds what somebody said of it: one that
 * was made by a publication has a name alone, so that two branches of a git repository write the same.
 */
export interface Participant {
	name: string;
	displayName?: string;
	/** Set by its owner; else it is the first of its versions' branches that is called `develop`, `main` or `master`. */
	mainBranch?: string;
	repositoryUrl?: string;
	labels?: Label[];
	/** Made by hand; else it is as old as what was first published of it. */
	createdAt?: string;
	updatedAt?: string;
}

/** A word by which participants are found. */
export interface Label {
	name: string;
	createdAt: string;
}

/** A branch or a tag that a version carries. */
export interface Mark {
	name: string;
	order: Order;
	createdAt: string;
}

/** That a consumer's version has this pact with this provider. */
export interface PublishedPact {
	provider: string;
	/** SHA-1 of what is verified (store/pact-content.ts); names the file that holds the content. */
	sha: string;
	order: Order;
	createdAt: string;
}

/** One version of an application. Whatever a publication changes stands in this one file, so that it happens wholly or not at all. */
export interface Version {
	participant: string;
	number: string;
	order: Order;
	createdAt: string;
	updatedAt?: string;
	buildUrl?: string;
	branches: Mark[];
	tags: Mark[];
	pacts: PublishedPact[];
	/** Tells its file from that of another git branch (store/record-paths.ts); absent: it is called by the number alone. */
	file?: string | undefined;
	/** Of other files that are about this version, until it is saved: then one file says all. */
	otherFiles?: (string | undefined)[];
	/** What it offers as a provider; absent: no document was published with it. */
	document?: PublishedDocument;
}

/** That a provider's version keeps to this OpenAPI document. */
export interface PublishedDocument {
	/** SHA-1 of its text; names the file that holds it. */
	sha: string;
	/** E.g. `application/yaml`. */
	contentType: string;
	createdAt: string;
	/** What the provider's own tests made of the document; absent: nothing was said. */
	selfVerification?: {
		success: boolean;
		verifier?: string;
		verifierVersion?: string;
		format?: string;
		content?: string;
	};
}

/** What a provider's version made of a pact's content. */
export interface Verification {
	number: Order;
	consumer: string;
	provider: string;
	sha: string;
	/** The consumer's version whose pact was fetched; empty: none was named. */
	consumerVersion: string;
	providerVersion: string;
	success: boolean;
	/** It was verified as work in progress, which doesn't end its being so. */
	wip: boolean;
	verifiedAt: string;
	buildUrl?: string;
	testResults?: unknown;
	verifiedBy?: Record<string, string>;
	/** It is no verification, but a comparison of the pact with the provider's document, and what was found. */
	comparison?: {
		document: string;
		/** The policy by its hash, and that the provider's own tests failed; absent: neither. */
		grounds?: string;
		findings: ComparisonFinding[];
	};
}

/** One contradiction of a pact and a document. */
export interface ComparisonFinding {
	/** E.g. `response.body.unknown-property`. */
	code: string;
	message: string;
	interaction?: string;
	/** JSON pointers. */
	inPact: string;
	inDocument?: string;
}

/** Where versions are deployed or released to. */
export interface Environment {
	uuid: string;
	name: string;
	displayName: string;
	production: boolean;
	contacts?: { name?: string; details?: Record<string, unknown> }[];
	order: Order;
	createdAt: string;
	updatedAt?: string;
}

/** A version was deployed; the next one to the same environment and instance replaces it, without a word in this file. */
export interface Deployment {
	uuid: string;
	participant: string;
	version: string;
	/** The environment's uuid. */
	environment: string;
	/** E.g. `blue`, where several versions run at once; absent: the only instance. */
	instance?: string;
	order: Order;
	createdAt: string;
	undeployedAt?: string;
}

/** A version was released to its users, and is supported until somebody says otherwise. */
export interface Release {
	uuid: string;
	participant: string;
	version: string;
	/** The environment's uuid. */
	environment: string;
	order: Order;
	createdAt: string;
	supportEndedAt?: string;
}

/** What happens that a webhook can be about, by the names that the Pact Broker has. */
export const WEBHOOK_EVENTS = [
	'contract_published',
	'contract_content_changed',
	'contract_requiring_verification_published',
	'provider_verification_published',
	'provider_verification_succeeded',
	'provider_verification_failed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Which participants a webhook is about: one by name, or those with a label. */
export type WebhookParticipant = { name: string } | { label: string };

/** A request that the broker makes when something happens; absent participants are any. */
export interface Webhook {
	uuid: string;
	description?: string;
	consumer?: WebhookParticipant;
	provider?: WebhookParticipant;
	enabled: boolean;
	events: WebhookEvent[];
	request: WebhookRequest;
	order: Order;
	createdAt: string;
	updatedAt?: string;
}

/** What is sent; URL, headers and body may hold `${pactbroker.…}`. */
export interface WebhookRequest {
	method: string;
	url: string;
	/** Without those that are secret. */
	headers?: Record<string, string>;
	body?: unknown;
	username?: string;
	/**
	 * Which values are kept from git, beside the records (webhooks/secrets.ts): names of headers in lower case, and `:password`, which no
	 * header is called.
	 */
	secrets?: string[];
}

/** Everything of a folder, as its files say it. */
export interface Records {
	participants: Participant[];
	versions: Version[];
	verifications: Verification[];
	environments: Environment[];
	deployments: Deployment[];
	releases: Release[];
	webhooks: Webhook[];
}
