// Lines that join a session: to be copied into a shell, a program, a test.

import type { Sample } from './control-types.ts';
import { formatSampleCurl, OWN_TOKEN } from './curl.ts';

/** The ways in which a request names its session. */
export const WAYS = ['header', 'cookie', 'path'] as const;
export type Way = (typeof WAYS)[number];

/** Lines for curl, fetch and Playwright; `sample` is the request that they send, `/` without one. */
export function formatJoin(args: {
	root: string;
	session: string;
	way: Way;
	sample?: Sample | undefined;
}): { name: string; text: string }[] {
	const { root, session, way, sample = { method: 'GET', target: '/', headers: [] } } = args;
	const base = way === 'path' ? `${root}/__session/${session}` : root;
	const joining: Record<Way, [string, string][]> = {
		header: [['X-Mock-Session', session]],
		cookie: [['Cookie', `mock-session=${session}`]],
		path: [],
	};
	const headers = joinCookies([...joining[way], ...(sample.headers as [string, string][])]);
	return [
		{ name: 'curl', text: formatSampleCurl({ ...sample, headers }, base) },
		{ name: 'fetch', text: formatFetch({ ...sample, headers }, base) },
		{ name: 'Playwright', text: formatPlaywright({ root, base, session, way }) },
	];
}

/** A request has one header of cookies. */
function joinCookies(headers: [string, string][]): [string, string][] {
	const cookies = headers.filter(([name]) => name === 'Cookie').map(([, value]) => value);
	const others = headers.filter(([name]) => name !== 'Cookie');
	return cookies.length === 0 ? others : [['Cookie', cookies.join('; ')], ...others];
}

function formatFetch({ method, target, headers, body }: Sample, base: string): string {
	const written = (headers as [string, string][]).map(
		([name, value]) => `${JSON.stringify(name)}: ${writeValue(value)}`,
	);
	const lines = [
		...(method === 'GET' ? [] : [`\tmethod: ${JSON.stringify(method)},`]),
		...(written.length === 0 ? [] : [`\theaders: { ${written.join(', ')} },`]),
		// JSON is JavaScript as well.
		...(body === undefined ? [] : [`\tbody: JSON.stringify(${body}),`]),
	];
	const address = JSON.stringify(base + target);
	return lines.length === 0 ? `await fetch(${address});` : `await fetch(${address}, {\n${lines.join('\n')}\n});`;
}

function writeValue(value: string): string {
	if (!value.endsWith(OWN_TOKEN)) return JSON.stringify(value);
	return `${JSON.stringify(value.slice(0, -OWN_TOKEN.length))} + process.env.TOKEN`;
}

function formatPlaywright(args: { root: string; base: string; session: string; way: Way }): string {
	const { root, base, session, way } = args;
	switch (way) {
		case 'header':
			return `await page.setExtraHTTPHeaders({ 'X-Mock-Session': '${session}' });`;
		case 'cookie':
			return `await context.addCookies([{ name: 'mock-session', value: '${session}', url: '${root}' }]);`;
		case 'path':
			return `const page = await browser.newPage({ baseURL: '${base}/' });`;
	}
}
