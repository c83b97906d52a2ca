// The package as its users get it: packed, installed into an empty project, used from TypeScript and the command line.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPact, DOCUMENT, SCENARIOS } from '../contracts/verify/support.ts';
import { NODE, runCli, startCli } from '../support/cli.ts';
import { create } from '../support/mock.ts';
import { describeRecipes } from './recipes.ts';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const env = {
	...process.env,
	PATH: `${dirname(NODE)}${delimiter}${process.env['PATH']}`,
	npm_config_update_notifier: 'false',
};
const project = mkdtempSync(join(tmpdir(), 'stunt-package-'));
const installed = join(project, 'node_modules', 'stunt-double');
const script = join(installed, 'dist', 'mock', 'cli.js');
let packed: string[] = [];

beforeAll(async () => {
	const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', project], { cwd: ROOT, env });
	const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [
		{ filename: string; files: { path: string }[] },
	];
	packed = files.map(({ path }) => path);
	writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
	const quiet = ['--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	await execute('npm', ['install', join(project, filename), ...quiet], { cwd: project, env });
}, 240_000);
afterAll(() => rmSync(project, { recursive: true, force: true }), 60_000);

/** A file of the tarball as a source map; its sources are paths in the tarball. */
function readMap(path: string): { map: SourceMap; sources: string[] } {
	const payload = JSON.parse(readFileSync(join(installed, path), 'utf8')) as SourceMapPayload;
	return { map: new SourceMap(payload), sources: payload.sources.map((name) => posix.join(posix.dirname(path), name)) };
}

/** Where in a file of the tarball `startMock` is written; -1: nowhere. */
function findLine(path: string): { lines: string[]; line: number } {
	const lines = readFileSync(join(installed, path), 'utf8').split('\n');
	return { lines, line: lines.findIndex((text) => /^(?:export .*|async )function startMock/.test(text)) };
}

/** Whether a source is there for what was made of it; of those of the console's page one script was made. */
function isSource(path: string): boolean {
	if (/^mock\/console\/page\/[^/]+\.ts$/.test(path)) return packed.includes('dist/mock/console/page/main.js');
	const made = `dist/${path.replace(/\.ts$/, '')}`;
	return path.endsWith('.ts') && (packed.includes(`${made}.js`) || packed.includes(`${made}.d.ts`));
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('the tarball', () => {
	it('has what is needed and nothing else', () => {
		const strangers = packed.filter(
			(path) =>
				!/^(dist\/|\.agents\/|\.examples\/|package\.json$|LICENSE$|Dockerfile$|[A-Z]+\.md$)|\/README\.md$|\.png$/.test(
					path,
				) && !isSource(path),
		);
		expect(strangers).toEqual([]);
		expect(packed.filter((path) => /(^|\/)(test|consumers)\//.test(path))).toEqual([]);
		expect(packed).toEqual(
			expect.arrayContaining(['LICENSE', 'dist/mock/cli.js', 'dist/mock/index.js', 'dist/mock/index.d.ts']),
		);
		expect(packed.filter((path) => path.startsWith('dist/scenarios/')).length).toBeGreaterThan(15);
		expect(packed).toContain('dist/spec/schemas/scenario.schema.json');
		expect(packed).toContain('dist/spec/overlays/errors-with-body.overlay.yaml');
	});

	it('has whatever its READMEs link to', () => {
		const readmes = packed.filter((path) => /(?:^|\/)README\.md$/.test(path));
		expect(readmes.length).toBeGreaterThan(5);
		const links = readmes.flatMap((path) =>
			[...readFileSync(join(installed, path), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
				([, link = '']) => posix.join(posix.dirname(path), link),
			),
		);
		expect(links.filter((link) => !packed.includes(link))).toEqual([]);
		expect(links.length).toBeGreaterThan(20);
	});

	it('calls JSON by its name', () => {
		const yaml = packed.filter((path) => /\.ya?ml$/.test(path));
		expect(yaml.filter((path) => isJson(readFileSync(join(installed, path), 'utf8')))).toEqual([]);
		const json = packed.filter((path) => path.endsWith('.json'));
		expect(json.filter((path) => !isJson(readFileSync(join(installed, path), 'utf8')))).toEqual([]);
		expect(json).toEqual(
			expect.arrayContaining(['dist/spec/identity-document.openapi.json', 'dist/spec/control.openapi.json']),
		);
	});

	it('has maps that lead from what runs, and from the types, to the lines as they were written', () => {
		const maps = packed.filter((path) => path.endsWith('.map'));
		const lost = maps.flatMap((path) => readMap(path).sources.filter((source) => !packed.includes(source)));
		expect(lost).toEqual([]);
		expect(maps.filter((path) => path.endsWith('.js.map')).length).toBeGreaterThan(10);
		expect(maps.filter((path) => path.endsWith('.d.ts.map')).length).toBeGreaterThan(100);
		const code = packed.find((path) => path.endsWith('.js') && findLine(path).line >= 0);
		for (const path of [code ?? 'no file has startMock', 'dist/mock/library/start-mock.d.ts']) {
			const { lines, line } = findLine(path);
			const column = (lines[line] ?? '').indexOf('startMock');
			const { map, sources } = readMap(`${path}.map`);
			const entry = map.findEntry(line, column) as { originalLine: number; originalSource: string };
			const source = sources.find((one) => one.endsWith('mock/library/start-mock.ts')) ?? '';
			const written = readFileSync(join(installed, source), 'utf8').split('\n');
			expect(lines.at(-1) || lines.at(-2)).toBe(`//# sourceMappingURL=${posix.basename(path)}.map`);
			expect(entry.originalSource).toMatch(/start-mock\.ts$/);
			expect(written[entry.originalLine]).toMatch(/^export async function startMock/);
		}
	});

	it('lets in by the doors alone', async () => {
		const doors = ['.', './contracts', './reads', './vite', './schemas/scenario.schema.json', './package.json'];
		const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { exports: object };
		expect(Object.keys(exports)).toEqual([
			'.',
			'./contracts',
			'./reads',
			'./vite',
			'./vitest',
			'./playwright',
			'./cypress',
			'./schemas/*.json',
			'./package.json',
		]);
		const source = `
for (const door of ${JSON.stringify([...doors, './dist/mock/index.js', './mock/index.ts'])}) {
	const name = 'stunt-double' + door.slice(1);
	const told = await import(name, name.endsWith('.json') ? { with: { type: 'json' } } : {}).then(
		(module) => 'open', (error) => error.code);
	console.log(door, told);
}`;
		const { stdout } = await execute(NODE, ['--input-type=module', '-e', source], { cwd: project, timeout: 20_000 });
		expect(stdout.trim().split('\n')).toEqual([
			...doors.map((door) => `${door} open`),
			'./dist/mock/index.js ERR_PACKAGE_PATH_NOT_EXPORTED',
			'./mock/index.ts ERR_PACKAGE_PATH_NOT_EXPORTED',
		]);
	}, 30_000);

	it('names no file that it does not have', () => {
		const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;
		const missing: string[] = [];
		let count = 0;
		for (const path of packed.filter((one) => /\.(js|d\.ts)$/.test(one))) {
			const file = join(installed, path);
			const text = readFileSync(file, 'utf8');
			// What was written elsewhere requires from there.
			const places = [...text.matchAll(/createRequire\(new URL\("([^"]+)"/g)].map(([, place = '']) => place);
			const folders = [dirname(file), ...places.map((place) => join(installed, 'dist', dirname(place)))];
			for (const [, name = ''] of text.matchAll(specifier)) {
				count++;
				const target = path.endsWith('.d.ts') ? name.replace(/\.js$/, '.d.ts') : name;
				if (!folders.some((folder) => existsSync(join(folder, target)))) missing.push(`${path}: ${name}`);
			}
		}
		expect(missing).toEqual([]);
		expect(count).toBeGreaterThan(100);
	});
});

describe('in a project of TypeScript', () => {
	const CONSUMER = `
import { createMockRouter, type Mock, type MockSession, type RecordedExchange, startMock } from 'stunt-double';

interface Identification { identification_id: string; status: 'PENDING' | 'VALIDATED' | 'CANCELLED' | 'EXPIRED' }

await using mock: Mock = await startMock({ port: 0, seed: 7 });
const session: MockSession = mock.session('checkout-test');
const state = await session.use('conflict-once', { org_id: 'shop' });
const id: unknown = state.scenario?.parameters['identification_id'];
const url = \`\${mock.url}/v1/orgs/shop/identifications/identity_document/\${String(id)}\`;
const first = await fetch(url, { method: 'DELETE', headers: { ...session.headers, authorization: 'Bearer x' } });
const [exchange]: (RecordedExchange | undefined)[] = await session.requests({ status: '4XX' });
const made: Identification = await session.resources<Identification>('identification').create({ org_id: 'shop' });
const router = await createMockRouter({ fallthrough: true });
await router.close();
console.log(JSON.stringify([first.status, exchange?.why.step, made.status]));
// @ts-expect-error: a port is a number
void startMock({ port: '0' }).catch(() => undefined);
// @ts-expect-error: there is no such option
void startMock({ prt: 0 }).catch(() => undefined);
`;

	it('its types are complete, also in the strictest setting', async () => {
		const file = join(project, 'consumer.ts');
		writeFileSync(file, CONSUMER);
		const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'esnext', '--module', 'nodenext'];
		const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];
		const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
		const told = await execute(NODE, [compiler, ...flags, ...types, file], { cwd: project }).then(
			({ stdout }) => stdout,
			({ stdout }: { stdout: string }) => stdout,
		);
		expect(told).toBe('');
	}, 60_000);

	it('it runs', async () => {
		const { stdout } = await execute(NODE, [join(project, 'consumer.ts')], { cwd: project, timeout: 20_000 });
		expect(JSON.parse(stdout)).toEqual([409, 'cue', 'PENDING']);
	}, 30_000);

	it('and CommonJS can require it', async () => {
		const source = `console.log(typeof require('stunt-double').startMock, require('stunt-double/package.json').name)`;
		const { stdout } = await execute(NODE, ['--input-type=commonjs', '-e', source], { cwd: project, timeout: 20_000 });
		expect(stdout).toBe('function stunt-double\n');
	}, 30_000);
});

describeRecipes(project);

describe('from the command line', () => {
	it('npx finds it', async () => {
		const { stdout } = await execute('npx', ['--no-install', 'stunt-double', 'lint'], {
			cwd: project,
			env,
			timeout: 60_000,
		});
		expect(stdout).toMatch(/17 documents, 48 operations, \d\d scenarios: 0 mistakes, 0 warnings/);
	}, 60_000);

	it('it serves what ships', async () => {
		const cli = await startCli([], { script, cwd: project });
		expect(await create(cli)).toMatch(/-/);
		const { code, stdout } = await runCli(['scenario', 'use', 'busy-organization', '--url', cli.url], {
			script,
			cwd: project,
		});
		expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('24 PENDING') });
		expect(await cli.stop()).toBe(0);
		expect(cli.stderr()).toBe('');
	}, 60_000);

	it('its page is one script, and has all that it names', async () => {
		const cli = await startCli([], { script, cwd: project });
		const page = await (await fetch(`${cli.url}/__admin/`)).text();
		const named = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address = '']) => address);
		const answers = await Promise.all(named.map((address) => fetch(`${cli.url}/__admin/${address}`)));
		expect(answers.map(({ status, url }) => `${status} ${posix.basename(url)}`).sort()).toEqual([
			'200 dialogs.css',
			'200 icon.svg',
			'200 main.js',
			'200 style.css',
		]);
		expect(await cli.stop()).toBe(0);
	}, 60_000);

	it('it stops at a shipped scenario that somebody has broken, though the others were checked when it was built', async () => {
		const file = join(installed, 'dist', 'scenarios', 'already-validated.json');
		const whole = readFileSync(file, 'utf8');
		expect(whole).toContain('"configuration_name": "HIGH"');
		writeFileSync(file, whole.replace('"configuration_name": "HIGH"', '"configuration_name": 7'));
		const { code, stderr } = await runCli(['start', '--port', '0'], { script });
		writeFileSync(file, whole);
		expect([code, stderr]).toEqual([2, expect.stringContaining('already-validated.json')]);
	});

	it('it stops where what the shipped documents have in common has changed, and no longer fits a scenario', async () => {
		const file = join(installed, 'dist', 'spec', 'shared.json');
		const whole = readFileSync(file, 'utf8');
		const shared = JSON.parse(whole);
		shared.components.schemas.Error = { type: 'integer' };
		writeFileSync(file, JSON.stringify(shared));
		const { code, stderr } = await runCli(['start', '--port', '0'], { script });
		writeFileSync(file, whole);
		expect([code, stderr]).toEqual([2, expect.stringMatching(/scenarios.*\.json/)]);
	});

	it('it says what an agent needs that is not installed', async () => {
		const { code, stdout, stderr } = await runCli(['mcp'], { script, cwd: project });
		expect([code, stdout, stderr]).toEqual([
			2,
			'',
			'stunt-double: mcp needs @modelcontextprotocol/sdk, which is not installed (npm install --save-dev @modelcontextprotocol/sdk)\n',
		]);
		expect(packed).toEqual(expect.arrayContaining(['.agents/llms.txt', '.agents/skills/stunt-double/SKILL.md']));
	});

	it('it verifies a pact with the Pact of its project, which has nobody to trust on the way', async () => {
		symlinkSync(join(ROOT, 'node_modules', '@pact-foundation'), join(project, 'node_modules', '@pact-foundation'));
		writeFileSync(join(project, 'pact.json'), JSON.stringify(createPact([{}])));
		const words = ['pact', 'verify', 'pact.json', '--documents', DOCUMENT, '--scenarios', SCENARIOS];
		const { code, stdout, stderr } = await runCli(words, { script, cwd: project });
		expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: expect.stringContaining('1 interaction'), stderr: '' });
	}, 60_000);

	it('it tells the version that it was packed with', async () => {
		const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
		expect((await runCli(['--version'], { script, cwd: project })).stdout).toBe(`${version}\n`);
	});

	it('it shows the scenarios that ship as the sources have them', async () => {
		const [packedList, sources] = [
			await runCli(['scenario', 'list', '--json'], { script, cwd: project }),
			await runCli(['scenario', 'list', '--json']),
		];
		// The files of the package are the JSON that was made of those.
		const expected = sources.stdout.replaceAll(/("file": *"[^"]+)\.yaml"/g, '$1.json"');
		// Where the folder is, and whether it may be written to, is another matter.
		const { folder, ...shown } = JSON.parse(packedList.stdout) as { folder: { path: string } };
		const { folder: _, ...wanted } = JSON.parse(expected) as { folder: object };
		expect(shown).toEqual(wanted);
		expect(folder.path).toContain(join('node_modules', 'stunt-double', 'dist', 'scenarios'));
	});
});

describe('a newcomer who follows the first page', () => {
	it('has a 409 by the fourth call, with no word of configuration', async () => {
		const page = readFileSync(join(installed, 'README.md'), 'utf8');
		const [, copy = ''] = /`(cp node_modules\/stunt-double\/\S+ openapi\.yaml)`/.exec(page) ?? [];
		await execute('sh', ['-c', copy], { cwd: project });
		const since = performance.now();
		const cli = await startCli([], { script, cwd: project });
		const calls = [...page.matchAll(/^curl -i (?:-X POST )?http:\/\/127\.0\.0\.1:4010\/orders.*$/gm)].map(
			([line]) => line,
		);
		const statuses: (string | undefined)[] = [];
		for (const line of calls) {
			const { stdout } = await execute('sh', ['-c', line.replace('http://127.0.0.1:4010', cli.url)], { cwd: project });
			statuses.push(/^HTTP\/1\.1 (\d{3})/.exec(stdout)?.[1]);
		}
		const seconds = (performance.now() - since) / 1000;
		await cli.stop();
		rmSync(join(project, 'openapi.yaml'));
		expect(statuses).toEqual(['201', '200', '200', '409']);
		expect(seconds).toBeLessThan(60);
	}, 90_000);
});
