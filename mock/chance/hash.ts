// A text as a number, for seeds. Not for secrets.

/**
 * A 32-bit unsigned number that depends on the whole text and on `basis`: MurmurHash3 (x86, 32 bit), one round for
 * each UTF-16 unit. The same in every run and on every machine.
 */
export function hashText(text: string, basis: number): number {
	let hash = basis | 0;
	for (let index = 0; index < text.length; index += 1) {
		const unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
		hash ^= Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
		hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
	}
	hash ^= text.length;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
