// Hosts that are named: what could never be met is refused when it is named.

import { describe, expect, it } from 'vitest';
import { judgeUrl } from '../../../mock/callbacks/callback-url.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';

describe.each(['callbackHosts', 'adminHosts'] as const)('%s', (name) => {
	it.each(['a b', 'a,b', 'http://a.test', 'a.test/hook', '*.a.test', 'a.test:99999', 'me@a.test', '', ' '])(
		'are not %j',
		(host) => {
			expect(() => completeOptions({ [name]: [host] })).toThrow(`${name} must be a list of hosts`);
		},
	);
	it.each(['a.test', 'a_b', 'localhost:4010', '10.0.0.1', '[::1]', '[::1]:80', 'Hooks.Test', 'bücher.test'])(
		'may be %j',
		(host) => {
			expect(completeOptions({ [name]: [host] })[name]).toEqual([host]);
		},
	);
});

it('callbacks go to a host however it is spelt', () => {
	expect(judgeUrl('http://hooks.test/a', ['Hooks.Test'])).toBeUndefined();
	expect(judgeUrl('http://hooks.test:8080/a', ['Hooks.Test:8080'])).toBeUndefined();
	expect(judgeUrl('http://other.test/a', ['Hooks.Test'])).toBeDefined();
});
