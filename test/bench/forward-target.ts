// The mock as a proxy in a process of its own, everything on: both sides held to the document, journal, state. From the compiled package.

import { FORWARD_DOCUMENT } from './forward-document.ts';

const { startMock } = (await import(
	new URL('../../dist/mock/index.js', import.meta.url).href
)) as typeof import('../../mock/index.ts');
const mock = await startMock({
	documents: [FORWARD_DOCUMENT],
	port: 0,
	upstream: process.env['FORWARD_TO'] as string,
	forward: 'all',
});
process.stdout.write(`listening ${mock.port}\n`);
process.on('message', () => {
	process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
