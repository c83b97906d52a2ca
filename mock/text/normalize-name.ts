// Names of properties as words, whatever the style in which an API writes them.

/** `createdAt`, `created-at`, `Created_At` → `created_at` */
export function normalizeName(property: string): string {
	return property
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.replace(/[^A-Za-z\d]+/g, '_')
		.toLowerCase();
}
