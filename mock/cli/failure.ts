// How a command says that it can't go on.

import { type FileFinding, formatCount, type JsonObject, messageOf, StartupError } from '../../spec/index.ts';
import type { Terminal } from '../log/terminal.ts';
import { formatSafeJson, makeSafe } from '../text/safe-text.ts';

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
	if (rest > 0)
		terminal.warn(`stunt-double: and ${formatCount(rest, 'more mistake')} (see all with stunt-double lint)`);
	return 2;
}

/**
 * What stops a command that was asked for JSON, for programs, in one line:
 * `{ "error": { "code": "document.missing", "message": "api.yaml: no such file", "remedy": "check the path" } }`; with `place` and `findings`, where
 * there are such. The code of what nobody expected is `internal`.
 */
export function formatFailure(error: unknown): string {
	if (!(error instanceof StartupError))
		return formatSafeJson({ error: { code: 'internal', message: messageOf(error) } });
	const { code, message, remedy, place, findings } = error;
	return formatSafeJson({
		error: {
			code,
			message,
			...(remedy !== undefined && { remedy }),
			...(place && { place: placeOf(place) }),
			...(findings.length > 0 && {
				findings: findings.map((one) => ({
					code: one.code,
					severity: one.severity,
					message: one.message,
					...(one.remedy !== undefined && { remedy: one.remedy }),
					place: placeOf(one.place),
				})),
			}),
		},
	});
}

function placeOf({ file, line, column }: FileFinding['place']): JsonObject {
	return { file, line, column };
}

/** `api.yaml:12:3: what is wrong (what to do)`. */
export function formatFinding({ message, remedy, place }: FileFinding): string {
	const where = `${place.file}:${place.line}:${place.column}`;
	return makeSafe(`${where}: ${message}${remedy ? ` (${remedy})` : ''}`, 2000);
}
