// The beginning of an upstream's body, held back until it is whole, too large, or too slow; then the rest goes on as it comes.

import type { Readable } from 'node:stream';
import { JOURNAL_BODY_BYTES } from '../journal/journal.ts';
import type { Patience, Waiting } from '../time/patience.ts';

/** What has come of a body by the time that it need not be held back any more. */
export type Held =
	| { kind: 'whole'; bytes: Uint8Array }
	/** It goes on: `rest` stands still. */
	| { kind: 'going'; begun: readonly Uint8Array[]; rest: Readable }
	/** It broke off, and why. */
	| { kind: 'broken'; error: Error };

/** What is known of a body that went on, once it is over. */
export interface Passed {
	bytes: number;
	/** All of it; `undefined`: it was larger than may be held. */
	whole: Uint8Array | undefined;
	/** For the journal. */
	beginning: Uint8Array;
}

/**
 * Holds back `maxBytes` at most, and for so long as the patience lasts (`undefined`: until it is whole or too large; `none`: not at all).
 * `take` is called once; `onPassed` after it, when a body that went on has come to its end.
 */
export function holdBody(
	body: Readable,
	{ maxBytes, patience }: { maxBytes: number; patience: Patience | 'none' | undefined },
	{ take, onPassed }: { take: (held: Held) => void; onPassed: (passed: Passed) => void },
): void {
	let chunks: Uint8Array[] = [];
	let size = 0;
	let isGoing = false;
	let isLarge = false;
	let waiting: Waiting | undefined;

	const letGo = (): void => {
		if (isGoing) return;
		isGoing = true;
		waiting?.end();
		body.pause();
		take({ kind: 'going', begun: [...chunks], rest: body });
	};
	const end = (): void => {
		waiting?.end();
		const bytes = chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
		chunks = [];
		if (!isGoing) {
			isGoing = true;
			take({ kind: 'whole', bytes });
		} else onPassed({ bytes: size, whole: isLarge ? undefined : bytes, beginning: bytes });
	};

	body.on('data', (chunk: Uint8Array) => {
		size += chunk.length;
		if (!isLarge) chunks.push(chunk);
		if (isLarge || size <= maxBytes) return;
		isLarge = true;
		letGo();
		// From here on only what the journal keeps is needed.
		chunks = [Buffer.concat(chunks).subarray(0, JOURNAL_BODY_BYTES)];
	});
	body.on('end', end);
	body.on('error', (error: Error) => {
		waiting?.end();
		chunks = isLarge ? chunks : [];
		if (isGoing) return;
		isGoing = true;
		take({ kind: 'broken', error });
	});
	if (patience === 'none') letGo();
	else waiting = patience?.begin({ readProgress: () => 0, onStill: letGo });
}
