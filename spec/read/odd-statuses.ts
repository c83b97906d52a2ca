// Answers under what is no status of one: `"200, 201"`, `200 OK`, `204.0`.

import type { JsonObject } from '../types/json.ts';
import type { Report } from './findings.ts';
import { setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';

const STATUS = /^[1-5](?:\d\d|xx)$/i;
/** Longer keys name no status. */
const MAX_LENGTH = 60;

/** Whether a key of `responses` is none, and can be read as one or several. */
export function isOddStatus(key: string): boolean {
	return !STATUS.test(key) && key !== 'default' && readStatuses(key) !== undefined;
}

/** `200, 201` → both; `200 OK` → 200; `400-499` → 4XX; `Default` → default. `undefined`: it names none. */
function readStatuses(key: string): readonly string[] | undefined {
	const text = key.trim();
	if (text.length > MAX_LENGTH || text.startsWith('x-')) return undefined;
	if (text.toLowerCase() === 'default') return ['default'];
	const [, class_] = /^([1-5])00\s*-\s*\1(?:99)$/.exec(text) ?? [];
	if (class_ !== undefined) return [`${class_}XX`];
	const words = text.split(/\s*(?:[,;/|&]|\bor\b|\band\b)\s*/);
	const statuses = words.map(readStatus);
	return statuses.every((status) => status !== undefined) ? statuses : undefined;
}

/** `200 OK`, `404 - Not Found`, `204.0`. */
function readStatus(word: string): string | undefined {
	const [, status] = /^([1-5](?:\d\d|xx))(?:\.0+|[\s:_-]+\D.*)?$/i.exec(word) ?? [];
	return status?.toUpperCase();
}

/** Puts answers under the statuses that are meant, in place and in their order; what is there under its own key counts. */
export function mendStatuses(responses: JsonObject): Report[] {
	const all = Object.entries(responses);
	const odd = all.filter(([key]) => isOddStatus(key));
	if (odd.length === 0) return [];
	const own = new Set(all.filter(([key]) => !isOddStatus(key)).map(([key]) => key.toUpperCase()));
	for (const [key] of all) delete responses[key];
	const reports: Report[] = [];
	for (const [key, response] of all) {
		const statuses = isOddStatus(key) ? readStatuses(key) : undefined;
		if (!statuses) {
			setOwn(responses, key, response);
			continue;
		}
		for (const status of statuses) {
			const isNamed = own.has(status.toUpperCase()) || Object.hasOwn(responses, status);
			if (!isNamed) setOwn(responses, status, structuredClone(response));
		}
		reports.push(describe(key, statuses));
	}
	return reports;
}

function describe(key: string, statuses: readonly string[]): Report {
	return {
		code: 'document.word',
		severity: 'warning',
		message: `"${key}" is no status: it is read as ${statuses.join(' and ')}`,
		remedy: statuses.length > 1 ? 'write an answer for each' : `write ${statuses[0]}`,
		pointer: joinPointer('', key),
	};
}
