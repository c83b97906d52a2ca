// What can be called, each with a call that fits.

import {
	describeEffect,
	findNamed,
	formatOverlay,
	inlineSchema,
	type JsonObject,
	type MediaType,
	type Operation,
	type Resource,
	type SchemaRef,
	tellUnnamed,
} from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import { answer, type ControlCall, type Reply, readPath, refuseCall } from './call.ts';

/** `listOperations` */
export function listOperations({ engine: { router, options, resources } }: ControlCall): Reply {
	return answer({ operations: router.plans.map((plan) => renderOperation(plan, { auth: options.auth, resources })) });
}

/** `getOperation` */
export function getOperation(call: ControlCall): Reply {
	const { options, resources } = call.engine;
	return findOperation(call, readPath(call, 'operation'), (plan) =>
		answer({ ...renderOperation(plan, { auth: options.auth, resources }), ...renderParts(plan.operation) }),
	);
}

/** Gives the operation of this name to `take`; 404 with the near ones where no document has it. */
export function findOperation<Result>(
	{ engine: { router } }: ControlCall,
	name: string,
	take: (plan: OperationPlan) => Result,
): Result | Reply {
	const named = findNamed(
		name,
		router.plans.map(({ operation }) => operation),
	);
	if (!named.operation) return refuseCall(404, tellUnnamed(named));
	return take(router.plans.find(({ operation }) => operation === named.operation) as OperationPlan);
}

/** All that a form for the operation, or for an answer of it, has to know. */
function renderParts({ description, parameters, requestBody, responses, security }: Operation): JsonObject {
	return {
		...(description !== undefined && { description }),
		parameters: parameters.map(({ name, in: place, required, schema, content, example }) => ({
			name,
			in: place,
			required,
			...renderSchema(schema ?? content?.schema),
			...(example !== undefined && { example }),
		})),
		...(requestBody && {
			requestBody: { required: requestBody.required, mediaTypes: requestBody.mediaTypes.map(renderMediaType) },
		}),
		responses: [...responses.values()].map(({ key, description: text, headers, mediaTypes }) => ({
			status: key,
			description: text,
			headers: headers.map(({ name, required, schema }) => ({ name, required, ...renderSchema(schema) })),
			mediaTypes: mediaTypes.map(renderMediaType),
		})),
		security: security.map((schemes) =>
			schemes.map(({ name, type, scheme, in: place, parameterName }) => ({
				name,
				type,
				...(scheme !== undefined && { scheme }),
				...(place !== undefined && { in: place }),
				...(parameterName !== undefined && { parameterName }),
			})),
		),
	};
}

function renderMediaType({ type, schema, examples }: MediaType): JsonObject {
	return {
		type,
		...renderSchema(schema),
		examples: examples.map(({ name, value }) => ({ name, value })),
	};
}

function renderSchema(schema: SchemaRef | undefined): JsonObject {
	return schema ? { schema: inlineSchema(schema) } : {};
}

function renderOperation(
	{ operation }: OperationPlan,
	{ auth, resources }: { auth: MockOptions['auth']; resources: ReadonlyMap<string, Resource> },
): JsonObject {
	const { id, method, pathTemplate, responses } = operation;
	const sample = createSampleCall(operation, auth);
	return {
		operationId: id,
		method: method.toUpperCase(),
		path: pathTemplate,
		...(operation.summary !== undefined && { summary: operation.summary }),
		tags: [...operation.tags],
		statuses: [...responses.keys()],
		...renderEffect(operation, resources),
		sample: { ...sample, headers: sample.headers.map((header) => [...header]) },
	};
}

/** What the operation does to the state, or why nothing, with the lines that would give it an effect. */
function renderEffect(operation: Operation, resources: ReadonlyMap<string, Resource>): JsonObject {
	const { effect, document } = operation;
	const resource = effect && resources.get(effect.resource);
	if (effect && resource) {
		const { kind, inferred } = effect;
		return { effect: { kind, resource: resource.name, inferred, does: describeEffect(effect, resource) } };
	}
	const found = document.explainStateless?.(operation);
	if (!found) return {};
	const { reason, lines } = found;
	return { reason, ...(lines !== '' && { lines, overlay: formatOverlay(lines) }) };
}
