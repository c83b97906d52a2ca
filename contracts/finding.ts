// One thing that doesn't fit between a pact and a document, as every contract command reports it.

import type { Pointer } from '../spec/index.ts';

/** Something about the file itself: it can't be read, or holds nothing to compare. */
export type PactFileCode = (typeof PACT_FILE_CODES)[number];
const PACT_FILE_CODES = [
	'pact.file.unreadable',
	'pact.file.too-large',
	'pact.file.not-json',
	'pact.file.not-a-pact',
	'pact.file.too-deep',
	'pact.file.unknown-version',
	'pact.file.no-participant',
	'pact.file.interactions-not-a-list',
	'pact.file.interaction-malformed',
	'pact.file.rule-malformed',
	'pact.files.none',
	'pact.interactions.none',
	'pact.interaction.unsupported',
	'pact.interaction.pending',
	'pact.interaction.duplicate',
] as const;

/** What the consumer sends. */
export type RequestCode = (typeof REQUEST_CODES)[number];
const REQUEST_CODES = [
	'request.path.unknown',
	'request.method.unknown',
	'request.path.invalid',
	'request.query.unknown',
	'request.query.invalid',
	'request.query.missing',
	'request.header.unknown',
	'request.header.invalid',
	'request.header.missing',
	'request.cookie.invalid',
	'request.authorization.missing',
	'request.accept.not-served',
	'request.content-type.not-accepted',
	'request.body.missing',
	'request.body.unexpected',
	'request.body.invalid',
	'request.body.unknown-property',
	'request.body.unread',
] as const;

/** What the consumer expects back. */
export type ResponseCode = (typeof RESPONSE_CODES)[number];
const RESPONSE_CODES = [
	'response.status.undocumented',
	'response.status.unprovoked',
	'response.header.undocumented',
	'response.header.invalid',
	'response.content-type.undocumented',
	'response.body.undocumented',
	'response.body.invalid',
	'response.body.unknown-property',
	'response.body.unread',
	'response.body.empty',
	'response.body.says-nothing',
] as const;

/** The language of a matcher against the language of a schema, both ways. */
export type MatcherCode = (typeof MATCHER_CODES)[number];
const MATCHER_CODES = [
	'matcher.unknown',
	'matcher.unused',
	'matcher.wider',
	'matcher.disjoint',
	'matcher.narrower.absent',
	'matcher.narrower.null',
	'matcher.narrower.enum',
	'matcher.narrower.type',
	'matcher.narrower.value',
	'matcher.narrower.length',
	'matcher.narrower.media-type',
	'matcher.narrower.header',
	'matcher.narrower.status',
] as const;

/** The provider state that an interaction asks for. */
export type StateCode = (typeof STATE_CODES)[number];
const STATE_CODES = ['state.unknown', 'state.parameter-unknown', 'state.conflict'] as const;

/** A document or a comparison that failed as a whole. */
export type DocumentCode = (typeof DOCUMENT_CODES)[number];
const DOCUMENT_CODES = ['document.schema-unusable', 'comparator.failed', 'comparator.differs'] as const;

/** What the real verifier said, or why it was not asked. */
export type VerifyCode = (typeof VERIFY_CODES)[number];
const VERIFY_CODES = [
	'verify.failed',
	'verify.variant',
	'verify.variants-omitted',
	'verify.state-failed',
	'verify.states-conflict',
	'verify.states-url-missing',
	'verify.incomplete',
	'verify.not-published',
] as const;

/** Stable, dotted, closed. A code is never reused for another meaning; add one to its group. */
export type ContractCode =
	| PactFileCode
	| RequestCode
	| ResponseCode
	| MatcherCode
	| StateCode
	| DocumentCode
	| VerifyCode;

/** All codes that there are, e.g. to tell a misspelt one. */
export const CONTRACT_CODES: readonly ContractCode[] = [
	...PACT_FILE_CODES,
	...REQUEST_CODES,
	...RESPONSE_CODES,
	...MATCHER_CODES,
	...STATE_CODES,
	...DOCUMENT_CODES,
	...VERIFY_CODES,
];

export type Severity = 'error' | 'warning' | 'info';

/** Where in the pact: `interaction` is its description, absent when the whole file is meant; `pointer` reaches into the file. */
export interface PactPlace {
	file: string;
	interaction?: string;
	pointer: Pointer;
}

/** Where in the OpenAPI document. */
export interface DocumentPlace {
	file: string;
	pointer: Pointer;
	/** Counts from 1; absent when nobody looked it up. */
	line?: number;
}

/** A finding: a value, returned in lists, never thrown. */
export interface ContractFinding {
	code: ContractCode;
	/** `error`: the two contradict each other. `warning`: they may, tomorrow, or the pact proves less than it says. `info`: worth knowing. */
	severity: Severity;
	/** One sentence without a closing full stop; names a concrete value where there is one. */
	message: string;
	/** What to do about it. */
	remedy?: string;
	pact: PactPlace;
	document?: DocumentPlace;
	/** Which part of a check found it: the file, the comparator, the document's own rules, the matchers, the provider states. */
	layer?: 'file' | 'comparator' | 'document' | 'matchers' | 'states';
}

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** How many findings there are of each severity. */
export function countFindings(findings: readonly ContractFinding[]): Record<Severity, number> {
	const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
	for (const finding of findings) counts[finding.severity] += 1;
	return counts;
}

/** Whether a pact could not be read at all, or there was none: then nothing of it was judged, and a command ends with 2 rather than 1. */
export function isUnread({ code, severity }: Pick<ContractFinding, 'code' | 'severity'>): boolean {
	return severity === 'error' && /^pact\.files?\./.test(code) && code !== 'pact.file.rule-malformed';
}

/** Orders by file, then by interaction as it stands in the file, errors first within one; a new list. */
export function sortFindings(findings: readonly ContractFinding[]): ContractFinding[] {
	return findings
		.map((finding, index) => ({ finding, index, place: readInteractionIndex(finding.pact.pointer) }))
		.sort(
			(a, b) =>
				compareText(a.finding.pact.file, b.finding.pact.file) ||
				a.place - b.place ||
				ORDER[a.finding.severity] - ORDER[b.finding.severity] ||
				a.index - b.index,
		)
		.map(({ finding }) => finding);
}

function readInteractionIndex(pointer: Pointer): number {
	const found = /^\/(?:interactions|messages)\/(\d+)/.exec(pointer);
	return found === null ? -1 : Number(found[1]);
}

function compareText(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
