import { describe, expect, it } from 'vitest';
import { CONFIG_FLAGS } from '../../../mock/cli/calling-flags.ts';
import { variableOf } from '../../../mock/cli/flag-names.ts';
import { parseWords } from '../../../mock/cli/parse-words.ts';
import { SERVING_FLAGS } from '../../../mock/cli/serving-flags.ts';
import { readMockOptions } from '../../../mock/cli/start-flags.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { StartupError } from '../../../spec/index.ts';
import { findCommand, runWords } from '../../support/command-line.ts';

const START = findCommand('start');
/** What start has beside the options of a mock is shown by the tests of each. */
const NAMES = Object.keys(START.flags).filter((name) => !Object.hasOwn({ ...SERVING_FLAGS, ...CONFIG_FLAGS }, name));

function read(words: readonly string[], env: Record<string, string> = {}): MockOptions {
	return readMockOptions(parseWords(START, words, env));
}

function refusal(words: readonly string[], env: Record<string, string> = {}): string {
	try {
		read(words, env);
	} catch (error) {
		if (error instanceof StartupError && error.code === 'option.invalid') return error.line;
		throw error;
	}
	throw new Error(`${words.join(' ')} was accepted`);
}

/** For each flag of start: a word for it, the option that it sets, and another word for its variable. */
const SWEEP: Record<string, { word?: string; other?: string; option: keyof MockOptions; value: unknown }> = {
	port: { word: '0', other: '81', option: 'port', value: 0 },
	host: { word: '0.0.0.0', other: '::1', option: 'host', value: '0.0.0.0' },
	scenarios: { word: 'mine', other: 'yours', option: 'scenarios', value: 'mine' },
	scenario: { word: 'slow', other: 'fast', option: 'scenario', value: 'slow' },
	seed: { word: '-7', other: '0', option: 'seed', value: -7 },
	dynamic: { other: 'false', option: 'dynamic', value: true },
	overlay: { word: 'a,b.yaml', other: 'c.yaml, d.yaml', option: 'overlays', value: ['a,b.yaml'] },
	auth: { word: 'off', other: 'present', option: 'auth', value: 'off' },
	jwks: { word: 'keys.json', other: 'more.json', option: 'jwks', value: 'keys.json' },
	'require-exp': { word: 'no', other: 'yes', option: 'requireExp', value: false },
	delay: { word: '1s..3s', other: '0s', option: 'delayMs', value: { min: 1000, max: 3000 } },
	cors: { word: 'false', other: 'true', option: 'cors', value: false },
	watch: { word: 'false', other: '1', option: 'watch', value: false },
	'read-only': { other: 'off', option: 'readOnly', value: true },
	'strict-sessions': { other: 'off', option: 'strictSessions', value: true },
	'max-sessions': { word: '5', other: '6', option: 'maxSessions', value: 5 },
	fill: { word: '3', other: '4', option: 'fill', value: 3 },
	locale: { word: 'pt-BR', other: 'de', option: 'locale', value: 'pt_BR' },
	rows: { word: 'a.yaml', other: 'b.yaml', option: 'rows', value: ['a.yaml'] },
	'max-entities': { word: '5', other: '6', option: 'maxEntities', value: 5 },
	'max-body': { word: '0', other: '6', option: 'maxBody', value: 0 },
	journal: { word: '0', other: '6', option: 'journal', value: 0 },
	'journal-bytes': { word: '5', other: '6', option: 'journalBytes', value: 5 },
	infer: { word: 'no', other: 'yes', option: 'infer', value: false },
	'validate-requests': { word: 'false', other: 'true', option: 'validateRequests', value: false },
	upstream: { word: 'http://a.test', other: 'http://b.test', option: 'upstream', value: 'http://a.test' },
	forward: { word: 'all', other: 'getOrder,/pets', option: 'forward', value: 'all' },
	'upstream-timeout': { word: '2s', other: '500ms', option: 'upstreamTimeoutMs', value: 2000 },
	'upstream-ca': { word: 'ca.pem', other: 'other.pem', option: 'upstreamCa', value: 'ca.pem' },
	errors: { other: 'off', option: 'errors', value: true },
	'callback-host': { word: 'a.test', other: 'b.test,c.test', option: 'callbackHosts', value: ['a.test'] },
	'allow-remote-refs': { other: '0', option: 'allowRemoteRefs', value: true },
	'admin-token': { word: 'secret', other: 'other', option: 'adminToken', value: 'secret' },
	'admin-host': { word: 'a.test:1', other: 'b.test,c.test', option: 'adminHosts', value: ['a.test:1'] },
	instance: { word: 'a', other: 'b.2', option: 'instance', value: 'a' },
	log: { word: 'json', other: 'silent', option: 'log', value: 'json' },
};

