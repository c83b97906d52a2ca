// Temporal, loaded when the first duration needs a calendar: about 20 ms, once per process.

import { createRequire } from 'node:module';
import type { Temporal } from 'temporal-polyfill';

type TemporalNamespace = typeof Temporal;

let loaded: TemporalNamespace | undefined;

/** Temporal: the runtime's own where it has one (no cost), else the polyfill. Synchronous; the same object on each call. */
export function loadTemporal(): TemporalNamespace {
	loaded ??= (globalThis as { Temporal?: TemporalNamespace }).Temporal ?? requirePolyfill();
	return loaded;
}

function requirePolyfill(): TemporalNamespace {
	const require = createRequire(import.meta.url);
	return (require('temporal-polyfill') as { Temporal: TemporalNamespace }).Temporal;
}
