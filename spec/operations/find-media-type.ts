// Which of a document's media types a written one is.

/** The type alone, in lower case, without parameters: `Text/HTML; charset=utf-8` → `text/html`. */
export function stripMediaType(written: string): string {
	return (written.split(';', 1)[0] as string).trim().toLowerCase();
}

/**
 * The documented media type for one as a message writes it: the same, else the narrowest range that it falls into, `text/*`
 * before `*`+`/*` (OpenAPI 3.1.1 §4.8.14). `undefined`: the document has none for it.
 */
export function findMediaType<Offered extends { readonly type: string }>(
	offered: readonly Offered[],
	written: string,
): Offered | undefined {
	const type = stripMediaType(written);
	const range = `${type.slice(0, type.indexOf('/'))}/*`;
	const find = (wanted: string): Offered | undefined => offered.find((one) => one.type === wanted);
	return find(type) ?? find(range) ?? find('*/*');
}
