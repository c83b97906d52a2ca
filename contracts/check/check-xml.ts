// An answer in XML: its example is held to the schema, place by place; Pact's matchers of XML have no place in a schema.

import { guessTypes, readXml, type SchemaRef, viewSchema } from '../../spec/index.ts';
import type { ContractCode } from '../finding.ts';
import type { PactBody } from '../pact/index.ts';
import type { FindingCollector } from './finding-collector.ts';
import { compareBody } from './matchers/compare-body.ts';

/** What the example alone shows; the rest is about matchers. */
const SHOWN: readonly ContractCode[] = ['response.body.invalid', 'response.body.unknown-property'];

/** Adds what the document contradicts, at places as in JSON: `…/content/price` for `<order><price>`. False: nothing was judged. Throws SchemaError for a schema that doesn't compile. */
export function checkXmlExample(
	collector: FindingCollector,
	{ body, schema, pointer }: { body: PactBody; schema: SchemaRef; pointer: string },
): boolean {
	const text =
		body.kind === 'text' ? body.text : body.kind === 'bytes' ? Buffer.from(body.bytes).toString() : undefined;
	const types = guessTypes(viewSchema(schema));
	// XML whose schema speaks of a text, or of nothing, is that text.
	if (text === undefined || types.size === 0 || (types.size === 1 && types.has('string'))) return false;
	const read = readXml(text, viewSchema(schema));
	const wrong = read.ok ? read.wrongRoot : read.message;
	if (wrong !== undefined) {
		collector.add({
			code: 'response.body.invalid',
			severity: 'error',
			message: `The body that the pact expects ${wrong}`,
			remedy: 'Let the consumer expect what the document says, or correct the document',
			pointer,
			at: schema,
			layer: 'document',
		});
	}
	if (!read.ok) return true;
	const shown: FindingCollector = {
		...collector,
		add: (finding) => {
			if (SHOWN.includes(finding.code)) collector.add(finding);
		},
	};
	compareBody(
		{ collector: shown, rules: [], generators: [], direction: 'response', isTrial: false },
		{ schema, example: read.value, pointer },
	);
	return true;
}
