// The tables of the READMEs that follow from the code: commands, flags, calls, exports, keys of scenario files.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listContractCommands } from '../contracts/commands.ts';
import { listMockCommands } from '../mock/cli/mock-commands.ts';
import { SCENARIO } from '../mock/scenarios/shape.ts';
import { LIFECYCLE } from '../spec/effects/lifecycle-shape.ts';
import { listMarks } from './list-assumptions.ts';
import { tabulate } from './markdown-table.ts';
import { type Documented, readExports, readMembers } from './read-exports.ts';
import {
	BROKER,
	START,
	tabulateBrokerFlags,
	tabulateCommands,
	tabulateFlags,
	tabulateStartFlags,
} from './tabulate-flags.ts';
import { listKeys, tabulateEffectKeys, tabulateVerbs } from './tabulate-schemas.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const nothingIsRun = () => Promise.reject(new Error('nothing is run'));
const MOCK = listMockCommands({
	loadPactReader: nothingIsRun,
	judgePact: nothingIsRun,
	listCommands: nothingIsRun,
}).commands;
const CONTRACTS = listContractCommands({ askCoverage: nothingIsRun }).commands;

/** Each table by the name that it has in a README. */
export const TABLES: Readonly<Record<string, () => string>> = {
	'commands of the mock': () => tabulateCommands(MOCK),
	'flags of a mock': tabulateStartFlags,
	'flags of the mock’s commands': () => tabulateFlags(MOCK, START),
	'commands for contracts': () => tabulateCommands(CONTRACTS),
	'flags of a broker': tabulateBrokerFlags,
	'flags of the commands for contracts': () => tabulateFlags(CONTRACTS, BROKER),
	'functions of the mock': () => tabulateDoor('mock/index.ts'),
	'methods of a mock': () => tabulateMembers('MockControls', 'Mock', 'MockRouter', 'MockFetch'),
	'methods of a session': () => tabulateMembers('MockSession'),
	'methods of a clock': () => tabulateMembers('SessionClock'),
	'methods of a resource': () => tabulateMembers('SessionResource'),
	'options of a mock’s functions': () =>
		tabulateOptions(
			['createMockRouter', 'mock/library/start-mock.ts', 'MockRouterOptions'],
			['createMockFetch', 'mock/library/start-mock.ts', 'MockFetchOptions'],
		),
	'options of a session’s methods': () =>
		tabulateOptions(
			['use', 'mock/library/steering-types.ts', 'UseOptions'],
			['cue', 'mock/library/steering-types.ts', 'CueOptions'],
			['waitFor', 'mock/library/steering-types.ts', 'WaitOptions'],
		),
	'options of the hosts': () =>
		tabulateOptions(
			['stuntDouble', 'mock/hosts/vite.ts', 'StuntDoublePluginOptions'],
			['createMockTest', 'mock/hosts/vitest.ts', 'MockTestOptions'],
			['test.use', 'mock/hosts/playwright.ts', 'MockTestOptions'],
		),
	'options of the functions for contracts': () =>
		tabulateOptions(
			['trackReads', 'contracts/reads/track-reads.ts', 'TrackOptions'],
			['writePacts', 'contracts/write/write-types.ts', 'WriteOptions'],
			['checkPacts', 'contracts/check/check-pacts.ts', 'CheckInput'],
			['diffDocuments', 'contracts/diff/diff-documents.ts', 'DiffInput'],
			['verifyPacts', 'contracts/verify/verify-types.ts', 'VerifyOptions'],
			['startBrokerServer', 'contracts/folder-broker/http/server.ts', 'BrokerServerOptions'],
		),
	'functions for contracts': () => tabulateDoor('contracts/index.ts'),
	'functions for reads': () => tabulateDoor('contracts/reads/index.ts'),
	'keys of x-lifecycle': () => tabulate(['key of a resource', 'says'], listKeys(LIFECYCLE.schema)),
	'verbs of x-effect': tabulateVerbs,
	'keys of x-effect': tabulateEffectKeys,
	'what the documents assume': () => tabulate(['where', 'assumed'], listMarks('x-assumed')),
	'what the vendor contradicts': () => tabulate(['where', 'oddity'], listMarks('x-vendor-oddity')),
	'keys of a scenario': () => tabulate(['key', 'says'], listKeys(SCENARIO.schema)),
};

/** What a README should be: its text with each table between its two marks written anew. Throws for a table that there is not. */
export function fillTables(text: string): string {
	return text.replaceAll(/^<!-- table: (.+) -->\n[\s\S]*?^<!-- end -->$/gm, (_, name: string) => {
		const table = TABLES[name];
		if (!table) throw new Error(`there is no table "${name}"`);
		return `<!-- table: ${name} -->\n${table()}\n<!-- end -->`;
	});
}

function tabulateDoor(file: string): string {
	const all = readExports(join(ROOT, file));
	const types = all.filter(({ isType }) => isType).map(({ name }) => `\`${name}\``);
	const functions = all.filter(({ isType }) => !isType);
	return `${tabulate(['name', 'is'], functions.map(toRow))}\n\nTypes: ${types.join(', ')}.`;
}

function tabulateMembers(...names: readonly string[]): string {
	const members = names.flatMap((name) => readMembers(join(ROOT, 'mock/library/types.ts'), name));
	return tabulate(['member', 'does'], members.map(toRow));
}

/** Options of functions: whose, the file, the interface. */
function tabulateOptions(...sources: readonly (readonly [of: string, file: string, name: string])[]): string {
	const rows = sources.flatMap(([of, file, name]) =>
		readMembers(join(ROOT, file), name).map(({ signature, whole }) => [
			`\`${of}\``,
			`\`${signature}\``,
			whole.replace(/\.$/, ''),
		]),
	);
	return tabulate(['of', 'option', 'says'], rows);
}

function toRow({ signature, says }: Documented): string[] {
	// A door's own function names the one that it loads.
	return [`\`${signature}\``, says.replace(/^`\w+` of \S+: /, '').replace(/\.$/, '')];
}
