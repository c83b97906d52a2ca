// The report of a provider that was tried against its document: whether it passed, as far as its form is known.

import { getObject, getOwn, isObject, type JsonValue } from '../../../spec/index.ts';

/** What is known of a report. */
export interface ProviderReport {
	/** `undefined`: the form isn't known. */
	success: boolean | undefined;
	/** E.g. `junit`, `json`, `text`. */
	format: string;
	contentType: string;
	/** Set where it is one of our own. */
	verifier?: string;
}

/**
 * Reads a report: our own as JSON (of `pact verify --provider-url`, `pact check`, `diff`, by `ok` or by what they counted), JUnit XML of
 * any tool, and Common Test Report Format. Anything else is a text of which only its tool's exit code can tell.
 */
export function readReport(text: string): ProviderReport {
	if (/^\s*</.test(text)) return { success: judgeJUnit(text), format: 'junit', contentType: 'application/xml' };
	const value = parse(text);
	if (!isObject(value)) return { success: undefined, format: 'text', contentType: 'text/plain' };
	const own = judgeOwn(value);
	return {
		success: own ?? judgeCtrf(value),
		format: 'json',
		contentType: 'application/json',
		...(own !== undefined && { verifier: 'stunt-double' }),
	};
}

function parse(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}

/** By its own word, else by how many errors it counted, else by its findings. */
function judgeOwn(report: JsonValue): boolean | undefined {
	const [ok, errors, breaking, findings] = ['ok', 'errors', 'breaking', 'findings'].map((name) => getOwn(report, name));
	if (typeof ok === 'boolean') return ok;
	for (const count of [errors, breaking]) if (typeof count === 'number') return count === 0;
	if (!Array.isArray(findings)) return undefined;
	return !findings.some((one) => getOwn(one, 'severity') === 'error');
}

/** https://ctrf.io: `{ results: { summary: { failed } } }`. */
function judgeCtrf(report: JsonValue): boolean | undefined {
	const failed = getOwn(getObject(getObject(report, 'results'), 'summary'), 'failed');
	return typeof failed === 'number' ? failed === 0 : undefined;
}

/** A report of no test at all proves nothing. */
function judgeJUnit(text: string): boolean | undefined {
	const plain = text.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '');
	if (!/<testsuites?\b/.test(plain)) return undefined;
	return /<testcase\b/.test(plain) && !/<(?:failure|error)\b/.test(plain);
}
