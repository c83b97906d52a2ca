// A table of a README.

/** A table with a head and rows of as many cells: `tabulate(['flag', 'does'], [['`--port`', 'port to listen on']])`. */
export function tabulate(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A bar parts cells even in code; an angle bracket outside of code begins a tag. */
function escapeCell(cell: string): string {
	const parts = cell.replaceAll('|', '\\|').split('`');
	return parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;'))).join('`');
}
