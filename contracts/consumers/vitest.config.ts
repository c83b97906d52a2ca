import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['contracts/consumers/**/*.test.ts'],
		globalSetup: ['contracts/consumers/checkout/mock-setup.ts'],
		// Pact merges its file in place: processes that write one at once lose interactions without a word, threads don't.
		pool: 'threads',
		testTimeout: 20_000,
	},
});
