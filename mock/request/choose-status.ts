// What a request is refused with whose parameters or body don't fit.

import type { Operation } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';

const CONDITION = /^(?:if-(?:none-)?match|if-unmodified-since)$/i;

/** 400; 428, where the operation documents it, for nothing but the missing condition that a change must have (RFC 6585 §3). */
export function chooseStatus({ responses }: Operation, findings: readonly Finding[]): 400 | 428 {
	if (!responses.has('428')) return 400;
	const isBare = findings.every(
		({ code, pointer = '' }) => code === 'request.header.required' && CONDITION.test(pointer),
	);
	return isBare ? 428 : 400;
}
