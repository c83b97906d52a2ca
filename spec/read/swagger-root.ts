// What of a Swagger 2.0 document says where it is and in which types it speaks, written otherwise than it should be.

import type { JsonObject } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getObject, getOwn, getString, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';

/**
 * Reads one media type or scheme as a list of one, a base path without its slash as one that has it, and a host without the scheme that stands
 * before it (Swagger 2.0, Swagger Object), in place; `report` hears of each.
 */
export function mendSwaggerRoot(root: JsonObject, report: Reporter): void {
	mendLists(root, '', report);
	for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {}))
		for (const [method, operation] of isObject(item) ? Object.entries(item) : [])
			if (isObject(operation)) mendLists(operation, joinPointer('/paths', path, method), report);
	const say = (name: string, meant: string, remedy: string): void => {
		const message = `${name} "${String(root[name])}" is read as ${JSON.stringify(meant)}`;
		report({ code: `document.${name.toLowerCase()}`, severity: 'warning', message, remedy, pointer: `/${name}` });
		root[name] = meant;
	};
	const base = getString(root, 'basePath');
	if (base !== undefined && base !== '' && !base.startsWith('/')) {
		const path = base.includes('://') && URL.canParse(base) ? new URL(base).pathname : `/${base}`;
		say('basePath', path, 'let it begin with /');
	}
	const host = getString(root, 'host');
	const [, bare] = /^[a-z][a-z0-9+.-]*:\/\/(.*?)\/*$/i.exec(host ?? '') ?? [];
	if (bare !== undefined) say('host', bare, 'leave the scheme to schemes');
}

function mendLists(holder: JsonObject, at: string, report: Reporter): void {
	for (const name of ['consumes', 'produces', 'schemes']) {
		const value = getOwn(holder, name);
		if (value === undefined || Array.isArray(value)) continue;
		const isText = typeof value === 'string';
		if (isText) holder[name] = value.split(',').map((one) => one.trim());
		else delete holder[name];
		report({
			code: 'document.media-types.shape',
			severity: 'warning',
			message: `${name} must be a list: ${isText ? `"${value}" is read as one` : 'it is left out'}`,
			remedy: 'write it as a list',
			pointer: joinPointer(at, name),
		});
	}
}
