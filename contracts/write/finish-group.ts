// The answers of exchanges that ask the same: what the pact expects of them.

import { saysNothing } from '../pact/index.ts';
import { writeCanonical } from './canonical.ts';
import { EVERYTHING, type Reads } from './describe-body.ts';
import { describeResponseHeaders } from './describe-fields.ts';
import { describeMessageBody } from './describe-message-body.ts';
import type { Composition, Draft } from './draft.ts';
import { dropNulls } from './drop-nulls.ts';
import { createNotice } from './select-exchanges.ts';
import { keepRulesOf, shareValues } from './share-values.ts';
import { showEntity } from './show-entity.ts';
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
	const unsaid = new Set<string>();
	const nulls = new Set<string>();
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
		for (const pointer of body?.unsaid ?? []) unsaid.add(pointer);
		for (const pointer of body?.nulls ?? []) nulls.add(pointer);
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
	interaction = withoutNulls(interaction, nulls, result);
	for (const pointer of [...unsaid].sort()) {
		result.notes.push(
			`of the items of ${pointer || 'the list'} in the answer of "${interaction.description}" nothing is expected: null stands beside objects or lists there, and no matcher takes both`,
		);
	}
	const [first] = group;
	if (first?.wanted) result.wanted.push({ scenario: first.wanted, shown: showEntity(group, { interaction, reads }) });
	if (!isSilent(interaction, group)) return [interaction];
	const known = group.every(
		({ selected: { exchange } }) => exchange.reads && !exchange.reads.whole.includes(EVERYTHING),
	);
	if (known) return [{ ...interaction, readsNothing: true }];
	result.saysNothing.push(interaction.description);
	return [interaction];
}

function withoutNulls(interaction: Interaction, places: ReadonlySet<string>, result: Composition): Interaction {
	const { response, description } = interaction;
	if (!response.body || places.size === 0) return interaction;
	const { body, dropped } = dropNulls(response.body, places);
	for (const pointer of dropped) {
		result.notes.push(
			`of ${pointer || 'the body'} in the answer of "${description}" nothing is expected: it was null, where an object or a list may stand, and no matcher takes both`,
		);
	}
	return { ...interaction, response: { ...response, body } };
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
