// What nobody uses: files, exports, dependencies. `npm run check` asks twice: of everything, and (`--production`) of what ships alone, where
// code that only its own test reaches comes to light.

import type { KnipConfig } from 'knip';

const isShippedAlone = process.argv.includes('--production');

/** `!` marks what ships. */
const config: KnipConfig = {
	entry: [
		'mock/index.ts!',
		'mock/hosts/vite.ts!',
		'mock/hosts/vitest.ts!',
		'mock/hosts/playwright.ts!',
		'mock/hosts/cypress.ts!',
		'contracts/index.ts!',
		'contracts/reads/index.ts!',
		'mock/console/page/main.ts!',
		// Forked by its path.
		'contracts/verify/verifier-child.ts!',
		// Bundled for the processes of a test.
		'test/contracts/folder-broker/publisher-child.ts',
		'contracts/consumers/vitest.config.ts',
		'contracts/consumers/checkout/*.test.ts',
		'contracts/consumers/checkout/mock-setup.ts',
		'.ci/*.ts',
		'test/types/*.ts',
	],
	project: ['{spec,mock,contracts}/**/*.ts!', '!contracts/consumers/**!', 'test/**/*.ts', '.ci/*.ts'],
	// A test may look at what its file needs for itself; of a type, all that an exported name speaks of is exported.
	ignoreExportsUsedInFile: isShippedAlone || { interface: true, type: true },
	ignoreIssues: {
		// Generated whole.
		'mock/console/api.ts': ['types'],
		// Required when a variant is asked for.
		'mock/answer/variant/apply.ts': ['exports'],
		// Required when a page first asks, in a checkout.
		'mock/console/join-page.ts': ['exports'],
		// Required when the first value is generated.
		'mock/answer/generate.ts': ['exports'],
		// Required when the first schema is compiled.
		'spec/validate/ajv-parts.ts': ['exports'],
		'spec/validate/ajv-formats.ts': ['exports'],
		'spec/xml/xml-parts.ts': ['exports'],
	},
	// Of Debian, where the image is run.
	ignoreBinaries: ['buildah', 'unshare'],
	// Of what the build joins; run by check-package.ts; read as a file by the console's tests; run by its path in a test.
	ignoreDependencies: ['@nodable/entities', '@arethetypeswrong/cli', 'publint', 'axe-core', 'yaml-language-server'],
	treatConfigHintsAsErrors: true,
};

export default config;
