import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * A test's lane stands in its file's name: `x.process.test.ts` starts processes, `x.browser.test.ts` drives a Chromium,
 * `x.slow.test.ts` takes seconds by what it shows (a flood, a time-out, thousands of cases). All others, `x.test.ts`,
 * are the quick lane, `npm run test:quick`.
 */
const LANES = ['process', 'browser', 'slow'];

// What the workers compile is kept for the next run; under coverage it would make the counts coarser.
if (!process.argv.includes('--coverage')) process.env['NODE_COMPILE_CACHE'] ??= 'node_modules/.cache/compile';

export default defineConfig({
	test: {
		// Pact's native parts need threads.
		pool: 'threads',
		// The sources run as Node runs them, in tests as in the processes that tests start: coverage of both adds up.
		experimental: { viteModuleRunner: false },
		maxWorkers: Math.max(2, availableParallelism() - 1),
		testTimeout: 20_000,
		// Tests that run at once start two processes each at times, and their bounds are of the clock on the wall.
		maxConcurrency: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'quick',
					include: ['test/**/*.test.ts'],
					exclude: LANES.map((lane) => `test/**/*.${lane}.test.ts`),
					setupFiles: ['test/support/quick-lane.ts'],
					// Half of the time would be spent on loading the sources anew for each file.
					isolate: false,
				},
			},
			...LANES.map((name) => ({
				extends: true as const,
				test: {
					name,
					// What a starved machine made late is asked once more; the report tells it ("retry x1").
					retry: 1,
					include: [`test/**/*.${name}.test.ts`],
					globalSetup: name === 'browser' ? ['test/support/tell-coverage.ts'] : [],
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
