// Exchanges to interactions: each described, those that say the same made one, in an order that no traffic changes.

import type { RecordedExchange, ScenarioSummary } from '../../mock/inner.ts';
import {
	type ApiDocument,
	getOwn,
	getString,
	type JsonValue,
	type Operation,
	type Resource,
} from '../../spec/index.ts';
import { blankFields, blankTexts, writeCanonical } from './canonical.ts';
import { chooseState } from './choose-provider-state.ts';
import { describeQuery, describeRequestHeaders } from './describe-fields.ts';
import { describeMessageBody } from './describe-message-body.ts';
import { describePath, readPath, readTarget } from './describe-path.ts';
import type { Composition, Draft } from './draft.ts';
import { finishGroup } from './finish-group.ts';
import { describeInteraction, shortHash } from './interaction-description.ts';
import { noteMissingCredentials } from './miss-credentials.ts';
import { createNotice, type Selected, selectExchange } from './select-exchanges.ts';
import type { Expect, Interaction } from './write-types.ts';

/** Composes interactions. The order of the exchanges changes nothing. */
export function composeInteractions(
	exchanges: readonly RecordedExchange[],
	args: {
		documents: readonly ApiDocument[];
		scenarios: readonly ScenarioSummary[];
		expect?: Expect | undefined;
	},
): Composition {
	const { documents, scenarios, expect } = args;
	const operations = new Map(
		documents.flatMap((one) => one.operations.map((operation): [string, Operation] => [operation.id, operation])),
	);
	const resources = new Map(documents.flatMap((one) => [...one.resources]));
	const result: Composition = { interactions: [], refused: [], leftOut: [], notes: [], wanted: [], saysNothing: [] };
	const isCounted = listCounted(exchanges, resources);
	const drafts: Draft[] = [];
	for (const exchange of exchanges) {
		const selection = selectExchange(exchange, operations);
		if (selection.kind === 'refused') result.refused.push(selection.notice);
		if (selection.kind === 'left-out') result.leftOut.push(selection.notice);
		if (selection.kind !== 'selected') continue;
		const draft = draftInteraction(selection.selected, { scenarios, resources, operations, isCounted }, result);
		if (draft) drafts.push(draft);
	}
	const groups = Map.groupBy(settleConflicts(drafts, result), ({ topic, description }) => `${description}\n${topic}`);
	const composed = [...groups.values()].flatMap((group) => finishGroup(group, { result, expect }));
	result.interactions = nameApart(composed);
	result.notes = [...new Set([...result.notes, ...noteMissingCredentials(drafts)])].sort();
	result.saysNothing.sort();
	return result;
}

/** Keys that the mock made up when the entity was created: they count the requests before, and so differ from run to run. */
function listCounted(
	exchanges: readonly RecordedExchange[],
	resources: ReadonlyMap<string, Resource>,
): (session: string, resource: string, key: string) => boolean {
	const counted = new Set<string>();
	for (const { session, why, request } of exchanges) {
		const entity = why['entity'] as JsonValue | undefined;
		const [name = '', key = ''] = [getString(entity, 'resource'), getString(entity, 'key')];
		const sent = getOwn(request.body, resources.get(name)?.key ?? '');
		if (getString(entity, 'outcome') === 'created' && String(sent) !== key) counted.add(`${session}\n${name}\n${key}`);
	}
	return (session, resource, key) => counted.has(`${session}\n${resource}\n${key}`);
}

function draftInteraction(
	selected: Selected,
	known: {
		scenarios: readonly ScenarioSummary[];
		resources: ReadonlyMap<string, Resource>;
		operations: ReadonlyMap<string, Operation>;
		isCounted: (session: string, resource: string, key: string) => boolean;
	},
	result: Composition,
): Draft | undefined {
	const { exchange, operation, status } = selected;
	const leaveOut = (code: string, message: string): undefined => {
		result.leftOut.push(createNotice(exchange, code, message));
	};
	const target = readTarget(exchange.request.target);
	const path = readPath(target.path, operation);
	if (!path) return leaveOut('write.path', `its path is not that of ${operation.id}`);
	const isCounted = (resource: string, key: string): boolean => known.isCounted(exchange.session, resource, key);
	const choice = chooseState({ ...known, exchange, operation, pathValues: path.values, isCounted });
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
	const place = [states, request.method, request.path];
	const question = writeCanonical([...place, query.fields, headers.fields, body?.body.content ?? null]);
	const texts = [blankFields(query.fields, query.rules), headers.fields, body ? blankTexts(body.body) : null];
	const topic = writeCanonical([...place, ...texts]);
	return { selected, substitutions, request, states, description, question, topic, wanted: choice.wanted };
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
