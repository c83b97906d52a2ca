import { expect, it } from 'vitest';
import { exceptMachine } from '../../../mock/cli/keep-direct.ts';

const ALL = 'localhost,127.0.0.1,::1,[::1]';
it.each<[Record<string, string>, string | undefined]>([
	[{}, undefined],
	[{ NO_PROXY: 'a.test' }, undefined],
	[{ HTTP_PROXY: '' }, undefined],
	[{ http_proxy: 'http://p:1' }, ALL],
	[{ HTTPS_PROXY: 'http://p:1' }, ALL],
	[{ all_proxy: 'socks5://p:1', NO_PROXY: 'a.test' }, `a.test,${ALL}`],
	[
		{ HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test', no_proxy: ' b.test , localhost,' },
		'b.test,localhost,127.0.0.1,::1,[::1]',
	],
	[{ HTTP_PROXY: 'http://p:1', no_proxy: '*' }, undefined],
])('%j has NO_PROXY %s', (env, list) => {
	expect(exceptMachine(env)).toEqual(list === undefined ? {} : { NO_PROXY: list, no_proxy: list });
});
