// The why of an answer in words: for X-Mock-Reason, the journal and the log. The one place that words it.

import { blotOut } from '../text/blot.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention, UpstreamMention, Why } from '../types/answer.ts';
import { ONE_OFF } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';

/** Characters of `X-Mock-Reason`, at most. */
const MAX_REASON = 400;
/** Findings that a reason names; it counts the rest. */
const NAMED_FINDINGS = 3;

/** One sentence without a full stop, any characters; e.g. `body /items/0/qty must be >= 1`. */
export function describeWhy(why: Why): string {
	const text = wordWhy(why);
	return why.secrets ? blotOut(text, why.secrets) : text;
}

function wordWhy(why: Why): string {
	let text = '';
	if (why.preferred) text = append(text, `the request preferred ${why.preferred}`);
	if (why.cue) text = append(text, describeCue(why.cue));
	if (why.upstream) text = append(text, describeUpstream(why.upstream));
	if (why.note) text = append(text, why.note);
	else if (why.entity) text = append(text, describeEntity(why.entity));
	if (why.unfollowed) text = append(text, `not followed: ${why.unfollowed.map((name) => cut(name, 60)).join(', ')}`);
	if (why.findings.length > 0) {
		text = append(text, `${isLetPass(why) ? 'let pass: ' : ''}${describeFindings(why.findings)}`);
	}
	if (why.offSpec) text = append(text, 'off the document on purpose');
	if (why.lost !== undefined) text = append(text, `the answer's schema leads nowhere: ${cut(why.lost, 100)}`);
	if (why.unmade !== undefined) text = append(text, `the document's answer can't be sent: ${why.unmade}`);
	else if (why.undocumented) text = append(text, 'the document has no such answer');
	return text === '' ? 'answered from the document' : text;
}

function isLetPass({ step }: Why): boolean {
	return step === 'sent' || step === 'forward';
}

function describeUpstream({ outcome, reason, unjudged }: UpstreamMention): string {
	if (outcome === 'failed') return 'no answer from the upstream';
	if (outcome === 'absent') return `played, because the upstream hasn't it: ${reason}`;
	if (!unjudged) return 'forwarded';
	return `forwarded, the ${unjudged.join(' and the ')} not held to the document: too large, or not to be read`;
}

function append(text: string, part: string): string {
	return text === '' ? part : `${text}; ${part}`;
}

function describeCue({ scenario, index }: NonNullable<Why['cue']>): string {
	return scenario === ONE_OFF ? 'a one-off cue' : `cue ${index + 1} of scenario ${scenario}`;
}

/** `body /qty must be >= 1; query limit is required (and 2 more)`. */
export function describeFindings(findings: readonly Finding[]): string {
	let named = '';
	for (let index = 0; index < findings.length && index < NAMED_FINDINGS; index++)
		named = append(named, describeFinding(findings[index] as Finding));
	const rest = findings.length - NAMED_FINDINGS;
	return rest > 0 ? `${named} (and ${rest} more)` : named;
}

function describeFinding({ in: place, pointer, message }: Finding): string {
	if (place === undefined || place === 'media-type' || place === 'status') return message;
	const where = pointer === undefined || pointer === '' ? place : `${place} ${cut(pointer, 120)}`;
	return `${where} ${message}`;
}

function describeEntity({ resource, key, outcome, from, to, others, besides, forgotten }: EntityMention): string {
	const name = nameEntity({ resource, key });
	const moved = from !== undefined && to !== undefined && from !== to ? ` ${from} -> ${to}` : '';
	const lost = forgotten === undefined ? '' : `, and forgot the oldest ${forgotten}, for want of room for entities`;
	const more = others === undefined ? '' : ` and ${others} more`;
	const also = besides === undefined ? '' : `, and ${besides.map((one) => cut(one, 120)).join(', ')}`;
	return `${outcome} ${name}${more}${moved}${also}${lost}`;
}

function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length)}...` : text;
}

/** The value of `X-Mock-Reason`: step, operation and sentence, in printable ASCII, 400 characters at most. */
export function formatReason(why: Why): string {
	const operation = why.operationId ? ` ${why.operationId}` : '';
	return toHeaderText(`${why.step}${operation}: ${describeWhy(why)}`);
}

const PLAIN = /^[\x20-\x7e]*$/;

/** Text that is safe in a header: printable ASCII, bounded; all else as `?`. */
function toHeaderText(text: string): string {
	const bounded = text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 3)}...` : text;
	if (PLAIN.test(bounded)) return bounded;
	return bounded
		.replaceAll('→', '->')
		.replaceAll('’', "'")
		.replaceAll('…', '...')
		.replace(/[^\x20-\x7e]/g, '?');
}
