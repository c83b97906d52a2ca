// One operation that both documents have.

import { resolvePointer } from '../../../spec/index.ts';
import { readSunset } from '../sunset.ts';
import { compareCallbacks, compareRequestBody } from './compare-bodies.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareResponses } from './compare-responses.ts';
import { compareSecurity } from './compare-security.ts';
import { type ComparedOperation, placeIn } from './compared-operation.ts';

/** Adds all that changed of an operation, in the order of a call. */
export function compareOperation(both: ComparedOperation): void {
	compareStanding(both);
	compareSecurity(both);
	compareParameters(both);
	compareRequestBody(both);
	compareResponses(both);
	compareCallbacks(both);
}

/** Its id, and whether it goes away. */
function compareStanding({ before, after, add }: ComparedOperation): void {
	const place = { old: placeIn(before, before.pointer), new: placeIn(after, after.pointer) };
	if (before.id !== after.id && !before.id.includes(' ') && !after.id.includes(' ')) {
		const message = `The operationId is ${after.id} now, it was ${before.id}: generated clients call it otherwise`;
		add({ code: 'operation.id-changed', message, ...place });
	}
	const [was, is] = [before, after].map(({ document, pointer }) => readSunset(resolvePointer(document.root, pointer)));
	if (!was || !is) return;
	if (!was.isDeprecated && is.isDeprecated) {
		const message = `The operation is deprecated now${is.day === undefined ? '' : `, and stays until ${is.day}`}`;
		add({ code: 'operation.deprecated', message, ...place });
	} else if (was.isDeprecated && !is.isDeprecated) {
		add({ code: 'operation.reactivated', message: 'The operation is no longer deprecated', ...place });
	} else if (was.day !== undefined && is.day === undefined) {
		add({
			code: 'operation.sunset-removed',
			message: `The operation was to stay until ${was.day}, and no day is told any more`,
			...place,
		});
	} else if (was.day !== is.day && was.day !== undefined && is.day !== undefined) {
		const isEarlier = Date.parse(is.day) < Date.parse(was.day);
		add({
			code: isEarlier ? 'operation.sunset-earlier' : 'operation.sunset-changed',
			message: `The operation stays until ${is.day}, before it was ${was.day}`,
			...place,
		});
	}
}
