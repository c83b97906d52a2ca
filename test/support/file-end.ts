// What helpers have opened for a test file is closed when that file ends. Test files of a lane share a worker, and with it its modules: an
// `afterAll` at the top of a helper would be heard by the first of them alone.

const closers: (() => unknown)[] = [];

/** Calls this at the end of each test file of the worker from now on: it closes what the file has opened, if anything. */
export function atFileEnd(close: () => unknown): void {
	closers.push(close);
}

/** Called by the set-up of every lane when a test file has ended. */
export async function endFile(): Promise<void> {
	await Promise.all(closers.map((close) => close()));
}
