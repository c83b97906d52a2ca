// Values as the bytes of a media type.

import {
	type Framing,
	findFraming,
	findSeparator,
	isJsonType,
	isObject,
	isXmlType,
	isYamlType,
	type JsonValue,
	type SchemaView,
	writeJson,
	writeXml,
	writeYaml,
} from '../../spec/index.ts';
import { serializeMultipart } from './multipart.ts';

/** Whether any value can be written in a type, e.g. an entity; in all others only texts and bytes can. */
export function isStructuredType(type: string): boolean {
	return (
		isJsonType(type) ||
		findFraming(type) !== undefined ||
		isXmlType(type) ||
		isYamlType(type) ||
		type.startsWith('multipart/') ||
		type === 'application/x-www-form-urlencoded'
	);
}

/** What goes out for a value; `undefined`: this type can't be made from this value. XML is written by the view. */
export function serializeValue(value: JsonValue, type: string, view: SchemaView): string | Uint8Array | undefined {
	const framing = findFraming(type);
	if (framing) return frame(Array.isArray(value) ? value : [value], framing);
	if (isJsonType(type)) return writeJson(value, view);
	if (isXmlType(type)) return writeXml(value, view);
	if (isYamlType(type)) return `${writeYaml(value)}\n`;
	if (type === 'application/x-www-form-urlencoded')
		return typeof value === 'object' ? serializeForm(value) : String(value);
	const parts = type.startsWith('multipart/') ? serializeMultipart(value, type, view) : undefined;
	if (parts) return parts;
	const separator = findSeparator(type);
	if (separator !== undefined && Array.isArray(value)) return writeTable(value, separator);
	if (type.startsWith('text/')) return typeof value === 'string' ? value : JSON.stringify(value);
	// Bytes, which `format: binary` writes as Latin-1.
	return typeof value === 'string' ? Buffer.from(value, 'latin1') : undefined;
}

/** A line for each row, behind one of the names where the rows are objects (RFC 4180). */
function writeTable(rows: readonly JsonValue[], separator: string): string {
	const names = [...new Set(rows.flatMap((row) => (isObject(row) ? Object.keys(row) : [])))];
	const cells = rows.map((row) => (isObject(row) ? names.map((name) => row[name] ?? null) : [row].flat()));
	const lines = names.length > 0 ? [names, ...cells] : cells;
	return lines.map((line) => `${line.map((cell) => writeCell(cell, separator)).join(separator)}\r\n`).join('');
}

function writeCell(cell: JsonValue, separator: string): string {
	const text = cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);
	return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function serializeForm(value: JsonValue): string {
	const form = new URLSearchParams();
	for (const [name, member] of Object.entries(value ?? {})) {
		for (const one of Array.isArray(member) ? member : [member]) {
			form.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
		}
	}
	return form.toString();
}

function frame(items: readonly JsonValue[], framing: Framing): string {
	if (framing === 'events') return items.map(writeEvent).join('');
	const before = framing === 'records' ? '\u001e' : '';
	return items.map((item) => `${before}${JSON.stringify(item)}\n`).join('');
}

/** The fields of an event (HTML standard, server-sent events); what isn't written as one is the event's data. */
function writeEvent(item: JsonValue): string {
	if (!isObject(item) || !Object.hasOwn(item, 'data')) return `${writeField('data', item)}\n`;
	const fields = ['event', 'id', 'retry', 'data'] as const;
	return `${fields.map((name) => (Object.hasOwn(item, name) ? writeField(name, item[name] as JsonValue) : '')).join('')}\n`;
}

/** A line for each line of the value; only data may have several. */
function writeField(name: string, value: JsonValue): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const lines = text.split(/\r\n|\r|\n/);
	if (name !== 'data') return value === null ? '' : `${name}: ${lines.join(' ')}\n`;
	return lines.map((line) => `data: ${line}\n`).join('');
}
