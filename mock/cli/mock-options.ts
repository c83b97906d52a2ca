// From the flags of `start` to the options of a mock.

import { StartupError } from '../../spec/index.ts';
import { completeOptions } from '../options/complete-options.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { parseDelay } from '../scenarios/delay.ts';
import { variableOf } from './flags.ts';
import type { GivenFlags, GivenWords } from './read-flags.ts';

/** The options that the command line stands for. Throws a StartupError `option.invalid`. */
export function readMockOptions({ positionals, flags }: GivenWords): MockOptions {
	return completeOptions({
		documents: positionals.length > 0 ? positionals : undefined,
		overlays: flags.list('overlay'),
		scenarios: flags.text('scenarios'),
		scenario: flags.text('scenario'),
		port: flags.number('port'),
		host: flags.text('host'),
		seed: flags.number('seed'),
		dynamic: flags.isOn('dynamic'),
		auth: flags.text('auth') as MockOptions['auth'] | undefined,
		jwks: flags.text('jwks'),
		delayMs: readDelay(flags),
		cors: flags.isOn('cors'),
		watch: flags.isOn('watch') ?? true,
		strictSessions: flags.isOn('strict-sessions'),
		maxSessions: flags.number('max-sessions'),
		journal: flags.number('journal'),
		journalBytes: flags.number('journal-bytes'),
		fill: flags.number('fill'),
		rows: flags.list('rows'),
		maxEntities: flags.number('max-entities'),
		maxBody: flags.number('max-body'),
		allowRemoteRefs: flags.isOn('allow-remote-refs'),
		infer: flags.isOn('infer'),
		adminToken: flags.text('admin-token'),
		adminHosts: flags.list('admin-host'),
		log: (flags.text('log') as MockOptions['log'] | undefined) ?? 'pretty',
	} satisfies { [Name in keyof MockOptions]: MockOptions[Name] | undefined });
}

/** `250ms`, `2s`, `1s..3s`. */
function readDelay(flags: GivenFlags): MockOptions['delayMs'] {
	const word = flags.text('delay');
	if (word === undefined) return undefined;
	const [from = '', to = from, ...others] = word.split('..');
	const min = parseDelay(from);
	const max = parseDelay(to);
	if (min !== undefined && max !== undefined && min <= max && others.length === 0) return { min, max };
	throw new StartupError({
		code: 'option.invalid',
		message: `--delay (${variableOf('delay')}) must be a time or a range, not "${word}"`,
		remedy: 'write it like 250ms, 2s or 1s..3s',
	});
}
