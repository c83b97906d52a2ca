// Where webhooks may go, and how many may wait.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBrokerFolder } from '../../../../contracts/folder-broker/index.ts';
import { checkTarget, readRules } from '../../../../contracts/folder-broker/webhooks/webhook-rules.ts';
import { WebhookRunner } from '../../../../contracts/folder-broker/webhooks/webhook-runner.ts';
import { createTemporaryFolder } from '../broker-fixtures.ts';

it.each([
	['ci.example.com', 'https://ci.example.com/hook', true],
	['ci.example.com', 'https://CI.example.com:8443/hook', true],
	['ci.example.com', 'http://ci.example.com/hook', false],
	['http://ci.example.com', 'http://ci.example.com/hook', true],
	['http://ci.example.com', 'https://ci.example.com/hook', true],
	['https://ci.example.com', 'http://ci.example.com/hook', false],
	['ci.example.com', 'https://ci.example.com.evil.example/', false],
	['ci.example.com', 'https://evil-ci.example.com/', false],
	['*.example.com', 'https://a.b.example.com/', true],
	['*.example.com', 'https://example.com/', false],
	['*.example.com', 'https://notexample.com/', false],
	['ci.example.com:8443', 'https://ci.example.com:8443/', true],
	['ci.example.com:8443', 'https://ci.example.com/', false],
	['ci.example.com:443', 'https://ci.example.com/', true],
	['127.0.0.1', 'https://2130706433/', true],
	['127.0.0.1', 'http://127.0.0.1:8080/', true],
	['localhost', 'http://localhost:8080/', true],
	['https://127.0.0.1', 'http://127.0.0.1:8080/', false],
	['localhost', 'http://127.0.0.1:8080/', false],
	['ci.example.com', 'https://127.0.0.1/', false],
	['[::1]', 'https://[::1]/', true],
	['ci.example.com', 'https://ci.example.com@evil.example/', false],
	['ci.example.com', 'ftp://ci.example.com/', false],
	['ci.example.com', `https://$${'{pactbroker.consumerName}'}.example.com/`, false],
	['ci.example.com', '', false],
])('with --webhook-host %s, %s may be called: %s', (host, url, may) => {
	expect(checkTarget(readRules({ hosts: [host] }), url) === undefined).toBe(may);
});

it.each(['', '*', 'a b', 'ci.example.com/path', 'user@ci.example.com', 'ftp://ci.example.com', '*.', '.example.com'])(
	'"%s" is the name of no host',
	(text) => expect(() => readRules({ hosts: [text] })).toThrow(/--webhook-host/),
);

it.each(['', 'get it', 'TRACE'])('"%s" is no method that can be allowed', (method) => {
	expect(() => readRules({ hosts: [], methods: [method] })).toThrow(/--webhook-method/);
	expect(readRules({ hosts: [], methods: ['post', 'Put'] }).methods).toEqual(['POST', 'PUT']);
});

it('a thousand wait at most; what comes then is told as not sent', () => {
	const root = createTemporaryFolder();
	const runner = new WebhookRunner({
		folder: openBrokerFolder(join(root.path, 'broker')),
		rules: { hosts: [], methods: ['POST'] },
		report: (error) => {
			throw error;
		},
	});
	const one = {
		webhook: 'w',
		name: 'POST ci.example',
		event: 'contract_published',
		consumer: 'a',
		provider: 'b',
		consumerVersion: '1',
		sha: 's',
		parameters: {},
	} as const;
	runner.enqueue(Array(999).fill(one));
	const last = runner.enqueue([one, one, one]);
	runner.close();
	root.remove();
	expect(last.map(({ status }) => status)).toEqual(['not_run', 'failure']);
	expect(last[1]?.logs).toBe('Not sent, with 1 more: 1000 webhooks are waiting\n');
});
