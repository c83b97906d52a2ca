// Patterns that no shell has expanded: quoted, or on Windows. Each command that takes several files takes them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { atFileEnd } from '../support/file-end.ts';

const folder = mkdtempSync(join(tmpdir(), 'patterns-'));
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, value: object): void => writeFileSync(join(folder, name), JSON.stringify(value));
for (const name of ['pacts', 'pacts/team', 'apis', 'a[1]', 'node_modules/x/pacts'])
	mkdirSync(join(folder, name), { recursive: true });
for (const name of ['a', 'b']) {
	const responses = { 204: { description: 'ok' } };
	write(`apis/${name}.json`, {
		openapi: '3.1.0',
		info: { title: name, version: '1' },
		paths: { [`/${name}`]: { get: { operationId: name, responses } } },
	});
	write(`pacts/${name}.json`, {
		consumer: { name },
		provider: { name: 'p' },
		interactions: [{ description: name, request: { method: 'GET', path: `/${name}` }, response: { status: 204 } }],
		metadata: { pactSpecification: { version: '3.0.0' } },
	});
}
writeFileSync(join(folder, 'pacts/notes.txt'), 'no pact');
writeFileSync(join(folder, 'node_modules/x/pacts/broken.json'), '{');
writeFileSync(join(folder, 'a[1]/broken.json'), '{');

it.each<[string, string[], number, RegExp]>([
	[
		'pact check',
		['pact', 'check', 'pacts/*.json', '--documents', 'apis/*.json'],
		0,
		/^2 pacts, 2 interactions: 0 errors/m,
	],
	[
		'pact check, by a question mark and braces',
		['pact', 'check', 'pacts/?.json', '--documents', 'apis/{a,b}.json'],
		0,
		/^2 pacts/m,
	],
	[
		'pact check, below folders, none of other packages',
		['pact', 'check', '**/pacts/*.json', '--documents', 'apis/*'],
		0,
		/^2 pacts/m,
	],
	[
		'pact check, a pact that was named already',
		['pact', 'check', 'pacts/*.json', 'pacts/a.json', './pacts', '--documents', 'apis/*'],
		0,
		/^2 pacts/m,
	],
	[
		'pact check, a name that looks like a pattern',
		['pact', 'check', 'a[1]', '--documents', 'apis/*'],
		2,
		/broken\.json/,
	],
	[
		'pact check, of nothing',
		['pact', 'check', 'pacts/*.jsn', '--documents', 'apis/*'],
		2,
		/pacts\/\*\.jsn\n.*Nothing here fits the pattern/,
	],
	[
		'pact publish',
		['pact', 'publish', 'pacts/*.json', '--consumer-app-version', '1', '--broker', 'broker'],
		0,
		/b version 1/,
	],
	[
		'pact publish, of nothing',
		['pact', 'publish', 'pacts/*.jsn', '--consumer-app-version', '1', '--broker', 'broker'],
		2,
		/pacts\/\*\.jsn: nothing fits the pattern/,
	],
	['coverage', ['coverage', 'pacts/*.json', '--documents', 'apis/*'], 0, /2 pacts/],
	['diff', ['diff', 'apis/a.json', 'apis/a.json', '--pacts', 'pacts/a*'], 0, /its consumer does not break/],
	['lint', ['lint', 'apis/*.json'], 0, /2 documents/],
	['lint, of nothing', ['lint', 'apis/*.yaml'], 2, /apis\/\*\.yaml: nothing fits the pattern/],
])('%s', async (_name, args, code, said) => {
	const result = await runCli(args, { cwd: folder });
	expect([result.code, `${result.stdout}${result.stderr}`]).toEqual([code, expect.stringMatching(said)]);
});
