// One message's body, from the journal to the pact.

import type { RecordedExchange, Substitutions } from '../../mock/inner.ts';
import { findMediaType, isJsonType, type JsonValue, type MediaType } from '../../spec/index.ts';
import { ANY_BODY } from './derive-matchers.ts';
import { type DescribedBody, describeBody, type Reads } from './describe-body.ts';
import { plainTypeOf } from './select-exchanges.ts';
import type { Expect, PactBody, Rule } from './write-types.ts';

/** A message's body as the pact has it; `undefined` where there is none. */
export function describeMessageBody(
	message: RecordedExchange['request'] | RecordedExchange['response'],
	args: {
		mediaTypes: readonly MediaType[];
		direction: 'request' | 'response';
		reads: Reads;
		expect?: Expect | undefined;
		substitutions: Substitutions;
	},
): ({ body: PactBody } & Pick<DescribedBody, 'hidden' | 'guessed' | 'unsaid' | 'nulls'>) | undefined {
	if (message.body === undefined || message.bodyBytes === 0) return undefined;
	const contentType = plainTypeOf(message);
	const mediaType = findMediaType(args.mediaTypes, contentType);
	// Text has no parts to speak of: that there is some, of this kind, is all that is said.
	const value: JsonValue = isJsonType(contentType) ? message.body : String(message.body);
	const examples = (mediaType?.examples ?? []).map((example) => example.value);
	const { hidden, guessed, unsaid, nulls, ...described } = describeBody({
		...args,
		value,
		schema: mediaType?.schema,
		examples,
	});
	const rules = isJsonType(contentType)
		? described.rules
		: new Map([...described.rules].map(([at, rule]) => [at, asText(rule)]));
	return { body: { ...described, rules, contentType }, hidden, guessed, unsaid, nulls };
}

function asText(rule: Rule): Rule {
	return rule.matchers.every(({ match }) => match === 'regex') ? rule : ANY_BODY;
}
