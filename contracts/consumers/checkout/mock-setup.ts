// One mock for all workers of the checkout's tests: the one that is named, else one of its own.

import type { TestProject } from 'vitest/node';
import { startMock } from '../../../mock/index.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		mockUrl: string;
	}
}

/** Vitest's global set-up: runs once, in front of all workers. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const named = process.env['CHECKOUT_MOCK_URL'];
	if (named !== undefined && named !== '') {
		project.provide('mockUrl', named);
		return async () => {};
	}
	const mock = await startMock({ port: 0 });
	project.provide('mockUrl', mock.url);
	return () => mock.close();
}
