// How a command says that it can't go on.

import { type FileFinding, StartupError } from '../../spec/index.ts';
import type { Terminal } from '../log/terminal.ts';
import { makeSafe } from '../text/safe-text.ts';

/** Findings that are printed below a line that stands for all of them. */
const MAX_FINDINGS = 10;

/** Prints what stops the program, a line for each thing (at most ten); the answer is the exit code. */
export function reportFailure(error: unknown, terminal: Terminal): number {
	if (!(error instanceof StartupError)) {
		terminal.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
		return 2;
	}
	const mistakes = error.findings.filter(({ severity }) => severity === 'error');
	if (mistakes.length <= 1) {
		terminal.warn(`stunt-double: ${makeSafe(error.line, 2000)}`);
		return 2;
	}
	for (const finding of mistakes.slice(0, MAX_FINDINGS)) terminal.warn(`stunt-double: ${formatFinding(finding)}`);
	const rest = mistakes.length - MAX_FINDINGS;
	if (rest > 0) terminal.warn(`stunt-double: and ${rest} more mistakes (see all with stunt-double lint)`);
	return 2;
}

/** `api.yaml:12:3: what is wrong (what to do)`. */
export function formatFinding({ message, remedy, place }: FileFinding): string {
	const where = `${place.file}:${place.line}:${place.column}`;
	return makeSafe(`${where}: ${message}${remedy ? ` (${remedy})` : ''}`, 2000);
}
