// A publication as a client sends it (POST /contracts/publish), held to what it must be.

import { isJsonObject } from '../store/exact-json.ts';
import { parsePact, readParticipantName } from '../store/pact-content.ts';
import { checkName, type Outcome, refuseFields, succeed } from './outcome.ts';
import type { Contract, Publication } from './publish.ts';

const MOST_CONTRACTS = 1_000;
const MOST_TAGS = 100;

/** The publication, or a 400 with every mistake by its field. */
export function checkPublication(body: unknown): Outcome<Publication> {
	if (!isJsonObject(body)) return refuseFields({ body: ['must be a JSON object'] });
	const errors: Record<string, string[]> = {};
	const report = (field: string, wrong: string | undefined): void => {
		if (wrong !== undefined) errors[field] = [...(errors[field] ?? []), wrong];
	};
	const { pacticipantName: consumer, pacticipantVersionNumber: version, branch, tags, buildUrl, contracts } = body;
	report('pacticipantName', checkName(consumer));
	report('pacticipantVersionNumber', checkName(version));
	if (isGiven(branch)) report('branch', checkName(branch));
	if (isGiven(buildUrl) && typeof buildUrl !== 'string') report('buildUrl', 'must be a string');
	if (isGiven(tags)) {
		if (!Array.isArray(tags)) report('tags', 'must be an array');
		else if (tags.length > MOST_TAGS) report('tags', `can't be more than ${MOST_TAGS}`);
		else for (const tag of tags) report('tags', checkName(tag));
	}
	const read: Contract[] = [];
	if (!Array.isArray(contracts)) report('contracts', contracts === undefined ? 'is missing' : 'must be an array');
	else if (contracts.length > MOST_CONTRACTS) report('contracts', `can't be more than ${MOST_CONTRACTS}`);
	else
		for (const [index, contract] of contracts.entries()) {
			const result = checkContract(contract, consumer);
			if (result.ok) read.push(result.contract);
			else for (const reason of result.reasons) report('contracts', `${reason} (at index ${index})`);
		}
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	return succeed({
		consumer: String(consumer),
		version: String(version),
		...(isGiven(branch) ? { branch: String(branch) } : {}),
		...(isGiven(buildUrl) ? { buildUrl: String(buildUrl) } : {}),
		tags: Array.isArray(tags) ? [...new Set(tags.map(String))] : [],
		contracts: read,
	});
}

function checkContract(
	contract: unknown,
	consumer: unknown,
): { ok: true; contract: Contract } | { ok: false; reasons: string[] } {
	if (!isJsonObject(contract)) return { ok: false, reasons: ['must be an object'] };
	const { consumerName, providerName, content, contentType, specification, onConflict, writeMode } = contract;
	const reasons: string[] = [];
	const wrongProvider = checkName(providerName);
	if (wrongProvider !== undefined) reasons.push(`providerName ${wrongProvider}`);
	if (consumerName !== consumer)
		reasons.push(`consumerName ('${String(consumerName)}') must match pacticipantName ('${String(consumer)}')`);
	if (specification !== 'pact') reasons.push('specification must be one of: pact');
	if (contentType !== 'application/json') reasons.push('contentType must be one of: application/json');
	const mode = onConflict ?? writeMode ?? 'overwrite';
	if (mode !== 'overwrite' && mode !== 'merge') reasons.push('onConflict must be one of: overwrite, merge');
	const text = typeof content === 'string' ? decodeBase64(content) : undefined;
	if (text === undefined) return { ok: false, reasons: [...reasons, 'content is not valid Base64 of UTF-8 text'] };
	const parsed = parsePact(text);
	if (!parsed.ok) return { ok: false, reasons: [...reasons, parsed.reason] };
	for (const [role, name] of [
		['consumer', consumerName],
		['provider', providerName],
	] as const) {
		const inside = readParticipantName(parsed.pact, role);
		if (inside !== undefined && inside !== name)
			reasons.push(`${role} name in contract content ('${inside}') must match ${role}Name ('${String(name)}')`);
	}
	if (reasons.length > 0) return { ok: false, reasons };
	return {
		ok: true,
		contract: {
			provider: String(providerName),
			content: parsed.pact,
			onConflict: mode === 'merge' ? 'merge' : 'overwrite',
		},
	};
}

function decodeBase64(content: string): string | undefined {
	const packed = content.replace(/[\r\n]/g, '');
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'));
	} catch {
		return undefined;
	}
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}
