// What is kept of the comparator's results: that which our own rules see in another way.

import type { HttpInteraction } from '../pact/index.ts';
import type { ComparatorResult } from './comparator.ts';
import type { FindingCollector } from './finding-collector.ts';

/** The beginning of our codes for the comparator's, where the words differ. */
const OURS: Readonly<Record<string, string>> = {
	'request.path-or-method': 'request.',
	'response.header': 'response.header',
};

/**
 * Where our rules found the same thing, theirs is the one with the better place, and nothing is added. Where the comparator alone
 * sees an error, that is said as a note: ours know the document's dialect, readOnly, and what a 4xx is expected for, so theirs
 * is no error, but worth a look. Left out: fields of an answer that the schema allows without naming them, and bodies that
 * aren't JSON, which it holds to a JSON schema all the same.
 */
export function addSecondOpinion(
	results: readonly ComparatorResult[],
	{ interaction, collector }: { interaction: HttpInteraction; collector: FindingCollector },
): void {
	for (const { code, type, message, pointer } of results) {
		if (type !== 'error' || isFalseAlarm({ code, message }, interaction)) continue;
		const subject = code.split('.').slice(0, 2).join('.');
		const prefix = OURS[subject] ?? subject;
		if (collector.findings.some((finding) => finding.code.startsWith(prefix))) continue;
		collector.add({
			code: 'comparator.differs',
			severity: 'info',
			message: `The comparator alone objects (${code}): ${message}`,
			pointer,
			layer: 'comparator',
		});
	}
}

function isFalseAlarm(
	{ code, message }: { code: string; message: string },
	{ request, response }: HttpInteraction,
): boolean {
	if (code.startsWith('request.body')) return request.body.kind !== 'json';
	if (!code.startsWith('response.body')) return false;
	return response.body.kind !== 'json' || message.includes('must NOT have additional properties');
}
