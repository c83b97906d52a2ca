// The headers of an answer that a consumer relies on.

import { compileSchema, type HeaderDefinition, type JsonValue, type ResponseDefinition } from '../../spec/index.ts';
import { checkHeaderMatchers } from './check-header-matchers.ts';
import { isForeignHeader } from './known-headers.ts';
import { readText } from './read-text.ts';
import { locateHeader } from './render-request.ts';
import type { ResponseCheck } from './response-check.ts';

/** Each header of the pact: is it documented, does its value fit, and must the provider send it? */
export function checkResponseHeaders(check: ResponseCheck, definition: ResponseDefinition): void {
	for (const [name, values] of check.interaction.response.headers) {
		if (name === 'content-type') continue;
		const header = definition.headers.find((one) => one.name === name);
		if (header) checkHeader(check, { header, values });
		else addUndocumented(check, { name, definition });
	}
}

function addUndocumented(
	{ interaction, operation, collector }: ResponseCheck,
	found: { name: string; definition: ResponseDefinition },
): void {
	const { name, definition } = found;
	collector.add({
		code: 'response.header.undocumented',
		severity: isForeignHeader(name, 'response') ? 'error' : 'warning',
		message: `The pact expects the header ${JSON.stringify(name)}, of which the document says nothing`,
		remedy: 'Let the consumer do without it, or document the header',
		pointer: locateHeader(interaction.response, name),
		at: { document: operation.document, pointer: definition.pointer },
		layer: 'document',
	});
}

function checkHeader(
	check: ResponseCheck,
	{ header, values }: { header: HeaderDefinition; values: readonly string[] },
): void {
	const { interaction, operation, collector } = check;
	const { response } = interaction;
	const text = values.join(', ');
	const pointer = locateHeader(response, header.name);
	const at = { document: operation.document, pointer: header.pointer };
	if (header.schema) {
		const value: JsonValue = readText(text, header.schema);
		const [wrong] = compileSchema(header.schema, 'response')(value);
		if (wrong) {
			collector.add({
				code: 'response.header.invalid',
				severity: 'error',
				message: `The pact expects ${header.name}: ${text}, but it ${wrong.message}, says the document`,
				remedy: 'Let the consumer expect what the document says, or correct the document',
				pointer,
				at,
				layer: 'document',
			});
			return;
		}
		checkHeaderMatchers(check, { name: header.name, schema: header.schema, values });
	}
	if (header.required) return;
	collector.add({
		code: 'matcher.narrower.header',
		severity: 'warning',
		message: `The pact needs the header ${header.name}, and the document allows an answer without it`,
		remedy: 'Let the consumer do without it, or make it required in the document',
		pointer,
		at,
		layer: 'matchers',
	});
}
