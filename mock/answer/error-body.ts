// A refusal in the words of the document's own error body: its example shows the form, the findings give the contents.
// By the customary names of such properties; what doesn't fit the schema afterwards is not used.

import { STATUS_CODES } from 'node:http';
import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { describeFindings, describeWhy } from '../journal/reasons.ts';
import { putOwn } from '../request/parameters/styles.ts';
import type { Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';

const MESSAGES = new Set([
	'message',
	'detail',
	'details',
	'description',
	'error_description',
	'reason',
	'errormessage',
]);
const CODES = new Set(['code', 'error_code', 'errorcode', 'key']);
const STATUSES = new Set(['status', 'status_code', 'statuscode', 'httpstatus']);
const PLACES = new Set(['field', 'pointer', 'path', 'property', 'source', 'parameter', 'target']);
/** Entries of a list of errors, at most. */
const MAX_ENTRIES = 20;
const MAX_DEPTH = 8;

/** The example with the refusal's own code, message and place, e.g. `{ errors: [{ code: 'request.media-type', message: '…' }] }`. */
export function describeRefusal(example: JsonValue, { status, why }: { status: number; why: Why }): JsonValue {
	const first = why.findings[0] ?? { code: `${why.step}.${status}`, message: describeWhy(why) };
	return fill(example, { status, why, finding: first, depth: 0 });
}

interface Filling {
	status: number;
	why: Why;
	finding: Finding;
	depth: number;
}

function fill(template: JsonValue, filling: Filling): JsonValue {
	if (typeof template !== 'object' || template === null || filling.depth > MAX_DEPTH) return template;
	const deeper = { ...filling, depth: filling.depth + 1 };
	if (!Array.isArray(template)) return fillObject(template, deeper);
	const [entry] = template;
	if (typeof entry !== 'object' || entry === null) return template;
	const findings = filling.why.findings.length > 0 ? filling.why.findings.slice(0, MAX_ENTRIES) : [filling.finding];
	return findings.map((finding) => fill(entry, { ...deeper, finding }));
}

function fillObject(template: JsonObject, filling: Filling): JsonObject {
	const { finding, status } = filling;
	const filled: JsonObject = {};
	for (const [name, value] of Object.entries(template)) {
		const plain = name.toLowerCase();
		if (typeof value === 'string' && MESSAGES.has(plain)) putOwn(filled, name, describeFindings([finding]));
		else if (typeof value === 'string' && CODES.has(plain)) putOwn(filled, name, finding.code);
		else if (typeof value === 'string' && plain === 'title') putOwn(filled, name, STATUS_CODES[status] ?? value);
		else if (typeof value === 'number' && STATUSES.has(plain)) putOwn(filled, name, status);
		else if (typeof value === 'string' && PLACES.has(plain)) {
			// An example's place would point at something that isn't wrong.
			if (finding.pointer) putOwn(filled, name, finding.pointer);
		} else putOwn(filled, name, fill(value, filling));
	}
	return filled;
}
