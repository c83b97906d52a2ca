// Headers that say what a client would like, or what it fills in on its own: how far a document's schema is held against them.

import type { Parameter, Validate } from '../../spec/index.ts';
import { listOtherPreferences } from './prefer.ts';

/** Headers that clients send on their own, as browsers do whatever the page asks for. */
const WISHES: ReadonlySet<string> = new Set(['accept-language', 'accept-encoding', 'accept-charset']);
/** Headers that clients fill in themselves. */
const FILLED_IN: ReadonlySet<string> = new Set(['user-agent', 'host', 'origin', 'referer', 'connection']);

/** The check of a header's value, as far as its client has a say in it; of any other parameter the check as it is. `undefined`: anything fits. */
export function judgeHeader(parameter: Parameter, validate: Validate | undefined): Validate | undefined {
	if (!validate || parameter.in !== 'header') return validate;
	const name = parameter.name.toLowerCase();
	if (WISHES.has(name)) return judgeWishes(validate);
	if (name === 'prefer') return judgePreferences(validate);
	// Whoever calls a mock calls it by the mock's own name.
	const isOwn = FILLED_IN.has(name) && (!parameter.required || name === 'host');
	return isOwn ? undefined : validate;
}

/**
 * Clients send `*`, `de-CH,de;q=0.9` or `gzip, br` on their own: a list of wishes is never wrong, as who can fulfil none may disregard it
 * (RFC 9110 §12.5). A language alone is one that the schema takes, or a region of one (RFC 4647 §3.4).
 */
function judgeWishes(validate: Validate): Validate {
	return (value) => {
		const findings = validate(value);
		if (findings.length === 0) return findings;
		const text = Array.isArray(value) ? value.join(',') : value;
		if (typeof text !== 'string') return findings;
		const isList = text === '*' || /[,;]/.test(text);
		const [language = ''] = text.split('-');
		return isList || (language !== text && validate(language).length === 0) ? [] : findings;
	};
}

/** `return=minimal, code=404`: a list of preferences (RFC 7240 §2), each of which fits; those that are the mock's own are not the document's. */
function judgePreferences(validate: Validate): Validate {
	return (value) => {
		const findings = validate(value);
		if (findings.length === 0) return findings;
		if (Array.isArray(value)) {
			const theirs = value.filter((one) => typeof one !== 'string' || listOtherPreferences(one).length > 0);
			return theirs.length === 0 ? [] : validate(theirs);
		}
		if (typeof value !== 'string') return findings;
		const others = listOtherPreferences(value);
		return others.every((one) => validate(one).length === 0) ? [] : findings;
	};
}
