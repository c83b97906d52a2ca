// Publishing a provider's document with one of its versions: PactFlow's "provider contract".

import { createHash } from 'node:crypto';
import { isObject, parseYaml } from '../../../spec/index.ts';
import type { FolderWriter } from '../store/broker-folder.ts';
import type { PublishedDocument, Version } from '../store/broker-records.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { checkName, type Outcome, refuseFields, succeed } from './outcome.ts';
import { ensureParticipant } from './participants.ts';
import { prepareVersion } from './versions.ts';

/** A document on its way into the folder. */
export interface DocumentPublication {
	provider: string;
	version: string;
	branch?: string;
	tags: readonly string[];
	buildUrl?: string;
	text: string;
	document: Omit<PublishedDocument, 'createdAt'>;
}

const MAX_DEPTH = 500;

/** Reads the body of `POST /provider-contracts/provider/{provider}/publish`; 400 with what is wrong by field. */
export function readDocumentPublication(provider: string, body: unknown): Outcome<DocumentPublication> {
	if (!isJsonObject(body)) return refuseFields({ body: ['must be a JSON object'] });
	const { pacticipantVersionNumber: version, branch, tags, buildUrl, contract } = body;
	const errors: Record<string, string[]> = {};
	const check = (field: string, name: unknown): void => {
		const wrong = checkName(name);
		if (wrong !== undefined) errors[field] = [wrong];
	};
	check('provider', provider);
	check('pacticipantVersionNumber', version);
	if (branch !== undefined && branch !== null) check('branch', branch);
	const given = isJsonObject(contract) ? contract : {};
	const text = readBase64(given['content']);
	if (given['specification'] !== 'oas') errors['contract.specification'] = ["must be 'oas'"];
	const parsed = text === undefined ? undefined : parseYaml(text, MAX_DEPTH);
	if (!parsed?.ok || !isObject(parsed.value))
		errors['contract.content'] = ['must be an OpenAPI document, as JSON or YAML, in base64'];
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	const verified = readSelfVerification(given['selfVerificationResults']);
	return succeed({
		provider,
		version: String(version),
		...(typeof branch === 'string' && { branch }),
		tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
		...(typeof buildUrl === 'string' && { buildUrl }),
		text: text ?? '',
		document: {
			sha: createHash('sha1')
				.update(text ?? '')
				.digest('hex'),
			contentType: typeof given['contentType'] === 'string' ? given['contentType'] : 'application/yaml',
			...(verified && { selfVerification: verified }),
		},
	});
}

/** Publishes. 409: this version has another document already, by which it may have been judged. */
export function publishDocument(
	writer: FolderWriter,
	{ provider, version: number, branch, tags, buildUrl, text, document }: DocumentPublication,
): Outcome<{ version: Version; isNew: boolean }> {
	const known = writer.state.findVersion(provider, number)?.document;
	if (known && known.sha !== document.sha) {
		const error = `Cannot change the document of ${provider} version ${number}: publish it with a version number of its own`;
		return { ok: false, refusal: { status: 409, body: { notices: [{ type: 'error', text: error }], error } } };
	}
	ensureParticipant(writer, provider);
	const change = {
		participant: provider,
		number,
		tags,
		...(branch !== undefined && { branch }),
		...(buildUrl !== undefined && { buildUrl }),
	};
	const { version, isNew } = prepareVersion(writer, change);
	writer.saveDocument({ provider, sha: document.sha, text });
	version.document = { ...document, createdAt: known?.createdAt ?? writer.now };
	writer.saveVersion(isNew ? version : { ...version, updatedAt: writer.now });
	return succeed({ version, isNew });
}

function readSelfVerification(given: unknown): PublishedDocument['selfVerification'] {
	if (!isJsonObject(given) || typeof given['success'] !== 'boolean') return undefined;
	const text = (name: string): Record<string, string> => {
		const value = given[name];
		return typeof value === 'string' && value !== '' ? { [name]: value } : {};
	};
	return {
		success: given['success'],
		...text('verifier'),
		...text('verifierVersion'),
		...text('format'),
		...text('content'),
	};
}

function readBase64(content: unknown): string | undefined {
	return typeof content === 'string' ? Buffer.from(content, 'base64').toString('utf8') : undefined;
}
