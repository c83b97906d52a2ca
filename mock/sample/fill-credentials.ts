// Credentials that were blotted out of a request, so that it can be sent again inside of the mock.

import type { Operation } from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { BLOT } from '../text/blot.ts';
import { createSampleCall } from './sample-call.ts';

/** The headers, name after name, with those of a sample of the operation in the place of what was blotted out; else without them. */
export function fillCredentials(
	headers: readonly (readonly [name: string, value: string])[],
	{ operation, auth }: { operation: Operation | undefined; auth: MockOptions['auth'] },
): string[] {
	const sample = new Map(
		operation && createSampleCall(operation, auth).headers.map(([name, value]) => [name.toLowerCase(), value]),
	);
	return headers.flatMap(([name, value]) => {
		const lower = name.toLowerCase();
		const text = value === BLOT ? sample.get(lower) : value;
		return text === undefined || lower === 'content-length' ? [] : [name, text];
	});
}
