import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * A test's lane stands in its file's name: `x.process.test.ts` starts processes, `x.browser.test.ts` drives a Chromium,
 * `x.slow.test.ts` takes seconds by what it shows (a flood, a time-out, thousands of cases). All others, `x.test.ts`,
 * are the quick lane, `npm run test:quick`.
 */
const LANES = ['process', 'browser', 'slow'];

/** Of the slow ones those that flood the heap, the compiler or the clock of a worker: each has one of its own, as others would wait for it to be tidied. */
const ALONE = [
	'acceptance/concurrency',
	'acceptance/room',
	'mock/answer/generate',
	'mock/control/concurrency',
	'mock/control/load',
	'mock/http/requests',
	'mock/scenarios/shape',
	'mock/upstream/streams',
	'mock/upstream/threats',
	'spec/lint/garbage',
	'spec/schema/validator',
	'spec/validate/plain-fit',
].map((path) => `test/${path}.slow.test.ts`);

// What the workers compile is kept for the next run; under coverage it would make the counts coarser.
if (!process.argv.includes('--coverage'))
	process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url));

export default defineConfig({
	test: {
		// Pact's native parts need threads.
		pool: 'threads',
		// The sources run as Node runs them, in tests as in the processes that tests start: coverage of both adds up.
		experimental: { viteModuleRunner: false, nodeLoader: false },
		maxWorkers: Math.max(2, availableParallelism() - 1),
		// A machine that has much else to do is late, not wrong.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		expect: { poll: { timeout: 10_000 } },
		// Tests that run at once start two processes each at times, and their bounds are of the clock on the wall.
		maxConcurrency: 2,
		// Most of the time would be spent on loading the sources anew for each file.
		isolate: false,
		setupFiles: ['test/support/every-lane.ts'],
		projects: [
			{
				extends: true,
				test: {
					name: 'quick',
					include: ['test/**/*.test.ts'],
					exclude: LANES.map((lane) => `test/**/*.${lane}.test.ts`),
					setupFiles: ['test/support/quick-lane.ts'],
				},
			},
			...[...LANES, 'alone'].map((name) => ({
				extends: true as const,
				test: {
					name,
					// What a starved machine made late is asked once more; the report tells it ("retry x1").
					retry: 1,
					include: name === 'alone' ? ALONE : [`test/**/*.${name}.test.ts`],
					exclude: name === 'slow' ? ALONE : [],
					isolate: name === 'alone',
					globalSetup: ['test/support/bundle.ts', ...(name === 'browser' ? ['test/support/tell-coverage.ts'] : [])],
				},
			})),
		],
		coverage: {
			provider: 'v8',
			include: ['{spec,mock,contracts}/**/*.ts'],
			exclude: ['contracts/consumers/**'],
			autoAttachSubprocess: true,
			reportOnFailure: true,
			reporter: ['text-summary', 'html', 'json-summary'],
		},
	},
});
