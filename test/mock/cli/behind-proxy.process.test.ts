// The command line where a proxy is set for all that is elsewhere.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { runCli } from '../../support/cli.ts';
import { startTestMock } from '../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

describe('where a proxy is set for all that is elsewhere', () => {
	const env = { HTTP_PROXY: 'http://127.0.0.1:1', no_proxy: 'corp.test', NODE_USE_ENV_PROXY: '1' };

	it('a mock on this machine is called without it', async () => {
		const { code, stderr } = await runCli(['scenario', 'list', '--url', mock.url], { env });
		expect([code, stderr]).toEqual([0, '']);
	});

	it('so is it by the program that run runs', async () => {
		const script = "fetch(process.env.MOCK_URL + '/nope').then((it) => console.log(it.status, process.env.NO_PROXY))";
		const words = ['run', 'spec/identity-document.openapi.yaml', '--', process.execPath, '-e', script];
		const { code, stdout } = await runCli(words, { env });
		expect([code, stdout]).toEqual([0, '404 corp.test,localhost,127.0.0.1,::1,[::1]\n']);
	});
});
