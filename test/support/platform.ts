// The whole platform for a test: a mock of all documents that ship, and a visitor who makes what the other groups stand on.

import { type RunningMock, runMock } from '../../mock/library/run-mock.ts';
import { completeOptions } from '../../mock/options/complete-options.ts';
import type { MockOptions } from '../../mock/options/mock-options.ts';
import { atFileEnd } from './file-end.ts';
import { call } from './mock.ts';

const running: RunningMock[] = [];
atFileEnd(async () => {
	await Promise.all(running.splice(0).map((mock) => mock.stop(500)));
});

/** A mock of all documents and scenarios that ship, on a free port, closed when the test file ends. */
export async function startPlatform(options: Partial<MockOptions> = {}): Promise<RunningMock> {
	const mock = await runMock(completeOptions({ port: 0, ...options }));
	running.push(mock);
	return mock;
}

/** What a request has beside its document's samples. */
export interface Parts {
	path?: Record<string, string>;
	query?: Record<string, string>;
	header?: Record<string, string>;
	body?: unknown;
}
/** What came of it. */
export interface Seen {
	status: number;
	headers: Record<string, string>;
	/** Absent: none, or none that is JSON. */
	body?: unknown;
	reason: string;
}

/** Ids of what was made: values for path parameters, by their names. */
export type Ids = Readonly<Record<string, string>>;

/** Properties of an answer that are texts, for a path. */
function pick({ body }: Seen, ...names: string[]): Ids {
	const object = (body ?? {}) as Record<string, string>;
	return Object.fromEntries(names.map((name) => [name, object[name] ?? '']));
}

export const OWNER = '2357893';
const ORG = { org_id: 'acme' };

/** Sends requests into one session: what isn't given is the document's sample. */
export class Visitor {
	readonly #mock: RunningMock;
	readonly session: string;
	constructor(mock: RunningMock, session: string) {
		this.#mock = mock;
		this.session = session;
	}

	async send(operation: string, { path = {}, header, ...parts }: Parts = {}): Promise<Seen> {
		const headers = header && { header: { authorization: 'Bearer x', ...header } };
		const { status, json, text } = await call(this.#mock, 'POST', `/__admin/sessions/${this.session}/send`, {
			body: { operation, path: { ...ORG, ...path }, ...headers, ...parts },
		});
		if (status !== 200) throw new Error(`${operation}: ${text}`);
		const { exchange } = json as {
			exchange: {
				why: { summary: string };
				response: { status: number; headers: Record<string, string>; body?: unknown };
			};
		};
		const { response } = exchange;
		return {
			status: response.status,
			headers: response.headers,
			body: response.body,
			reason: exchange.why.summary,
		};
	}

	/** The same, and throws for what is no success. */
	async make(operation: string, parts: Parts = {}): Promise<Seen> {
		const seen = await this.send(operation, parts);
		if (seen.status >= 300) throw new Error(`${operation} answered ${seen.status}: ${seen.reason}`);
		return seen;
	}

	async use(name: string, more: object = {}): Promise<void> {
		const path = `/__admin/sessions/${this.session}/scenario`;
		const { status, text } = await call(this.#mock, 'PUT', path, { body: { name, ...more } });
		if (status !== 200) throw new Error(text);
	}

	async document(): Promise<Ids> {
		return pick(await this.make('createDocument', { header: { 'x-auth-owner': OWNER } }), 'documentId');
	}

	async form(name = 'CUSTOMER_DATA'): Promise<Ids> {
		await this.make('createForm', { body: { name, extension: 'pdf', content: '%PDF-1.4' } });
		return { formExternalId: name };
	}

	async section(name = 'CUSTOMER'): Promise<Ids> {
		const form = await this.form(`${name}_FORM`);
		await this.make('createSection', { body: sectionOf(name, `${name}_FORM`) });
		return { ...form, sectionExternalId: name };
	}

	async template(name = 'POSTPAID'): Promise<Ids> {
		const made = await this.section();
		await this.make('createTemplate', { body: templateOf(name) });
		return { ...made, templateExternalId: name };
	}

	async contract(): Promise<Ids> {
		await this.template();
		return pick(await this.make('createFilledContract', { body: contractOf(1) }), 'contract_id');
	}

	async process(args: { sign?: string; identification?: string; signers?: number } = {}): Promise<Ids> {
		const { documentId = '' } = await this.document();
		const seen = await this.make('createSignProcess', { body: processOf({ documentId, ...args }) });
		const [first, second] = (seen.body as { signers: { sign_id: string; identification_id: string }[] }).signers;
		return {
			...pick(seen, 'sign_process_id'),
			...first,
			...(second && { second_sign_id: second.sign_id, second_identification_id: second.identification_id }),
		};
	}

	async agent(): Promise<Ids> {
		return pick(await this.make('createAgentIdentification'), 'identification_id', 'admin_identification_id');
	}

	/** Of another person than the scenarios' own. */
	async otp(): Promise<Ids> {
		return pick(
			await this.make('createOtpIdentification', { body: otpOf('87654321B') }),
			'identification_id',
			'admin_identification_id',
		);
	}

	async scoring(): Promise<Ids> {
		return pick(await this.make('createScoring'), 'scoring_id');
	}

	async identification(): Promise<Ids> {
		const made = pick(await this.make('createIdentityDocumentIdentification'), 'identification_id');
		return { ...made, admin_identification_id: made['identification_id'] ?? '' };
	}
}

export function otpOf(document_number: string, channel: object = { type: 'SMS' }): object {
	const identity_document = { document_number, document_type: 'NIF' };
	return {
		actor: { name: 'Erika', last_name: 'Sample', identity_document },
		expires_in: 'P1D',
		channel,
	};
}

export function sectionOf(sectionName: string, formExternalId: string): object {
	return { sectionName, forms: [{ language: 'ES', formExternalId }] };
}

export function templateOf(templateName: string): object {
	return { templateName, defaultLanguage: 'ES', orderedSectionNames: ['CUSTOMER'] };
}

export function contractOf(version: number): object {
	return {
		template_external_id: 'POSTPAID',
		template_version: version,
		language: 'ES',
		fields_values: [{ name: 'CUSTOMER_NAME', value: 'James Smith' }],
		name: 'contract',
	};
}

export function processOf(args: {
	documentId: string;
	sign?: string;
	identification?: string;
	signers?: number;
}): object {
	const { documentId, sign = 'BIOMETRIC', identification = 'AGENT', signers = 1 } = args;
	const aliases = Array.from({ length: signers }, (_, index) => `signer_${index + 1}`);
	return {
		signers: aliases.map((alias, index) => ({
			alias,
			name: 'James',
			last_name: 'Smith',
			identity_document: { document_number: `1234567${index}A`, document_type: 'NIF' },
		})),
		sign: {
			type: sign,
			documents: [
				{
					id: documentId,
					owner: OWNER,
					sign_fields: aliases.map((signer) => ({ signer, fields: ['SIGNATURE_CUSTOMER'] })),
				},
			],
		},
		identification: { type: identification },
		expires_in: 'P7D',
	};
}
