// Names that users chose, as file names: no way out of the folder, no collision, on any file system.

import { createHash } from 'node:crypto';

const PLAIN = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9_-])?$/;
/** Devices of Windows, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;
const LONGEST_SLUG = 48;

/**
 * `orders-web` stays as it is; every other name becomes a readable part, `~` and a hash of its exact characters: `../x` →
 * `x~4b8e8c1f9d20a7b3`. So `A` and `a`, or the two ways to write an accent, stay apart where a file system would not tell them apart.
 * At most 65 characters long. Never throws.
 */
export function encodeFileName(name: string): string {
	if (PLAIN.test(name) && !RESERVED.test(name)) return name;
	const slug = name
		.slice(0, LONGEST_SLUG)
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
	const hash = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 16);
	return `${slug === '' ? 'name' : slug}~${hash}`;
}
