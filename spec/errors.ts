// The one kind of error that is thrown on purpose: something the program can't start with.

import type { FileFinding, Place } from './types/finding.ts';

/** Stable codes of everything that stops a start or a command (exit code 2). */
export type StartupCode =
	| 'document.missing'
	| 'document.unreadable'
	| 'document.syntax'
	| 'document.not-openapi'
	| 'document.version'
	| 'document.reference'
	| 'document.reference-outside'
	| 'document.reference-remote'
	| 'document.address'
	| 'document.too-large'
	| 'document.invalid'
	| 'overlay.syntax'
	| 'overlay.invalid'
	| 'overlay.target'
	| 'scenario.missing'
	| 'scenario.unreadable'
	| 'scenario.syntax'
	| 'scenario.invalid'
	| 'scenario.unknown'
	| 'scenario.parameter'
	| 'port.in-use'
	| 'port.denied'
	| 'host.unknown'
	| 'admin-token.missing'
	| 'rows.resource'
	| 'rows.form'
	| 'rows.unfit'
	| 'option.invalid'
	| 'jwks.unreadable'
	| 'mock.unreachable'
	| 'pact.not-installed'
	| 'mcp.not-installed'
	| 'broker.unreachable'
	| 'provider.unreachable'
	| 'program.start';

/**
 * Thrown for what a user must mend before the program can go on; shown as one line, exit code 2.
 * `new StartupError({ code: 'document.missing', message: 'api.yaml: no such file', remedy: 'check the path' })`
 */
export class StartupError extends Error {
	override readonly name = 'StartupError';
	readonly code: StartupCode;
	readonly place: Place | undefined;
	readonly remedy: string | undefined;
	/** Everything that was found, when there is more than one thing to say. */
	readonly findings: readonly FileFinding[];

	constructor(args: {
		code: StartupCode;
		message: string;
		remedy?: string;
		place?: Place;
		findings?: readonly FileFinding[];
		cause?: unknown;
	}) {
		super(args.message, { cause: args.cause });
		this.code = args.code;
		this.place = args.place;
		this.remedy = args.remedy;
		this.findings = args.findings ?? [];
	}

	/** One line: `api.yaml:12:3: what is wrong (what to do)`. */
	get line(): string {
		const where = this.place ? `${this.place.file}:${this.place.line}:${this.place.column}: ` : '';
		const remedy = this.remedy ? ` (${this.remedy})` : '';
		return `${where}${this.message}${remedy}`;
	}
}

/** Why something failed, in one line, with what the network said below `fetch failed`. For people: nothing is decided by it. */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
