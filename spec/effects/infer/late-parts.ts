// What a document of a thousand operations says of one list or of one owner is found out when the first request needs it.

/**
 * Gives `target` these properties, all found by the first look at one of them; the object has them as ordinary ones from then on, and
 * lacks those that `find` leaves out.
 */
export function addLate<Late extends object>(
	target: object,
	names: readonly (keyof Late & string)[],
	find: () => Late,
): void {
	const settle = (): Late => {
		const found = find();
		for (const name of names) {
			if (found[name] === undefined) Reflect.deleteProperty(target, name);
			else Object.defineProperty(target, name, { ...SHOWN, writable: true, value: found[name] });
		}
		return found;
	};
	for (const name of names) Object.defineProperty(target, name, { ...SHOWN, get: () => settle()[name] });
}

const SHOWN = { enumerable: true, configurable: true };
