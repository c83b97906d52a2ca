// The mock as a process of its own, everything on: session, validation, state, proof, journal. From the compiled package.

const { startMock } = (await import(
	new URL('../../dist/mock/index.js', import.meta.url).href
)) as typeof import('../../mock/index.ts');
const { BENCH_DOCUMENT: document, BENCH_SCENARIOS: scenarios } = process.env;
const mock = await startMock({ port: 0, cors: true, ...(document && { documents: [document] }), scenarios });
process.stdout.write(`listening ${mock.port}\n`);
process.on('message', (message) => {
	if (message === 'gc') globalThis.gc?.();
	process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed });
});
