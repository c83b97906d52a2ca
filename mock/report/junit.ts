// Results as JUnit XML, the one form that every CI understands.

/** One test of the report, e.g. an interaction of a pact, or a file itself. */
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

/** A group of tests, e.g. those of one file. */
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
