// Writes what agents read of the package, `.agents/`: `npm run agent-files`, after each change of commands, tools or doors.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listContractCommands } from '../contracts/commands.ts';
import type { Command } from '../mock/cli/command.ts';
import { describeTools } from '../mock/cli/mcp/describe-tools.ts';
import { listMockCommands } from '../mock/cli/mock-commands.ts';
import { openDispatcher } from '../mock/control/dispatch.ts';
import { READMES, readReadme } from './readmes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const refuse = (): Promise<never> => Promise.reject(new Error('nothing is run'));
const COMMANDS: readonly Command[] = [
	...listMockCommands({ loadPactReader: refuse, judgePact: refuse, listCommands: refuse }).commands,
	...listContractCommands({ askCoverage: refuse }).commands,
];

/** What each door of `exports` is for. */
const DOORS: Readonly<Record<string, string>> = {
	'.': '`startMock`, `createMockRouter` (Express), `createMockFetch` (no port: MSW, Hono, route handlers)',
	'./contracts': 'pacts written, checked, verified; documents compared',
	'./reads': 'what a client reads of an answer, also in browsers',
	'./vite': 'a plugin: the mock on the development server',
	'./vitest': '`createMockTest`: one session a test',
	'./playwright': '`test`: one session a test, joined by the page',
	'./cypress': 'commands: `cy.mockSession`, `cy.mockUse`, `cy.mockCue`, …',
	'./schemas/*.json': 'JSON Schemas of scenario files, settings, `x-lifecycle` and `x-effect`',
};

const SUMMARY =
	'A mock server that remembers, made of OpenAPI documents: what is created is there when it is asked for, a refused move is the 409 of the document, scenarios are switched by name in isolated sessions, and pacts are written out of the traffic of tests.';

const FIRST_STEPS = `\`\`\`sh
npm install --save-dev stunt-double
npx stunt-double lint openapi.yaml
npx stunt-double start openapi.yaml --port 4010 --seed 1
npx stunt-double run openapi.yaml --fail-on invalid,unmatched -- npm test
\`\`\``;

const STEPS = `1. Look: \`npx stunt-double lint openapi.yaml --json\` tells what each operation does to what is stored, or why nothing. An operation
   that should and doesn't gets \`x-effect\` lines, which \`lint --json\` has ready, also as an overlay for a document that must not change.
2. Serve: \`npx stunt-double start openapi.yaml --seed 1\`. Ids, times and data are the same in every run with a seed.
3. Take a session for yourself: send the header \`X-Mock-Session: <name>\`, or call below \`/__session/<name>/\`. What you do there disturbs nobody.
4. Make a request, and ask why it was answered so: the header \`X-Mock-Reason\`, or \`npx stunt-double request list --session <name>\`.
   Never guess at a 4xx: the journal has the reason and the pointer.
5. Play a refusal: \`npx stunt-double scenario list\`, then \`npx stunt-double scenario use 'error: <operationId> 409' --session <name> --keep\`; or
   for the next answer alone \`POST /__admin/sessions/<name>/cues\` with \`{"on":"<operationId>","reply":{"status":409}}\`.
6. Keep it: \`npx stunt-double scenario make <request> --session <name> --into scenarios\` writes a scenario of a request that was answered.
7. Gate it: \`npx stunt-double run openapi.yaml --fail-on invalid,unmatched --junit gates.xml -- npm test\`.`;

const RULES = `- Exit codes: 0 good, 1 findings, 2 bad input with one line on stderr that says what to do. \`--json\` where a command reports.
- A scenario that would answer what the document doesn't have is refused when it loads, with file and line: mend the document, or say \`offSpec: true\` on the cue.
- \`scenario use\` starts afresh, which empties the session; \`--keep\` leaves what it holds. \`session undo\` takes either back.
- With \`--admin-token\` (\`STUNT_ADMIN_TOKEN\`) the control API wants it as a Bearer token.`;

/** The READMEs of the rooms, by their titles. */
function listRooms(): string {
	const rooms = READMES.filter((name) => name.includes('/'));
	return rooms.map((name) => `- [${readReadme(name).slice(2).split('\n', 1)[0]}](../${name})`).join('\n');
}

function listCommands(): string {
	return COMMANDS.map(({ name, operands = [], summary }) => {
		const words = ['stunt-double', name, ...operands].join(' ');
		return `- \`${words}\`: ${summary}`;
	}).join('\n');
}

async function listTools(): Promise<string> {
	const { document } = await openDispatcher();
	const tools = describeTools({ operations: document.operations, commands: COMMANDS });
	// The first sentence; the protocol tells the rest.
	return tools
		.map(
			({ description: { name, description } }) =>
				`- \`${name}\`: ${description.split(/\. /, 1)[0]?.replace(/\.$/, '')}`,
		)
		.join('\n');
}

function listDoors(): string {
	const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: object };
	return Object.keys(exports)
		.filter((door) => door !== './package.json')
		.map((door) => {
			const told = DOORS[door];
			if (told === undefined) throw new Error(`.ci/agent-files.ts does not say what ${door} is for`);
			return `- \`${door.replace('.', 'stunt-double')}\`: ${told}`;
		})
		.join('\n');
}

/** The files by their names, from the root. */
export async function formatAgentFiles(): Promise<ReadonlyMap<string, string>> {
	const tools = await listTools();
	const llms = `# Stunt Double

> ${SUMMARY}

Everything that a person can do, a program can: each command has \`--json\` where it reports, \`stunt-double help --json\` has all
commands, flags, variables and defaults, a running mock describes its control API at \`/__admin/openapi.json\`, and \`stunt-double mcp\`
gives an agent the tools below.

${FIRST_STEPS}

## Files of the package

- [The first page](../README.md): what it does, and the way to all else
${listRooms()}
- [How to work with it](skills/stunt-double/SKILL.md): the same for an agent, in steps
- [Changes](../CHANGELOG.md): what is new
- [The control API](../dist/spec/control.openapi.json): its document
- [Schemas](../dist/spec/schemas/scenario.schema.json): of scenario files, settings and extensions, in that folder
- [To copy](../.examples/github-workflow.yml): a workflow, an action, a job and a compose file, in that folder

## Commands

${listCommands()}

## Tools of \`stunt-double mcp\`

${tools}

## Doors of the library

${listDoors()}
`;
	const skill = `---
name: stunt-double
description: Mock an HTTP API from its OpenAPI document with state, scenarios and isolated sessions, find out why a request was refused, play errors (409, 404, timeouts) on cue, and write and check Pact contracts. Use where code calls an API that isn't there, must fail on purpose, or has an openapi.yaml.
---

# Stunt Double

${SUMMARY}

## Steps

${STEPS}

With the tools of \`npx stunt-double mcp openapi.yaml\` (or \`--url\` of a mock that runs) the same is \`list_operations\`, \`send_request\`, \`list_requests\`,
\`use_scenario\`, \`cue\`, \`make_scenario\` and \`save_scenario\`; \`describe_mock\` tells the address.

## Rules

${RULES}

## Commands

${listCommands()}

\`stunt-double help --json\` has their flags, variables and defaults.
`;
	return new Map([
		['.agents/llms.txt', llms],
		['.agents/skills/stunt-double/SKILL.md', skill],
	]);
}

if (import.meta.main) {
	for (const [name, text] of await formatAgentFiles()) {
		mkdirSync(dirname(join(ROOT, name)), { recursive: true });
		writeFileSync(join(ROOT, name), text);
	}
}
