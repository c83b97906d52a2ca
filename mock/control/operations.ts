// What can be called, each with a call that fits.

import type { JsonObject } from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import { answer, type ControlCall, type Reply } from './call.ts';

/** `listOperations` */
export function listOperations({ engine: { router, options } }: ControlCall): Reply {
	return answer({ operations: router.plans.map((plan) => renderOperation(plan, options.auth)) });
}

function renderOperation({ operation }: OperationPlan, auth: MockOptions['auth']): JsonObject {
	const { id, method, pathTemplate, responses } = operation;
	const sample = createSampleCall(operation, auth);
	return {
		operationId: id,
		method: method.toUpperCase(),
		path: pathTemplate,
		statuses: [...responses.keys()],
		sample: { ...sample, headers: sample.headers.map((header) => [...header]) },
	};
}
