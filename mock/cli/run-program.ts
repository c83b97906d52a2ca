// `run`: a mock for as long as another program runs, and a judgement on what that program did with it.

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { StartupError, writeWhole } from '../../spec/index.ts';
import { getCoverage } from '../control/coverage.ts';
import { getSnapshot } from '../control/snapshot.ts';
import { createLocalCalls, takeValue } from '../library/local-call.ts';
import { type RunningMock, runMock } from '../library/run-mock.ts';
import { createRequestLog } from '../log/request-log.ts';
import type { Terminal } from '../log/terminal.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { JUnitSuite } from '../report/junit.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import type { CommandArguments } from './command.ts';
import { createGates, readGates } from './gates.ts';
import type { JUDGING_FLAGS } from './run-flags.ts';
import { formatRun, reportRun } from './run-report.ts';
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
	engine: Pick<Engine, 'documents' | 'scenarios'>;
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
 * Starts the mock, runs the program behind `--` with its address in the environment, and stops. The exit code is the program's (128 and
 * its number for a signal); where that is 0 and a gate has something against the run, it is 1. Throws StartupError.
 */
export async function runProgram(args: CommandArguments, { judgePact }: { judgePact: JudgePact }): Promise<number> {
	const { terminal, behind = [] } = args;
	const options = args.options as CommandArguments<typeof JUDGING_FLAGS>['options'];
	const gates = createGates(readGates(options.failOn ?? []));
	const mockOptions = readMockOptions(args);
	const log = createRequestLog(mockOptions.log, terminal);
	const running = await runMock(mockOptions, {
		report: log.logError,
		onSent(departure) {
			gates.note(departure);
			if (mockOptions.log !== 'silent') log.logRequest(departure);
		},
	});
	try {
		const code = await runChild(behind, running.url);
		const findings = gates.judge(running.engine);
		if (options.coverage !== undefined) await writeCoverage(running, options.coverage);
		if (options.bug !== undefined && (code !== 0 || findings.length > 0)) await writeBugs(running, options.bug);
		const { engine, url } = running;
		const { adminToken } = mockOptions;
		const { pact: consumer, junit, json } = options;
		// The last line on stdout is the report's, for programs.
		const quiet: Terminal = json ? { ...terminal, print: terminal.warn } : terminal;
		const judged =
			consumer === undefined
				? { isGood: true, suites: [] }
				: await judgePact({ consumer, url, adminToken, engine, terminal: quiet });
		reportRun({ gates: gates.names, findings, engine, suites: judged.suites }, { terminal, junit });
		const exitCode = code === 0 && (findings.length > 0 || !judged.isGood) ? 1 : code;
		if (json)
			terminal.print(formatRun({ exitCode, programCode: code, gates: gates.names, findings, suites: judged.suites }));
		return exitCode;
	} finally {
		await running.stop(GRACE_MS);
		log.flush();
	}
}

/** The exit code of the program: it has the terminal, and hears of the signals that this one gets. */
function runChild([program = '', ...words]: readonly string[], url: string): Promise<number> {
	// Of the environment Cypress shows its tests what begins with its name.
	const own = { MOCK_URL: url, CYPRESS_MOCK_URL: url, MOCK_ADMIN_URL: `${url}/__admin`, MOCK_SESSION: DEFAULT_SESSION };
	const env = { ...process.env, ...own };
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
	writeWhole(file, `${JSON.stringify(coverage, undefined, '\t')}\n`);
}

/** A snapshot with its requests of each session: that of the only one in the file itself, of others beside it. */
async function writeBugs({ engine }: RunningMock, file: string): Promise<void> {
	const call = createLocalCalls(engine);
	const sessions = engine.sessions.list().slice(0, MAX_BUGS);
	for (const [index, { name }] of sessions.entries()) {
		const snapshot = takeValue<object>(await call(getSnapshot, { path: { session: name }, query: { requests: true } }));
		const place = index === 0 ? file : `${file.replace(/\.json$/, '')}.${name}.json`;
		writeWhole(place, `${JSON.stringify(snapshot, undefined, '\t')}\n`);
	}
}
