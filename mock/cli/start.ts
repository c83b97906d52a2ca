// `start`: a mock, or several, that listen until a signal ends them.

import { type FileFinding, formatCount } from '../../spec/index.ts';
import type { Hooks, RunningMock } from '../library/run-mock.ts';
import { createRequestLog, type RequestLog } from '../log/request-log.ts';
import type { Terminal } from '../log/terminal.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { readVersion } from '../options/version.ts';
import type { CommandArguments } from './command.ts';
import { formatFinding } from './failure.ts';
import { labelTerminal } from './label-terminal.ts';
import { openReadyFile } from './ready-file.ts';
import { runSparing } from './run-sparing.ts';
import type { SERVING_FLAGS } from './serving-flags.ts';
import { exitOnUncaught, stopOnSignals } from './signals.ts';
import { readMockOptions } from './start-flags.ts';
import { tellDocuments, warnOfBlemishes } from './tell-documents.ts';
import { type LoadPactReader, openPacts } from './watch-pacts.ts';

/** Requests in flight may take so long after the first signal, in ms. */
const GRACE_MS = 2500;
/** Mistakes in scenario files that are told at a time. */
const MAX_FINDINGS = 10;

/** Serves one mock, or all that the settings name; the answer is `undefined`, and a signal ends the program. Throws StartupError. */
export async function runStart(args: CommandArguments, loadPactReader: LoadPactReader): Promise<undefined> {
	const { terminal, mocks, positionals, options } = args;
	const { readyFile } = args.options as StartOptions;
	const ready = openReadyFile(readyFile);
	const started: Started[] = [];
	const stopAll = async (graceMs: number): Promise<void> => {
		await Promise.all(started.map(({ running }) => running.stop(graceMs)));
		for (const { log } of started) log.flush();
	};
	try {
		for (const { name, ...told } of mocks ?? [{ name: undefined, positionals, options }]) {
			const own = name === undefined ? terminal : labelTerminal(terminal, name);
			started.push(await startOne({ name, told, terminal: own, loadPactReader }));
		}
		stopOnSignals(async (signal) => {
			started[0]?.log.logNote(`${signal}: stopping when all requests are answered; once more stops at once`);
			await stopAll(GRACE_MS);
		});
		for (const one of started) await tellStart(one);
		const lines = started.map(({ name, running }) => (name === undefined ? running.url : `${name} ${running.url}`));
		ready.write(lines.join('\n'));
	} catch (error) {
		await stopAll(0);
		throw error;
	}
	// However it ends, unless it is killed.
	process.once('exit', () => ready.remove());
	return undefined;
}

type StartOptions = CommandArguments<typeof SERVING_FLAGS>['options'];

interface Started {
	/** Absent: it is the only one. */
	name: string | undefined;
	running: RunningMock;
	log: RequestLog;
	terminal: Terminal;
	isForPrograms: boolean;
}

async function startOne(args: {
	name: string | undefined;
	told: Pick<CommandArguments, 'positionals' | 'options'>;
	terminal: Terminal;
	loadPactReader: LoadPactReader;
}): Promise<Started> {
	const { name, told, terminal, loadPactReader } = args;
	const options = readMockOptions({ ...told, terminal });
	const { json, pacts: places } = told.options as StartOptions;
	const log = createRequestLog(json && options.log === 'pretty' ? 'json' : options.log, terminal);
	const pacts = openPacts(places, loadPactReader);
	exitOnUncaught(log.logError);
	warnOfHost(options, terminal);
	const hooks: Hooks = {
		report: log.logError,
		readPacts: pacts.read,
		onScenarios: (findings) => tellScenarios(findings, log),
		onDocuments: (change) => tellDocuments(change, log),
		...(options.log !== 'silent' && { onSent: log.logRequest }),
	};
	const running = await runSparing(options, hooks);
	warnOfBlemishes(
		running.engine.documents.flatMap(({ findings }) => findings),
		terminal,
	);
	if (options.watch) pacts.watch(() => running.engine.events.emit({ type: 'pacts.changed' }));
	return { name, running, log, terminal, isForPrograms: json || options.log === 'json' };
}

async function tellStart({ name, running, terminal, isForPrograms }: Started): Promise<void> {
	const { engine, url } = running;
	if (isForPrograms) {
		const time = new Date().toISOString();
		const operations = engine.router.plans.length;
		terminal.print(JSON.stringify({ time, level: 'info', message: 'listening', url, operations }));
	} else if (engine.options.log === 'pretty' && name !== undefined) {
		terminal.print(
			`listens on ${url}, console at ${url}/__admin/, ${formatCount(engine.router.plans.length, 'operation')}`,
		);
	} else if (engine.options.log === 'pretty') {
		const { formatBanner } = await import('./banner.ts');
		terminal.print(formatBanner({ engine, url, version: readVersion(), hasColor: terminal.hasColor }).join('\n'));
	}
}

function tellScenarios(findings: readonly FileFinding[], log: RequestLog): void {
	const mistakes = findings.filter(({ severity }) => severity === 'error');
	const count = mistakes.length === 0 ? 'no mistakes' : `${mistakes.length} mistake${mistakes.length === 1 ? '' : 's'}`;
	log.logNote(`scenarios read again: ${count}`);
	for (const finding of mistakes.slice(0, MAX_FINDINGS)) log.logNote(`  ${formatFinding(finding)}`);
}

/** Whoever opens the mock to other machines should know what is open. */
function warnOfHost({ host, adminToken }: MockOptions, terminal: Terminal): void {
	if (/^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)) return;
	const control =
		adminToken === undefined
			? 'its control API answers this machine only, unless you set --admin-token'
			: 'its control API answers to whoever has the admin token';
	terminal.warn(`stunt-double: warning: on ${host}, other machines can reach the mock; ${control}`);
}
