// What a command has found, on the page of the change that a GitHub workflow runs for: the one place that words it.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import type { Terminal } from '../log/terminal.ts';
import { nameInRepository } from './repository-path.ts';

/** Something found, and where. */
export interface Annotation {
	level: 'error' | 'warning' | 'notice';
	/** A sentence or two; line breaks stay. */
	message: string;
	/** What stands above it, e.g. the code of a finding. */
	title?: string | undefined;
	/** As it was named on the command line; absent: it is said of the whole run. */
	file?: string | undefined;
	/** These count from 1. */
	line?: number | undefined;
	column?: number | undefined;
}

/** GitHub keeps so many of each level of one step, and drops the rest. */
const MAX_OF_LEVEL = 10;
/** Characters of a message. */
const MAX_MESSAGE = 2000;

/**
 * Tells a GitHub workflow (`GITHUB_ACTIONS=true`) what was found: `::error file=api.yaml,line=12,title=…::message`, on stderr, so that a
 * report on stdout stays what it is. Elsewhere it says nothing.
 */
export function annotate(annotations: readonly Annotation[], { env, warn }: Pick<Terminal, 'env' | 'warn'>): void {
	if (env['GITHUB_ACTIONS'] !== 'true') return;
	for (const level of ['error', 'warning', 'notice'] as const) {
		const own = annotations.filter((one) => one.level === level);
		for (const one of own.slice(0, MAX_OF_LEVEL)) warn(formatAnnotation(one, env));
	}
}

function formatAnnotation({ level, message, title, file, line, column }: Annotation, env: Terminal['env']): string {
	const path = file === undefined ? undefined : nameInRepository(file, env['GITHUB_WORKSPACE']);
	const properties = Object.entries({ file: path, ...(path !== undefined && { line, col: column }), title })
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
	const head = properties.length === 0 ? level : `${level} ${properties.join(',')}`;
	return `::${head}::${escapeData(message.slice(0, MAX_MESSAGE))}`;
}

function escapeData(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
