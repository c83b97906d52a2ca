// What `coverage` does by itself: ask a running mock which answers of the documents it has given.

import { getList, getObject, getOwn, getString, type JsonObject } from '../../spec/index.ts';
import { alignColumns } from '../log/terminal.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { CALLING_FLAGS, REPORTING_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { connectControl } from './control-client.ts';

/** What of `coverage` is for this. */
type CoverageArguments = Omit<CommandArguments<typeof CALLING_FLAGS & typeof REPORTING_FLAGS>, 'options'> & {
	options: CommandArguments<typeof CALLING_FLAGS & typeof REPORTING_FLAGS>['options'] & {
		failUnder?: number | undefined;
	};
};

/** Prints the coverage; 1 when less than `--fail-under` percent was exercised. Throws StartupError. */
export async function askCoverage({ options, terminal }: CoverageArguments): Promise<0 | 1> {
	const coverage = await connectControl(options).call({ path: '/coverage' });
	const total = Number(getOwn(coverage, 'total') ?? 0);
	const exercised = Number(getOwn(coverage, 'exercised') ?? 0);
	const percent = total === 0 ? 100 : (100 * exercised) / total;
	if (options.json) terminal.print(JSON.stringify(coverage, undefined, 2));
	else {
		const rows = alignColumns(getList(coverage, 'operations').map((one) => describeOperation(one as JsonObject)));
		const sum = `${exercised} of ${total} answers exercised (${formatPercent(percent)} %)`;
		terminal.print(
			[...rows, sum, ...describePacts(getObject(coverage, 'pacts'), total)]
				.map((line) => makeSafe(line, 2000))
				.join('\n'),
		);
	}
	const least = options.failUnder;
	if (least === undefined || percent >= least) return 0;
	terminal.warn(
		`stunt-double: ${formatPercent(percent)} % is less than ${least} % (exercise the answers that count 0)`,
	);
	return 1;
}

/** Rounded down, so that 100 is said only when nothing is left. */
function formatPercent(percent: number): string {
	return String(Math.floor(percent * 10) / 10);
}

/** What pacts expect of it, where the mock reads any. */
function describePacts(pacts: JsonObject | undefined, total: number): string[] {
	if (!pacts) return [];
	const consumers = new Set(getList(pacts, 'read').map((pact) => getString(pact, 'consumer')));
	const whose = consumers.size === 0 ? '' : ` of ${[...consumers].sort().join(', ')}`;
	const broken = getList(pacts, 'findings').map(
		(finding) => `not read: ${getString(finding, 'file')}: ${getString(finding, 'message')}`,
	);
	return [`${getOwn(pacts, 'exercised')} of ${total} answers expected by pacts${whose}`, ...broken];
}

/** `payOrder  POST /orders/{id}/payment  204 ×3 (pacts ×2)  404 ×1  409 –`. */
function describeOperation(operation: JsonObject): string[] {
	const statuses = getList(operation, 'statuses').map((entry) => {
		const count = Number(getOwn(entry, 'count') ?? 0);
		const interactions = Number(getOwn(entry, 'interactions') ?? 0);
		const inPacts = interactions === 0 ? '' : ` (pacts ×${interactions})`;
		return `${getString(entry, 'status')} ${count === 0 ? '–' : `×${count}`}${inPacts}`;
	});
	const place = `${getString(operation, 'method')} ${getString(operation, 'path')}`;
	return [getString(operation, 'operationId') ?? '', place, statuses.join('  ')];
}
