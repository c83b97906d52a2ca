// The hosts that mean every address of the machine.

const EVERY: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]', '']);

/** Whether who listens on this host listens on all addresses: `0.0.0.0`, `::`. Nobody can be called by such a name. */
export function isEveryAddress(host: string): boolean {
	return EVERY.has(host);
}
