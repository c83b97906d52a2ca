// A small orders API as values, for the tests of this folder.

import { type OperationPlan, routeOperations } from '../../../mock/pipeline/operation-plan.ts';
import type { CheckedRequest } from '../../../mock/types/request.ts';
import type {
	ApiDocument,
	Effect,
	EffectValue,
	Expression,
	JsonObject,
	JsonValue,
	Operation,
	Parameter,
	Resource,
} from '../../../spec/index.ts';

export const ORDER: Resource = {
	name: 'order',
	key: 'order_id',
	scope: ['shop'],
	state: 'status',
	initial: 'NEW',
	states: new Map([
		['NEW', { name: 'NEW', expires: { at: 'open_until', to: 'LAPSED' } }],
		['PAID', { name: 'PAID' }],
		['SHIPPED', { name: 'SHIPPED' }],
		['LAPSED', { name: 'LAPSED' }],
	]),
	inferred: false,
	pointer: '/x-lifecycle/order',
};

/** A resource without states and without a scope. */
export const NOTE: Resource = {
	name: 'note',
	key: 'id',
	scope: [],
	states: new Map(),
	inferred: true,
	pointer: '/paths/~1notes',
};

export const RESOURCES: ReadonlyMap<string, Resource> = new Map([
	['order', ORDER],
	['note', NOTE],
]);

export function documentWith(root: JsonObject): ApiDocument {
	return {
		file: 'orders.yaml',
		title: 'Orders',
		version: '1',
		root,
		basePaths: [''],
		operations: [],
		resources: RESOURCES,
		locate: (pointer) => ({ file: 'orders.yaml', line: 1, column: 1, pointer }),
		findings: [],
	};
}

const DOCUMENT: ApiDocument = documentWith({});

export function body(pointer: string): Expression {
	return { kind: 'body', pointer, source: `$request.body#${pointer}` };
}

export function path(name: string): Expression {
	return { kind: 'path', name, source: `$request.path.${name}` };
}

/** `effectOf({ kind: 'read', resource: 'order', key: path('order_id') })` with the parts that every effect has. */
export function effectOf<T extends { kind: Effect['kind']; resource: string }>(
	part: T,
): T & { pointer: string; inferred: boolean } {
	return { pointer: '', inferred: false, ...part };
}

export function settings(set: Record<string, EffectValue>): ReadonlyMap<string, EffectValue> {
	return new Map(Object.entries(set));
}

export function pathParameter(name: string, schema: JsonValue = { type: 'string' }): Parameter {
	return {
		name,
		in: 'path',
		required: true,
		deprecated: false,
		style: 'simple',
		explode: false,
		allowReserved: false,
		allowEmptyValue: false,
		pointer: '',
		schema: { document: DOCUMENT, pointer: '', value: schema },
	};
}

export function operationOf(part: Partial<Operation> & Pick<Operation, 'id' | 'pathTemplate'>): Operation {
	return {
		method: 'get',
		document: DOCUMENT,
		pointer: '',
		tags: [],
		parameters: [],
		callbacks: [],
		responses: new Map(),
		security: [],
		...part,
	};
}

export function planOf(operation: Operation): OperationPlan {
	return routeOperations([operation]).plans[0] as OperationPlan;
}

export function requestOf(
	plan: OperationPlan,
	part: {
		path?: Record<string, JsonValue>;
		query?: Record<string, JsonValue>;
		header?: Record<string, JsonValue>;
		body?: JsonValue;
	} = {},
): CheckedRequest {
	return {
		request: {
			method: 'GET',
			target: '/orders/1?x=1',
			path: '/orders/1',
			query: 'x=1',
			headers: { host: 'shop.test', 'x-plain': 'yes' },
			rawHeaders: [],
		},
		operation: plan.operation,
		path: new Map(Object.entries(part.path ?? {})),
		query: new Map(Object.entries(part.query ?? {})),
		header: new Map(Object.entries(part.header ?? {})),
		cookie: new Map(),
		body: part.body,
	};
}

const CREATE_SETTINGS = settings({
	open_until: { kind: 'after', expression: body('/open_for'), default: 'PT1H', max: 'P30D' },
	priority: { kind: 'or-default', expression: body('/priority'), default: 'NORMAL' },
});

export const OPERATIONS = {
	create: operationOf({
		id: 'createOrder',
		method: 'post',
		pathTemplate: '/shops/{shop}/orders',
		effect: effectOf({ kind: 'create', resource: 'order', set: CREATE_SETTINGS }),
	}),
	read: operationOf({
		id: 'getOrder',
		pathTemplate: '/shops/{shop}/orders/{order_id}',
		parameters: [pathParameter('shop'), pathParameter('order_id', { type: 'string', format: 'uuid' })],
		effect: effectOf({ kind: 'read', resource: 'order', key: path('order_id') }),
	}),
	list: operationOf({
		id: 'listOrders',
		pathTemplate: '/shops/{shop}/orders',
		effect: effectOf({
			kind: 'list',
			resource: 'order',
			items: '/orders',
			paging: { limit: 'limit', offset: 'offset', page: 'page', defaultLimit: 3 },
			filters: [{ parameter: 'status', property: 'status' }],
		}),
	}),
	pay: operationOf({
		id: 'payOrder',
		method: 'post',
		pathTemplate: '/shops/{name}/orders/{id}/pay',
		effect: effectOf({
			kind: 'move',
			resource: 'order',
			key: path('id'),
			from: ['NEW'],
			to: 'PAID',
			set: settings({ paid_at: { kind: 'now' } }),
		}),
	}),
	replace: operationOf({
		id: 'replaceOrder',
		method: 'put',
		pathTemplate: '/shops/{shop}/orders/{order_id}',
		effect: effectOf({ kind: 'replace', resource: 'order', key: path('order_id'), set: new Map() }),
	}),
	patch: operationOf({
		id: 'patchOrder',
		method: 'patch',
		pathTemplate: '/shops/{shop}/orders/{order_id}',
		effect: effectOf({ kind: 'patch', resource: 'order', key: path('order_id'), set: new Map() }),
	}),
	remove: operationOf({
		id: 'deleteOrder',
		method: 'delete',
		pathTemplate: '/shops/{shop}/orders/{order_id}',
		effect: effectOf({ kind: 'delete', resource: 'order', key: path('order_id') }),
	}),
	anywhere: operationOf({
		id: 'findOrder',
		pathTemplate: '/orders/{order_id}',
		effect: effectOf({ kind: 'read', resource: 'order', key: path('order_id') }),
	}),
	plain: operationOf({ id: 'ping', pathTemplate: '/ping' }),
} as const;
