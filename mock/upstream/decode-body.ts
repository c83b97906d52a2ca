// A compressed body decoded, for judging and keeping alone: what goes out stays as it came.

/** At most `maxBytes`; `undefined`: it is longer, broken, or of an encoding that nobody here knows. */
export function decodeBody(
	bytes: Uint8Array,
	{ encoding, maxBytes }: { encoding: string; maxBytes: number },
): Uint8Array | undefined {
	if (encoding === 'identity') return bytes;
	const zlib = process.getBuiltinModule('node:zlib');
	const options = { maxOutputLength: maxBytes };
	try {
		switch (encoding) {
			case 'gzip':
			case 'x-gzip':
				return zlib.gunzipSync(bytes, options);
			case 'deflate':
				return zlib.inflateSync(bytes, options);
			case 'br':
				return zlib.brotliDecompressSync(bytes, options);
			case 'zstd':
				return zlib.zstdDecompressSync?.(bytes, options);
			default:
				return undefined;
		}
	} catch {
		return undefined;
	}
}
