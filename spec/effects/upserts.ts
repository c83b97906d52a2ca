// Whether an operation says that it makes an entity or changes the one that is there: `upsertContact`, "Creates or updates a product by its SKU".

import type { Operation } from '../types/document.ts';

/** So much of what is said is read. */
const MAX_SAID = 1500;
const MAKES = '(?:creates?|adds?|inserts?|saves?|registers?|creating|adding|inserting)';
const CHANGES = '(?:updates?|replaces?|modif(?:y|ies)|edits?|overwrites?|updating|replacing)';
/** What none of the sentences below goes without. */
const SIGN = /upsert|updat|replac|modif|edit|overwr/i;
const SAID = new RegExp(
	[
		'\\bupserts?\\b',
		`\\b${MAKES}\\b(?: an?| the| new| one| \\w+){0,4}(?:,? or|/) ?(?:fully )?${CHANGES}\\b`,
		`\\b${CHANGES}\\b(?: an?| the| existing| one| \\w+){0,4}(?:,? or|/) ?${MAKES}\\b`,
		'\\b(?:if|when|where)\\b[^.;]{0,60}\\b(?:already exists?|exists already|exists|existing)\\b[^.;]{0,40}\\b(?:is|are|gets?|be) (?:then )?(?:updated|replaced|overwritten)\\b',
	].join('|'),
	'i',
);
const CALLED =
	/upsert|(?:create|add|insert|save)[_-]?or[_-]?(?:update|replace)|(?:update|replace)[_-]?or[_-]?(?:create|add|insert)/i;
const DENIED = /(?:\b(?:not|never|without|cannot)|n['’]t)\b[^.;]{0,30}\b(?:upsert|updat|replac|overwrit|modif)/i;

/** Whether a word of a path says it: `upsert` of `/contacts/upsert`, `bulkupsert`. */
export function isUpsertWord(plain: string): boolean {
	return CALLED.test(plain);
}

/** By its name, its path, its summary or its description. */
export function saysUpsert({ id, pathTemplate, summary = '', description = '' }: Operation): boolean {
	if (CALLED.test(id) || CALLED.test(pathTemplate.slice(pathTemplate.lastIndexOf('/')))) return true;
	const said = `${summary}. ${description}`.slice(0, MAX_SAID);
	return SIGN.test(said) && SAID.test(said) && !DENIED.test(said);
}
