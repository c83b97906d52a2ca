// CPU time of the running test's own thread: what a bound is measured in on a machine that others use as well.

/** Milliseconds of CPU time that this thread has used. Differences of two calls count. */
export function cpuMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}
