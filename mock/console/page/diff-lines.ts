// What is other in a text: its lines, those that are gone and those that are new.

export interface DiffLine {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/** Longer texts are compared at their beginning and end alone. */
const MAX_LINES = 600;

/** The lines of both in order; lines that are the same stand once. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
	const [old, now] = [before.split('\n'), after.split('\n')];
	let start = 0;
	while (start < old.length && start < now.length && old[start] === now[start]) start++;
	let end = 0;
	while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
	const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
	return [
		...same(now.slice(0, start)),
		...compare(old.slice(start, old.length - end), now.slice(start, now.length - end)),
		...same(now.slice(now.length - end)),
	];
}

/** By their longest common subsequence. */
function compare(old: readonly string[], now: readonly string[]): DiffLine[] {
	const gone = (text: string): DiffLine => ({ kind: 'gone', text });
	const added = (text: string): DiffLine => ({ kind: 'new', text });
	if (old.length > MAX_LINES || now.length > MAX_LINES) return [...old.map(gone), ...now.map(added)];
	/** How many lines the rests from here have in common. */
	const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
	const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
	for (let row = old.length - 1; row >= 0; row--) {
		for (let column = now.length - 1; column >= 0; column--) {
			(common[row] as Uint16Array)[column] =
				old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
		}
	}
	const lines: DiffLine[] = [];
	let [row, column] = [0, 0];
	while (row < old.length || column < now.length) {
		if (row < old.length && column < now.length && old[row] === now[column]) {
			lines.push({ kind: 'same', text: now[column] as string });
			row++;
			column++;
		} else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
			lines.push(gone(old[row++] as string));
		} else lines.push(added(now[column++] as string));
	}
	return lines;
}
