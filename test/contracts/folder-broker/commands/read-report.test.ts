// What a provider's report says of the provider.

import { expect, it } from 'vitest';
import { readReport } from '../../../../contracts/folder-broker/commands/read-report.ts';
import { formatFindingsAsJson } from '../../../../contracts/report/findings-as-json.ts';
import { formatVerifyJson, groupVerifyReport } from '../../../../contracts/verify/verify-report.ts';
import type { VerifyReport } from '../../../../contracts/verify/verify-types.ts';
import { formatJUnit } from '../../../../mock/report/junit.ts';

const counts = { pacts: 0, interactions: 0, failed: 0, variants: 0, failedVariants: 0 };
const verified = (ok: boolean): VerifyReport => ({
	ok,
	against: 'http://127.0.0.1:8080',
	pacts: [],
	findings: ok
		? []
		: [{ code: 'verify.failed', severity: 'error', message: 'no', pact: { file: 'a.json', pointer: '' } }],
	counts,
});
const summary = { files: 1, interactions: 1 };
const failure = { type: 'x', message: '<failure/>' };

it.each<[string, string, boolean | undefined, string]>([
	['pact verify that passed', formatVerifyJson(verified(true)), true, 'json'],
	['pact verify that failed', formatVerifyJson(verified(false)), false, 'json'],
	['pact verify that failed, as JUnit', formatJUnit(groupVerifyReport(verified(false))), false, 'junit'],
	['pact check without errors', formatFindingsAsJson([], summary), true, 'json'],
	['pact check with errors', formatFindingsAsJson(verified(false).findings, summary), false, 'json'],
	['findings alone', '{"findings":[{"severity":"error"}]}', false, 'json'],
	['CTRF that passed', '{"results":{"summary":{"tests":2,"failed":0}}}', true, 'json'],
	['CTRF that failed', '{"results":{"summary":{"tests":2,"failed":1}}}', false, 'json'],
	[
		'JUnit that passed',
		formatJUnit([{ name: 'a', cases: [{ name: 'b', failures: [], output: '<failure/>' }] }]),
		true,
		'junit',
	],
	['JUnit that failed', formatJUnit([{ name: 'a', cases: [{ name: 'b', failures: [failure] }] }]), false, 'junit'],
	['JUnit with an error', '<testsuite><testcase name="a"><error/></testcase></testsuite>', false, 'junit'],
	[
		'JUnit that quotes a failure',
		'<testsuite><testcase name="a"><system-out><![CDATA[<failure/>]]></system-out></testcase></testsuite>',
		true,
		'junit',
	],
	['JUnit without any test', '<testsuites tests="0"/>', false, 'junit'],
	['XML of another kind', '<html/>', undefined, 'junit'],
	['JSON of another kind', '{"a":1}', undefined, 'json'],
	['a text', 'all good', undefined, 'text'],
	['nothing', '', undefined, 'text'],
])('%s', (_title, text, success, format) => {
	expect(readReport(text)).toMatchObject({ success, format });
});
