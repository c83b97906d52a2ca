// A diff as a comment of a pull request.

import type { DocumentPlace } from '../finding.ts';
import type { Change } from './change.ts';
import {
	type DiffReport,
	formatConsumers,
	formatTally,
	isBroken,
	nameOperations,
	sortChanges,
	WEIGHTS,
} from './diff-report.ts';

/** Rows of one table: a comment of GitHub has 65,536 characters at most. */
const MAX_ROWS = 100;

/** A heading, what breaks in a table, what breaks of the pacts in another, and what is harmless folded away. */
export function formatDiffAsMarkdown({ old, new: now, changes, consumers }: DiffReport): string {
	const sorted = sortChanges(changes);
	const grave = sorted.filter(({ severity }) => severity !== 'info');
	const harmless = sorted.filter(({ severity }) => severity === 'info');
	const versions =
		old.version === now.version ? '' : ` ${escapeMarkdown(old.version)} → ${escapeMarkdown(now.version)}`;
	const told = formatConsumers(consumers);
	const lines = [
		`### Changes of ${escapeMarkdown(now.title)}${versions}`,
		'',
		`**${formatTally(changes)}${told === undefined ? '' : `; ${escapeMarkdown(told)}`}**`,
		...(grave.length > 0 ? ['', ...formatTable(grave)] : []),
	];
	const broken = (consumers ?? []).filter(isBroken);
	if (broken.length > 0) {
		lines.push(
			'',
			'#### What breaks for consumers',
			'',
			'| consumer | interaction | what | where |',
			'|---|---|---|---|',
		);
		const rows = broken.flatMap(({ consumer, findings }) =>
			findings
				.filter(({ severity }) => severity === 'error')
				.map(
					({ pact, message, code, document }) =>
						`| ${escapeMarkdown(consumer)} | ${escapeMarkdown(pact.interaction ?? '')} | ${escapeMarkdown(message)} ${quote(code)} | ${document ? formatPlace(document) : ''} |`,
				),
		);
		lines.push(...cut(rows));
	}
	if (harmless.length > 0) {
		const title = `${harmless.length} harmless change${harmless.length === 1 ? '' : 's'}`;
		lines.push('', `<details><summary>${title}</summary>`, '', ...formatTable(harmless), '', '</details>');
	}
	return `${lines.join('\n')}\n`;
}

function formatTable(changes: readonly Change[]): string[] {
	const hasUsers = changes.some(({ usedBy }) => usedBy !== undefined);
	const rows = changes.map(({ severity, operations, message, remedy, code, usedBy = [], ...places }) => {
		const where =
			operations.length > 1
				? `${quote(operations[0] ?? '')} and ${operations.length - 1} more`
				: quote(nameOperations(operations));
		const what = `${escapeMarkdown(message)} ${quote(code)}${remedy === undefined ? '' : `<br>→ ${escapeMarkdown(remedy)}`}`;
		const place = places.new ?? places.old;
		const users = hasUsers ? ` ${escapeMarkdown(usedBy.join(', '))} |` : '';
		return `| ${WEIGHTS[severity]} | ${where} | ${what} |${users} ${place ? formatPlace(place) : ''} |`;
	});
	const head = ['', 'operation', 'what', ...(hasUsers ? ['used by'] : []), 'where'];
	return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...cut(rows)];
}

function cut(rows: readonly string[]): string[] {
	return rows.length > MAX_ROWS ? [...rows.slice(0, MAX_ROWS), '', `And ${rows.length - MAX_ROWS} more.`] : [...rows];
}

function formatPlace({ file, line, pointer }: DocumentPlace): string {
	return quote(line === undefined ? `${file} ${pointer}` : `${file}:${line}`);
}

/** A document's words can't end the table, nor become tags or links to people. */
function escapeMarkdown(text: string): string {
	return text
		.replaceAll(/[\r\n\t]+/g, ' ')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll(/[\\`*_[\]|~#]/g, (character) => `\\${character}`)
		.replaceAll('@', '&#64;');
}

function quote(text: string): string {
	return `\`${text.replaceAll(/[`\r\n]/g, ' ').replaceAll('|', '\\|')}\``;
}
