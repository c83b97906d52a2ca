// What `start` says of its documents: what is doubtful in them, and what became of a change.

import type { FileFinding } from '../../spec/index.ts';
import type { RequestLog } from '../log/request-log.ts';
import type { Terminal } from '../log/terminal.ts';
import type { DocumentsChange } from '../pipeline/create-engine.ts';
import { nameEntity } from '../text/name-entity.ts';
import { makeSafe } from '../text/safe-text.ts';
import { formatFinding } from './failure.ts';

/** Lines about one thing at a time. */
const MAX_LINES = 10;

/** Warns of blemishes that the start went past, on stderr. */
export function warnOfBlemishes(findings: readonly FileFinding[], terminal: Terminal): void {
	for (const finding of findings.slice(0, MAX_LINES)) terminal.warn(`stunt-double: warning: ${formatFinding(finding)}`);
	const rest = findings.length - MAX_LINES;
	if (rest > 0) terminal.warn(`stunt-double: warning: and ${rest} more (see all with stunt-double lint)`);
}

/** Tells in the log that the documents were read again, or why they were not. */
export function tellDocuments(change: DocumentsChange, log: RequestLog): void {
	const { mistake, operations, findings, setAside, scenarios } = change;
	if (mistake) {
		const mistakes = mistake.findings.filter(({ severity }) => severity === 'error');
		log.logNote(`documents not read again, the last good ones stay in use: ${makeSafe(mistake.line, 2000)}`);
		tellLines(mistakes.slice(1).map(formatFinding), log);
		return;
	}
	log.logNote(`documents read again: ${operations} operation${operations === 1 ? '' : 's'}`);
	tellLines(findings.map(formatFinding), log);
	if (setAside.length > 0) {
		log.logNote(`  no longer fit and are set aside until they do, or the session is reset: ${setAside.length}`);
		const lines = setAside.map(
			({ session, resource, key, why }) => `  ${nameEntity({ resource, key })} of session ${session}: ${why}`,
		);
		tellLines(
			lines.map((line) => makeSafe(line, 500)),
			log,
		);
	}
	tellLines(scenarios.filter(({ severity }) => severity === 'error').map(formatFinding), log);
}

function tellLines(lines: readonly string[], log: RequestLog): void {
	for (const line of lines.slice(0, MAX_LINES)) log.logNote(`  ${line}`);
	if (lines.length > MAX_LINES) log.logNote(`  and ${lines.length - MAX_LINES} more`);
}
