// A file instead of flags: where it is found, who takes what of it, what beats it, and what is wrong in it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSettings } from '../../../.ci/describe-settings.ts';
import { chooseMocks } from '../../../mock/cli/choose-mocks.ts';
import { parseWords } from '../../../mock/cli/parse-words.ts';
import { readSettings } from '../../../mock/cli/settings-file.ts';
import { compileSchema, loadDocuments, parseYaml } from '../../../spec/index.ts';
import { COMMANDS, findCommand, runWords } from '../../support/command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
function folderWith(files: Readonly<Record<string, string>>): string {
	count += 1;
	const folder = join(root, String(count));
	mkdirSync(folder);
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}
/** What a command is told by the files of a folder, and by words and variables beside them. */
function read(args: { name?: string; folder: string; words?: string[]; env?: Record<string, string> }) {
	const command = findCommand(args.name ?? 'start');
	const settings = readSettings({ command, commands: COMMANDS, named: undefined, folder: args.folder });
	return parseWords(command, args.words ?? [], args.env ?? {}, settings);
}
const yaml = (text: string): string => folderWith({ 'stunt-double.yaml': text });

describe('settings', () => {
	it('are found in stunt-double.yaml, and in package.json; without either there are none', () => {
		const places: Readonly<Record<string, string>>[] = [
			{ 'stunt-double.yaml': 'port: 5000' },
			{ 'stunt-double.json': '{"port":5000}' },
			{ 'package.json': '{"name":"x","stunt-double":{"port":5000}}' },
			{ 'stunt-double.yaml': 'port: 5000', 'package.json': '{"stunt-double":{"port":1}}' },
		];
		for (const files of places) {
			expect(read({ folder: folderWith(files) }).options['port']).toBe(5000);
		}
		const none = folderWith({ 'package.json': '{"devDependencies":{"stunt-double":"1"}}' });
		expect(read({ folder: none }).options['port']).toBe(undefined);
		expect(read({ folder: yaml('') }).options['port']).toBe(undefined);
	});

	it('are beaten by variables, and those by flags', () => {
		const folder = yaml('port: 5000\nseed: 0\ncors: false\n');
		expect(read({ folder }).options).toMatchObject({ port: 5000, seed: 0, cors: false });
		expect(read({ folder, env: { STUNT_PORT: '5001' } }).options['port']).toBe(5001);
		expect(read({ folder, env: { STUNT_PORT: '5001' }, words: ['--port', '5002', '--cors'] }).options).toMatchObject({
			port: 5002,
			cors: true,
		});
	});

	it('name documents, overlays and folders below their own folder, and addresses as they are', () => {
		const folder = yaml('documents: [api.yaml, "http://localhost/openapi.json"]\noverlay: o.yaml\nscenarios: cues\n');
		const { positionals, options } = read({ folder });
		expect(positionals).toEqual([expect.stringMatching(/\d\/api\.yaml$/), 'http://localhost/openapi.json']);
		expect(options['overlay']).toEqual([expect.stringMatching(/\d\/o\.yaml$/)]);
		expect(options['scenarios']).toMatch(/\d\/cues$/);
		expect(read({ folder, words: ['other.yaml'] }).positionals).toEqual(['other.yaml']);
		expect(read({ name: 'scenario show', folder, words: ['slow'] }).positionals).toHaveLength(3);
	});

	it('speak to each command of what it does', () => {
		const folder = yaml(
			'documents: api.yaml\nport: 5000\nseed: 3\nlog: json\nrun: { fail-on: [invalid], seed: 4 }\nlint: { strict: true }\n',
		);
		expect(read({ name: 'run', folder }).options).toMatchObject({
			port: 0,
			log: 'silent',
			seed: 4,
			failOn: ['invalid'],
		});
		expect(read({ name: 'start', folder }).options).toMatchObject({ port: 5000, log: 'json', seed: 3 });
		expect(read({ name: 'lint', folder }).options).toMatchObject({ strict: true });
		expect(read({ name: 'pact check', folder }).options).toMatchObject({
			documents: [expect.stringMatching(/api\.yaml$/)],
			strict: false,
		});
	});

	it.each<[text: string, line: RegExp]>([
		['port: 1\nprot: 2', /^.*stunt-double\.yaml:2:1: unknown key "prot" \(did you mean port\?\)$/],
		['zzzzzz: 2', /unknown key "zzzzzz" \(keys are the names of flags, without the dashes\)$/],
		['run:\n  fail-no: [invalid]', /:2:3: unknown key "fail-no" \(did you mean fail-on\?\)$/],
		['run: yes', /:1:\d: run must have keys of its own \(see stunt-double run --help\)$/],
		['port: many', /:1:\d: port must be a whole number, not "many" \(mend the value\)$/],
		['max-sessions: 0', /stunt-double\.yaml:1:1: max-sessions must be a whole number from 1 to 1000000, not 0 /],
		['delay: 5q', /^.*stunt-double\.yaml:1:1: delay must be a time or a range, not "5q" \(write it like 250ms/],
		['upstream-timeout: 5', /:1:1: upstream-timeout must be a time, not "5" \(write it like/],
		['port: 1\nlocale: qq', /:2:1: locale must be a language/],
		['admin-host: a b', /:1:1: admin-host must be a list of hosts/],
		['start:\n  port: 70000', /:2:3: port must be a whole number from 0 to 65535, not 70000/],
		['mocks: { api: { fill: -1 } }', /:1:17: fill must be a whole number/],
		['auth: presnet', /auth must be one of present, off, verify, not "presnet" \(did you mean present\?\)$/],
		[
			'run:\n  fail-on: [invalid, unmached]',
			/:2:3: fail-on must be one of invalid, .*not "unmached" \(did you mean unmatched\?\)$/,
		],
		['port: { a: 1 }', /port must be one value, not /],
		['overlay: [{ a: 1 }]', /overlay must be a list of texts, not /],
		['cors: maybe', /cors must be true or false, not "maybe"/],
		['[1]', /settings must be keys with values/],
		['seed: 1\nseed: 2', /stunt-double\.yaml:2:1: the key "seed" is given twice: .* \(remove one of the two\)$/],
		['port: [', /stunt-double\.yaml:\d:\d/],
		['lint: { strict: x }', /strict must be true or false/],
	])('%j is told with its line', (text, line) => {
		let told = '';
		try {
			read({ name: 'scenario list', folder: yaml(text) });
		} catch (error) {
			told = (error as { line: string }).line;
		}
		expect(told).toMatch(line);
	});

	it('are named by --config, and must be there then', async () => {
		const file = join(yaml('documents: nowhere.yaml'), 'stunt-double.yaml');
		expect(await runWords(['lint', '--config', file])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('nowhere.yaml'),
		});
		const { code, stderr } = await runWords(['lint', '--config', join(root, 'none.yaml')]);
		expect([code, stderr]).toEqual([2, expect.stringContaining('none.yaml: no such file')]);
		expect((await runWords(['lint', '--config', '.'])).stderr).toBe('stunt-double: .: is a folder (name a file)');
	});
});

describe('their schema', () => {
	it('takes what the commands take, and refuses what they refuse', async () => {
		const { documents } = await loadDocuments([
			{
				openapi: '3.1.0',
				info: { title: 't', version: '1' },
				paths: {},
				components: { schemas: { Settings: describeSettings(COMMANDS) } },
			},
		]);
		const [document] = documents;
		if (!document) throw new Error('no document');
		const pointer = '/components/schemas/Settings';
		const check = compileSchema({ document, pointer, value: describeSettings(COMMANDS) }, 'request');
		const misfits = (text: string): number => {
			const parsed = parseYaml(text, 20);
			return parsed.ok ? check(parsed.value).length : -1;
		};
		for (const good of [
			'port: 1',
			'documents: a.yaml',
			'documents: [a, b]',
			'validate-requests: false',
			'run: { fail-on: [invalid] }',
		]) {
			expect(misfits(good), good).toBe(0);
		}
		for (const bad of ['prot: 1', 'port: x', 'auth: none', 'run: { x: 1 }', 'cors: 1', 'run: { config: x }']) {
			expect(misfits(bad), bad).toBeGreaterThan(0);
		}
	});
});

describe('several mocks', () => {
	const folder = yaml(
		'seed: 3\nport: 5000\nmocks:\n  api: { documents: [api.yaml], scenarios: cues }\n  billing: { documents: billing.yaml, port: 6000, seed: 4 }\n  third: { documents: c.yaml }\n',
	);
	/** What the mocks of a command line are told. */
	const choose = (name: string, words: string[] = [], env: Record<string, string> = {}) => {
		const command = findCommand(name);
		const settings = readSettings({ command, commands: COMMANDS, named: undefined, folder });
		const given = parseWords(command, words, env);
		return settings && chooseMocks({ command, words, env, settings, given });
	};
	const tell = (mocks: ReturnType<typeof choose>) =>
		mocks?.map(({ name, positionals, options }) => [
			name,
			positionals.map((one) => one.split('/').at(-1)),
			options['port'],
			options['seed'],
		]);

	it('are all started, each at a port of its own, with what holds for all and what is its own', () => {
		expect(tell(choose('start'))).toEqual([
			['api', ['api.yaml'], 5000, 3],
			['billing', ['billing.yaml'], 6000, 4],
			['third', ['c.yaml'], 5002, 3],
		]);
		expect(choose('start')?.[0]?.options['scenarios']).toMatch(/cues$/);
		expect(tell(choose('run'))?.map(([, , port]) => port)).toEqual([0, 0, 0]);
	});

	it('are those that are named; other words are documents', () => {
		expect(tell(choose('start', ['third', 'api']))?.map(([name]) => name)).toEqual(['api', 'third']);
		expect(choose('start', ['api', 'other.yaml'])).toBe(undefined);
	});

	it('give way to flags: a port is that of the first', () => {
		expect(tell(choose('start', ['--port', '7000', '--seed', '9']))).toEqual([
			['api', ['api.yaml'], 7000, 9],
			['billing', ['billing.yaml'], 7001, 9],
			['third', ['c.yaml'], 7002, 9],
		]);
		expect(tell(choose('start', ['--port', '0']))?.map(([, , port]) => port)).toEqual([0, 0, 0]);
	});

	it.each([
		['bilings', 'no mock is called "bilings"', 'did you mean billing?'],
		['zzzzz', 'no mock is called "zzzzz"', 'they are api, billing, third; a document is a file or an address'],
	])('is told that %s is none of them, and no file', (word, message, remedy) => {
		expect(() => choose('start', [word])).toThrow(expect.objectContaining({ message, remedy }));
		expect(choose('start', [`${word}.yaml`])).toBe(undefined);
	});

	it('are one for commands that serve none: the documents of all of them', () => {
		const { positionals } = read({ name: 'lint', folder });
		expect(positionals.map((one) => one.split('/').at(-1))).toEqual(['api.yaml', 'billing.yaml', 'c.yaml']);
		expect(read({ name: 'coverage', folder, words: ['--by-scenarios'] }).options['documents']).toHaveLength(3);
	});

	it.each([
		['mocks: 1', 'mocks must be settings by name'],
		['mocks: { api: 1 }', 'api must have keys of its own'],
		['mocks: { "a b": {} }', 'a mock can\'t be called "a b"'],
		['mocks: { api: { prot: 1 } }', 'unknown key "prot"'],
		['mocks: { api: { run: {} } }', 'unknown key "run"'],
	])('%s is refused with its place', (text, message) => {
		expect(() => read({ folder: yaml(text) })).toThrow(message);
	});
});

describe('a variable that there is not', () => {
	it.each([
		['STUNT_STRIKT', 'did you mean STUNT_STRICT?'],
		['STUNT_PROT', 'did you mean STUNT_PORT?'],
		['STUNT_NO_CORZ', 'did you mean STUNT_NO_CORS or STUNT_NO_CURL?'],
		['STUNT_ZZZZZZZZZZZZ', 'unset it: no command has such a flag'],
	])('%s is one line, and 2', async (name, remedy) => {
		expect(await runWords(['lint'], { [name]: '1' })).toEqual({
			code: 2,
			stdout: '',
			stderr: `stunt-double: unknown variable ${name} (${remedy})`,
		});
	});

	it('is none of another command, nor what Kubernetes sets', async () => {
		for (const name of ['STUNT_CONSUMER', 'STUNT_NO_WATCH', 'STUNT_DOUBLE_SERVICE_HOST']) {
			expect((await runWords(['lint', 'spec/identity-document.openapi.yaml'], { [name]: '1' })).code, name).toBe(0);
		}
	});
});
