// Who was used last: a list in which everybody moves in constant time.

interface Link<T> {
	value: T;
	older: Link<T> | undefined;
	newer: Link<T> | undefined;
}

/** Values by name, in the order of their last use. Every call takes constant time but `list`. */
export interface RecencyMap<T> {
	count(): number;
	/** The value, which is now the one used last. */
	touch(name: string): T | undefined;
	/** The value, its place left as it is. */
	peek(name: string): T | undefined;
	add(name: string, value: T): void;
	remove(name: string): T | undefined;
	/** The value that has not been used for the longest time. */
	oldest(): T | undefined;
	/** The one used last comes first. */
	list(): T[];
}

/** An empty RecencyMap. */
export function createRecencyMap<T>(): RecencyMap<T> {
	// A Map's own order would do but for its first key, which is slow to find where much was deleted before it.
	const links = new Map<string, Link<T>>();
	let newest: Link<T> | undefined;
	let oldest: Link<T> | undefined;

	function unlink(link: Link<T>): void {
		if (link.older) link.older.newer = link.newer;
		else oldest = link.newer;
		if (link.newer) link.newer.older = link.older;
		else newest = link.older;
		link.older = undefined;
		link.newer = undefined;
	}
	function putFirst(link: Link<T>): void {
		link.older = newest;
		if (newest) newest.newer = link;
		else oldest = link;
		newest = link;
	}

	return {
		count: () => links.size,
		touch(name) {
			const link = links.get(name);
			if (link && link !== newest) {
				unlink(link);
				putFirst(link);
			}
			return link?.value;
		},
		peek: (name) => links.get(name)?.value,
		add(name, value) {
			const link: Link<T> = { value, older: undefined, newer: undefined };
			links.set(name, link);
			putFirst(link);
		},
		remove(name) {
			const link = links.get(name);
			if (!link) return undefined;
			links.delete(name);
			unlink(link);
			return link.value;
		},
		oldest: () => oldest?.value,
		list() {
			const values: T[] = [];
			for (let link = newest; link; link = link.older) values.push(link.value);
			return values;
		},
	};
}
