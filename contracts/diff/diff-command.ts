// `diff` for the command line.

import type { Command } from '../../mock/inner.ts';
import { DIFF_FLAGS } from './diff-flags.ts';

/** `diff`; its code loads when it is run. */
export const DIFF: Command<typeof DIFF_FLAGS> = {
	name: 'diff',
	summary: 'tell what changed between two documents, what of it breaks consumers in general, and which of their pacts',
	notes: [
		'The old document may be - for standard input: git show main:api.yaml | stunt-double diff - api.yaml.',
		'--fail-on consumers alone lets pass what no deployed consumer minds.',
	],
	operands: ['<old>', '<new>'],
	flags: DIFF_FLAGS,
	examples: [
		'diff old.yaml new.yaml',
		'diff old.yaml new.yaml --pacts pacts/ --fail-on consumers',
		'diff old.yaml new.yaml --broker contracts/broker --provider orders --environment production --markdown diff.md',
		'diff old.yaml new.yaml --severity request.body.property-removed=info --junit diff.xml',
	],
	run: async (args) => (await import('./run-diff.ts')).runDiff(args),
};
