// No dead links: whatever the broker links to answers, from its index on, over a folder in which there is one of everything.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FullBroker, startFullBroker, WEBHOOK_UUID } from './full-broker.ts';

interface Link {
	relation: string;
	href: string;
}

let broker: FullBroker;
const ask: FullBroker['ask'] = (...args) => broker.ask(...args);
beforeAll(async () => {
	broker = await startFullBroker();
});
afterAll(() => broker.close());

/** Links of a resource and of all that it embeds. */
function listLinks(value: unknown): Link[] {
	if (Array.isArray(value)) return value.flatMap(listLinks);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		key === '_links'
			? Object.entries(inner as object).flatMap(([relation, links]) =>
					[links].flat().flatMap(({ href }: Partial<Link>) => (href === undefined ? [] : [{ relation, href }])),
				)
			: listLinks(inner),
	);
}

/** What stands in the place of a template's names, by the address that it is in. */
function expand(href: string): string {
	const values: Record<string, string> = {
		provider: 'orders api',
		consumer: 'orders/web',
		pacticipant: 'orders/web',
		version: '1',
		consumerApplicationVersion: '1',
		tag: 'dev',
		branch: 'feat/ä',
		label: 'web',
		uuid: href.includes('/webhooks/') ? WEBHOOK_UUID : broker.environment,
		environment: 'live',
		environmentTag: 'prod',
		rel: 'pb:pacticipants',
	};
	if (href.includes('orders%20api')) Object.assign(values, { pacticipant: 'orders api', version: '7', branch: 'main' });
	const sha = /pact-version\/([0-9a-f]{40})/.exec(href)?.[1];
	if (sha !== undefined) values['pactVersion'] = sha;
	return href.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		if (values[name] === undefined) throw new Error(`{${name}} of ${href}`);
		return encodeURIComponent(values[name]);
	});
}

/** What is only sent to, and the names of things that are not there until somebody makes them. */
const IS_SENT_TO = /^(?:pb:publish-contracts|pf:publish-provider-contract|pb:execute|try-again|pb:tag-prod-version)$/;
const IS_MADE = /latest-version\/dev|orders%20api\/(?:versions\/7\/tags|labels|latest-version)/;

it('each link from the index on leads somewhere, and each template when it is filled in', async () => {
	const seen = new Set<string>();
	const queue: Link[] = [{ relation: 'self', href: `${broker.url}/` }];
	const dead: string[] = [];
	while (queue.length > 0) {
		const { relation, href } = queue.shift() as Link;
		const url = expand(href);
		if (seen.has(url) || IS_SENT_TO.test(relation)) continue;
		seen.add(url);
		const { status, body } = await ask('GET', url);
		if (status !== 200 && status !== 204 && !(status === 404 && IS_MADE.test(url)))
			dead.push(`${status} ${relation} ${url}`);
		queue.push(...listLinks(body));
	}
	expect(dead).toEqual([]);
	expect(seen.size).toBeGreaterThan(90);
});

describe('what is other between two contents of a pact', () => {
	const PACT = '/pacts/provider/orders%20api/consumer/orders%2Fweb/version';
	it.each([
		[`${PACT}/2/diff/previous-distinct`, 200, /orders\/web 1 → 2[\s\S]*status[\s\S]*- "OPEN"[\s\S]*\+ "SENT"/],
		[`${PACT}/1/diff/previous-distinct`, 200, /no earlier pact/],
		[`${PACT}/1/diff/version/1`, 200, /nothing/],
		[`${PACT}/1/diff/version/3`, 404, /./],
	])('%s', async (path, status, says) => {
		const answer = await ask('GET', path);
		expect([answer.status, JSON.stringify(answer.body).replaceAll('\\"', '"')]).toEqual([
			status,
			expect.stringMatching(says),
		]);
	});

	it('begins with the pact before', async () => {
		expect((await ask('GET', `${PACT}/2/previous-distinct`)).body).toMatchObject({
			interactions: [{ response: { body: { content: { status: 'OPEN' } } } }],
		});
		expect((await ask('GET', `${PACT}/1/previous-distinct`)).status).toBe(204);
	});
});
