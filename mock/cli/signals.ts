// How a running mock ends: by a signal, or because of what nobody expected.

/** Exit codes of a program that a signal ended: 128 and its number. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
/** npm hands Ctrl-C on to a program that the terminal has told already: two this close are one, in ms. */
const TWICE_MS = 50;

/**
 * The first SIGINT, SIGTERM or SIGHUP (the terminal is closed) stops the mock and exits with 0; one more exits at once, with 128 and its number.
 * `stop` lets requests in flight end.
 */
export function stopOnSignals(stop: (signal: string) => Promise<void>): void {
	let stoppingSince: number | undefined;
	let first: string | undefined;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (stoppingSince === undefined) {
				stoppingSince = performance.now();
				first = signal;
				stop(signal).then(
					() => process.exit(0),
					() => process.exit(1),
				);
				return;
			}
			const isEcho = signal === 'SIGINT' && first === 'SIGINT' && performance.now() - stoppingSince < TWICE_MS;
			if (!isEcho) process.exit(CODES[signal]);
		});
	}
}

/** A program that has lost its way is no mock: what nobody caught is told, and ends it with 1. */
export function exitOnUncaught(tell: (error: unknown) => void): void {
	process.on('uncaughtException', (error) => {
		tell(error);
		process.exit(1);
	});
}

/** A command whose output was lost has not told what it found: it ends with 2 where it would have ended with 0 or 1. */
export function failOnLoss(error: Error): void {
	const remedy = 'free some room, or have it written elsewhere';
	process.stderr.write(`stunt-double: standard output can't be written: ${error.message} (${remedy})\n`);
	process.on('exit', (code) => {
		if (code < 2) process.exitCode = 2;
	});
}
