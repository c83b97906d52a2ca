// Results of verifications.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Verification } from '../store/broker-records.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { checkName, type Outcome, refuseFields, refuseMissing, succeed } from './outcome.ts';
import { ensureVersion } from './versions.ts';

const MOST_RESULTS = 20_000;
/** Findings of a comparison that are kept. */
const MOST_FINDINGS = 100;

/** Records what a provider's version made of a pact's content. 404: no version has that content; 400: the result says nothing. */
export function recordVerification(
	writer: FolderWriter,
	args: { consumer: string; provider: string; sha: string; consumerVersion?: string; isWip: boolean; given: unknown },
): Outcome<Verification> {
	const { consumer, provider, sha, given } = args;
	const published = writer.state
		.publications(provider)
		.filter((one) => one.consumer === consumer && one.pact.sha === sha);
	const newest = published.at(-1);
	if (newest === undefined) return refuseMissing('The requested document was not found on this server.');
	if (!isJsonObject(given)) return refuseFields({ body: ['must be a JSON object'] });
	const { providerApplicationVersion, success, buildUrl, testResults } = given;
	const errors: Record<string, string[]> = {};
	const wrong = checkName(providerApplicationVersion);
	if (wrong !== undefined) errors['providerApplicationVersion'] = [wrong];
	if (typeof success !== 'boolean') errors['success'] = ['must be one of: true, false'];
	if (buildUrl !== undefined && buildUrl !== null && !isWebAddress(buildUrl))
		errors['buildUrl'] = ['is not a valid URL eg. http://example.org'];
	if (Array.isArray(testResults) && testResults.length > MOST_RESULTS)
		errors['testResults'] = [`can't be more than ${MOST_RESULTS}`];
	if (Object.keys(errors).length > 0) return refuseFields(errors);
	const providerVersion = String(providerApplicationVersion);
	const ensured = ensureVersion(writer, { participant: provider, number: providerVersion });
	if (!ensured.ok) return ensured;
	const named = published.find(({ version }) => version.number === args.consumerVersion);
	const verifiedBy = readVerifier(given['verifiedBy']);
	const comparison = readComparison(given['comparison']);
	const verification: Verification = {
		number: writer.nextOrder(),
		consumer,
		provider,
		sha,
		consumerVersion: (named ?? newest).version.number,
		providerVersion,
		success: success === true,
		wip: args.isWip,
		verifiedAt: writer.now,
		...(typeof buildUrl === 'string' ? { buildUrl } : {}),
		...(testResults === undefined ? {} : { testResults }),
		...(verifiedBy === undefined ? {} : { verifiedBy }),
		...(comparison && { comparison }),
	};
	writer.saveVerification(verification);
	return succeed(verification);
}

/** What `pact check --publish` says beside its result: that it compared the pact with a document. */
function readComparison(given: unknown): Verification['comparison'] {
	if (!isJsonObject(given) || typeof given['document'] !== 'string') return undefined;
	const findings = Array.isArray(given['findings']) ? given['findings'].filter(isJsonObject) : [];
	return {
		document: given['document'],
		findings: findings.slice(0, MOST_FINDINGS).map(({ code, message, interaction, inPact, inDocument }) => ({
			code: String(code),
			message: String(message),
			...(typeof interaction === 'string' && { interaction }),
			inPact: typeof inPact === 'string' ? inPact : '',
			...(typeof inDocument === 'string' && { inDocument }),
		})),
	};
}

function readVerifier(given: unknown): Record<string, string> | undefined {
	if (!isJsonObject(given)) return undefined;
	const read: Record<string, string> = {};
	const take = (from: Record<string, unknown>, names: Record<string, string>): void => {
		for (const [key, name] of Object.entries(names)) if (typeof from[key] === 'string') read[name] = from[key];
	};
	take(given, { implementation: 'implementation', version: 'version' });
	if (isJsonObject(given['clientLanguage']))
		take(given['clientLanguage'], {
			name: 'client_implementation',
			testFramework: 'client_test_framework',
			version: 'client_version',
		});
	return read;
}

function isWebAddress(value: unknown): boolean {
	return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
