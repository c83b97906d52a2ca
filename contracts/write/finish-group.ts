// The answers of exchanges that ask the same: what the pact expects of them.

import type { RecordedExchange, Substitutions } from '../../mock/inner.ts';
import { findMediaType, isJsonType, type JsonValue, type MediaType, resolvePointer } from '../../spec/index.ts';
import { saysNothing } from '../pact/index.ts';
import { writeCanonical } from './canonical.ts';
import { describeBody, EVERYTHING, type Reads } from './describe-body.ts';
import { describeResponseHeaders } from './describe-fields.ts';
import type { Composition, Draft } from './draft.ts';
import { createNotice, plainTypeOf } from './select-exchanges.ts';
import { keepRulesOf, shareValues } from './share-values.ts';
import { showBlocker } from './show-blocker.ts';
import type { Expect, Interaction, PactBody, Rule, Rules } from './write-types.ts';

/** The interaction of exchanges that ask the same and get the same. */
export function finishGroup(
	drafts: readonly Draft[],
	{ result, expect }: { result: Composition; expect: Expect | undefined },
): Interaction[] {
	const group = [...drafts].sort((a, b) => (a.question < b.question ? -1 : 1));
	const reads = joinReads(group);
	if (group.some(({ selected }) => selected.exchange.reads?.whole.includes(EVERYTHING))) {
		result.notes.push(
			`an answer of "${group[0]?.description}" was taken as text, bytes or a stream, so that nobody knows what was read of it: what the document says is expected`,
		);
	}
	let interaction: Interaction | undefined;
	for (const draft of group) {
		const { exchange, operation, definition, status } = draft.selected;
		const isHead = operation.method === 'head';
		const body = isHead
			? undefined
			: describeMessageBody(exchange.response, {
					expect,
					mediaTypes: definition.mediaTypes,
					direction: 'response',
					reads,
					substitutions: draft.substitutions,
				});
		if (body && body.hidden.length > 0) {
			result.leftOut.push(
				createNotice(
					exchange,
					'write.personal',
					`${body.hidden[0]} is personal, and the document has no example to show instead`,
				),
			);
			continue;
		}
		const headers = describeResponseHeaders(exchange.response, definition.headers);
		const response = { status, headers: headers.fields, headerRules: headers.rules, ...(body && { body: body.body }) };
		const own: Interaction = {
			description: draft.description,
			states: draft.states,
			request: draft.request,
			response,
			...(body && body.guessed.length > 0 && { guessed: body.guessed }),
		};
		interaction = interaction ? mergeInteractions(interaction, own, reads) : own;
	}
	if (!interaction) return [];
	const [first] = group;
	if (first?.wanted) result.wanted.push({ scenario: first.wanted, shown: findShown(first, interaction) });
	if (!isSilent(interaction, group)) return [interaction];
	const known = group.every(
		({ selected: { exchange } }) => exchange.reads && !exchange.reads.whole.includes(EVERYTHING),
	);
	if (known) return [{ ...interaction, readsNothing: true }];
	result.saysNothing.push(interaction.description);
	return [interaction];
}

/** What the answer shows of the entity that the state is about. */
function findShown(draft: Draft, interaction: Interaction): JsonValue | undefined {
	const { selected, wanted } = draft;
	const { response } = interaction;
	if (wanted?.isInTheWay) return showBlocker(draft, interaction);
	const { effect } = selected.operation;
	const { answer } = effect ?? {};
	if (!response.body || response.status >= 300 || answer === undefined || effect?.resource !== wanted?.resource)
		return undefined;
	return resolvePointer(response.body.content, answer);
}

/** An object, or a list of them, was answered, and nothing of it is expected. */
function isSilent({ response }: Interaction, group: readonly Draft[]): boolean {
	const content = response.body?.content;
	if (content === undefined || !saysNothing(content) || response.status >= 400) return false;
	return group.some(({ selected }) => {
		const { body } = selected.exchange.response;
		return body !== undefined && !saysNothing(body) && !(Array.isArray(body) && body.length === 0);
	});
}

/** What all of them have read; what is only known to be required is added where one of them was not followed. */
function joinReads(group: readonly Draft[]): Reads {
	const known = group.map(({ selected }) => selected.exchange.reads);
	if (known.every((reads) => reads === undefined)) return undefined;
	const read = new Set(known.flatMap((reads) => reads?.read ?? []));
	const whole = new Set(known.flatMap((reads) => reads?.whole ?? [EVERYTHING]));
	return { read, whole };
}

/** The request of the first; of the answer what both have, and what was read of one. */
function mergeInteractions(a: Interaction, b: Interaction, reads: Reads): Interaction {
	const [left, right] = [a.response.body, b.response.body];
	if (!left || !right) return left ? a : { ...a, response: b.response };
	const isKept = (pointer: string): boolean => reads?.read.has(pointer) === true;
	const content = shareValues(left.content, right.content, { pointer: '', isKept });
	const body: PactBody = { ...left, content, rules: keepRulesOf(content, mergeRules(left.rules, right.rules)) };
	const guessed = [...new Set([...(a.guessed ?? []), ...(b.guessed ?? [])])].sort();
	return { ...a, response: { ...a.response, body }, ...(guessed.length > 0 && { guessed }) };
}

/** Of two rules for one place the wider one: that with more matchers, else the first in the order of their JSON. */
function mergeRules(a: Rules, b: Rules): Rules {
	const merged = new Map<string, Rule>(a);
	for (const [place, rule] of b) {
		const known = merged.get(place);
		const isWider =
			known === undefined ||
			rule.matchers.length > known.matchers.length ||
			(rule.matchers.length === known.matchers.length && writeCanonical(rule) < writeCanonical(known));
		if (isWider) merged.set(place, rule);
	}
	return merged;
}

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
): { body: PactBody; hidden: readonly string[]; guessed: readonly string[] } | undefined {
	if (message.body === undefined || message.bodyBytes === 0) return undefined;
	const contentType = plainTypeOf(message);
	const mediaType = findMediaType(args.mediaTypes, contentType);
	// Text has no parts to speak of: that there is some, of this kind, is all that is said.
	const value: JsonValue = isJsonType(contentType) ? message.body : String(message.body);
	const examples = (mediaType?.examples ?? []).map((example) => example.value);
	const { hidden, guessed, ...described } = describeBody({ ...args, value, schema: mediaType?.schema, examples });
	return { body: { ...described, contentType }, hidden, guessed };
}
