// What `lint` found, for CIs: as JUnit, as GitLab's Code Quality, on the page of a change.

import { createHash } from 'node:crypto';
import type { FileFinding } from '../../spec/index.ts';
import type { Annotation } from '../report/annotations.ts';
import type { JUnitSuite } from '../report/junit.ts';
import { nameInRepository } from '../report/repository-path.ts';

/** A suite a file, a test each code that something in it has: mistakes are failures, warnings stand in the output. */
export function groupLint(findings: readonly FileFinding[], files: readonly string[]): JUnitSuite[] {
	const byFile = Map.groupBy(findings, ({ place }) => place.file);
	return [...new Set([...files, ...byFile.keys()])].map((file) => {
		const byCode = Map.groupBy(byFile.get(file) ?? [], ({ code }) => code);
		const cases = [...byCode].map(([name, own]) => {
			const warnings = own.filter(({ severity }) => severity === 'warning');
			return {
				name,
				failures: own
					.filter(({ severity }) => severity === 'error')
					.map((one) => ({ type: one.code, message: one.message, details: describe(one) })),
				...(warnings.length > 0 && { output: warnings.map((one) => `warning: ${describe(one)}`).join('\n') }),
			};
		});
		return { name: file, cases: cases.length > 0 ? cases : [{ name: 'the file', failures: [] }] };
	});
}

/** Each finding at its place. */
export function annotateLint(findings: readonly FileFinding[]): Annotation[] {
	return findings.map(({ severity, code, message, remedy, place: { file, line, column } }) => ({
		level: severity,
		title: code,
		message: `${message}${remedy === undefined ? '' : `\n${remedy}`}`,
		file,
		line,
		column,
	}));
}

/**
 * GitLab's Code Quality, `[{ description, check_name, fingerprint, severity, location: { path, lines: { begin } } }]`
 * (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). `root` is the repository's folder. A fingerprint
 * stays while the finding does, whatever line it moves to.
 */
export function formatCodeQuality(findings: readonly FileFinding[], root: string | undefined): string {
	const seen = new Map<string, number>();
	const entries = findings.map(({ severity, code, message, remedy, place }) => {
		const path = nameInRepository(place.file, root) ?? place.file;
		const key = JSON.stringify([code, path, place.pointer ?? '', message]);
		const before = seen.get(key) ?? 0;
		seen.set(key, before + 1);
		return {
			description: `${message}${remedy === undefined ? '' : ` (${remedy})`}`,
			check_name: code,
			fingerprint: createHash('sha256').update(`${key}${before}`).digest('hex'),
			severity: severity === 'error' ? 'major' : 'minor',
			location: { path, lines: { begin: place.line } },
		};
	});
	return `${JSON.stringify(entries, undefined, '\t')}\n`;
}

function describe({ message, remedy, place: { file, line, column, pointer } }: FileFinding): string {
	const where = `${file}:${line}:${column}${pointer === undefined ? '' : ` ${pointer}`}`;
	return [message, ...(remedy === undefined ? [] : [`→ ${remedy}`]), where].join('\n');
}
