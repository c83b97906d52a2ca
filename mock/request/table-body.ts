// A body that is a table: lines of cells, the first of them the names where the rows are objects (RFC 4180).

import {
	formatCount,
	guessTypes,
	type JsonObject,
	type JsonValue,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import { type BodyParse, refuseBody } from './body-parse.ts';
import { coerceText, viewMember } from './coerce-text.ts';
import { listInexactText } from './inexact-numbers.ts';

/** Rows of one body. */
const MAX_ROWS = 10_000;

/**
 * The rows as a list, by the schema of the list: objects by the names of the first line, lists of cells, or one value a line. A cell
 * without text is left out where a text can't stand. A fault names the line. Never throws.
 */
export function parseTable(text: string, separator: string, view: SchemaView): BodyParse {
	const lines = cutLines(text.replace(/^\ufeff/, ''), separator);
	if (typeof lines === 'number') {
		return refuseBody(
			'request.body.syntax',
			`is no table: the quote in line ${lines} does not end, or something stands behind it`,
		);
	}
	if (lines.length > MAX_ROWS + 1) return refuseBody('request.body.items', `has more than ${MAX_ROWS} rows`);
	const items = viewItems(view) ?? view;
	const types = guessTypes(items);
	const isNamed = types.has('object') || types.size === 0;
	const [names = [], ...rows] = lines;
	if (isNamed && new Set(names).size < names.length) {
		return refuseBody('request.body.syntax', 'names a column twice in its first line');
	}
	const value: JsonValue[] = [];
	for (const [index, cells] of (isNamed ? rows : lines).entries()) {
		const most = isNamed ? names.length : types.has('array') ? cells.length : 1;
		if (cells.length > most) {
			const message = `is no table: line ${index + (isNamed ? 2 : 1)} has ${formatCount(cells.length, 'cell')} rather than ${most}`;
			return refuseBody('request.body.syntax', message);
		}
		if (isNamed) value.push(nameCells(cells, names, items));
		else if (types.has('array')) value.push(cells.map((cell, at) => coerceText(cell, viewMember(items, at))));
		else value.push(coerceText(cells[0] as string, items));
	}
	const inexact = listInexactText(text, value);
	return { ok: true, value, text, ...(inexact.length > 0 && { inexact }) };
}

function nameCells(cells: readonly string[], names: readonly string[], items: SchemaView): JsonObject {
	const row: JsonObject = {};
	for (const [at, cell] of cells.entries()) {
		const name = names[at] as string;
		const member = viewMember(items, name);
		const types = guessTypes(member);
		if (cell !== '' || types.size === 0 || types.has('string') || types.has('null')) {
			setOwn(row, name, coerceText(cell, member));
		}
	}
	return row;
}

/** The cells of each line that has any; the number of a line (from 1) whose quotes are wrong. */
function cutLines(text: string, separator: string): string[][] | number {
	const lines: string[][] = [];
	let cells: string[] = [];
	let line = 1;
	let at = 0;
	while (at < text.length) {
		let cell: string;
		if (text[at] === '"') {
			const end = findQuote(text, at + 1);
			if (end < 0) return line;
			cell = text.slice(at + 1, end).replaceAll('""', '"');
			at = end + 1;
			if (at < text.length && !isBorder(text[at] as string, separator)) return line;
		} else {
			const start = at;
			while (at < text.length && !isBorder(text[at] as string, separator)) at += 1;
			cell = text.slice(start, at);
		}
		cells.push(cell);
		if (text[at] === separator) {
			at += 1;
			// Behind the last separator of a line stands one more cell, which has no text.
			if (at < text.length && !isBreak(text[at] as string)) continue;
			cells.push('');
		}
		if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
		at += 1;
		line += 1;
		if (cells.length > 1 || cells[0] !== '') lines.push(cells);
		cells = [];
	}
	return lines;
}

/** The quote that ends a cell; a doubled one is of its text. */
function findQuote(text: string, from: number): number {
	let end = text.indexOf('"', from);
	while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
	return end;
}

function isBreak(character: string): boolean {
	return character === '\n' || character === '\r';
}

function isBorder(character: string, separator: string): boolean {
	return character === separator || isBreak(character);
}
