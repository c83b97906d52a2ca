// 304 in the place of what the client has already (RFC 9110 §13.1.2, §13.1.3, §15.4.5).

import { readPreconditions } from '../../spec/index.ts';
import { listsTag } from '../effects/entity-tag.ts';
import { joinHeader } from '../request/check-plan.ts';
import type { Answer } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { ComposeArgs } from './answer-source.ts';
import { composeAnswer } from './compose.ts';
import { findHeader, setHeader } from './owned-headers.ts';

/** The answer without its body; `undefined`: the client hasn't it, has not asked so, or the document knows nothing of that. */
export function answerUnmodified(args: ComposeArgs & { request: CheckedRequest }, answer: Answer): Answer | undefined {
	const { request, operation } = args.request;
	const { headers, method } = request;
	const none = headers['if-none-match'];
	const since = headers['if-modified-since'];
	if (none === undefined && since === undefined) return undefined;
	if ((method !== 'GET' && method !== 'HEAD') || answer.status !== 200) return undefined;
	const { mayBeUnmodified, tellsTag, ifNoneMatch, ifModifiedSince } = readPreconditions(operation);
	const isAsked = none === undefined ? mayBeUnmodified || ifModifiedSince : mayBeUnmodified || tellsTag || ifNoneMatch;
	if (!isAsked || !isKnown(args, answer)) return undefined;
	// Where the document has no 304, it is HTTP's own.
	const bare: Answer = mayBeUnmodified
		? composeAnswer({ ...args, status: 304 })
		: { status: 304, headers: {}, body: undefined, value: undefined, why: answer.why };
	bare.why.note ??= 'the client has it already';
	const tag = findHeader(answer.headers, 'etag');
	if (tag !== undefined) setHeader(bare.headers, 'ETag', tag);
	return bare;
}

/** With tags, dates are not looked at. */
function isKnown({ request, source }: ComposeArgs & { request: CheckedRequest }, { headers }: Answer): boolean {
	const none = joinHeader(request.request.headers['if-none-match']);
	if (none !== undefined) {
		const tag = findHeader(headers, 'etag');
		return tag !== undefined && listsTag(none, tag, false);
	}
	const changed = source.kind === 'entity' ? source.version?.changedMs : undefined;
	const since = Date.parse(joinHeader(request.request.headers['if-modified-since']) ?? '');
	return changed !== undefined && Math.floor(changed / 1000) * 1000 <= since;
}
