import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		pool: 'threads',
		testTimeout: 20_000,
		coverage: {
			provider: 'v8',
			include: ['mock/**/*.ts', 'spec/**/*.ts'],
			reporter: ['text-summary', 'html', 'json-summary'],
		},
	},
});
