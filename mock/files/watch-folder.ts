// A folder whose files take effect when they are saved.

import { type FSWatcher, statSync, watch } from 'node:fs';
import { machine } from '../../spec/index.ts';

/** A watch that runs. */
export interface FolderWatch {
	/** Ends it; no listener is called afterwards. */
	close(): void;
}

/** Editors write a file in several steps; what happens within this time is one change. */
const QUIET_MS = 50;
/** How often a folder that went away is looked for. */
const RETRY_MS = 1000;

/**
 * Calls `onChange` whenever a file in the folder of which `isOurs` says so is saved, renamed or removed. A folder that is
 * not there, or goes away, is waited for. Keeps no process alive. Never throws; what the listener throws goes to `onError`.
 */
export function watchFolder(args: {
	directory: string;
	isOurs: (name: string) => boolean;
	onChange: () => void;
	onError?: ((error: unknown) => void) | undefined;
	quietMs?: number | undefined;
	retryMs?: number | undefined;
}): FolderWatch {
	const { directory, isOurs, onChange, onError = () => {}, quietMs = QUIET_MS, retryMs = RETRY_MS } = args;
	let watcher: FSWatcher | undefined;
	/** Which folder it is that is watched: one of the same name may have taken its place. */
	let watched: string | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;

	const schedule = (ms: number, then: () => void): void => {
		machine.clearTimeout(timer);
		timer = machine.setTimeout(then, ms);
		timer.unref();
	};
	const release = (): void => {
		watcher?.close();
		watcher = undefined;
		watched = undefined;
	};
	const arm = (): void => {
		if (isClosed) return;
		const id = inodeOf(directory);
		if (id !== watched || !watcher) release();
		if (watcher) return;
		try {
			if (id === undefined) throw new Error('there is no such folder');
			watcher = watch(directory, { persistent: false }, (_event, name) => {
				// The folder's own removal is told under its own name, or none.
				if (name === null || isOurs(name) || inodeOf(directory) !== watched) schedule(quietMs, refresh);
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
			onChange();
		} catch (error) {
			onError(error);
		}
	};

	arm();
	return {
		close() {
			isClosed = true;
			machine.clearTimeout(timer);
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
