// Which of its media types an operation reads a body by.

import { findMediaType, formatMediaType, parseMediaType } from '../../spec/index.ts';
import { readCharset } from './body.ts';
import type { CheckPlan, MediaTypeChoice } from './check-plan.ts';

/** The one that a `Content-Type` names, e.g. `application/json; charset=utf-8`, or what to say of it; the last one is remembered. */
export function chooseMediaType(checks: CheckPlan, header: string | undefined): MediaTypeChoice {
	if (header !== undefined && header === checks.lastType && checks.lastChoice) return checks.lastChoice;
	const choice = judgeMediaType(checks, header);
	checks.lastType = header;
	checks.lastChoice = choice;
	return choice;
}

function judgeMediaType(checks: CheckPlan, header: string | undefined): MediaTypeChoice {
	const known = checks.mediaTypes
		.map(({ mediaType: { type, parameters = {} } }) => formatMediaType({ type, parameters }))
		.join(', ');
	const refuse = (message: string): MediaTypeChoice => ({
		ok: false,
		finding: { code: 'request.media-type', message, in: 'media-type', pointer: 'content-type' },
	});
	if (header === undefined) return refuse(`Content-Type is missing: send ${known}`);
	const parsed = parseMediaType(header);
	if (!parsed) return refuse(`Content-Type is not a media type: send ${known}`);
	const { type, parameters } = parsed;
	const charset = readCharset(parameters['charset']);
	if (charset === undefined) return refuse(`charset ${parameters['charset']} is not known: send utf-8`);
	const found = findMediaType(
		checks.mediaTypes.map(({ mediaType }) => mediaType),
		header,
	);
	const entry = checks.mediaTypes.find(({ mediaType }) => mediaType === found);
	return entry
		? { ok: true, ...entry, type, isLatin: charset === 'latin1' }
		: refuse(`${formatMediaType(parsed)} is not accepted: send ${known}`);
}