describe('the flags of start', () => {
	it('are swept, every one', () => {
		expect(Object.keys(SWEEP).sort()).toEqual([...NAMES].sort());
		expect(NAMES.length).toBeGreaterThan(20);
	});

	it.each(Object.entries(SWEEP))('--%s beats its variable, and its variable the default', (name, sweep) => {
		const { word, other = '', option, value } = sweep;
		const needed = START.flags[name]?.needs?.includes('upstream') ? ['--upstream=http://a.test'] : [];
		const flag = [...needed, word === undefined ? `--${name}` : `--${name}=${word}`];
		const variable = variableOf(name);
		const env = { [variable]: other };
		expect(read(flag)[option]).toEqual(value);
		expect(read(flag, env)[option]).toEqual(value);
		expect(read([], { [variable]: word ?? 'true' })[option]).toEqual(name === 'overlay' ? ['a', 'b.yaml'] : value);
		expect(read([], { [variable]: '' })[option]).toEqual(read([])[option]);
	});

	it('take documents before, between and behind them, and all words behind -- for documents', () => {
		expect(read(['--port', '81', 'a.yaml', '--seed', '-5', 'b.yaml'])).toMatchObject({
			port: 81,
			seed: -5,
			documents: ['a.yaml', 'b.yaml'],
		});
		expect(read(['--', '--port']).documents).toEqual(['--port']);
		expect(read(['a.yaml', '--no-cors', '--', '--port']).documents).toEqual(['a.yaml', '--port']);
	});

	it('take the port by its letter as well, as other servers do', () => {
		expect(read(['-p', '81']).port).toBe(81);
		expect(parseWords(findCommand('run'), ['-p', '83', '--', 'true'], {}).options['port']).toBe(83);
	});

	it.each([
		['start', '4010'],
		['proxy', '4010'],
		['run', '0'],
		['mcp', '0'],
	])('of %s are helped with the port that it takes: %s', async (command, port) => {
		const { stdout } = await runWords([command, '--help']);
		expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`takes any free one (default: ${port}; STUNT_PORT)`);
	});

	it('of a proxy need no --upstream, as one mostly stands behind its document', () => {
		const words = ['api.yaml', 'http://localhost:8000', '--forward', 'unmatched', '--upstream-timeout', '5s'];
		expect(parseWords(findCommand('proxy'), [...words, '--upstream-ca', 'ca.pem'], {}).options).toMatchObject({
			forward: ['unmatched'],
			upstreamTimeout: '5s',
			upstreamCa: 'ca.pem',
		});
	});

	it('watch files and log to the terminal, other than the library', () => {
		expect(read([])).toMatchObject({ watch: true, log: 'pretty' });
		expect(read(['--no-watch']).watch).toBe(false);
	});

	const bad: [string[], Record<string, string>, string][] = [
		[['--port', '70000'], {}, '--port must be a whole number from 0 to 65535, not 70000 (mend the value)'],
		[['--auth', 'verfy'], {}, '--auth must be one of present, off, verify, not "verfy" (did you mean verify?)'],
		[
			['--auth', 'verify'],
			{},
			'--auth verify needs the keys that tokens are signed with (give a JWKS by --jwks (option jwks))',
		],
		[['--forward', 'all'], {}, 'unknown option --forward (it goes with --upstream)'],
		[['--upstream-ca', 'ca.pem'], { STUNT_FORWARD: 'all' }, 'unknown option --upstream-ca (it goes with --upstream)'],
		[['--max-sessions', '0'], {}, '--max-sessions must be a whole number from 1 to 1000000, not 0 (mend the value)'],
		[['--log', 'loud'], {}, '--log must be one of pretty, json, silent, not "loud" (choose one of them)'],
		[[], { STUNT_PORT: 'abc' }, 'STUNT_PORT must be a whole number, not "abc" (mend the value)'],
	];
	it.each(bad)('refuse %j with %j', (words, env, line) => {
		expect(refusal(words, env)).toBe(line);
	});

	const delays: [string, { min: number; max: number }][] = [
		['250ms', { min: 250, max: 250 }],
		['2s', { min: 2000, max: 2000 }],
		['1s..3s', { min: 1000, max: 3000 }],
		['0ms..1.5s', { min: 0, max: 1500 }],
		['0s', { min: 0, max: 0 }],
	];
	it.each(delays)('read the delay %s', (word, delayMs) => {
		expect(read(['--delay', word]).delayMs).toEqual(delayMs);
	});

	it.each(['2', 's', '3s..1s', '1s..', '..1s', '1s..2s..3s', '1m', '1 s', '2h', '3601s'])(
		'refuse the delay %j',
		(word) => {
			expect(refusal([`--delay=${word}`])).toMatch(/delay/);
		},
	);
});
