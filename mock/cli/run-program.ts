// `run`: a mock for as long as another program runs, and a judgement on what that program did with it.

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { StartupError } from '../../spec/index.ts';
import { getCoverage } from '../control/coverage.ts';
import { getSnapshot } from '../control/snapshot.ts';
import { createLocalCalls, takeValue } from '../library/local-call.ts';
import type { RunningMock } from '../library/run-mock.ts';
import { createRequestLog, type RequestLog } from '../log/request-log.ts';
import type { Terminal } from '../log/terminal.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { JUnitSuite } from '../report/junit.ts';
import { writeReport } from '../report/write-report.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import type { CommandArguments } from './command.ts';
import { createGates, type Gates } from './gates.ts';
import { labelTerminal } from './label-terminal.ts';
import type { JUDGING_FLAGS } from './run-flags.ts';
import { formatRun, reportRun } from './run-report.ts';
import { runSparing } from './run-sparing.ts';
import { readMockOptions } from './start-flags.ts';

/** Requests in flight may take so long once the program has ended, in ms. */
const GRACE_MS = 1000;
/** Sessions whose snapshots are written. */
const MAX_BUGS = 20;

/** Writes the pact of a consumer from all requests of a mock, and holds it to what the mock serves. */
export type JudgePact = (args: PactWish) => Promise<PactJudgement>;

/** Whose pact is wanted, and from which mock. */
export interface PactWish {
	consumer: string;
	/** The mock that listens. */
	url: string;
	adminToken: string | undefined;
	engine: Pick<Engine, 'documents' | 'scenarios' | 'options'>;
	terminal: Terminal;
}

/** What became of a pact. */
export interface PactJudgement {
	/** It was written, and the documents have nothing against it. */
	isGood: boolean;
	/** The same for a CI. */
	suites: readonly JUnitSuite[];
}

/**
 * Starts the mock (or all that the settings name), runs the program behind `--` with its address in the environment, and stops. The exit code is the program's (128 and
 * its number for a signal); where that is 0 and a gate has something against the run, it is 1. Throws StartupError.
 */
export async function runProgram(args: CommandArguments, { judgePact }: { judgePact: JudgePact }): Promise<number> {
	const { terminal, behind = [] } = args;
	const options = args.options as CommandArguments<typeof JUDGING_FLAGS>['options'];
	const gates = createGates(options.failOn ?? []);
	const mocks = await startAll(args, gates);
	const engines = mocks.map(({ running }) => running.engine);
	try {
		const code = await runChild(behind, mocks);
		const findings = gates.judge(engines);
		const isBad = code !== 0 || findings.length > 0;
		for (const { running, place } of mocks) {
			if (options.coverage !== undefined) await writeCoverage(running, place(options.coverage));
			if (options.bug !== undefined && isBad) await writeBugs(running, place(options.bug));
		}
		const { pact: consumer, junit, json } = options;
		// The last line on stdout is the report's, for programs.
		const quiet: Terminal = json ? { ...terminal, print: terminal.warn } : terminal;
		const judged: PactJudgement[] = [];
		for (const { running, adminToken } of consumer === undefined ? [] : mocks) {
			const { engine, url } = running;
			judged.push(await judgePact({ consumer: consumer ?? '', url, adminToken, engine, terminal: quiet }));
		}
		const suites = judged.flatMap((one) => one.suites);
		reportRun({ gates: gates.names, findings, engines, suites }, { terminal, junit });
		const isGood = findings.length === 0 && judged.every((one) => one.isGood);
		const exitCode = code === 0 && !isGood ? 1 : code;
		if (json) terminal.print(formatRun({ exitCode, programCode: code, gates: gates.names, findings, suites }));
		return exitCode;
	} finally {
		await stopAll(mocks);
	}
}

/** One mock of a run. */
interface RunningOne {
	/** Absent: it is the only one. */
	name: string | undefined;
	running: RunningMock;
	adminToken: string | undefined;
	log: RequestLog;
	/** Where what is written about it goes: what concerns the first is in the file itself, that of others beside it. */
	place(file: string): string;
}

