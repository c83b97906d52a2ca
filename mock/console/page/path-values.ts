// The values in a path, by its template.

/** `/orders/{id}/pay` of `/v1/orders/7/pay?x=1` → `{ id: '7' }`; `undefined`: it has none, or they don't fit. */
export function readPathValues(template: string, target: string): Record<string, string> | undefined {
	const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
	const parts = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const found = new RegExp(`${parts.join('([^/]+)')}$`).exec(target.replace(/[?#].*$/s, ''));
	if (!found || names.length === 0) return undefined;
	try {
		return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
	} catch {
		return undefined;
	}
}
