// The real verifier as a child: jobs go in, results come out, its noise is caught, and it ends in time.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exceptMachine } from '../../mock/inner.ts';
import { StartupError } from '../../spec/index.ts';

/** What the child is asked. */
export interface ChildJob {
	id: number;
	/** Of Pact's `Verifier`. */
	options: object;
}
/** What it answers. `text` is the verifier's JSON, or why there is none. */
export type ChildAnswer =
	| { id: number; kind: 'result'; text: string }
	| { id: number; kind: 'unusable'; reason: string };

/** What came of one job; `stopped`: it took too long, or the process died. */
export type JobResult = { kind: 'result'; text: string } | { kind: 'stopped'; reason: string };

/** A running verifier. */
export interface VerifierProcess {
	/** One verification. Rejects with a StartupError where Pact is not installed or can't be loaded. */
	run(options: object, timeoutMs: number): Promise<JobResult>;
	close(): void;
}

/** Of what the verifier printed, at most so much is quoted when it dies. */
const MAX_TAIL = 2000;
const DEFAULT_MODULE = '@pact-foundation/pact';

/** Starts nothing yet: the process begins with the first job, and again after one that was stopped. */
export function createVerifierProcess(args: {
	onNoise?: ((text: string) => void) | undefined;
	pactModule?: string | undefined;
	/** Whether all that it calls is on this machine and speaks no TLS, as the mock does. */
	isLocal?: boolean | undefined;
}): VerifierProcess {
	const { onNoise, pactModule = DEFAULT_MODULE, isLocal = false } = args;
	let child: ChildProcess | undefined;
	let tail = '';
	let count = 0;

	function hear(text: string): void {
		tail = (tail + text).slice(-MAX_TAIL);
		onNoise?.(text);
	}
	function start(): ChildProcess {
		const script = `./verifier-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
		const started = fork(fileURLToPath(new URL(script, import.meta.url)), [pactModule, process.cwd()], {
			// The flags of whoever runs us (test runners' loaders) are not the child's.
			execArgv: [],
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			env: { ...makeEnvironment(process.env), ...(isLocal && trustNobody()) },
		});
		started.stdout?.setEncoding('utf8').on('data', hear);
		started.stderr?.setEncoding('utf8').on('data', hear);
		return started;
	}
	function stop(): void {
		child?.kill('SIGKILL');
		child = undefined;
	}

	return {
		async run(options, timeoutMs) {
			child ??= start();
			const running = child;
			count += 1;
			const id = count;
			const answer = await new Promise<ChildAnswer | { kind: 'stopped'; reason: string }>((resolve) => {
				const timer = setTimeout(
					() => finish({ kind: 'stopped', reason: `the verifier did not end within ${timeoutMs} ms` }),
					timeoutMs,
				);
				const onMessage = (message: ChildAnswer): void => {
					if (message.id === id) finish(message);
				};
				const onEnd = (code: number | null, signal?: string | null): void =>
					finish({ kind: 'stopped', reason: `the verifier ended (${signal ?? code}): ${tail.trim().slice(-300)}` });
				const onError = (error: Error): void => finish({ kind: 'stopped', reason: error.message });
				function finish(result: ChildAnswer | { kind: 'stopped'; reason: string }): void {
					clearTimeout(timer);
					running.off('message', onMessage).off('close', onEnd).off('error', onError);
					resolve(result);
				}
				running.on('message', onMessage).on('close', onEnd).on('error', onError);
				running.send({ id, options } satisfies ChildJob, (error) => {
					if (error) finish({ kind: 'stopped', reason: error.message });
				});
			});
			if (answer.kind === 'stopped') stop();
			if (answer.kind !== 'unusable') return answer;
			stop();
			throw refusePact(pactModule, answer.reason);
		},
		close: stop,
	};
}

/** Filters of Pact's own, which know nothing of how interactions are named here: what they leave out would be taken for lost. */
const FILTERS: readonly string[] = ['PACT_DESCRIPTION', 'PACT_PROVIDER_STATE', 'PACT_PROVIDER_NO_STATE'];

/** The verifier's parts call each other, and a CI's proxy is for what is elsewhere. */
function makeEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const env = Object.fromEntries(Object.entries(own).filter(([name]) => !FILTERS.includes(name)));
	return {
		...env,
		...exceptMachine(env),
		NODE_OPTIONS: '',
		NODE_NO_WARNINGS: '1',
		PACT_DO_NOT_TRACK: 'true',
	};
}

/** The verifier reads a Linux's hundred and more authorities for each interaction anew, which takes it longer than to verify; it wants one at least. */
function trustNobody(): NodeJS.ProcessEnv {
	const file = fileURLToPath(new URL('./nobody.pem', import.meta.url));
	// No folder at all: an unset one is the system's.
	return { SSL_CERT_FILE: file, SSL_CERT_DIR: file };
}

function refusePact(name: string, reason: string): StartupError {
	const isMissing = reason.includes(`'${name}'`);
	const [first = ''] = reason.split('\n');
	return new StartupError({
		code: 'pact.not-installed',
		message: isMissing
			? `pact verify needs the package ${name}, which is not installed`
			: `the package ${name} can't be used: ${first}`,
		remedy: `npm install --save-dev ${DEFAULT_MODULE}@17`,
	});
}
