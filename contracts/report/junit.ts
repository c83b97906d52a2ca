// Results as JUnit XML, the one form that every CI understands.

import type { ContractFinding } from '../finding.ts';

/** One test of the report: an interaction, or the file itself. */
export interface JUnitCase {
	/** E.g. the interaction's description. */
	name: string;
	/** Each is an own `<failure>`; empty: passed. */
	failures: readonly { type: string; message: string; details?: string }[];
	/** Text beside a test that passed, e.g. its warnings. */
	output?: string;
	/** Set: not run, and why. */
	skipped?: string;
	/** Absent: 0. */
	seconds?: number;
}

/** A group of tests: one pact file. */
export interface JUnitSuite {
	name: string;
	cases: readonly JUnitCase[];
}

/** JUnit XML (the form of Ant that Jenkins, GitLab and GitHub actions read), with every character that XML 1.0 forbids replaced. */
export function formatJUnit(suites: readonly JUnitSuite[]): string {
	const all = suites.flatMap(({ cases }) => cases);
	const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${countCases(all)}>`];
	for (const { name, cases } of suites) {
		lines.push(`\t<testsuite name="${escapeXml(name)}" ${countCases(cases)}>`);
		for (const one of cases) lines.push(...formatCase(one, name));
		lines.push('\t</testsuite>');
	}
	lines.push('</testsuites>', '');
	return lines.join('\n');
}

function countCases(cases: readonly JUnitCase[]): string {
	const failed = cases.filter(({ failures }) => failures.length > 0).length;
	const skipped = cases.filter((one) => one.skipped !== undefined && one.failures.length === 0).length;
	const seconds = cases.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
	return `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

function formatCase(one: JUnitCase, suite: string): string[] {
	const time = (one.seconds ?? 0).toFixed(3);
	const head = `\t\t<testcase classname="${escapeXml(suite)}" name="${escapeXml(one.name)}" time="${time}"`;
	const inner = one.failures.map(
		({ type, message, details }) =>
			`\t\t\t<failure type="${escapeXml(type)}" message="${escapeXml(message)}">${escapeXml(details ?? message)}</failure>`,
	);
	if (one.skipped !== undefined && one.failures.length === 0) {
		inner.push(`\t\t\t<skipped message="${escapeXml(one.skipped)}"/>`);
	}
	if (one.output !== undefined) inner.push(`\t\t\t<system-out>${escapeXml(one.output)}</system-out>`);
	return inner.length === 0 ? [`${head}/>`] : [`${head}>`, ...inner, '\t\t</testcase>'];
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

/** Text for an attribute or an element of XML 1.0: what it can't hold (§2.2) becomes U+FFFD, line breaks stay line breaks. */
export function escapeXml(text: string): string {
	return (
		text
			.toWellFormed()
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
			.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
			.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
			.replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
	);
}

/** A file that was looked at: its interactions' descriptions with the place of each. */
export interface CheckedFile {
	file: string;
	interactions: readonly { description: string; pointer: string }[];
}

/** A suite a file and a test an interaction: errors are failures, warnings stand in the output. The file itself is a test, too. */
export function groupFindings(findings: readonly ContractFinding[], files: readonly CheckedFile[]): JUnitSuite[] {
	const names = new Set([...files.map(({ file }) => file), ...findings.map(({ pact }) => pact.file)]);
	return [...names].map((file) => {
		const own = findings.filter(({ pact }) => pact.file === file);
		const interactions = files.find((one) => one.file === file)?.interactions ?? [];
		const cases = interactions.map(({ description, pointer }) =>
			createCase(
				description === '' ? pointer : description,
				own.filter(({ pact }) => isWithin(pact.pointer, pointer)),
			),
		);
		const rest = own.filter(({ pact }) => !interactions.some(({ pointer }) => isWithin(pact.pointer, pointer)));
		return { name: file, cases: [createCase('the file', rest), ...cases] };
	});
}

function isWithin(pointer: string, base: string): boolean {
	return pointer === base || pointer.startsWith(`${base}/`);
}

function createCase(name: string, findings: readonly ContractFinding[]): JUnitCase {
	const failures = findings.filter(({ severity }) => severity === 'error');
	const others = findings.filter(({ severity }) => severity !== 'error');
	return {
		name,
		failures: failures.map((finding) => ({ type: finding.code, message: finding.message, details: describe(finding) })),
		...(others.length > 0 && { output: others.map((one) => `${one.severity}: ${describe(one)}`).join('\n') }),
	};
}

function describe({ code, message, remedy, pact, document }: ContractFinding): string {
	const places = [`pact ${pact.pointer}`, ...(document ? [`document ${document.file} ${document.pointer}`] : [])];
	return `${message} [${code}]${remedy === undefined ? '' : `\n→ ${remedy}`}\n${places.join(', ')}`;
}
