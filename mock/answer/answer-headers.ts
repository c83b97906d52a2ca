// The headers that the document gives an answer: those that must be there, and those it shows a value for.

import { findKeyword, type JsonValue } from '../../spec/index.ts';
import { toHeaderText } from '../journal/reasons.ts';
import type { Session } from '../session/session.ts';
import type { Answer, EntityMention } from '../types/answer.ts';
import type { ListPage } from '../types/list-page.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { AnswerPlanned, HeaderPlan } from './answer-plan.ts';
import { generateFrom } from './complete-entity.ts';
import { readPageHeader } from './page-headers.ts';

/** Adds the documented headers to an answer. `Location` leads to what was created. */
export function composeHeaders(args: {
	answer: Answer;
	headers: readonly HeaderPlan[];
	plan: AnswerPlanned;
	session: Session;
	request: CheckedRequest | undefined;
	mention: EntityMention | undefined;
	/** Of a list. */
	page: ListPage | undefined;
}): void {
	const { answer, headers, plan, session, request, mention, page } = args;
	const location = mention?.outcome === 'created' && request ? locate(plan, { request, mention }) : undefined;
	for (const { definition, schema } of headers) {
		const { name, required, example } = definition;
		let value: JsonValue | undefined = name === 'location' ? location : undefined;
		// RFC 9110 §10.2.2 allows both forms of a Location; `format: uri` asks for the absolute one.
		if (value !== undefined && location !== undefined && schema.validate?.(value).length) {
			value = `http://${request?.request.headers['host'] ?? 'localhost'}${location}`;
		}
		value ??= page && readPageHeader(name, page, schema.view);
		value ??= example ?? findDefault(schema);
		if (value === undefined && required) {
			const seed = session.random.seedFor(`header/${plan.operation.id}/${answer.status}/${name}`);
			const made = generateFrom(schema.view, { session, seed });
			if (made.ok) value = made.value;
		}
		if (value !== undefined) answer.headers[name] = toHeaderText(serializeSimple(value, definition.explode));
	}
	// Without a body, nothing else tells where the new entity is (RFC 9110 §15.3.2).
	if (location !== undefined && answer.body === undefined && answer.headers['location'] === undefined) {
		answer.headers['Location'] = toHeaderText(location);
	}
}

function findDefault({ view }: HeaderPlan['schema']): JsonValue | undefined {
	return findKeyword(view, 'default');
}

/** Style simple (OpenAPI 3.1.1 §4.8.12.6). */
function serializeSimple(value: JsonValue, explode: boolean): string {
	if (Array.isArray(value)) return value.map(String).join(',');
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.entries(value)
		.map(([name, member]) => (explode ? `${name}=${String(member)}` : `${name},${String(member)}`))
		.join(',');
}

/** The path of the operation that reads what was created, below the same base path as the request. */
function locate(
	{ readBy, operation }: AnswerPlanned,
	{ request, mention }: { request: CheckedRequest; mention: EntityMention },
): string | undefined {
	if (!readBy) return undefined;
	const { effect } = readBy;
	const keyName = effect && 'key' in effect && effect.key.kind === 'path' ? effect.key.name : undefined;
	const path = readBy.pathTemplate.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
		encodeURIComponent(String(name === keyName ? mention.key : (request.path.get(name) ?? ''))),
	);
	const own = operation.pathTemplate.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
		encodeURIComponent(String(request.path.get(name) ?? '')),
	);
	const before = request.request.path;
	return (before.endsWith(own) ? before.slice(0, before.length - own.length) : '') + path;
}
