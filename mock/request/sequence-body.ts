// A body that is a sequence of items: lines of JSON, records, events.

import type { Framing, JsonObject, JsonValue } from '../../spec/index.ts';
import { type BodyParse, refuseBody } from './body-parse.ts';
import { parseJsonText } from './json-body.ts';

/** Items of one body. */
const MAX_ITEMS = 10_000;

/** The items as a list; a fault names the item by its position. Never throws. */
export function parseItems(text: string, framing: Framing): BodyParse {
	if (framing === 'events') return { ok: true, value: parseEvents(text), text };
	const parts = text.split(framing === 'records' ? '\u001e' : /\r\n|\n/).filter((part) => part.trim() !== '');
	if (parts.length > MAX_ITEMS) return refuseBody('request.body.items', `has more than ${MAX_ITEMS} items`);
	const items: JsonValue[] = [];
	for (const [index, part] of parts.entries()) {
		const parsed = parseJsonText(part);
		if (!parsed.ok) {
			const { finding } = parsed;
			return { ok: false, finding: { ...finding, pointer: `/${index}${finding.pointer ?? ''}` } };
		}
		items.push(parsed.value);
	}
	return { ok: true, value: items, text };
}

/** Fields of events (HTML standard, server-sent events): comments and unknown fields are left out. */
function parseEvents(text: string): JsonValue[] {
	const events: JsonValue[] = [];
	for (const block of text.replace(/^\ufeff/, '').split(/(?:\r\n|\r|\n){2,}/)) {
		const event: JsonObject = {};
		for (const line of block.split(/\r\n|\r|\n/)) {
			const [, name = '', value = ''] = /^(event|data|id|retry):? ?(.*)$/.exec(line) ?? [];
			if (name === '') continue;
			const before = event[name];
			if (name === 'data' && typeof before === 'string') event[name] = `${before}\n${value}`;
			else event[name] = name === 'retry' && /^\d+$/.test(value) ? Number(value) : value;
		}
		if (Object.keys(event).length > 0) events.push(event);
	}
	return events;
}