async function startAll(args: CommandArguments, gates: Gates): Promise<RunningOne[]> {
	const { terminal, positionals, options } = args;
	const started: RunningOne[] = [];
	try {
		for (const { name, ...told } of args.mocks ?? [{ name: undefined, positionals, options }]) {
			const mockOptions = readMockOptions({ ...told, terminal });
			const log = createRequestLog(mockOptions.log, name === undefined ? terminal : labelTerminal(terminal, name));
			const running = await runSparing(mockOptions, {
				report: log.logError,
				onSent(departure) {
					gates.note(departure);
					if (mockOptions.log !== 'silent') log.logRequest(departure);
				},
			});
			const isFirst = started.length === 0;
			started.push({
				name,
				running,
				adminToken: mockOptions.adminToken,
				log,
				place: (file) => (isFirst ? file : placeBeside(file, name ?? '')),
			});
		}
	} catch (error) {
		await stopAll(started);
		throw error;
	}
	return started;
}

async function stopAll(mocks: readonly RunningOne[]): Promise<void> {
	await Promise.all(mocks.map(({ running }) => running.stop(GRACE_MS)));
	for (const { log } of mocks) log.flush();
}

/** `coverage.json` → `coverage.billing.json` */
function placeBeside(file: string, name: string): string {
	return `${file.replace(/\.json$/, '')}.${name}.json`;
}

/** The exit code of the program: it has the terminal, and hears of the signals that this one gets. */
function runChild([program = '', ...words]: readonly string[], mocks: readonly RunningOne[]): Promise<number> {
	const env = { ...process.env, ...listVariables(mocks) };
	const child = spawn(program, words, { stdio: 'inherit', env });
	const release = passSignals(child);
	return new Promise((resolve, reject) => {
		child.once('error', (cause: NodeJS.ErrnoException) => {
			release();
			const why = cause.code === 'ENOENT' ? 'there is no such program' : String(cause.code ?? cause.message);
			const remedy = 'write behind -- what you would write without stunt-double';
			reject(new StartupError({ code: 'program.start', message: `${program} can't be run: ${why}`, remedy, cause }));
		});
		child.once('close', (code, signal) => {
			release();
			resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
		});
	});
}

/** `MOCK_URL` of the first, and of each that has a name `MOCK_URL_BILLING`. */
function listVariables(mocks: readonly RunningOne[]): Record<string, string> {
	const variables: Record<string, string> = { MOCK_SESSION: DEFAULT_SESSION };
	for (const [index, { name, running }] of mocks.entries()) {
		const { url } = running;
		// Of the environment Cypress shows its tests what begins with its name.
		const own = { MOCK_URL: url, CYPRESS_MOCK_URL: url, MOCK_ADMIN_URL: `${url}/__admin` };
		const end = name === undefined ? '' : `_${name.replaceAll('-', '_').toUpperCase()}`;
		for (const [variable, value] of Object.entries(own)) {
			if (index === 0) variables[variable] = value;
			variables[`${variable}${end}`] = value;
		}
	}
	return variables;
}

/** Until released, the child gets what this program gets; a second signal ends it at once. */
function passSignals(child: ChildProcess): () => void {
	let count = 0;
	const pass = (signal: NodeJS.Signals): void => {
		count += 1;
		// A terminal tells the whole group of an interrupt by itself.
		if (count > 1) child.kill('SIGKILL');
		else if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) process.on(signal, pass);
	return () => {
		for (const signal of signals) process.off(signal, pass);
	};
}

async function writeCoverage({ engine }: RunningMock, file: string): Promise<void> {
	const coverage = takeValue<object>(await createLocalCalls(engine)(getCoverage));
	writeReport({ flag: 'coverage', file, format: () => `${JSON.stringify(coverage, undefined, '\t')}\n` });
}

/** A snapshot with its requests of each session: that of the only one in the file itself, of others beside it. */
async function writeBugs({ engine }: RunningMock, file: string): Promise<void> {
	const call = createLocalCalls(engine);
	const sessions = engine.sessions.list().slice(0, MAX_BUGS);
	for (const [index, { name }] of sessions.entries()) {
		const snapshot = takeValue<object>(await call(getSnapshot, { path: { session: name }, query: { requests: true } }));
		const place = index === 0 ? file : placeBeside(file, name);
		writeReport({ flag: 'bug', file: place, format: () => `${JSON.stringify(snapshot, undefined, '\t')}\n` });
	}
}
