// The version of this package, as its package.json has it.

import { readFileSync } from 'node:fs';

/** E.g. `0.1.0`. Works from the sources and from `dist`. */
export function readVersion(): string {
	for (const path of ['../../package.json', '../../../package.json']) {
		try {
			const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
				name: string;
				version: string;
			};
			if (name === 'stunt-double') return version;
		} catch {
			// Not at this place: the other one is.
		}
	}
	return '0.0.0';
}
