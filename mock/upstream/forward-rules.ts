// Which operations are forwarded: by the rule that the mock was started with, changed live for all or for a session.

import { findNamed, nearest, type Operation, StartupError } from '../../spec/index.ts';
import type { ForwardChoice, ForwardMode, ForwardRule } from '../types/forward-mode.ts';

/** The rules of a mock. */
export interface ForwardRules {
	/** What becomes of an operation's requests. */
	modeOf(operation: Operation, session: ForwardChoice | undefined): ForwardMode;
	/** What becomes of requests that no operation has the path of. */
	modeOfUnmatched(path: string, session: ForwardChoice | undefined): ForwardMode;
	/** The rule for all sessions, and what was said of single operations. */
	readonly choice: { rule: ForwardRule; operations: ReadonlyMap<string, ForwardMode> };
	/** Changes what is said for all sessions. */
	change(choice: { rule: ForwardRule; operations: ReadonlyMap<string, ForwardMode> }): void;
}

/** Rules that begin with `rule`. */
export function createForwardRules(rule: ForwardRule): ForwardRules {
	let choice: ForwardRules['choice'] = { rule, operations: new Map() };
	return {
		modeOf(operation, session) {
			const { id } = operation;
			if (session) {
				const own = session.operations.get(id) ?? (session.rule && modeByRule(session.rule, operation));
				if (own) return own;
			}
			return choice.operations.get(id) ?? modeByRule(choice.rule, operation);
		},
		modeOfUnmatched: (path, session) => modeOfUnmatched(session?.rule ?? choice.rule, path),
		get choice() {
			return choice;
		},
		change(changed) {
			choice = changed;
		},
	};
}

/** By list: whether an operation is on it. */
const listed = new WeakMap<readonly string[], WeakMap<Operation, boolean>>();

function modeByRule(rule: ForwardRule, operation: Operation): ForwardMode {
	switch (rule) {
		case 'all':
			return 'forward';
		case 'available':
			return 'available';
		case 'unmatched':
		case 'none':
			return 'mock';
		default:
			return isListed(rule, operation) ? 'forward' : 'mock';
	}
}

function modeOfUnmatched(rule: ForwardRule, path: string): ForwardMode {
	switch (rule) {
		case 'all':
		case 'unmatched':
			return 'forward';
		case 'available':
			return 'available';
		case 'none':
			return 'mock';
		default:
			return rule.some((entry) => entry.endsWith('*') && path.startsWith(entry.slice(0, -1))) ? 'forward' : 'mock';
	}
}

function isListed(list: readonly string[], operation: Operation): boolean {
	let known = listed.get(list);
	if (!known) {
		known = new WeakMap();
		listed.set(list, known);
	}
	let isOn = known.get(operation);
	if (isOn === undefined) {
		isOn = list.some((entry) => names(entry, operation));
		known.set(operation, isOn);
	}
	return isOn;
}

/** An entry with a method and a path is an operation, one that begins with a slash a path (the template, or with `*` what it begins with), any other an operationId or a tag. */
function names(entry: string, operation: Operation): boolean {
	const { tags, pathTemplate, document } = operation;
	if (tags.includes(entry)) return true;
	if (!entry.startsWith('/')) return findNamed(entry, [operation]).operation !== undefined;
	const paths = document.basePaths.map((base) => base + pathTemplate);
	if (entry.endsWith('*')) return paths.some((path) => path.startsWith(entry.slice(0, -1)));
	return paths.includes(entry);
}

/** Entries of a list that no operation has, with what may have been meant; those with `*` mean paths beside the documents as well. */
export function findUnknownEntries(
	rule: ForwardRule,
	operations: readonly Operation[],
): { entry: string; near: string[] }[] {
	if (typeof rule === 'string') return [];
	const known = [...new Set(operations.flatMap(({ id, tags, pathTemplate }) => [id, ...tags, pathTemplate]))];
	return rule
		.filter((entry) => !entry.endsWith('*') && !operations.some((operation) => names(entry, operation)))
		.map((entry) => ({ entry, near: nearest(entry, known, 3) }));
}

/** Throws a StartupError for the first of them. */
export function refuseUnknownEntries(rule: ForwardRule, operations: readonly Operation[]): void {
	const [unknown] = findUnknownEntries(rule, operations);
	if (!unknown) return;
	const { entry, near } = unknown;
	throw new StartupError({
		code: 'option.invalid',
		message: `--forward: no operation, tag or path is called "${entry}"`,
		remedy:
			near.length > 0 ? `did you mean ${near.join(', ')}?` : 'name all, unmatched, available, or what the document has',
	});
}
