// A JSON value as lines of text.

export interface Line {
	/** With its indentation. */
	text: string;
	/** Where it stands in the value. */
	pointer: string;
}

/** Levels that are drawn: the mock takes no body that is deeper. */
const MAX_DEPTH = 200;
/** Lines that are drawn. */
export const MAX_LINES = 3000;

/** The value as lines, each with the pointer of what begins in it; text that is no JSON as its own lines. */
export function toLines(value: unknown): Line[] {
	const lines: Line[] = [];
	if (typeof value === 'string') {
		return value.split('\n').map((text) => ({ text, pointer: '' }));
	}
	const walk = (part: unknown, place: { pointer: string; depth: number; label: string; end: string }): void => {
		if (lines.length >= MAX_LINES) return;
		const { pointer, depth, label, end } = place;
		const indent = '  '.repeat(depth);
		const isList = Array.isArray(part);
		const entries = typeof part === 'object' && part !== null ? Object.entries(part) : [];
		if (entries.length > 0 && depth > MAX_DEPTH) {
			lines.push({ text: `${indent}${label}…${end}`, pointer });
			return;
		}
		if (entries.length === 0) {
			lines.push({ text: `${indent}${label}${JSON.stringify(part)}${end}`, pointer });
			return;
		}
		lines.push({ text: `${indent}${label}${isList ? '[' : '{'}`, pointer });
		entries.forEach(([key, item], index) => {
			walk(item, {
				pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
				depth: depth + 1,
				label: isList ? '' : `${JSON.stringify(key)}: `,
				end: index < entries.length - 1 ? ',' : '',
			});
		});
		lines.push({ text: `${indent}${isList ? ']' : '}'}${end}`, pointer: `${pointer}/-end` });
	};
	walk(value, { pointer: '', depth: 0, label: '', end: '' });
	return lines;
}

/** The line at which a finding is told: its own, or that of the nearest thing around it that is there. */
export function placeFinding(lines: readonly Line[], pointer: string): number {
	for (let wanted = pointer; wanted !== ''; wanted = wanted.slice(0, wanted.lastIndexOf('/'))) {
		const index = lines.findIndex((line) => line.pointer === wanted);
		if (index >= 0) return index;
		if (!wanted.includes('/')) break;
	}
	return 0;
}
