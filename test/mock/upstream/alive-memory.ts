// Bytes of buffers that are alive: what a collection leaves, whatever the machine was too busy to collect.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects, and tells the bytes of all buffers of this process. */
export function measureBuffers(): number {
	collect();
	// V8 frees buffers beside the program's own work, and counts them until it has: the next collection waits for that.
	collect();
	return process.memoryUsage().arrayBuffers;
}
