// Names of properties as words, whatever the style in which an API writes them.

/** The names of a document come again and again; those of a request might not, so not all are kept. */
const MAX_KNOWN = 5000;
/** Names that are longer are no properties of a document. */
const MAX_LENGTH = 100;

/** What is found out about a name, or another text of up to `maxLength`, once for each of the first 5,000. `find` is pure, and never answers `undefined`. */
export function memoizeName<Found>(find: (name: string) => Found, maxLength = MAX_LENGTH): (name: string) => Found {
	const known = new Map<string, Found>();
	return (name) => {
		const before = known.get(name);
		if (before !== undefined) return before;
		const found = find(name);
		if (known.size < MAX_KNOWN && name.length < maxLength) known.set(name, found);
		return found;
	};
}

/** `createdAt`, `created-at`, `Created_At` → `created_at` */
export const normalizeName = memoizeName((property: string): string =>
	property
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.replace(/[^A-Za-z\d]+/g, '_')
		.toLowerCase(),
);
