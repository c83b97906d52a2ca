// The part of JSONPath that Pact's matching rules use: `$.items[0]['first name'].*`.

import type { PathStep } from './pact-types.ts';

/** `$.items[*].id` → steps after the root; `undefined` for what is no such path. The leading `$` may be missing. */
export function parseJsonPath(text: string): PathStep[] | undefined {
	const steps: PathStep[] = [];
	let at = text.startsWith('$') ? 1 : 0;
	if (at === 0 && text !== '' && text[0] !== '[') {
		const name = readName(text, 0);
		steps.push(nameStep(text.slice(0, name)));
		at = name;
	}
	while (at < text.length) {
		const next = text[at] === '.' ? readDot(text, at) : text[at] === '[' ? readBracket(text, at) : undefined;
		if (next === undefined) return undefined;
		steps.push(next.step);
		at = next.end;
	}
	return steps;
}

interface Read {
	step: PathStep;
	end: number;
}

function readDot(text: string, at: number): Read | undefined {
	const end = readName(text, at + 1);
	return end === at + 1 ? undefined : { step: nameStep(text.slice(at + 1, end)), end };
}

function readName(text: string, from: number): number {
	let end = from;
	while (end < text.length && text[end] !== '.' && text[end] !== '[') end += 1;
	return end;
}

function nameStep(name: string): PathStep {
	return name === '*' ? { kind: 'any' } : { kind: 'name', name };
}

function readBracket(text: string, at: number): Read | undefined {
	const quote = text[at + 1];
	if (quote === "'" || quote === '"') {
		let name = '';
		let index = at + 2;
		while (index < text.length && text[index] !== quote) {
			if (text[index] === '\\' && index + 1 < text.length) index += 1;
			name += text[index];
			index += 1;
		}
		return text[index] === quote && text[index + 1] === ']'
			? { step: { kind: 'name', name }, end: index + 2 }
			: undefined;
	}
	const end = text.indexOf(']', at);
	if (end === -1) return undefined;
	const inside = text.slice(at + 1, end);
	if (inside === '*') return { step: { kind: 'any-index' }, end: end + 1 };
	return /^\d{1,9}$/.test(inside) ? { step: { kind: 'index', index: Number(inside) }, end: end + 1 } : undefined;
}

/** `$.items[0].id`, the way Pact writes it; names that aren't plain words stand in brackets. */
export function formatJsonPath(steps: readonly PathStep[]): string {
	return `$${steps
		.map((step) => {
			if (step.kind === 'any') return '.*';
			if (step.kind === 'any-index') return '[*]';
			if (step.kind === 'index') return `[${step.index}]`;
			return /^[\p{L}\p{N}_-]+$/u.test(step.name)
				? `.${step.name}`
				: `['${step.name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
		})
		.join('')}`;
}
