// A body that stands still for too long is ended; one that nobody reads is not to blame for it.

import type { Readable } from 'node:stream';

/** Why a body was broken off by the mock itself. */
export class StalledError extends Error {
	override readonly name = 'StalledError';
}

/** Destroys the body with a StalledError once nothing has come for so many ms, while somebody wants to read. */
export function watchBody(body: Readable, timeoutMs: number): void {
	let timer: NodeJS.Timeout | undefined;
	const stop = (): void => clearTimeout(timer);
	const start = (): void => {
		stop();
		timer = setTimeout(() => {
			body.destroy(new StalledError(`nothing more has come for ${timeoutMs / 1000} s (--upstream-timeout)`));
		}, timeoutMs);
	};
	body.on('resume', start);
	body.on('pause', stop);
	// Restarted rather than refreshed only while it runs: who has paused in between is not waited for.
	body.on('data', () => {
		if (timer && !body.isPaused()) timer.refresh();
	});
	body.once('close', stop);
	body.once('end', stop);
}

/** Lets a body take its time: a stream of events may be silent for hours. */
export function isEndless(contentType: string | undefined): boolean {
	return contentType !== undefined && /^\s*(?:text\/event-stream|multipart\/x-mixed-replace)\b/i.test(contentType);
}
