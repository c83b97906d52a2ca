// Names of properties as words, whatever the style in which an API writes them.

/** The names of a document come again and again; those of a request might not, so not all are kept. */
const MAX_KNOWN = 5000;
const known = new Map<string, string>();

/** `createdAt`, `created-at`, `Created_At` → `created_at` */
export function normalizeName(property: string): string {
	const before = known.get(property);
	if (before !== undefined) return before;
	const normalized = property
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.replace(/[^A-Za-z\d]+/g, '_')
		.toLowerCase();
	if (known.size < MAX_KNOWN && property.length < 100) known.set(property, normalized);
	return normalized;
}
