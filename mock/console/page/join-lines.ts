// Lines that join a session: to be copied into a shell, a program, a test.

import { quoteWord } from './curl.ts';
import type { Sample } from './types.ts';

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
	const headers = [...joining[way], ...(sample.headers as [string, string][])];
	return [
		{ name: 'curl', text: formatCurl({ ...sample, headers }, base) },
		{ name: 'fetch', text: formatFetch({ ...sample, headers }, base) },
		{ name: 'Playwright', text: formatPlaywright({ root, base, session, way }) },
	];
}

function formatCurl({ method, target, headers, body }: Sample, base: string): string {
	const words = ['curl', '-i', ...(method === 'GET' ? [] : ['-X', method]), quoteWord(base + target)];
	for (const [name, value] of headers) words.push('-H', quoteWord(`${name}: ${value}`));
	if (body !== undefined) words.push('-d', quoteWord(body));
	return words.join(' ');
}

function formatFetch({ method, target, headers, body }: Sample, base: string): string {
	const lines = [
		...(method === 'GET' ? [] : [`\tmethod: ${JSON.stringify(method)},`]),
		...(headers.length === 0
			? []
			: [`\theaders: ${JSON.stringify(Object.fromEntries(headers as [string, string][]))},`]),
		// JSON is JavaScript as well.
		...(body === undefined ? [] : [`\tbody: JSON.stringify(${body}),`]),
	];
	const address = JSON.stringify(base + target);
	return lines.length === 0 ? `await fetch(${address});` : `await fetch(${address}, {\n${lines.join('\n')}\n});`;
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
