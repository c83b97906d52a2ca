// A host as sockets take it.

/** Without the brackets that an IPv6 address has in URLs: `[::1]` → `::1`; anything else as it is. */
export function bareHost(host: string): string {
	return host.replace(/^\[(.*)\]$/, '$1');
}
