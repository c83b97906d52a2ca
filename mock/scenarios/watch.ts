// Scenario files that take effect when they are saved.

import { type FolderWatch, watchFolder } from '../files/watch-folder.ts';
import type { ScenarioLibrary, ScenarioReload } from './library.ts';
import { isScenarioFile } from './load.ts';

/**
 * Reloads a library whenever a file in its folder is saved, renamed or removed, and tells `onReload` what came of it. A
 * folder that goes away is waited for; its scenarios stay in use. Never throws; what the listener throws goes to `onError`.
 */
export function watchScenarios(args: {
	library: ScenarioLibrary;
	onReload: (reload: ScenarioReload) => void;
	onError?: (error: unknown) => void;
	quietMs?: number;
	retryMs?: number;
}): FolderWatch {
	const { library, onReload, ...others } = args;
	const { directory } = library;
	if (directory === undefined) return { close() {} };
	return watchFolder({ ...others, directory, isOurs: isScenarioFile, onChange: () => onReload(library.reload()) });
}
