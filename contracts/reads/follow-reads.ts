// A JSON value that notes what is read of it, and is otherwise the value.

/** Places in a value that were read, as JSON pointers with `*` for any item of a list. */
export interface FollowedReads {
	/** Properties that were read by their names. */
	read: ReadonlySet<string>;
	/** Objects that were gone through as a whole (spread, `JSON.stringify`, `Object.entries`, `toEqual`). */
	whole: ReadonlySet<string>;
}

/** What stands for a followed object outside: the object itself, free of proxies. */
const plainOf = new WeakMap<object, object>();

/**
 * The same value, followed: `onRead` is told of each change of `reads`. Lists and objects are proxies of copies that nothing else
 * holds; whatever the code under test does to them, it does to its own. Reading a property that is not in the value notes nothing,
 * nor does asking whether it is there.
 */
export function followReads<Value>(value: Value, onRead: () => void): { value: Value; reads: FollowedReads } {
	const reads = { read: new Set<string>(), whole: new Set<string>() };
	const note = (set: Set<string>, pointer: string): void => {
		if (set.has(pointer)) return;
		set.add(pointer);
		onRead();
	};
	return { value: wrap(value, '') as Value, reads };

	function wrap(inner: unknown, pointer: string): unknown {
		if (typeof inner !== 'object' || inner === null) return inner;
		if (Array.isArray(inner)) return wrapList(inner, pointer);
		return wrapObject(inner as Record<string, unknown>, pointer);
	}

	/** Children are wrapped at once and stand in the target itself, so that no trap ever has to answer anything but the truth. */
	function wrapList(list: readonly unknown[], pointer: string): unknown[] {
		const target = list.map((item) => wrap(item, `${pointer}/*`));
		return remember(new Proxy(target, {}), target);
	}

	function wrapObject(object: Record<string, unknown>, pointer: string): object {
		const target: Record<string, unknown> = {};
		const own = new Set<string>();
		for (const name of Object.keys(object)) {
			const inner = wrap(object[name], `${pointer}/${escapePart(name)}`);
			Object.defineProperty(target, name, { value: inner, enumerable: true, configurable: true, writable: true });
			own.add(name);
		}
		return remember(new Proxy(target, createHandler({ own, pointer, note, reads })), target);
	}
}

function remember<Target extends object>(proxy: Target, target: object): Target {
	plainOf.set(proxy, target);
	return proxy;
}

function createHandler(args: {
	/** Names of the value's own properties that nobody has replaced since. */
	own: Set<string>;
	pointer: string;
	note: (set: Set<string>, pointer: string) => void;
	reads: { read: Set<string>; whole: Set<string> };
}): ProxyHandler<Record<string, unknown>> {
	const { own, pointer, note, reads } = args;
	/** While somebody goes through all properties: the names in their order, and how far they have come. */
	let walk: { names: readonly string[]; at: number } | undefined;
	const place = (name: string): string => `${pointer}/${escapePart(name)}`;
	/** It was no walk after all: what was read so far was read by name. */
	const endWalk = (): void => {
		const read = walk?.names.slice(0, walk.at) ?? [];
		walk = undefined;
		for (const name of read) if (own.has(name)) note(reads.read, place(name));
	};
	return {
		ownKeys(target) {
			endWalk();
			const keys = Reflect.ownKeys(target);
			const names = keys.filter((key) => typeof key === 'string');
			if (names.length > 0) walk = { names, at: 0 };
			return keys;
		},
		get(target, key, receiver) {
			const value: unknown = Reflect.get(target, key, receiver);
			if (typeof key !== 'string' || !own.has(key)) return value;
			if (walk && walk.names[walk.at] === key) {
				walk.at += 1;
				if (walk.at === walk.names.length) {
					walk = undefined;
					note(reads.whole, pointer);
				}
				return value;
			}
			endWalk();
			note(reads.read, place(key));
			return value;
		},
		set(target, key, value, receiver) {
			if (typeof key === 'string') own.delete(key);
			return Reflect.set(target, key, value, receiver);
		},
		defineProperty(target, key, descriptor) {
			if (
				typeof key === 'string' &&
				('value' in descriptor || 'get' in descriptor) &&
				descriptor.value !== target[key]
			) {
				own.delete(key);
			}
			return Reflect.defineProperty(target, key, descriptor);
		},
		deleteProperty(target, key) {
			if (typeof key === 'string') own.delete(key);
			return Reflect.deleteProperty(target, key);
		},
	};
}

/** A deep copy without proxies of whatever holds followed values; other things are left as they are. */
export function copyPlain(value: unknown, seen = new Map<object, unknown>()): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const known = seen.get(value);
	if (known !== undefined) return known;
	if (Array.isArray(value)) {
		const copy: unknown[] = [];
		seen.set(value, copy);
		for (const item of value) copy.push(copyPlain(item, seen));
		return copy;
	}
	const prototype: unknown = Object.getPrototypeOf(value);
	if (!plainOf.has(value) && prototype !== Object.prototype && prototype !== null) return value;
	const copy: Record<string, unknown> = {};
	seen.set(value, copy);
	for (const name of Object.keys(value)) {
		const inner = copyPlain((value as Record<string, unknown>)[name], seen);
		Object.defineProperty(copy, name, { value: inner, enumerable: true, configurable: true, writable: true });
	}
	return copy;
}

/** JSON pointers (RFC 6901 §3). */
function escapePart(name: string): string {
	return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
