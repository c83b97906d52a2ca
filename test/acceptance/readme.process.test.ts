// Every command of every README, in its order, as a reader would type it: in a folder with a document of one's own, against a mock
// on a free port rather than 4010.

import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READMES, readReadme } from '../../.ci/readmes.ts';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { CLI, NODE, startCli } from '../support/cli.ts';
import { startTestMock } from '../support/mock.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What no test here runs, and why. */
const ELSEWHERE: readonly { line: RegExp; reason: string }[] = [
	{ line: /^npm install --save-dev stunt-double$/, reason: 'test/package installs the tarball' },
	{ line: /^docker /, reason: 'no Docker is there; test/acceptance/examples.process.test.ts reads what they start' },
	{ line: /^# share\.sh/, reason: 'test/contracts/folder-broker/git-workflow.process.test.ts runs it in clones' },
];
/** Commands that end with 1 where a reader begins as this test does, and what they say then. */
const SAYS_NO: readonly { line: RegExp; says: RegExp }[] = [
	{ line: /pact can-i-deploy --pacticipant checkout-web --to-environment production/, says: /may not be deployed/ },
];

/** Of those in a line of prose. */
const INLINE_ELSEWHERE: readonly { line: RegExp; reason: string }[] = [
	{
		line: / -- npx (?:jest|cypress) /,
		reason: 'test/package runs it where there is a Jest; Cypress is none of npm alone',
	},
	{ line: / mcp /, reason: 'test/mock/cli/mcp talks to it' },
	{ line: / broker /, reason: 'test/contracts/folder-broker serves it, and runs what is asked of a folder in git' },
];

interface Block {
	readme: string;
	/** Continued lines joined, comments left out. */
	commands: readonly string[];
}

function readBlocks(readme: string): Block[] {
	return [...readReadme(readme).matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = '']) => {
		if (ELSEWHERE.some(({ line }) => line.test(text))) return { readme, commands: [] };
		const lines = text.replaceAll('\\\n', '').split('\n');
		const commands = lines.map((line) => line.replace(/(?:^|\s+)#\s.*$/, '').trim()).filter((line) => line !== '');
		return { readme, commands: commands.filter((line) => !ELSEWHERE.some((one) => one.line.test(line))) };
	});
}

/** Commands in the prose of a README; the console's has a test of its own. */
function readInline(readme: string): string[] {
	if (readme === 'mock/console/README.md') return [];
	const found = readReadme(readme).matchAll(/`((?:git show [^`|]*\| )?(?:npx )?stunt-double [^`]*)`/g);
	return [...found]
		.map(([, line = '']) => line.replace(/(?<!npx )stunt-double /, 'npx stunt-double '))
		.filter((line) => !line.includes('…') && !INLINE_ELSEWHERE.some((one) => one.line.test(`${line} `)));
}

