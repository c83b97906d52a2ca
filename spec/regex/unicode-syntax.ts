// What ECMA-262 lets pass in patterns without the flag `u` alone (Annex B), written as the flag has it.

const NEEDED = /[\w^$\\.*+?()[\]{}|/]/;
const COUNT = /\{\d+(?:,\d*)?\}/y;
/** No name of a set is longer, e.g. `\p{Script_Extensions=Old_Hungarian}`. */
const MAX_SET = 60;

/**
 * The pattern with its needless escapes taken away and its bare brackets escaped, e.g. `^[\p{L}\'\w-.]+$` as `^[\p{L}'\w\-.]+$`.
 * What neither syntax knows stays.
 */
export function writeWithFlag(source: string): string {
	let out = '';
	let isClass = false;
	for (let at = 0; at < source.length; at += 1) {
		const point = source[at] as string;
		if (point === '\\') {
			const next = source[at + 1] ?? '';
			const [word] = /^\\[pPu]\{[^}]*\}/.exec(source.slice(at, at + MAX_SET)) ?? [];
			const isNeeded = next === '' || (NEEDED.test(next) && next !== '_') || (isClass && next === '-');
			out += word ?? (isNeeded ? point + next : next);
			at += (word ?? '..').length - 1;
		} else if (isClass) {
			const isBetween = point === '-' && out.at(-1) !== '[' && source[at + 1] !== ']';
			out += isBetween && isBesideSet(source, { out, at }) ? '\\-' : point;
			if (point === ']') isClass = false;
		} else {
			isClass = point === '[';
			COUNT.lastIndex = at;
			const [count] = point === '{' ? (COUNT.exec(source) ?? []) : [];
			out += count ?? ('{}]'.includes(point) ? `\\${point}` : point);
			at += (count?.length ?? 1) - 1;
		}
	}
	return out;
}

/** A dash beside `\w` and its like is one, no range. */
function isBesideSet(source: string, { out, at }: { out: string; at: number }): boolean {
	return /\\(?:[dDsSwW]|[pP]\{[^}]*\})$/.test(out.slice(-MAX_SET)) || /^-\\[dDsSwWpP]/.test(source.slice(at, at + 3));
}
