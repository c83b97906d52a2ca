// Exchanges to interactions: each described, those that say the same made one, in an order that no traffic changes.

import type { RecordedExchange, ScenarioSummary } from '../../mock/inner.ts';
import {
	type ApiDocument,
	findMediaType,
	isJsonType,
	type JsonValue,
	type MediaType,
	type Operation,
	type Resource,
	writeCanonicalJson,
} from '../../spec/index.ts';
import { chooseState } from './choose-provider-state.ts';
import { describeBody, EVERYTHING, mergeValues, type Reads } from './describe-body.ts';
import { describeQuery, describeRequestHeaders, describeResponseHeaders } from './describe-fields.ts';
import { describePath, readPath, readTarget } from './describe-path.ts';
import { describeInteraction, shortHash } from './interaction-description.ts';
import { createNotice, plainTypeOf, type Selected, selectExchange } from './select-exchanges.ts';
import type { Substitutions } from './stable-value.ts';
import type { Interaction, Notice, PactBody, Rule, Rules } from './write-types.ts';

/** What the exchanges came to. */
export interface Composition {
	interactions: Interaction[];
	refused: Notice[];
	leftOut: Notice[];
	notes: string[];
}

/** An exchange whose request is described already. */
interface Draft {
	selected: Selected;
	substitutions: Substitutions;
	request: Interaction['request'];
	states: Interaction['states'];
	description: string;
	/** Equal for exchanges that ask the same in the same state. */
	question: string;
}

/** Composes interactions. The order of the exchanges changes nothing. */
export function composeInteractions(
	exchanges: readonly RecordedExchange[],
	{ documents, scenarios }: { documents: readonly ApiDocument[]; scenarios: readonly ScenarioSummary[] },
): Composition {
	const operations = new Map(
		documents.flatMap((one) => one.operations.map((operation): [string, Operation] => [operation.id, operation])),
	);
	const resources = new Map(documents.flatMap((one) => [...one.resources]));
	const result: Composition = { interactions: [], refused: [], leftOut: [], notes: [] };
	const drafts: Draft[] = [];
	for (const exchange of exchanges) {
		const selection = selectExchange(exchange, operations);
		if (selection.kind === 'refused') result.refused.push(selection.notice);
		if (selection.kind === 'left-out') result.leftOut.push(selection.notice);
		if (selection.kind !== 'selected') continue;
		const draft = draftInteraction(selection.selected, { scenarios, resources }, result);
		if (draft) drafts.push(draft);
	}
	const groups = Map.groupBy(
		settleConflicts(drafts, result),
		({ question, description }) => `${description}\n${question}`,
	);
	const composed = [...groups.values()].flatMap((group) => finishGroup(group, result));
	result.interactions = nameApart(composed);
	result.notes = [...new Set(result.notes)].sort();
	return result;
}

function draftInteraction(
	selected: Selected,
	known: { scenarios: readonly ScenarioSummary[]; resources: ReadonlyMap<string, Resource> },
	result: Composition,
): Draft | undefined {
	const { exchange, operation, status } = selected;
	const leaveOut = (code: string, message: string): undefined => {
		result.leftOut.push(createNotice(exchange, code, message));
	};
	const target = readTarget(exchange.request.target);
	const path = readPath(target.path, operation);
	if (!path) return leaveOut('write.path', `its path is not that of ${operation.id}`);
	const choice = chooseState({ exchange, operationId: operation.id, pathValues: path.values, ...known });
	if (!choice.ok) return leaveOut('write.state', choice.message);
	if (choice.note !== undefined) result.notes.push(choice.note);
	const { substitutions, states } = choice;
	const described = describePath(operation, path, substitutions);
	const query = describeQuery(target.query, operation);
	const headers = describeRequestHeaders(exchange.request, operation);
	const body = describeMessageBody(exchange.request, {
		mediaTypes: operation.requestBody?.mediaTypes ?? [],
		direction: 'request',
		reads: undefined,
		substitutions,
	});
	if (body && body.hidden.length > 0)
		return leaveOut('write.personal', `${body.hidden[0]} is personal, and the document has no example to show instead`);
	const request: Interaction['request'] = {
		method: exchange.request.method,
		path: described.path,
		...(described.rule && { pathRule: described.rule }),
		...(described.generator !== undefined && { pathGenerator: described.generator }),
		query: query.fields,
		queryRules: query.rules,
		headers: headers.fields,
		headerRules: headers.rules,
		...(body && { body: body.body }),
	};
	const description = describeInteraction({ operation, status, query: query.fields, body: body?.body });
	const question = writeCanonical([
		states,
		request.method,
		request.path,
		query.fields,
		headers.fields,
		body?.body.content ?? null,
	]);
	return { selected, substitutions, request, states, description, question };
}

