// A body that an operation's document has for one of its answers: what a one-off begins with.

import { findMediaType, getOwn, getString, isJsonType, machine, viewSchema } from '../../spec/index.ts';
import type { Variant } from '../answer/generate/context.ts';
import { generateValue } from '../answer/generate.ts';
import { findResponse } from '../scenarios/reply.ts';
import { answer, type ControlCall, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { findOperation } from './operations.ts';

/** `makeAnswer` */
export function makeAnswer(call: ControlCall): Reply {
	const body = readObject(call);
	const status = Number(getOwn(body, 'status'));
	const form = getString(body, 'form') as Variant | undefined;
	return findOperation(call, readPath(call, 'operation'), ({ operation }) => {
		const response = findResponse(operation, status);
		if (!response) return refuseCall(409, `The document has no ${status} for ${operation.id}.`);
		const named = getString(body, 'mediaType');
		const { mediaTypes } = response;
		const mediaType =
			named === undefined
				? (mediaTypes.find(({ type }) => isJsonType(type)) ?? mediaTypes[0])
				: findMediaType(mediaTypes, named);
		if (!mediaType)
			return refuseCall(
				409,
				`The ${status} of ${operation.id} has no body${named === undefined ? '' : ` of the type ${named}`}.`,
			);
		const [example] = form === undefined ? mediaType.examples : [];
		if (example) return answer({ mediaType: mediaType.type, body: example.value });
		const made = generateValue({
			view: viewSchema(mediaType.schema),
			seed: 1,
			nowMs: machine.dateMs(),
			direction: 'response',
			variant: form,
			isOneOff: true,
		});
		return made.ok
			? answer({ mediaType: mediaType.type, body: made.value })
			: refuseCall(409, `Nothing could be made that fits: ${made.reason} (${made.pointer}).`);
	});
}
