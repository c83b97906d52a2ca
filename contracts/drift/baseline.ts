// A baseline: what has parted and is known, so that only what is new fails.

import { existsSync } from 'node:fs';
import {
	getList,
	getOwn,
	getString,
	isObject,
	type JsonValue,
	readTextFile,
	StartupError,
	tellUnread,
	tellUnwritten,
	writeWhole,
} from '../../spec/index.ts';
import type { DriftFinding } from './drift-finding.ts';

/** Marks the findings that a baseline has; `gone`: those of it that were not found again. */
export function applyBaseline(
	findings: readonly DriftFinding[],
	known: ReadonlySet<string>,
): { findings: DriftFinding[]; gone: string[] } {
	const found = new Set(findings.map(({ id }) => id));
	return {
		findings: findings.map((one) => (known.has(one.id) ? { ...one, isKnown: true } : one)),
		gone: [...known].filter((id) => !found.has(id)),
	};
}

/** The ids in a file. Throws a StartupError `option.invalid` for one that isn't there or is none; with `mayBeMissing`, it is empty then. */
export function readBaseline(file: string, { mayBeMissing }: { mayBeMissing: boolean }): ReadonlySet<string> {
	if (!existsSync(file)) {
		if (mayBeMissing) return new Set();
		throw refuse(`--baseline: ${file} is not there`, 'write it by --update-baseline');
	}
	let value: JsonValue;
	try {
		value = JSON.parse(readTextFile(file)) as JsonValue;
	} catch (cause) {
		throw refuse(`--baseline: ${file} can't be read: ${tellUnread(cause)}`, 'name a file that --update-baseline wrote');
	}
	const list = getOwn(value, 'known');
	if (!Array.isArray(list) || !list.every((one) => isObject(one) && getString(one, 'id') !== undefined))
		throw refuse(`--baseline: ${file} is no baseline`, 'name a file that --update-baseline wrote');
	return new Set(getList(value, 'known').map((one) => getString(one, 'id') ?? ''));
}

/** Writes what was found, but for notices, whole; the same findings give the same bytes. */
export function writeBaseline(file: string, findings: readonly DriftFinding[]): void {
	const known = findings
		.filter(({ severity }) => severity !== 'info')
		.map(({ id, code, operations, message }) => ({ id, code, operations: [...operations].sort(), message }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	try {
		writeWhole(file, `${JSON.stringify({ known }, undefined, '\t')}\n`);
	} catch (cause) {
		throw refuse(
			`--baseline: ${file} can't be written (${tellUnwritten(cause)})`,
			'name a file in a folder that is there and may be written to',
		);
	}
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
