// The addresses of everything, absolute, as the Pact Broker has them.

const part = encodeURIComponent;

export interface Link {
	href: string;
	title?: string;
	name?: string;
	templated?: boolean;
}

/** Addresses below the base that the client itself used, e.g. `http://127.0.0.1:9292`. Names are escaped. */
export class Links {
	readonly base: string;

	constructor(base: string) {
		this.base = base;
	}

	at(path: string): string {
		return `${this.base}${path}`;
	}

	participant(name: string): string {
		return this.at(`/pacticipants/${part(name)}`);
	}

	version(participant: string, number: string): string {
		return `${this.participant(participant)}/versions/${part(number)}`;
	}

	tag(participant: string, number: string, tag: string): string {
		return `${this.version(participant, number)}/tags/${part(tag)}`;
	}

	branch(participant: string, branch: string): string {
		return `${this.participant(participant)}/branches/${part(branch)}`;
	}

	branchVersion(participant: string, branch: string, number: string): string {
		return `${this.branch(participant, branch)}/versions/${part(number)}`;
	}

	pacts(provider: string, consumer: string): string {
		return this.at(`/pacts/provider/${part(provider)}/consumer/${part(consumer)}`);
	}

	pact({ provider, consumer, number }: { provider: string; consumer: string; number: string }): string {
		return `${this.pacts(provider, consumer)}/version/${part(number)}`;
	}

	pactContent({ provider, consumer, sha }: { provider: string; consumer: string; sha: string }): string {
		return `${this.pacts(provider, consumer)}/pact-version/${part(sha)}`;
	}

	environment(uuid: string): string {
		return this.at(`/environments/${part(uuid)}`);
	}

	deployment(uuid: string): string {
		return this.at(`/deployed-versions/${part(uuid)}`);
	}

	release(uuid: string): string {
		return this.at(`/released-versions/${part(uuid)}`);
	}

	/** The documentation of link relations; the folder broker has none, clients want the entry. */
	curies(context: string): Link[] {
		return [{ name: 'pb', href: this.at(`/doc/{rel}?context=${context}`), templated: true }];
	}
}

/** What a pact's address carries to the publication of its result: whether it was in progress, and which consumer's version was meant. */
export interface PactMetadata {
	isWip: boolean;
	consumerVersion?: string;
}

/** Base64 of a query string, as one segment of a path. */
export function writeMetadata({ isWip, consumerVersion }: PactMetadata): string {
	const pairs = [`w=${isWip}`];
	if (consumerVersion !== undefined) pairs.push(`cvn=${part(consumerVersion)}`);
	return Buffer.from(pairs.join('&'), 'utf8').toString('base64url');
}

/** Reads it back; whatever isn't ours counts as empty. */
export function readMetadata(text: string): PactMetadata {
	const given = new URLSearchParams(Buffer.from(text, 'base64url').toString('utf8'));
	const consumerVersion = given.get('cvn');
	const isWip = given.get('w') === 'true';
	return consumerVersion === null ? { isWip } : { isWip, consumerVersion };
}
