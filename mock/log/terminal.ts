// The two streams that the command line writes to, and whether they take colours.

/** Where a command writes, and the variables it was started with. */
export interface Terminal {
	/** One or more whole lines, without the last line's end. */
	print(text: string): void;
	/** The same on stderr. */
	warn(text: string): void;
	/** Whether stdout is a terminal that takes colours. */
	hasColor: boolean;
	env: Readonly<Record<string, string | undefined>>;
}

/** The parts of a process that a terminal is made of. */
export type Streams = Pick<NodeJS.Process, 'env'> & Record<'stdout' | 'stderr', Stream>;
interface Stream {
	isTTY?: boolean;
	write(text: string): unknown;
	on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * The process's own streams. A reader that goes away (EPIPE) ends what is written, not the program; what is lost otherwise (a disk that is
 * full) is told to `onLoss`, once. Colours are for terminals only, and not under NO_COLOR (no-color.org) or TERM=dumb.
 */
export function openTerminal(
	{ stdout, stderr, env }: Streams = process,
	onLoss: (error: Error) => void = () => {},
): Terminal {
	let isOpen = true;
	stdout.on('error', (error) => {
		const isLost = isOpen && getCode(error) !== 'EPIPE';
		isOpen = false;
		if (isLost) onLoss(error);
	});
	stderr.on('error', () => {});
	return {
		print: (text) => {
			if (isOpen) stdout.write(`${text}\n`);
		},
		warn: (text) => {
			stderr.write(`${text}\n`);
		},
		hasColor: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
		env,
	};
}

function getCode(error: Error): string | undefined {
	return 'code' in error ? String(error.code) : undefined;
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Color = keyof typeof CODES;

/** The text in a colour, or as it is. */
export function paint(text: string, color: Color, hasColor: boolean): string {
	return hasColor ? `\u001b[${CODES[color]}m${text}\u001b[0m` : text;
}

/** Rows as aligned columns, two spaces apart; the last one is not filled up. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
	const widths: number[] = [];
	for (const row of rows) {
		for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
	}
	return rows.map((row) => {
		const cells = row.map((cell, index) => (index < row.length - 1 ? cell.padEnd(widths[index] as number) : cell));
		return cells.join('  ').trimEnd();
	});
}
