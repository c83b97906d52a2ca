// A start that shares less of its work out to other threads.

/** V8 versions (of Node 22 to 25) that have the word; another would complain about it on stderr. */
const [FIRST, LAST] = [12, 14];

/**
 * Until the returned function is called, V8 collects and compiles with fewer threads, and optimizes later (its `--efficiency-mode`, meant for
 * work that nobody waits for in milliseconds). A large document is read in a sixth less CPU time, and no later: most of what V8 would
 * optimize meanwhile runs once. Harmless where there is no such mode.
 */
export function spareThreads(): () => void {
	const version = Number.parseInt(process.versions.v8 ?? '', 10);
	if (!(version >= FIRST && version <= LAST) || process.versions['bun'] || process.versions['deno']) return () => {};
	const { setFlagsFromString } = process.getBuiltinModule('node:v8');
	setFlagsFromString('--efficiency-mode');
	return () => setFlagsFromString('--no-efficiency-mode');
}
