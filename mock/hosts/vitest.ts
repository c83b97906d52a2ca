// Tests of Vitest with a mock: one mock a file, one session a test, and no test that sends what the document forbids unseen.

import { test } from 'vitest';
import { startMock } from '../library/start-mock.ts';
import type { Mock, MockSession } from '../library/types.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { describeUnexpected, tellRequests } from './describe-exchanges.ts';

/** The mock's own options, and what becomes of a test that sent what no document has, or what its own forbids. */
export interface MockTestOptions extends Partial<MockOptions> {
	/** Leave such tests alone. Default: false, they fail. One test alone looks at `session.unexpected()` and then `clearRequests()`. */
	allowUnexpected?: boolean;
}

/** What a test is handed. */
export interface MockFixtures<Types = unknown> {
	/** Listens on a free port for as long as the file runs. */
	mock: Mock<Types>;
	/** Of this test alone: `fetch(session.baseUrl + '/orders')`, or `session.headers` beside the mock's own address. */
	session: MockSession<Types>;
}

/**
 * Vitest's `test` with a mock: `const test = createMockTest({ documents: ['openapi.yaml'] })`, then
 * `test('…', async ({ session }) => { … })`. Of a test that fails it prints what the mock was sent, what it answered, and
 * why. `Types`: those of the entities, for `session.entities('order')`.
 */
export function createMockTest<Types = unknown>({ allowUnexpected = false, ...options }: MockTestOptions = {}) {
	let count = 0;
	return test.extend<{ $file: Pick<MockFixtures<Types>, 'mock'>; $test: Pick<MockFixtures<Types>, 'session'> }>({
		mock: [
			// Vitest wants to see what a fixture needs: nothing.
			// biome-ignore lint/correctness/noEmptyPattern: see above
			async ({}, use) => {
				await using mock = await startMock<Types>({ port: 0, log: 'silent', ...options });
				await use(mock);
			},
			{ scope: 'file' },
		],
		session: async ({ mock, task }, use) => {
			count += 1;
			const session = mock.session(nameSession(task.name, count));
			await use(session);
			const hasFailed = task.result?.state === 'fail';
			const requests = hasFailed ? await session.requests() : [];
			const unexpected = hasFailed || allowUnexpected ? [] : await session.unexpected();
			await session.drop();
			// Vitest takes no annotation any more once a test has failed.
			if (requests.length > 0) console.error(tellRequests(requests));
			if (unexpected.length > 0) throw new Error(describeUnexpected(unexpected));
		},
	});
}

/** `3-creates-an-order`: unique in its mock, and short enough to be one. */
function nameSession(title: string, count: number): string {
	const plain = title
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 60);
	return `${count}-${plain}`.replace(/-+$/, '');
}
