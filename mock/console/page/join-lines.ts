// Lines that join a session: to be copied into a shell, a program, a test.

import type { Sample } from './control-types.ts';
import { formatSampleCurl, OWN_TOKEN } from './curl.ts';
import type { JoinLine, Way } from './join-ways.ts';

/** Lines for a shell, and for fetch in Node and in a browser; `sample` is the request that they send, `/` without one. */
export function formatJoin(args: { root: string; session: string; way: Way; sample?: Sample | undefined }): JoinLine[] {
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
		{ name: 'fetch in Node', text: formatFetch({ ...sample, headers }, base) },
		formatBrowserFetch({ session, way, sample, base }),
	];
}

/** A browser sends no `Cookie` that a script writes (Fetch §2.2.2): the page's own cookie is set, and sent along. */
function formatBrowserFetch(args: { session: string; way: Way; sample: Sample; base: string }): JoinLine {
	const { session, way, sample, base } = args;
	const own = (sample.headers as [string, string][]).filter(([name]) => name !== 'Cookie');
	const headers: [string, string][] = way === 'header' ? [['X-Mock-Session', session], ...own] : own;
	const name = 'fetch in a browser';
	if (way !== 'cookie') return { name, text: formatFetch({ ...sample, headers }, base, { isInBrowser: true }) };
	const setting = `document.cookie = 'mock-session=${session}; path=/; SameSite=Lax';`;
	const { hostname } = new URL(base);
	return {
		name,
		text: `${setting}\n${formatFetch({ ...sample, headers }, base, { isInBrowser: true, hasCookies: true })}`,
		note: `The page must be on ${hostname} as well; its port does not matter. From another host, take the header.`,
	};
}

/** A request has one header of cookies. */
function joinCookies(headers: [string, string][]): [string, string][] {
	const cookies = headers.filter(([name]) => name === 'Cookie').map(([, value]) => value);
	const others = headers.filter(([name]) => name !== 'Cookie');
	return cookies.length === 0 ? others : [['Cookie', cookies.join('; ')], ...others];
}

function formatFetch(
	{ method, target, headers, body }: Sample,
	base: string,
	{ isInBrowser = false, hasCookies = false }: { isInBrowser?: boolean; hasCookies?: boolean } = {},
): string {
	const written = (headers as [string, string][]).map(
		([name, value]) => `${JSON.stringify(name)}: ${writeValue(value, isInBrowser)}`,
	);
	const lines = [
		...(method === 'GET' ? [] : [`\tmethod: ${JSON.stringify(method)},`]),
		...(hasCookies ? ["\tcredentials: 'include',"] : []),
		...(written.length === 0 ? [] : [`\theaders: { ${written.join(', ')} },`]),
		// JSON is JavaScript as well.
		...(body === undefined ? [] : [`\tbody: JSON.stringify(${body}),`]),
	];
	const address = JSON.stringify(base + target);
	return lines.length === 0 ? `await fetch(${address});` : `await fetch(${address}, {\n${lines.join('\n')}\n});`;
}

function writeValue(value: string, isInBrowser: boolean): string {
	if (!value.endsWith(OWN_TOKEN)) return JSON.stringify(value);
	return `${JSON.stringify(value.slice(0, -OWN_TOKEN.length))} + ${isInBrowser ? 'TOKEN' : 'process.env.TOKEN'}`;
}
