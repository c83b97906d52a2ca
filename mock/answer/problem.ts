// The mock's own error body (RFC 9457), for what the document has no answer for.

import { isObject, type JsonObject, listPossibleProperties, type SchemaView } from '../../spec/index.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { Answer, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** What a problem of the mock's own has. */
const MEMBERS: ReadonlySet<string> = new Set(['type', 'title', 'status', 'detail', 'instance', 'findings']);

/** Whether a problem by this schema tells more (RFC 9457 §3.2), e.g. `errors` by field as ASP.NET's does. */
export function hasExtensions(view: SchemaView): boolean {
	return [...listPossibleProperties(view).keys()].some((name) => !MEMBERS.has(name));
}

/** True for statuses that never have a body (RFC 9110 §6.4.1). */
export function isBodiless(status: number): boolean {
	return status === 204 || status === 205 || status === 304 || status < 200;
}

/**
 * A problem as an answer, e.g. `{ type: 'about:blank', title: 'Conflict', status: 409, detail: '…', findings: [] }`. It is no
 * answer of the document: `definition` is absent.
 */
export function createProblem(args: {
	status: number;
	/** One sentence for people. */
	detail: string;
	findings?: readonly Finding[];
	why: Why;
	headers?: Readonly<Record<string, string>>;
}): Answer {
	const { status, why } = args;
	if (isBodiless(status)) return { status, headers: { ...args.headers }, body: undefined, value: undefined, why };
	const value = describeProblem({ status, detail: args.detail, findings: args.findings ?? why.findings });
	return {
		status,
		headers: { ...args.headers, 'content-type': PROBLEM_TYPE },
		body: JSON.stringify(value),
		value,
		why,
	};
}

/** The problem's value alone. */
export function describeProblem(args: { status: number; detail: string; findings: readonly Finding[] }): JsonObject {
	return {
		type: 'about:blank',
		title: STATUS_CODES[args.status] ?? 'Unknown',
		status: args.status,
		detail: args.detail,
		findings: args.findings.map(({ code, message, in: place, pointer }) => ({
			code,
			message,
			...(place !== undefined && { in: place }),
			...(pointer !== undefined && { pointer }),
		})),
	};
}

/** What tells no more than that there is something, or an object. */
const SILENT: ReadonlySet<string> = new Set(['type', 'title', 'description', '$ref']);

/** Whether a schema tells nothing of an error but that it is one. */
export function saysNothing({ parts, unions }: SchemaView): boolean {
	const isSilent = ({ value }: SchemaView['parts'][number]): boolean =>
		isObject(value)
			? Object.keys(value).every((key) => SILENT.has(key)) && (value['type'] ?? 'object') === 'object'
			: value === true;
	return unions.length === 0 && parts.every(isSilent);
}
