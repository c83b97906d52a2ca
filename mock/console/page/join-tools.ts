// Lines that join a session in the tools of web apps: a development server's proxy, browser tests, a page that runs already.

import { formatBookmark } from './join-page.ts';
import type { JoinLine, Way } from './join-ways.ts';

/** What is known of the session and the mock. */
interface ToolArgs {
	/** The mock's address. */
	root: string;
	session: string;
	way: Way;
	/** Paths of the documents' operations, with their base path, e.g. `/v1/orders/7`. */
	targets: readonly string[];
}

/** Those that join in this way; what can't is not there. */
export function formatTools(args: ToolArgs): JoinLine[] {
	const { root, session, way, targets } = args;
	const plain = { name: 'Playwright', text: formatPlaywright(args) };
	const fixture = { name: 'Playwright, for all tests of a file or a project', text: formatUse(args) };
	if (way === 'cookie') return [plain, fixture];
	const vite = {
		name: 'Vite, in vite.config.js',
		text: formatVite(args),
		note: `The app calls its own address, such as ${/^\/[^/?]*/.exec(targets[0] ?? '')?.[0] ?? '/'}, and Vite hands that on.`,
	};
	if (way === 'path') return [plain, fixture, vite];
	return [
		plain,
		fixture,
		vite,
		{
			name: 'Cypress',
			text: `cy.intercept(${JSON.stringify(`${root}/**`)}, (request) => {\n\trequest.headers['x-mock-session'] = '${session}';\n});`,
		},
		{
			name: 'a bookmark, for a page that runs already',
			text: formatBookmark(root, session),
			note: 'Make a bookmark with this address and click it in the app: its fetch and XHR join, and a box shows the session, its scenario and the last refusal. After a reload, click it again.',
		},
	];
}

function formatPlaywright({ root, session, way }: ToolArgs): string {
	switch (way) {
		case 'header':
			return `await page.setExtraHTTPHeaders({ 'X-Mock-Session': '${session}' });`;
		case 'cookie':
			return `await context.addCookies([{ name: 'mock-session', value: '${session}', url: '${root}' }]);`;
		case 'path':
			return `const page = await browser.newPage({ baseURL: '${root}/__session/${session}/' });`;
	}
}

/** Options of the test runner: beside the tests, or in `use` of its configuration. */
function formatUse({ root, session, way }: ToolArgs): string {
	switch (way) {
		case 'header':
			return `test.use({ extraHTTPHeaders: { 'X-Mock-Session': '${session}' } });`;
		case 'cookie': {
			const { hostname } = new URL(root);
			const cookie = `{ name: 'mock-session', value: '${session}', domain: '${hostname}', path: '/', expires: -1, httpOnly: false, secure: false, sameSite: 'Lax' }`;
			return `test.use({ storageState: { cookies: [${cookie}], origins: [] } });`;
		}
		case 'path':
			return `test.use({ baseURL: '${root}/__session/${session}/' });`;
	}
}

function formatVite({ root, session, way, targets }: ToolArgs): string {
	const firsts = [...new Set(targets.flatMap((target) => /^\/([^/?]+)/.exec(target)?.[1] ?? []))];
	const paths = firsts.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const key = JSON.stringify(paths.length === 0 ? '/' : `^/(${paths.join('|')})(?=[/?]|$)`);
	const to =
		way === 'path'
			? `target: '${root}/__session/${session}'`
			: `target: '${root}', headers: { 'X-Mock-Session': '${session}' }`;
	return `export default {\n\tserver: {\n\t\tproxy: {\n\t\t\t${key}: { ${to} },\n\t\t},\n\t},\n};`;
}
