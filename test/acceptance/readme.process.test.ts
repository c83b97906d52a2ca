// Every command of the README, in its order, as a reader would type it: against a mock on a free port rather than 4010.
// The chapter on contracts has a test of its own beside the contracts.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedCli, startCli } from '../support/cli.ts';
import { COMMANDS } from '../support/command-line.ts';

const ROOT = new URL('../../', import.meta.url);
const whole = readFileSync(new URL('README.md', ROOT), 'utf8');
const readme = whole.slice(0, whole.indexOf('## Contracts')) + whole.slice(whole.indexOf('## Bounds'));
const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
	scripts: Record<string, string>;
};
const run = promisify(execFile);

/** The commands of all `sh` blocks, continued lines joined. */
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
	.flatMap(([, block]) => (block as string).replaceAll('\\\n', '').split('\n'))
	.map((line) => line.trim())
	.filter((line) => line !== '' && !line.startsWith('#'));

let mock: StartedCli;
beforeAll(async () => {
	mock = await startCli();
});
afterAll(() => mock.stop());

/** The id that the README's first call is answered with, as `$ID`. */
let id = '';

/** Runs a curl line of the README in a shell; tells the status and the answer as curl -i prints it. */
async function curl(line: string): Promise<{ status: number; text: string }> {
	const command = line.replaceAll('http://127.0.0.1:4010', mock.url).replace(/^curl /, 'curl -s -i ');
	const { stdout } = await run('bash', ['-c', command], { env: { ...process.env, ID: id }, timeout: 10_000 });
	id = /"identification_id":"([^"]+)"/.exec(stdout)?.[1] ?? id;
	return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(stdout)?.[1]), text: stdout };
}

async function stuntDouble(line: string): Promise<string> {
	const words = line.split(/\s+/).slice(2);
	const { stdout } = await run(process.execPath, ['mock/cli.ts', ...words], {
		cwd: ROOT,
		env: { ...process.env, STUNT_URL: mock.url },
		timeout: 30_000,
	});
	return stdout;
}

describe('the README', () => {
	it('has commands', () => {
		expect(commands.length).toBeGreaterThan(10);
	});

	it.each(commands.map((command) => [command] as const))('%s', { timeout: 60_000 }, async (command) => {
		if (command.startsWith('curl ')) {
			const { status, text } = await curl(command);
			expect([200, 204], text).toContain(status);
		} else if (command.startsWith('npx stunt-double ')) {
			expect((await stuntDouble(command)).length).toBeGreaterThan(0);
		} else if (command.startsWith('npm start -- ')) {
			const words = command
				.split(/\s+/)
				.slice(3)
				.map((word) => (word === 'path/to/openapi.yaml' ? 'spec/identity-document.openapi.yaml' : word));
			const other = await startCli(words);
			try {
				await other.waitFor(/listens on/);
			} finally {
				await other.stop();
			}
		} else {
			// `npm ci && npm …`: what this run, and the suite itself, have done; npm run scripts must be there.
			const script = /^npm ci && npm (?:run )?(\w+)$/.exec(command)?.[1] ?? /^npm run ([\w:]+)$/.exec(command)?.[1];
			expect(script, `no test knows how to run ${command}`).toBeDefined();
			expect(scripts[script as string]).toBeDefined();
		}
	});

	it('shows the second cancellation as 409, with the reason that is really sent', async () => {
		const line = commands.find((command) => command.includes('-X DELETE')) as string;
		// The README has put a scenario in use since.
		await curl(`curl -X POST ${mock.url}/__admin/reset`);
		await curl(commands.find((command) => command.includes('-X POST')) as string);
		expect((await curl(line)).status).toBe(204);
		const again = await curl(line);
		expect(again.status).toBe(409);
		const shown = /^X-Mock-Reason: (.*)$/m.exec(readme)?.[1] as string;
		expect(again.text).toContain(`X-Mock-Reason: ${shown.replace(/[0-9a-f]+…/, id)}`);
	});

	it('links to files that are there', () => {
		const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path as string);
		expect(links.length).toBeGreaterThan(3);
		for (const path of links) expect(existsSync(new URL(path, ROOT)), path).toBe(true);
	});

	it('names every scenario that ships, and no other', async () => {
		const table = readme.slice(readme.indexOf('| scenario |'), readme.indexOf('Use one from the start'));
		const named = [...table.matchAll(/`([a-z-]+)`/g)]
			.map(([, name]) => name)
			.filter((name) => name !== 'default')
			.sort();
		const { readdirSync } = await import('node:fs');
		const shipped = readdirSync(new URL('scenarios/', ROOT))
			.map((file) => file.replace('.yaml', ''))
			.sort();
		expect(named).toEqual(shipped);
	});

	it('names every call of the control API, and every flag that it mentions exists', async () => {
		const control = readFileSync(new URL('spec/control.openapi.yaml', ROOT), 'utf8');
		const paths = [...control.matchAll(/^ {2}(\/__admin\S*):$/gm)].map(([, path]) => path as string);
		expect(paths.length).toBeGreaterThan(10);
		const chapter = readme.slice(readme.indexOf('## Control API'), readme.indexOf('## Command line'));
		for (const path of paths) {
			const tail = path.split('/').at(-1) as string;
			expect(chapter, path).toContain(tail);
		}
		const known = new Set(COMMANDS.flatMap(({ flags }) => Object.keys(flags)));
		const flags = new Set([...readme.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, flag]) => flag as string));
		for (const flag of flags) {
			if (flag !== 'help') expect([...known], `--${flag}`).toContain(flag.replace(/^no-/, ''));
		}
	});
});
