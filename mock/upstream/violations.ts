// Findings as Prism's proxy tells them: the header `sl-violations`.

import { parsePointer } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';

/** Characters of the header, at most. */
const MAX_LENGTH = 8 * 1024 - 100;

/** The header's name. */
export const VIOLATIONS_HEADER = 'sl-violations';

/** What was not found fit for is only told: a refusal or a failure that the document doesn't have, and a path that it doesn't have. */
export function isWarning({ code }: Finding, status: number): boolean {
	return code === 'request.operation' || (code === 'response.status' && (status < 200 || status >= 300));
}

/**
 * `[{"location":["response","body","items",0],"severity":"Error","code":"required","message":"…"}]`, cut off beyond 8,092 characters.
 * `undefined`: there is nothing to tell.
 */
export function formatViolations(findings: readonly Finding[], status: number): string | undefined {
	if (findings.length === 0) return undefined;
	const value = escapeText(JSON.stringify(findings.map((finding) => describe(finding, status))));
	return value.length > MAX_LENGTH ? `Too many violations! ${value.slice(0, MAX_LENGTH)}` : value;
}

function describe(finding: Finding, status: number): object {
	const { code, message } = finding;
	const side = code.startsWith('response.') ? 'response' : 'request';
	const place = locate(finding);
	const name = code.slice(code.lastIndexOf('.') + 1);
	const isMissing = name === 'required' && place.length > 1;
	return {
		// What is missing is told where it should be, by name.
		location: [side, ...(isMissing ? place.slice(0, -1) : place)],
		severity: isWarning(finding, status) ? 'Warning' : 'Error',
		code: name,
		message: isMissing ? `must have required property '${place.at(-1)}'` : message,
	};
}

function locate({ in: place, pointer = '' }: Finding): (string | number)[] {
	if (place === undefined || place === 'status' || place === 'media-type') return [];
	if (place !== 'body') return pointer === '' ? [place] : [place, pointer];
	const steps = parsePointer(pointer) ?? [];
	return [place, ...steps.map((step) => (/^(?:0|[1-9]\d*)$/.test(step) ? Number(step) : step))];
}

/** A header holds printable ASCII alone; JSON can say the rest so. */
function escapeText(json: string): string {
	return json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
