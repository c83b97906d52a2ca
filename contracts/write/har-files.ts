// Bodies of a HAR that lie in files beside it, as Playwright writes them with `content: 'attach'`: `_file` names each.

import { readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { decodeText, getList, getObject, getString, isObject, type JsonValue } from '../../spec/index.ts';

/**
 * Writes the bodies of these files into the HAR, whose entries are changed; what has its text itself keeps that. Only files in the HAR's own
 * folder, or below it, are read. Answers with the names of those that can't be; never throws.
 */
export function attachBodies(har: JsonValue, file: string): string[] {
	const missing: string[] = [];
	const folder = dirname(resolve(file));
	for (const entry of getList(getObject(har, 'log'), 'entries')) {
		if (!isObject(entry)) continue;
		for (const holder of [
			getObject(getObject(entry, 'request'), 'postData'),
			getObject(getObject(entry, 'response'), 'content'),
		]) {
			const name = getString(holder, '_file');
			if (!holder || name === undefined || getString(holder, 'text') !== undefined) continue;
			const bytes = readBelow(folder, name);
			const text = bytes && decodeText(bytes);
			if (!bytes) missing.push(name);
			else if (text === undefined) Object.assign(holder, { text: bytes.toString('base64'), encoding: 'base64' });
			else holder['text'] = text;
		}
	}
	return missing;
}

function readBelow(folder: string, name: string): Buffer | undefined {
	try {
		const path = realpathSync(resolve(folder, name));
		return path.startsWith(realpathSync(folder) + sep) ? readFileSync(path) : undefined;
	} catch {
		return undefined;
	}
}
