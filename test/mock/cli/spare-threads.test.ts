import v8 from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { spareThreads } from '../../../mock/cli/spare-threads.ts';

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** The flags that a start and its end set, by the versions of what runs it. */
function flagsWith(versions: Record<string, string | undefined>): string[] {
	vi.stubGlobal('process', { ...process, versions, getBuiltinModule: process.getBuiltinModule });
	const set = vi.spyOn(v8, 'setFlagsFromString').mockImplementation(() => {});
	spareThreads()();
	return set.mock.calls.map(([flag]) => flag);
}

describe('a start that spares threads', () => {
	it.each(['12.4.254.21-node.57', '13.6.233.17-node.37', '14.1.146.11-node.14'])(
		'asks V8 %s for it, and takes it back',
		(v8) => {
			expect(flagsWith({ v8 })).toEqual(['--efficiency-mode', '--no-efficiency-mode']);
		},
	);

	it.each([
		{ v8: '11.3.244.8' },
		{ v8: '15.0.1' },
		{},
		{ v8: '13.6.1', bun: '1.3.0' },
		{ v8: '14.0.1', deno: '2.5.0' },
	])('asks nothing where V8 may not know the word: %o', (versions) => {
		expect(flagsWith(versions)).toEqual([]);
	});
});
