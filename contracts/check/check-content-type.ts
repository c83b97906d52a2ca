// The Content-Type that a pact expects of an answer, where no body says which one it must be.

import type { ResponseDefinition } from '../../spec/index.ts';
import { expectsEmpty } from '../pact/index.ts';
import { locateHeader } from './render-request.ts';
import type { ResponseCheck } from './response-check.ts';

/** Statuses whose answers have no body, and so no media type. */
const BODILESS: readonly number[] = [204, 205, 304];

/** Adds a finding for a media type that is none (`[]`, `""`), and for one of an answer that has no body in the document. */
export function checkContentType(
	{ interaction, operation, collector }: ResponseCheck,
	definition: ResponseDefinition,
): void {
	const { request, response } = interaction;
	const values = response.headers.get('content-type');
	if (!values) return;
	const place = {
		pointer: locateHeader(response, 'content-type'),
		at: { document: operation.document, pointer: definition.pointer },
		layer: 'document',
	} as const;
	if (values.every((value) => value.trim() === '')) {
		if (hasMatcher(interaction)) return;
		collector.add({
			code: 'response.header.invalid',
			severity: 'error',
			message: 'The pact expects a Content-Type without a value, which no answer has',
			remedy: 'Leave the header out of the pact, or expect a media type',
			...place,
		});
		return;
	}
	const hasBody = response.body.kind !== 'absent' && !expectsEmpty(response.body);
	if (hasBody || definition.mediaTypes.length > 0 || request.method.toUpperCase() === 'HEAD') return;
	collector.add({
		code: 'response.content-type.undocumented',
		severity: BODILESS.includes(response.status) ? 'error' : 'warning',
		message: `The pact expects ${values[0]}, and the document's answer ${definition.key} has no body`,
		remedy: 'Let the consumer do without the header, or document the body',
		...place,
	});
}

function hasMatcher({ response }: ResponseCheck['interaction']): boolean {
	return response.rules.some(
		({ part, path: [first] }) => part === 'header' && first?.kind === 'name' && first.name === 'content-type',
	);
}
