// A consumer: the part of a web checkout that has a customer identified. It knows the API and nothing of mocks or pacts.

/** Where the API is, and who calls. */
export interface ClientOptions {
	/** With the version, e.g. `https://documents.masstack.com/v1`. */
	baseUrl: string;
	org: string;
	token: string;
	/** An answer that takes longer is a `timeout`, in ms; default 5,000. */
	timeoutMs?: number;
	fetch?: typeof globalThis.fetch;
}

/** Whom to identify, how strictly, until when. */
export interface Customer {
	name?: string;
	lastName?: string;
	document?: { number: string; type: 'NIF' | 'NIE' | 'PASSPORT'; country?: string };
	level?: 'LOW' | 'MEDIUM' | 'HIGH';
	/** An ISO 8601 duration, e.g. `P7D`. */
	expiresIn?: string;
}

/** How far an identification is. `other`: a state that this client does not know yet; the checkout waits on. */
export type Progress = 'waiting' | 'done' | 'cancelled' | 'expired' | 'other';

/** What the checkout shows of an identification. */
export interface Identification {
	id: string;
	progress: Progress;
	expiresAt: Date;
}

/** Why a call came to nothing: sign in again, correct the input, try again later. */
export type FailureKind = 'unauthorized' | 'invalid' | 'timeout' | 'unavailable';

export class CheckoutError extends Error {
	override readonly name = 'CheckoutError';
	readonly kind: FailureKind;

	constructor(kind: FailureKind, message: string, cause?: unknown) {
		super(message, { cause });
		this.kind = kind;
	}
}

/** The calls of the checkout. All of them reject with a CheckoutError. */
export interface CheckoutClient {
	/** Resolves with the id. */
	create(customer: Customer): Promise<string>;
	/** `undefined`: there is none with this id. */
	find(id: string): Promise<Identification | undefined>;
	/** Asks until nothing more will change, or `tries` times. */
	follow(id: string, options?: { everyMs?: number; tries?: number }): Promise<Identification | undefined>;
	cancel(id: string): Promise<'cancelled' | 'too-late' | 'unknown'>;
}

const PROGRESS: ReadonlyMap<string, Progress> = new Map([
	['PENDING', 'waiting'],
	['VALIDATED', 'done'],
	['CANCELLED', 'cancelled'],
	['EXPIRED', 'expired'],
]);

/** The client of one organization. */
export function createCheckoutClient(options: ClientOptions): CheckoutClient {
	const { baseUrl, org, token, timeoutMs = 5000, fetch = globalThis.fetch } = options;
	const collection = `${baseUrl}/orgs/${encodeURIComponent(org)}/identifications/identity_document`;

	async function call(method: string, url: string, body?: object): Promise<Response> {
		let response: Response;
		try {
			response = await fetch(url, {
				method,
				headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
				...(body && { body: JSON.stringify(body) }),
				signal: AbortSignal.timeout(timeoutMs),
			});
		} catch (cause) {
			const isLate = cause instanceof Error && cause.name === 'TimeoutError';
			throw new CheckoutError(isLate ? 'timeout' : 'unavailable', `${method} got no answer`, cause);
		}
		if (response.status === 401) throw new CheckoutError('unauthorized', 'the token was not accepted');
		if (response.status === 400) throw new CheckoutError('invalid', 'the input was not accepted');
		if (response.status >= 500) throw new CheckoutError('unavailable', `the service answered ${response.status}`);
		return response;
	}

	const find: CheckoutClient['find'] = async (id) => {
		const response = await call('GET', `${collection}/${encodeURIComponent(id)}`);
		if (response.status === 404) return undefined;
		const body = (await response.json()) as { status: string; expires_at: string };
		return { id, progress: PROGRESS.get(body.status) ?? 'other', expiresAt: new Date(body.expires_at) };
	};

	return {
		async create({ name, lastName, document, level, expiresIn }) {
			const response = await call('POST', collection, {
				name,
				last_name: lastName,
				...(document && {
					identity_document: {
						document_number: document.number,
						document_type: document.type,
						country: document.country,
					},
				}),
				configuration_name: level,
				expires_in: expiresIn,
			});
			return ((await response.json()) as { identification_id: string }).identification_id;
		},
		find,
		async follow(id, { everyMs = 1000, tries = 60 } = {}) {
			for (let turn = 1; ; turn++) {
				const found = await find(id);
				const isOpen = found?.progress === 'waiting' || found?.progress === 'other';
				if (!isOpen || turn >= tries) return found;
				await new Promise((resolve) => setTimeout(resolve, everyMs));
			}
		},
		async cancel(id) {
			const { status } = await call('DELETE', `${collection}/${encodeURIComponent(id)}`);
			if (status === 404) return 'unknown';
			return status === 409 ? 'too-late' : 'cancelled';
		},
	};
}
