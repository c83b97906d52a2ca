// Which parts of a document an overlay has put there: a mistake in one of them is told where it was written.

import type { Place } from '../types/finding.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { formatPointer, joinPointer, parsePointer } from './pointer.ts';
import type { Source } from './source.ts';

/** Where the value of a member, or of a list's entry, was written. */
interface Origin {
	source: Source;
	pointer: Pointer;
	/** The parts of the value stand below `pointer` as they do in the document; false for a copy of something else. */
	isSpelledOut: boolean;
}

/** What overlays have put into a document. Kept by the objects themselves, so that it moves with them. */
export class OverlayOrigins {
	readonly #known = new WeakMap<object, Map<string, Origin>>();

	/** Notes that `container[key]` comes from an overlay. */
	note(container: object, key: string | number, origin: Origin): void {
		const members = this.#known.get(container) ?? new Map<string, Origin>();
		this.#known.set(container, members.set(String(key), origin));
	}

	/** The place in the overlay of what stands at `pointer` in `root`; `undefined`: no overlay has put it there. */
	locate(root: JsonValue, pointer: Pointer): Place | undefined {
		let value: JsonValue | undefined = root;
		let origin: Origin | undefined;
		let rest: string[] = [];
		for (const key of parsePointer(pointer) ?? []) {
			const container: object | undefined = typeof value === 'object' && value !== null ? value : undefined;
			const found = container && this.#known.get(container)?.get(key);
			if (found) {
				origin = found;
				rest = [];
			} else rest.push(key);
			value = container && (container as Record<string, JsonValue>)[key];
		}
		if (!origin) return undefined;
		const at = origin.isSpelledOut ? joinPointer(origin.pointer, ...rest) : origin.pointer;
		return { ...origin.source.locate(at), pointer: formatPointer(parsePointer(pointer) ?? []) };
	}
}