/** One question has one answer: of several, that of a cue stands, else the one with the lowest status. */
function settleConflicts(drafts: readonly Draft[], result: Composition): Draft[] {
	return [...Map.groupBy(drafts, ({ question }) => question).values()].flatMap((group) => {
		const statuses = [...new Set(group.map(({ selected }) => selected.status))].sort((a, b) => a - b);
		if (statuses.length < 2) return group;
		const byCue = group.filter(({ selected }) => selected.exchange.why['cue'] !== undefined);
		const stands = Math.min(...(byCue.length > 0 ? byCue : group).map(({ selected }) => selected.status));
		for (const { selected } of group) {
			if (selected.status === stands) continue;
			result.leftOut.push(
				createNotice(
					selected.exchange,
					'write.conflict',
					`the same request in the same state was answered ${stands} as well`,
				),
			);
		}
		return group.filter(({ selected }) => selected.status === stands);
	});
}

/** The interaction of exchanges that ask the same and get the same. */
function finishGroup(group: readonly Draft[], result: Composition): Interaction[] {
	const reads = joinReads(group);
	let interaction: Interaction | undefined;
	for (const draft of group) {
		const { exchange, definition, status } = draft.selected;
		const body = describeMessageBody(exchange.response, {
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
		const own: Interaction = { description: draft.description, states: draft.states, request: draft.request, response };
		interaction = interaction ? mergeInteractions(interaction, own) : own;
	}
	return interaction ? [interaction] : [];
}

/** What all of them have read; what is only known to be required is added where one of them was not followed. */
function joinReads(group: readonly Draft[]): Reads {
	const known = group.map(({ selected }) => selected.exchange.reads);
	if (known.every((reads) => reads === undefined)) return undefined;
	const read = new Set(known.flatMap((reads) => reads?.read ?? []));
	const whole = new Set(known.flatMap((reads) => reads?.whole ?? [EVERYTHING]));
	return { read, whole };
}

function mergeInteractions(a: Interaction, b: Interaction): Interaction {
	const [left, right] = [a.response.body, b.response.body];
	if (!left || !right) return left ? a : b;
	const content = mergeValues(left.content, right.content);
	const body: PactBody = { ...left, content, rules: mergeRules(left.rules, right.rules) };
	return { ...a, response: { ...a.response, body } };
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

/** Sorted; those that would be called the same in the same state get a few characters of their request behind their names. */
function nameApart(interactions: readonly Interaction[]): Interaction[] {
	const named = [
		...Map.groupBy(interactions, ({ description, states }) => writeCanonical([description, states])).values(),
	].flatMap((group) =>
		group.length === 1
			? group
			: group.map((one) => {
					const { method, path, query, headers, body } = one.request;
					const hash = shortHash(writeCanonical([method, path, query, headers, body?.content ?? null]));
					return { ...one, description: `${one.description} #${hash}` };
				}),
	);
	return named
		.map((one) => ({ one, key: writeCanonical([one.description, one.states, one.request]) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ one }) => one);
}

function describeMessageBody(
	message: RecordedExchange['request'] | RecordedExchange['response'],
	args: {
		mediaTypes: readonly MediaType[];
		direction: 'request' | 'response';
		reads: Reads;
		substitutions: Substitutions;
	},
): { body: PactBody; hidden: readonly string[] } | undefined {
	if (message.body === undefined || message.bodyBytes === 0) return undefined;
	const contentType = plainTypeOf(message);
	const mediaType = findMediaType(args.mediaTypes, contentType);
	// Text has no parts to speak of: that there is some, of this kind, is all that is said.
	const value: JsonValue = isJsonType(contentType) ? message.body : String(message.body);
	const examples = (mediaType?.examples ?? []).map((example) => example.value);
	const { hidden, ...described } = describeBody({ ...args, value, schema: mediaType?.schema, examples });
	return { body: { ...described, contentType }, hidden };
}

/** One text for all descriptions that say the same; maps keep their order, for it is sorted already. */
function writeCanonical(value: unknown): string {
	return writeCanonicalJson(toPlain(value));
}

function toPlain(value: unknown): JsonValue {
	if (value instanceof Map) return [...value].map(toPlain);
	if (Array.isArray(value)) return value.map(toPlain);
	if (typeof value !== 'object' || value === null) return (value ?? null) as JsonValue;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}
