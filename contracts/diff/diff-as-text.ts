// A diff as people read it on a terminal.

import { makeSafe } from '../../mock/inner.ts';
import type { DocumentPlace } from '../finding.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import type { Change } from './change.ts';
import { type DiffReport, formatConsumers, formatTally, nameOperations, sortChanges } from './diff-report.ts';

const MAX_LINE = 2000;
/** Operations of one change that are named. */
const MAX_NAMED = 10;

/** Changes by operation, the worst first within one; then what breaks of each pact; one closing line. Control characters are made visible. */
export function formatDiff({ changes, consumers, ...names }: DiffReport): string {
	const lines: string[] = [];
	for (const [where, own] of Map.groupBy(changes, ({ operations }) => nameOperations(operations))) {
		lines.push(makeSafe(where, MAX_LINE));
		for (const change of sortChanges(own)) lines.push(...formatChange(change));
		lines.push('');
	}
	for (const { consumer, provider, findings } of consumers ?? []) {
		if (findings.length === 0) continue;
		lines.push(makeSafe(`For the consumer ${consumer} of ${provider}:`, MAX_LINE), formatFindings(findings), '');
	}
	const told = formatConsumers(consumers);
	const between = `${nameSide(names.old)} → ${nameSide(names.new)}`;
	lines.push(makeSafe(`${between}  ${formatTally(changes)}${told === undefined ? '' : `; ${told}`}`, MAX_LINE));
	return lines.join('\n');
}

function nameSide({ file, version }: DiffReport['old']): string {
	return version === '' ? file : `${file} (${version})`;
}

function formatChange({ severity, message, code, remedy, operations, usedBy = [], ...places }: Change): string[] {
	const [, ...others] = operations;
	const more = others.length > MAX_NAMED ? ` and ${others.length - MAX_NAMED} more` : '';
	return [
		`  ${severity} ${message} [${code}]`,
		...(remedy === undefined ? [] : [`    → ${remedy}`]),
		...(others.length > 0 ? [`    also in ${others.slice(0, MAX_NAMED).join(', ')}${more}`] : []),
		...(usedBy.length > 0 ? [`    used by ${usedBy.join(', ')}`] : []),
		`    ${formatPlaces(places)}`,
	].map((line) => makeSafe(line, MAX_LINE));
}

function formatPlaces({ old, new: now }: Pick<Change, 'old' | 'new'>): string {
	return [...(old ? [`old ${formatPlace(old)}`] : []), ...(now ? [`new ${formatPlace(now)}`] : [])].join(', ');
}

function formatPlace({ file, line, pointer }: DocumentPlace): string {
	return `${file}${line === undefined ? '' : `:${line}`} ${pointer}`;
}
