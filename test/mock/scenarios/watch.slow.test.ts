import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FolderWatch } from '../../../mock/files/watch-folder.ts';
import { loadScenarios, type ScenarioLibrary, type ScenarioReload } from '../../../mock/scenarios/library.ts';
import { watchScenarios } from '../../../mock/scenarios/watch.ts';
import { OPERATIONS, RESOURCES } from './stage.ts';

/** A machine that has much else to do tells late what was saved. */
const waitFor = (look: () => void): Promise<void> => vi.waitFor(look, 20_000);

let folder: string;
let library: ScenarioLibrary;
let watching: FolderWatch;
let reloads: ScenarioReload[];

function write(name: string, text = ''): void {
	writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\ntitle: The ${name}\n${text}`);
}

function start(
	onReload = (reload: ScenarioReload): void => void reloads.push(reload),
	onError?: (error: unknown) => void,
) {
	library = loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES });
	watching = watchScenarios({ library, onReload, ...(onError && { onError }), quietMs: 10, retryMs: 10 });
}

beforeEach(() => {
	folder = join(mkdtempSync(join(tmpdir(), 'scenarios-')), 'scenarios');
	mkdirSync(folder);
	reloads = [];
	write('a');
});
afterEach(() => {
	watching.close();
	rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('watching the scenarios', () => {
	it('takes a file that is saved', async () => {
		start();
		write('a', 'description: New.\n');
		await waitFor(() => expect(library.get('a')?.description).toBe('New.'));
		expect(reloads.flatMap(({ changed }) => changed)).toEqual(['a']);
	});

	it('takes a file that an editor writes beside it and renames, one that is new, and one that is removed', async () => {
		start();
		writeFileSync(join(folder, '.a.yaml.tmp'), 'name: a\ntitle: Renamed\n');
		renameSync(join(folder, '.a.yaml.tmp'), join(folder, 'a.yaml'));
		await waitFor(() => expect(library.get('a')?.title).toBe('Renamed'));
		write('b');
		await waitFor(() => expect(library.names()).toEqual(['a', 'b']));
		unlinkSync(join(folder, 'a.yaml'));
		await waitFor(() => expect(library.names()).toEqual(['b']));
	});

	it('reports a bad save and keeps what was good', async () => {
		start();
		write('a', 'script: [');
		await waitFor(() => expect(reloads.at(-1)?.findings[0]?.code).toBe('scenario.syntax'));
		expect(library.get('a')?.findings).toEqual([]);
		write('a', 'description: Mended.\n');
		await waitFor(() => expect(library.get('a')?.description).toBe('Mended.'));
		expect(reloads.at(-1)?.findings).toEqual([]);
	});

	it('outlives its folder, and takes the one that comes in its place', async () => {
		start();
		rmSync(folder, { recursive: true });
		await waitFor(() => expect(reloads.at(-1)?.findings[0]?.code).toBe('scenario.missing'));
		expect(library.names()).toEqual(['a']);
		mkdirSync(folder);
		write('b');
		await waitFor(() => expect(library.names()).toEqual(['b']));
		write('c');
		await waitFor(() => expect(library.names()).toEqual(['b', 'c']));
	});

	it('notices that its folder is moved away, and back', async () => {
		start();
		renameSync(folder, `${folder}.away`);
		await waitFor(() => expect(reloads.at(-1)?.findings[0]?.code).toBe('scenario.missing'));
		renameSync(`${folder}.away`, folder);
		await waitFor(() => expect(reloads.at(-1)?.findings).toEqual([]));
	});

	it('takes many saves at once for one', async () => {
		start();
		for (let count = 0; count < 50; count++) write('a', `description: '${count}'\n`);
		await waitFor(() => expect(library.get('a')?.description).toBe('49'));
		expect(reloads.length).toBeLessThan(10);
	});

	it('goes on when its listener throws', async () => {
		const errors: unknown[] = [];
		const fail = (): void => {
			throw new Error('listener');
		};
		start(fail, (error) => errors.push(error));
		write('a', 'description: One.\n');
		await waitFor(() => expect(errors).toHaveLength(1));
		write('a', 'description: Two.\n');
		await waitFor(() => expect(library.get('a')?.description).toBe('Two.'));
	});

	it('says nothing once it is closed, and closes twice', async () => {
		start();
		watching.close();
		watching.close();
		write('a', 'description: New.\n');
		const other = loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES });
		const seen = new Promise<void>((resolve) => {
			const second = watchScenarios({
				library: other,
				quietMs: 10,
				onReload: () => {
					second.close();
					resolve();
				},
			});
			write('a', 'description: Newer.\n');
		});
		await seen;
		expect(reloads).toEqual([]);
	});

	it('does nothing for a mock without scenarios', () => {
		start();
		const none = loadScenarios({ directory: undefined, operations: OPERATIONS, resources: RESOURCES });
		expect(() => watchScenarios({ library: none, onReload: () => {} }).close()).not.toThrow();
	});
});
