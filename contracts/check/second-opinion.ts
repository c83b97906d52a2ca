// What is kept of the comparator's results: that which our own rules had no verdict on.

import type { ContractCode } from '../finding.ts';
import type { HttpInteraction } from '../pact-file.ts';
import type { ComparatorResult } from './comparator.ts';
import type { Notes } from './notes.ts';

/** Its codes as ours. */
const CODES: Readonly<Record<string, ContractCode>> = {
	'request.accept.incompatible': 'request.accept.not-served',
	'request.accept.unknown': 'request.accept.not-served',
	'request.authorization.missing': 'request.authorization.missing',
	'request.body.incompatible': 'request.body.invalid',
	'request.body.unknown': 'request.body.unexpected',
	'request.body.unvalidatable': 'request.body.invalid',
	'request.content-type.incompatible': 'request.content-type.not-accepted',
	'request.content-type.missing': 'request.content-type.not-accepted',
	'request.content-type.unknown': 'request.content-type.not-accepted',
	'request.header.incompatible': 'request.header.invalid',
	'request.header.unknown': 'request.header.unknown',
	'request.path-or-method.unknown': 'request.path.unknown',
	'request.query.incompatible': 'request.query.invalid',
	'request.query.unknown': 'request.query.unknown',
	'response.body.incompatible': 'response.body.invalid',
	'response.body.unknown': 'response.body.undocumented',
	'response.body.unvalidatable': 'response.body.invalid',
	'response.content-type.incompatible': 'response.content-type.undocumented',
	'response.content-type.unknown': 'response.content-type.undocumented',
	'response.header.incompatible': 'response.header.invalid',
	'response.header.undefined': 'response.header.undocumented',
	'response.header.unknown': 'response.header.undocumented',
	'response.status.default': 'response.status.undocumented',
	'response.status.unknown': 'response.status.undocumented',
};

/**
 * Adds the comparator's errors on bodies that nothing here could read (forms, XML, a missing schema), as errors; where our own
 * rules agree theirs is left out, and where they came to another verdict (they know the dialect of the document, readOnly, base
 * paths, and which extra fields a schema allows) it is left out, too. Results of an unknown code are kept.
 */
export function addSecondOpinion(
	results: readonly ComparatorResult[],
	{ interaction, notes }: { interaction: HttpInteraction; notes: Notes },
): void {
	for (const { code, type, message, pointer } of results) {
		const own = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
		if (own !== undefined && hasVerdict(code, interaction)) continue;
		if (own !== undefined && notes.findings.some((finding) => finding.code === own)) continue;
		notes.add({
			code: own ?? 'comparator.other',
			severity: type,
			message: own === undefined ? `${code}: ${message}` : message,
			pointer,
			layer: 'comparator',
		});
	}
}

/** Our own rules judge everything but bodies that are no JSON. */
function hasVerdict(code: string, { request, response }: HttpInteraction): boolean {
	if (code.startsWith('response.body.in') || code.startsWith('response.body.un')) {
		return response.body.kind === 'json' || code !== 'response.body.incompatible';
	}
	return !code.startsWith('request.body.in') || request.body.kind !== 'bytes';
}
