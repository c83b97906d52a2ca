// Scenario files that take effect when they are saved.

import { type FSWatcher, statSync, watch } from 'node:fs';
import type { ScenarioLibrary, ScenarioReload } from './library.ts';
import { isScenarioFile } from './load.ts';

/** A watch that runs. */
export interface ScenarioWatch {
	/** Ends it; no listener is called afterwards. */
	close(): void;
}

/** Editors write a file in several steps; what happens within this time is one change. */
const QUIET_MS = 50;
/** How often a folder that went away is looked for. */
const RETRY_MS = 1000;

/**
 * Reloads a library whenever a file in its folder is saved, renamed or removed, and tells `onReload` what came of it. A
 * folder that goes away is waited for; its scenarios stay in use. Keeps no process alive. Never throws; what the listener
 * throws goes to `onError`.
 */
export function watchScenarios(args: {
	library: ScenarioLibrary;
	onReload: (reload: ScenarioReload) => void;
	onError?: (error: unknown) => void;
	quietMs?: number;
	retryMs?: number;
}): ScenarioWatch {
	const { library, onReload, onError = () => {}, quietMs = QUIET_MS, retryMs = RETRY_MS } = args;
	const { directory } = library;
	let watcher: FSWatcher | undefined;
	/** Which folder it is that is watched: one of the same name may have taken its place. */
	let watched: string | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isClosed = directory === undefined;

	const schedule = (ms: number, then: () => void): void => {
		clearTimeout(timer);
		timer = setTimeout(then, ms);
		timer.unref();
	};
	const release = (): void => {
		watcher?.close();
		watcher = undefined;
		watched = undefined;
	};
	const arm = (): void => {
		if (isClosed || directory === undefined) return;
		const id = inodeOf(directory);
		if (id !== watched || !watcher) release();
		if (watcher) return;
		try {
			if (id === undefined) throw new Error('there is no such folder');
			watcher = watch(directory, { persistent: false }, (_event, name) => {
				// The folder's own removal is told under its own name, or none.
				if (name === null || isScenarioFile(name) || inodeOf(directory) !== watched) schedule(quietMs, refresh);
			});
			watcher.on('error', () => {
				release();
				schedule(retryMs, rearm);
			});
			watched = id;
		} catch {
			release();
			schedule(retryMs, rearm);
		}
	};
	const rearm = (): void => {
		arm();
		// Files may have changed while nobody was looking.
		if (watcher) refresh();
	};
	const refresh = (): void => {
		if (isClosed) return;
		arm();
		try {
			onReload(library.reload());
		} catch (error) {
			onError(error);
		}
	};

	arm();
	return {
		close() {
			isClosed = true;
			clearTimeout(timer);
			release();
		},
	};
}

function inodeOf(directory: string): string | undefined {
	try {
		const stat = statSync(directory);
		return stat.isDirectory() ? `${stat.dev}:${stat.ino}` : undefined;
	} catch {
		return undefined;
	}
}
