// What a door exports, and the members of an interface, each with the first sentence of its comment.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A name with what its comment says first, and all that it says; `signature` as it is written, on one line: `cue(operation, reply, options?)`. */
export interface Documented {
	name: string;
	isType: boolean;
	signature: string;
	says: string;
	whole: string;
}

interface Parsed {
	text: string;
	program: ReturnType<typeof parseSync>['program'];
	comments: ReturnType<typeof parseSync>['comments'];
}

const EXPORTS = new Map<string, readonly Documented[]>();

/** What a file exports, re-exports followed to where they are written. */
export function readExports(file: string): readonly Documented[] {
	const known = EXPORTS.get(file) ?? listExports(file);
	EXPORTS.set(file, known);
	return known;
}

function listExports(file: string): Documented[] {
	const parsed = parse(file);
	return parsed.program.body.flatMap((node): readonly Documented[] => {
		if (node.type === 'ExportAllDeclaration') return readExports(join(dirname(file), node.source.value));
		if (node.type !== 'ExportNamedDeclaration') return [];
		if (node.declaration) {
			const { declaration } = node;
			if (declaration.type === 'VariableDeclaration')
				return declaration.declarations.map(({ id }) => {
					const name = parsed.text.slice(id.start, id.end).replace(/:[\s\S]*/, '');
					return { name, isType: false, signature: name, ...readComment(parsed, node.start) };
				});
			const name = 'id' in declaration && declaration.id && 'name' in declaration.id ? declaration.id.name : '';
			const isType = declaration.type.startsWith('TS');
			return [{ name, isType, signature: name, ...readComment(parsed, node.start) }];
		}
		return node.specifiers.map((specifier) => {
			const name = nameOf(specifier.exported);
			const from = node.source?.value;
			const isType = node.exportKind === 'type' || specifier.exportKind === 'type';
			if (!from?.startsWith('.')) return { name, isType, signature: name, says: '', whole: '' };
			const found = readExports(join(dirname(file), from)).find((one) => one.name === name);
			return found
				? { ...found, isType: isType || found.isType }
				: { name, isType, signature: name, says: '', whole: '' };
		});
	});
}

/** The members of an interface, in their order. Throws where the file has no such interface. */
export function readMembers(file: string, name: string): Documented[] {
	const parsed = parse(file);
	for (const node of parsed.program.body) {
		const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : undefined;
		if (declaration?.type !== 'TSInterfaceDeclaration' || declaration.id.name !== name) continue;
		return declaration.body.body.map((member) => {
			const text = parsed.text.slice(member.start, member.end).replaceAll(/\s+/g, ' ');
			const own = /^(?:readonly )?(\w+)/.exec(text)?.[1] ?? '';
			return { name: own, isType: false, signature: shorten(text), ...readComment(parsed, member.start) };
		});
	}
	throw new Error(`${file} has no interface ${name}`);
}

const PARSED = new Map<string, Parsed>();

function parse(file: string): Parsed {
	const known = PARSED.get(file);
	if (known) return known;
	const text = readFileSync(file, 'utf8');
	const { program, comments } = parseSync(file, text);
	const parsed = { text, program, comments };
	PARSED.set(file, parsed);
	return parsed;
}

function nameOf(node: { type: string; name?: string; value?: string }): string {
	return node.name ?? node.value ?? '';
}

/** `cue( operation: string | …, reply: …, options?: …, ): Promise<…>;` → `cue(operation, reply, options?)`. */
function shorten(text: string): string {
	const [, name = '', rest = ''] = /^(?:readonly )?(\w+)(?:<[^(]*>)?\??(.*)$/.exec(text) ?? [];
	if (!rest.startsWith('(')) return name;
	let depth = 0;
	const names: string[] = [];
	let current = '';
	for (const letter of rest) {
		if ('({<['.includes(letter)) depth++;
		if (')}>]'.includes(letter)) depth--;
		if (depth === 0) break;
		if (depth === 1 && letter === ',') {
			names.push(current);
			current = '';
		} else current += letter;
	}
	const all = [...names, current].map((one) => /^\(?\s*(\w+\??)\s*:/.exec(one)?.[1] ?? '').filter((one) => one !== '');
	return `${name}(${all.join(', ')})`;
}

/** What the comment that ends right before a place says; empty where there is none. */
function readComment({ text, comments }: Parsed, place: number): Pick<Documented, 'says' | 'whole'> {
	const comment = comments.findLast(
		({ end, type }) => type === 'Block' && end <= place && text.slice(end, place).trim() === '',
	);
	if (!comment) return { says: '', whole: '' };
	const whole = comment.value
		.replaceAll(/^\s*\*+ ?/gm, '')
		.replaceAll(/\s+/g, ' ')
		.trim();
	// `E.g.` and `e.g.` end no sentence.
	return { says: /^(.*?(?<!\be\.g|\bE\.g)\.)(?: [A-Z`]|$)/.exec(whole)?.[1] ?? whole, whole };
}
