import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * A test's lane stands in its file's name: `x.process.test.ts` starts processes, `x.browser.test.ts` drives a Chromium,
 * `x.slow.test.ts` takes seconds by what it shows (a flood, a time-out, thousands of cases). Of all others, `x.test.ts`, those of the
 * folders that show the whole are the lane `whole`, and the rest is the quick one, `npm run test:quick`.
 */
const LANES = ['process', 'browser', 'slow'];
const OTHER_LANES = LANES.map((lane) => `test/**/*.${lane}.test.ts`);
/** What users do from end to end, the doors of the mock as they are called, and pacts from the writing to the broker: more than half of the time. */
const WHOLE = [
	...['acceptance', 'contracts', 'sweeps'],
	...['console', 'control', 'http', 'library'].map((room) => `mock/${room}`),
].map((folder) => `test/${folder}/**/*.test.ts`);

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
			...['quick', 'whole'].map((name) => ({
				extends: true as const,
				test: {
					name,
					include: name === 'whole' ? WHOLE : ['test/**/*.test.ts'],
					exclude: name === 'whole' ? OTHER_LANES : [...OTHER_LANES, ...WHOLE],
					setupFiles: ['test/support/quick-lane.ts'],
				},
			})),
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
