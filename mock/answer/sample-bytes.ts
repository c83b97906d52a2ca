// Bytes that are what their media type says: pictures of one pixel, a page without text, an archive without files.

const SAMPLES: Readonly<Record<string, { signature: string; base64: string }>> = {
	'image/png': {
		signature: '\u0089PNG',
		base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOYCQAAmwCarS5ItAAAAABJRU5ErkJggg==',
	},
	'image/jpeg': {
		signature: '\u00ff\u00d8\u00ff',
		base64:
			'/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////' +
			'////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AX//Z',
	},
	'image/gif': { signature: 'GIF8', base64: 'R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw==' },
	'image/webp': { signature: 'RIFF', base64: 'UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQzGY2s/+BiOh/AAA=' },
	'image/svg+xml': {
		signature: '<',
		base64: Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1" fill="#999"/></svg>',
		).toString('base64'),
	},
	'application/pdf': {
		signature: '%PDF-',
		base64:
			'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tp' +
			'ZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgOTkg' +
			'OTldPj5lbmRvYmoKeHJlZgowIDQKMDAwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDA5IDAwMDAwIG4gCjAwMDAwMDAwNTIgMDAw' +
			'MDAgbiAKMDAwMDAwMDEwMSAwMDAwMCBuIAp0cmFpbGVyPDwvU2l6ZSA0L1Jvb3QgMSAwIFI+PgpzdGFydHhyZWYKMTYyCiUlRU9G' +
			'Cg==',
	},
	'application/zip': { signature: 'PK', base64: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
};
const ALIASES: Readonly<Record<string, string>> = { 'image/jpg': 'image/jpeg', 'image/*': 'image/png' };
/** Of a type that nothing is known of. */
const FEW_BYTES = Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]);

function findSample(type: string): { signature: string; base64: string } | undefined {
	const name = ALIASES[type] ?? type;
	return Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined;
}

/** Whether a small body of this type is known that is what it says. */
export function isSampledType(type: string): boolean {
	return findSample(type) !== undefined;
}

/** A small one that programs of this type can open, e.g. of `image/png`; `undefined`: none is known. */
export function findSampleBytes(type: string): Uint8Array | undefined {
	const sample = findSample(type);
	return sample && Buffer.from(sample.base64, 'base64');
}

/** Whether bytes begin as those of the type do; false for a type that nothing is known of. */
export function beginsLike(bytes: Uint8Array, type: string): boolean {
	const signature = findSample(type)?.signature;
	return signature !== undefined && Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;
}

/** A few bytes of a type that nothing is known of. */
export function fewBytes(): Uint8Array {
	return FEW_BYTES;
}

/**
 * An example of a document as the bytes that it stands for: itself (a character a byte), or what its base64 holds. `undefined`: it is
 * neither, where the type has a signature to be known by.
 */
export function readExampleBytes(example: string, type: string): Uint8Array | undefined {
	const sample = findSample(type);
	if (!sample) return Buffer.from(example, 'latin1');
	if (type === 'image/svg+xml') return example.trimStart().startsWith('<') ? Buffer.from(example) : undefined;
	if (example.startsWith(sample.signature)) return Buffer.from(example, 'latin1');
	const decoded = Buffer.from(example.replace(/^data:[^,]*,/, ''), 'base64');
	return decoded.toString('latin1').startsWith(sample.signature) ? decoded : undefined;
}
