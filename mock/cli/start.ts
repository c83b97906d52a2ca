// `start`: a mock that listens until a signal ends it.

import type { FileFinding } from '../../spec/index.ts';
import { type Hooks, type RunningMock, runMock } from '../library/run-mock.ts';
import { createRequestLog, type RequestLog } from '../log/request-log.ts';
import type { Terminal } from '../log/terminal.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { readVersion } from '../options/version.ts';
import type { CommandArguments } from './command.ts';
import { formatFinding } from './failure.ts';
import { openReadyFile } from './ready-file.ts';
import type { SERVING_FLAGS } from './serving-flags.ts';
import { exitOnUncaught, stopOnSignals } from './signals.ts';
import { readMockOptions } from './start-flags.ts';
import { tellDocuments, warnOfBlemishes } from './tell-documents.ts';
import { type LoadPactReader, openPacts } from './watch-pacts.ts';

/** Requests in flight may take so long after the first signal, in ms. */
const GRACE_MS = 2500;
/** Mistakes in scenario files that are told at a time. */
const MAX_FINDINGS = 10;

/** Serves; the answer is `undefined`, and a signal ends the program. Throws StartupError. */
export async function runStart(args: CommandArguments, loadPactReader: LoadPactReader): Promise<undefined> {
	const { terminal } = args;
	const options = readMockOptions(args);
	const { json, readyFile } = args.options as CommandArguments<typeof SERVING_FLAGS>['options'];
	const log = createRequestLog(json && options.log === 'pretty' ? 'json' : options.log, terminal);
	const ready = openReadyFile(readyFile);
	const pacts = openPacts(args.options['pacts'] as readonly string[] | undefined, loadPactReader);
	exitOnUncaught(log.logError);
	warnOfHost(options, terminal);
	const hooks: Hooks = {
		report: log.logError,
		readPacts: pacts.read,
		onScenarios: (findings) => tellScenarios(findings, log),
		onDocuments: (change) => tellDocuments(change, log),
		...(options.log !== 'silent' && { onSent: log.logRequest }),
	};
	const running = await runMock(options, hooks);
	warnOfBlemishes(
		running.engine.documents.flatMap(({ findings }) => findings),
		terminal,
	);
	if (options.watch) pacts.watch(() => running.engine.events.emit({ type: 'pacts.changed' }));
	stopOnSignals(async (signal) => {
		log.logNote(`${signal}: stopping when all requests are answered; once more stops at once`);
		await running.stop(GRACE_MS);
		log.flush();
	});
	await tellStart(running, { terminal, isForPrograms: json || options.log === 'json' });
	try {
		ready.write(running.url);
	} catch (error) {
		await running.stop(0);
		throw error;
	}
	// However it ends, unless it is killed.
	process.once('exit', () => ready.remove());
	return undefined;
}

async function tellStart(
	{ engine, url }: RunningMock,
	{ terminal, isForPrograms }: { terminal: Terminal; isForPrograms: boolean },
): Promise<void> {
	if (isForPrograms) {
		const time = new Date().toISOString();
		const operations = engine.router.plans.length;
		terminal.print(JSON.stringify({ time, level: 'info', message: 'listening', url, operations }));
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