const blocks = READMES.flatMap(readBlocks);
const folder = mkdtempSync(join(tmpdir(), 'readmes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A mock of the orders that the first page begins with, and one of the documents that ship. */
let orders: RunningMock;
let shipped: RunningMock;
/** What stands for the real API, at http://localhost:8000. */
let real: RunningMock;
beforeAll(async () => {
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${NODE}" "${CLI}" "$@"\n`);
	chmodSync(join(bin, 'npx'), 0o755);
	cpSync(join(ROOT, '.examples', 'orders.openapi.yaml'), join(folder, 'openapi.yaml'));
	writeFileSync(join(folder, 'package.json'), '{ "type": "module", "scripts": { "test": "node own.test.js" } }');
	writeFileSync(join(folder, 'own.test.js'), OWN_TEST);
	writeFileSync(join(folder, 'db.json'), '{ "orders": [{ "id": 7, "item": "teapot" }] }');
	orders = await startTestMock({ documents: [join(folder, 'openapi.yaml')] });
	shipped = await startTestMock();
	real = await startTestMock({ documents: [join(folder, 'openapi.yaml')], fill: 2 });
	// The session that a tester has worked in.
	await run(`curl -s ${orders.url}/orders -H 'X-Mock-Session: qa'`, orders);
	await run(`curl -s ${orders.url}/__admin/sessions/qa/requests.har > checkout.har`, orders);
});

/** What a frontend team has anyway: it creates an order, and cancels it. */
const OWN_TEST = `
const base = process.env.MOCK_URL;
const headers = { 'content-type': 'application/json', 'x-mock-session': 'own' };
const made = await fetch(base + '/orders', { method: 'POST', headers, body: '{"item":"teapot"}' });
const { id } = await made.json();
const cancelled = await fetch(base + '/orders/' + id + '/cancel', { method: 'POST', headers });
if (cancelled.status !== 200) process.exitCode = 1;
`;

/** What the last call was answered with, as `$ID`. */
let id = '';

function run(line: string, mock: RunningMock, cwd = folder): Promise<{ code: number; output: string }> {
	const { PATH = '', HOME = '' } = process.env;
	const own = {
		STUNT_URL: mock.url,
		// The mock that it takes; of other commands the flag means another thing.
		...(line.includes(' pact write ') && { STUNT_FROM: mock.url }),
		MOCK_URL: mock.url,
		ID: id,
		GIT_COMMIT: 'c1',
		GIT_BRANCH: 'main',
	};
	const env = { HOME, PATH: `${join(folder, 'bin')}:${PATH}`, PACT_DO_NOT_TRACK: 'true', ...own };
	return new Promise((resolve) => {
		execFile(
			'bash',
			['-c', line.replaceAll('http://localhost:8000', real.url)],
			{ cwd, env, timeout: 60_000 },
			(error, stdout, stderr) => {
				resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
			},
		);
	});
}

/** Runs a line of curl; tells the status and the answer as `curl -i` prints it. */
async function curl(line: string, mock: RunningMock, base = mock.url): Promise<{ status: number; text: string }> {
	const command = line.replaceAll('http://127.0.0.1:4010', base).replace(/^curl /, 'curl -s -i ');
	const { output } = await run(command, mock);
	id = /"identification_id":"([^"]+)"/.exec(output)?.[1] ?? id;
	return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(output)?.[1]), text: output };
}

/** Starts a mock by a line, and stops it once it listens. */
async function start(line: string, cwd: string): Promise<void> {
	const [, command = '', words = ''] = /^.*?\b(start|proxy)\b(?: --(?= ))?(.*?)&?$/.exec(line) ?? [];
	const documents = words.replace('path/to/openapi.yaml', 'spec/identity-document.openapi.yaml');
	const started = await startCli(
		documents.split(/\s+/).filter((word) => word !== ''),
		{ cwd, command },
	);
	expect(await started.stop()).toBe(0);
}

/** Commands of ours that a page before has had already are not run once more. */
const had = new Set<string>();
function isNew(command: string): boolean {
	const line = command.replace(/\s*&$/, '');
	if (!line.startsWith('npx ')) return true;
	if (had.has(line)) return false;
	had.add(line);
	return true;
}

