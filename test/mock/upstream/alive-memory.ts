// Bytes of buffers that are alive: what a collection leaves, whatever the machine was too busy to collect.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects, and tells the bytes of all buffers of this process. */
export function measureBuffers(): number {
	collect();
	return process.memoryUsage().arrayBuffers;
}
