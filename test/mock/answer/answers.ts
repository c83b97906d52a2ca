// Documents of one operation, and sessions without a store: enough to compose and prove answers.

import type { AnswerSource } from '../../../mock/answer/answer-source.ts';
import { composeAnswer } from '../../../mock/answer/compose.ts';
import { createRandom } from '../../../mock/chance/random.ts';
import { type OperationPlan, routeOperations } from '../../../mock/pipeline/operation-plan.ts';
import type { Session } from '../../../mock/session/session.ts';
import type { Answer, EntityMention } from '../../../mock/types/answer.ts';
import type { CheckedRequest } from '../../../mock/types/request.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';

/** `GET /orders/{id}` with these responses. */
export async function planWith(responses: JsonObject, schemas: JsonObject = {}): Promise<OperationPlan> {
	const document = await loadDocument(
		{
			openapi: '3.1.0',
			info: { title: 'orders', version: '1' },
			paths: {
				'/orders/{id}': {
					get: {
						operationId: 'getOrder',
						parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
						responses,
					},
				},
			},
			components: { schemas },
		},
		{ infer: false },
	);
	const [operation] = document.operations;
	if (!operation) throw new Error('the document has no operation');
	const plan = routeOperations([operation]).plans[0];
	if (!plan) throw new Error('no plan');
	return plan;
}

/** A 200 with this JSON schema. */
export function planOf(schema: JsonValue, schemas: JsonObject = {}, more: JsonObject = {}): Promise<OperationPlan> {
	return planWith({ '200': { description: '', content: { 'application/json': { schema, ...more } } } }, schemas);
}

export function sessionWith(variant?: Session['variant'], seed = 1): Session {
	const clock = { nowMs: () => Date.parse('2026-01-15T09:00:00Z') };
	return {
		name: 'default',
		clock,
		random: createRandom(seed, 'default'),
		...(variant && { variant }),
	} as unknown as Session;
}

export function requestWith(plan: OperationPlan, headers: Record<string, string> = {}): CheckedRequest {
	const request = { method: 'GET', target: '/v1/orders/1', path: '/v1/orders/1', query: '', headers, rawHeaders: [] };
	const none = new Map<string, JsonValue>();
	return {
		request,
		operation: plan.operation,
		path: new Map([['id', '1']]),
		query: none,
		header: none,
		cookie: none,
		body: undefined,
	};
}

export const READ: EntityMention = { resource: 'order', key: '1', outcome: 'read' };

/** The answer of a plan to a plain request. */
export function compose(
	plan: OperationPlan,
	source: AnswerSource,
	options: { status?: number; accept?: string; session?: Session; dynamic?: boolean } = {},
): Answer {
	const { accept, session = sessionWith(), ...rest } = options;
	return composeAnswer({
		plan,
		session,
		request: requestWith(plan, accept === undefined ? {} : { accept }),
		source,
		...rest,
	});
}

/** The answer about an entity. */
export function composeEntity(plan: OperationPlan, entity: JsonObject, session?: Session): Answer {
	return compose(plan, { kind: 'entity', mention: READ, entity }, session ? { session } : {});
}
