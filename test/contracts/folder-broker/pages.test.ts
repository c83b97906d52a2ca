// The pages for people: at the addresses of the programs' answers, which stay as they are.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FullBroker, startFullBroker } from './full-broker.ts';

let broker: FullBroker;
beforeAll(async () => {
	broker = await startFullBroker();
});
afterAll(() => broker.close());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
async function open(
	path: string,
	accept = BROWSER,
): Promise<{ status: number; type: string; text: string; headers: Headers }> {
	const response = await fetch(`${broker.url}${path}`, { headers: { accept } });
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		text: await response.text(),
		headers: response.headers,
	};
}

const PACT = '/pacts/provider/orders%20api/consumer/orders%2Fweb';
const PAGES: [string, RegExp][] = [
	['/', /orders\/web[\s\S]*does not fit the document of 7[\s\S]*Live \(production\)/],
	['/pacticipants/orders%2Fweb', /feat\/ä[\s\S]*prod/],
	['/pacticipants/orders%20api', /main branch <strong>main/],
	['/pacticipants/orders%2Fweb/versions/1', /to Live[\s\S]*failed on 7/],
	['/pacticipants/orders%20api/versions/7', /Its document/],
	[`${PACT}/latest`, /What is other than in 1[\s\S]*GET \/orders\/1[\s\S]*&quot;SENT&quot;/],
	[`${PACT}/latest/prod`, /orders\/web 2 with orders api/],
	[`${PACT}/version/1`, /It is the first of its content[\s\S]*&quot;OPEN&quot;/],
	[`${PACT}/version/2/diff/previous-distinct`, /class="minus"[\s\S]*class="plus"/],
	[`${PACT}/version/1/diff/previous-distinct`, /no earlier pact/],
	['/matrix', /<form/],
	['/matrix?q[][pacticipant]=orders%2Fweb&q[][version]=1&environment=live&latestby=cvpv', /No<\/span> \(to live\)/],
	['/webhooks', /127\.0\.0\.1:9[\s\S]*failed[\s\S]*log/],
	['/doc/pb:pacticipants', /\/pacticipants/],
	['/doc/anything', /docs\.pact\.io/],
];

describe('a page', () => {
	it.each(PAGES)('%s', async (path, says) => {
		const { status, type, text, headers } = await open(path);
		expect([status, type]).toEqual([200, 'text/html;charset=utf-8']);
		expect(text).toMatch(says);
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
		expect(text).not.toMatch(/<script|javascript:|undefined|\[object/);
	});

	it('leads to others that are there, and to each finding of a comparison', async () => {
		const seen = new Set<string>();
		const queue = ['/'];
		const dead: string[] = [];
		let findings = 0;
		while (queue.length > 0) {
			const path = queue.shift() as string;
			const { status, text, type } = await open(path);
			if (status !== 200 && status !== 204) dead.push(`${status} ${path}`);
			if (!type.startsWith('text/html')) continue;
			for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"#]*)/g)) {
				const target = href.replaceAll('&amp;', '&');
				if (!target.startsWith(broker.url) || seen.has(target)) continue;
				seen.add(target);
				queue.push(target.slice(broker.url.length));
			}
			findings += [...text.matchAll(/<li id="finding-/g)].length;
		}
		expect(dead).toEqual([]);
		expect(seen.size).toBeGreaterThan(20);
		expect(findings).toBeGreaterThan(1);
	});

	it.each(['/pacticipants/nobody', `${PACT}/version/9`, `${PACT}/version/2/diff/version/9`, '/comparisons/1'])(
		'%s is not there',
		async (path) => {
			const { status, text } = await open(path);
			expect([status, text]).toEqual([404, expect.stringContaining('<h1>Not found</h1>')]);
		},
	);

	it('is no place for what others call their applications', async () => {
		const name = `<img src=x onerror="alert(1)">'&`;
		await broker.ask('POST', '/pacticipants', { name, repositoryUrl: 'javascript:alert(1)' });
		for (const path of [
			'/',
			`/pacticipants/${encodeURIComponent(name)}`,
			`/matrix?q[][pacticipant]=${encodeURIComponent(name)}&q[][version]=${encodeURIComponent('"><script>')}`,
		]) {
			const { text } = await open(path);
			expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;');
			expect(text).not.toMatch(/<img src=x|<script|href="javascript/);
		}
	});
});

describe('a program', () => {
	it.each(['*/*', 'application/hal+json', 'application/hal+json, application/json', 'application/json, text/html'])(
		'that accepts %s gets HAL',
		async (accept) => {
			const { status, type, text } = await open('/', accept);
			expect([status, type]).toEqual([200, 'application/hal+json;charset=utf-8']);
			expect(JSON.parse(text)).toHaveProperty(['_links', 'pb:publish-contracts']);
		},
	);

	it('and a browser sees as JSON what has no page', async () => {
		const { type, headers } = await open('/environments');
		expect([type, headers.get('vary')]).toEqual(['application/json;charset=utf-8', 'accept']);
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame/);
	});
});
