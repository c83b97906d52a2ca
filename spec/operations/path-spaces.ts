// Spaces around the segments of a path and in its braces, which no client ever sends.

import type { Report } from '../read/findings.ts';
import type { JsonObject } from '../types/json.ts';

/** `/users / { id } ` → `/users/{id}`, and what to tell of it; as it is where it has no such spaces, or where another path of `paths` is the same then. */
export function readSpaces(written: string, paths: JsonObject): { template: string; report?: Omit<Report, 'pointer'> } {
	if (!/\s/.test(written)) return { template: written };
	const trimmed = written.trim();
	// What stands before the first slash is more than a space: `GET /users`.
	const segments = trimmed.startsWith('/') ? trimmed.split('/').map((segment) => segment.trim()) : [trimmed];
	const template = segments.join('/').replaceAll(/\{[^{}]*\}/g, (name) => `{${name.slice(1, -1).trim()}}`);
	if (template === written || template === '' || Object.hasOwn(paths, template)) return { template: written };
	const message = `no client sends the spaces of "${written}": it is read as ${template}`;
	return {
		template,
		report: { code: 'document.path.space', severity: 'warning', message, remedy: 'write it without them' },
	};
}