describe('the commands of the READMEs', () => {
	it('are many', () => {
		expect(blocks.flatMap(({ commands }) => commands).length).toBeGreaterThan(25);
		expect(new Set(blocks.map(({ readme }) => readme)).size).toBeGreaterThan(5);
	});

	const rows = blocks.flatMap(({ readme, commands }) =>
		commands
			.map((command, index) => [readme, command, commands[index - 1]] as const)
			.filter(([, command]) => isNew(command)),
	);
	it.each(rows)('%s: %s', { timeout: 90_000 }, async (readme, command, previous) => {
		const isShipped = readme.startsWith('scenarios/') || /\/v1\/orgs|already-validated/.test(command);
		const mock = isShipped ? shipped : orders;
		if (/^curl .* > \S+$/.test(command)) {
			const line = command.replace('http://127.0.0.1:4010', mock.url).replace('curl ', 'curl -sf ');
			expect((await run(line, mock)).code).toBe(0);
		} else if (command.startsWith('curl ')) {
			const { status, text } = await curl(command, mock);
			// What is done a second time is refused.
			expect(command === previous ? [409] : [200, 201, 204], text).toContain(status);
		} else if (/^npx stunt-double (?:start|proxy)\b/.test(command)) {
			await start(command, folder);
		} else if (command.startsWith('npm start -- ')) {
			await start(command, ROOT);
		} else if (/^npx stunt-double |^npm test$|^cp /.test(command)) {
			const { code, output } = await run(command, mock);
			const no = SAYS_NO.find(({ line }) => line.test(command));
			expect([code, output]).toEqual([no ? 1 : 0, no ? expect.stringMatching(no.says) : expect.any(String)]);
		} else {
			// `npm ci && npm …`: what this run, and the suite itself, have done; npm run scripts must be there.
			const script = /^npm ci && npm (?:run )?(\w+)$/.exec(command)?.[1] ?? /^npm run ([\w:]+)$/.exec(command)?.[1];
			expect(script, `no test knows how to run ${command}`).toBeDefined();
			expect(scripts[script as string]).toBeDefined();
		}
	});
});

describe('a command in the prose of', () => {
	const place = join(folder, 'prose');
	beforeAll(async () => {
		mkdirSync(place);
		for (const name of ['openapi.yaml', 'package.json', 'own.test.js']) cpSync(join(folder, name), join(place, name));
		cpSync(join(place, 'openapi.yaml'), join(place, 'api.yaml'));
		const who = '-c user.name=test -c user.email=test@localhost';
		await run(`git init -qb main && git add api.yaml && git ${who} commit -qm begin`, orders, place);
	});
	const rows = READMES.flatMap((readme) =>
		readInline(readme)
			.filter(isNew)
			.map((line) => [readme, line] as const),
	);

	it('READMEs there are some', () => {
		expect(rows.length).toBeGreaterThan(3);
	});

	it.each(rows)('%s: %s', { timeout: 90_000 }, async (_readme, line) => {
		if (/^npx stunt-double (?:start|proxy)\b/.test(line)) return start(line, place);
		// The scenarios are those that its chapter has made in the blocks before.
		const { code, output } = await run(line, orders, line.includes('--scenarios') ? folder : place);
		expect([code, output]).toEqual([0, expect.any(String)]);
	});
});

describe('the first page', () => {
	const page = readReadme('README.md');
	const commands = readBlocks('README.md').flatMap((block) => block.commands);
	const reasons = [...page.matchAll(/^X-Mock-Reason: (.*)$/gm)].map(([, reason = '']) => reason);

	it('shows the second cancellation of an order as 409, with the reason that is really sent', async () => {
		const base = `${orders.url}/__session/first`;
		const [create = '', , first = '', second = ''] = commands.filter((line) => /4010\/orders/.test(line));
		expect((await curl(create, orders, base)).text).toContain('{"id":1,"status":"NEW","item":"teapot","count":1}');
		expect((await curl(first, orders, base)).status).toBe(200);
		expect((await curl(second, orders, base)).text).toContain(`X-Mock-Reason: ${reasons[0]}\r\n`);
	});

	it('shows that of an identification as well', async () => {
		const base = `${shipped.url}/__session/first`;
		await curl(commands.find((line) => /-X POST .*\/v1\/orgs/.test(line)) ?? '', shipped, base);
		const line = commands.find((one) => one.includes('-X DELETE')) ?? '';
		expect((await curl(line, shipped, base)).status).toBe(204);
		const again = await curl(line, shipped, base);
		expect([again.status, reasons.length]).toEqual([409, 2]);
		expect(again.text).toContain(`X-Mock-Reason: ${reasons[1]?.replace(/[0-9a-f]+…/, id)}`);
	});
});
