// 206 in the place of a whole answer, where a request asks for a part of its bytes and the document has it (RFC 9110 §14).

import { formatCount } from '../../spec/index.ts';
import type { Answer } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { ComposeArgs } from './answer-source.ts';
import { composeAnswer } from './compose.ts';
import { findHeader, setHeader } from './owned-headers.ts';

/** One range, as players, viewers and resumed downloads ask for it; several are answered by the whole. */
const RANGE = /^bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})$/i;

/** The part that is asked for, or a 416 where there is none such; `undefined`: nothing is asked for that the document knows of. */
export function answerPart(args: ComposeArgs & { request: CheckedRequest }, answer: Answer): Answer | undefined {
	const { request, operation } = args.request;
	const range = request.headers['range'];
	if (typeof range !== 'string' || request.method !== 'GET' || answer.status !== 200 || !answer.body) return undefined;
	if (!operation.responses.has('206')) return undefined;
	const [, from = '', to = ''] = RANGE.exec(range) ?? [];
	if (from === '' && to === '') return undefined;
	const condition = request.headers['if-range'];
	if (condition !== undefined && condition !== findHeader(answer.headers, 'etag')) return undefined;
	const whole = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
	const first = from === '' ? Math.max(0, whole.length - Number(to)) : Number(from);
	const last = from === '' || to === '' ? whole.length - 1 : Math.min(Number(to), whole.length - 1);
	if (from !== '' && to !== '' && Number(to) < first) return undefined;
	if (first >= whole.length) return refuseRange(args, answer, whole.length);
	const part = composeAnswer({ ...args, status: 206 });
	const type = findHeader(answer.headers, 'content-type');
	if (type !== undefined) setHeader(part.headers, 'Content-Type', type);
	setHeader(part.headers, 'Content-Range', `bytes ${first}-${last}/${whole.length}`);
	const isDescribed = (part.definition?.mediaTypes.length ?? 0) > 0;
	return {
		...part,
		...(!isDescribed && answer.definition && { definition: answer.definition, mediaType: answer.mediaType }),
		body: whole.subarray(first, last + 1),
		value: undefined,
	};
}

/** Where the document has no 416, it is HTTP's own. */
function refuseRange(args: ComposeArgs & { request: CheckedRequest }, { why }: Answer, length: number): Answer {
	const refused: Answer = args.request.operation.responses.has('416')
		? composeAnswer({ ...args, status: 416 })
		: { status: 416, headers: {}, body: undefined, value: undefined, why };
	refused.why.note ??= `all of it is ${formatCount(length, 'byte')}`;
	setHeader(refused.headers, 'Content-Range', `bytes */${length}`);
	return refused;
}
