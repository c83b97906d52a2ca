// The remedy: an overlay that brings a document to what was seen of its API, for a person to read and to keep.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedExchange } from '../../mock/inner.ts';
import {
	type JsonObject,
	type JsonValue,
	loadDocuments,
	type Pointer,
	parsePointer,
	resolvePointer,
	writeWhole,
	writeYaml,
} from '../../spec/index.ts';
import type { DriftFinding, JsonUpdate, Repair } from './drift-finding.ts';
import { judgeByDocument } from './find-drift.ts';

/** An overlay, and what it can't mend. */
export interface Remedy {
	/** The file's text, YAML; OpenAPI Overlay 1.0. */
	text: string;
	actions: number;
	/** Errors of the document that stay with it: what no overlay reaches. */
	left: readonly DriftFinding[];
}

/** One mended place may bring another mistake to light. */
const MAX_ROUNDS = 8;

/** Makes the overlay and tries it: the document is judged again with it, until nothing that it can mend is left. */
export async function makeOverlay(args: {
	document: string;
	overlays: readonly string[];
	exchanges: readonly RecordedExchange[];
	title: string;
}): Promise<Remedy> {
	const { document, overlays, exchanges, title } = args;
	const folder = mkdtempSync(join(tmpdir(), 'stunt-double-'));
	const file = join(folder, 'seen.overlay.yaml');
	const actions: JsonObject[] = [];
	const write = (): string =>
		`${writeYaml({ overlay: '1.0.0', info: { title: `What was seen of ${title}`, version: '1.0.0' }, actions })}\n`;
	try {
		for (let round = 0; round < MAX_ROUNDS; round += 1) {
			if (actions.length > 0) writeWhole(file, write());
			const own = actions.length > 0 ? [...overlays, file] : [...overlays];
			const { documents } = await loadDocuments([document], { overlays: own });
			const found = await judgeByDocument(documents, exchanges);
			const errors = found.filter(({ severity }) => severity === 'error');
			const root = documents[0]?.root ?? {};
			const fresh = writeActions(errors.flatMap(({ repairs }) => repairs).filter(isReachable), root);
			if (fresh.length === 0) return { text: write(), actions: actions.length, left: errors };
			actions.push(...fresh);
		}
		return { text: write(), actions: actions.length, left: [] };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What was brought in from other files is not in the document that an overlay changes. */
function isReachable({ pointer }: Repair): boolean {
	return !pointer.startsWith('/x-files');
}

function writeActions(repairs: readonly Repair[], root: JsonObject): JsonObject[] {
	const actions: JsonObject[] = [];
	const at = (pointer: Pointer): string => writePath(pointer, root);
	const done = new Set<string>();
	const types = new Map<Pointer, Set<string>>();
	const updates = new Map<Pointer, JsonUpdate>();
	for (const repair of repairs) {
		const { pointer } = repair;
		if (repair.kind === 'retype') types.set(pointer, new Set([...(types.get(pointer) ?? []), ...repair.types]));
		else if (repair.kind === 'update') updates.set(pointer, mergeUpdates(updates.get(pointer) ?? {}, repair.value));
		else {
			const key = JSON.stringify(repair);
			if (done.has(key)) continue;
			done.add(key);
			if (repair.kind === 'append') actions.push({ target: at(pointer), update: [...repair.values] });
			else if (repair.kind === 'remove') actions.push({ target: at(pointer), remove: true });
			else actions.push({ target: `${at(pointer)}[?@ == ${quote(repair.value)}]`, remove: true });
		}
	}
	for (const [pointer, names] of types) {
		// A list in the place of a word is no merge: the word goes first.
		actions.push({ target: at(pointer), remove: true });
		const parent = pointer.slice(0, pointer.lastIndexOf('/'));
		actions.push({ target: at(parent), update: { type: [...names].filter((name) => !isCovered(name, names)) } });
	}
	for (const [pointer, value] of updates) {
		if (Object.keys(value).length > 0) actions.push({ target: at(pointer), update: value as JsonObject });
	}
	return actions;
}

/** Whole numbers are numbers. */
function isCovered(name: string, names: ReadonlySet<string>): boolean {
	return name === 'integer' && names.has('number');
}

function mergeUpdates(one: JsonUpdate, other: JsonUpdate): JsonUpdate {
	const merged: JsonUpdate = { ...one };
	for (const [name, value] of Object.entries(other)) {
		const before = merged[name];
		merged[name] = isUpdate(before) && isUpdate(value) ? mergeUpdates(before, value) : value;
	}
	return merged;
}

function isUpdate(value: JsonUpdate[string] | undefined): value is JsonUpdate {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `/paths/~1orders/get` → `$['paths']['/orders']['get']` (RFC 9535). */
function writePath(pointer: Pointer, root: JsonObject): string {
	let path = '$';
	let at: JsonValue | undefined = root;
	let walked = '';
	for (const part of parsePointer(pointer) ?? []) {
		walked += `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`;
		if (Array.isArray(at)) path += `[${part}]`;
		else path += /^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? `.${part}` : `[${quote(part)}]`;
		at = resolvePointer(root, walked);
	}
	return path;
}

function quote(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
