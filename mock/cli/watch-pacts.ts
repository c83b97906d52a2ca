// The pacts that `start` shows in the coverage: where they are, who reads them, and when they have changed.

import { basename, dirname } from 'node:path';
import { findStats, StartupError } from '../../spec/index.ts';
import type { ReadPacts } from '../control/pact-coverage.ts';
import { watchFolder } from '../files/watch-folder.ts';

/** Where `pact write` puts them. */
const DEFAULT_FOLDER = 'pacts';

/** Makes a reader of the pacts in files and folders. */
export type LoadPactReader = (places: readonly string[]) => Promise<ReadPacts>;

/** The pacts of one mock. */
export interface Pacts {
	/** The reader is loaded with the first call. `undefined` while the default folder isn't there. */
	read: ReadPacts;
	/** Calls `onChange` whenever a file has changed; the answer stops it. */
	watch(onChange: () => void): () => void;
}

/**
 * The pacts in files and folders; without any named, those that `pact write` has written here. `load` makes a reader of them.
 * Throws StartupError for a URL.
 */
export function openPacts(named: readonly string[] | undefined, load: LoadPactReader): Pacts {
	const remote = named?.find((place) => /^https?:/i.test(place));
	if (remote !== undefined) {
		throw new StartupError({
			code: 'option.invalid',
			message: `--pacts takes files and folders, not "${remote}"`,
			remedy: 'save the pact to a file first',
		});
	}
	const places = named ?? [DEFAULT_FOLDER];
	let reader: Promise<ReadPacts> | undefined;
	return {
		async read(documents) {
			if (!named && !isFolder(DEFAULT_FOLDER)) return undefined;
			reader ??= load(places);
			return (await reader)(documents);
		},
		watch(onChange) {
			const watches = places.map((place) => {
				const isFile = place.endsWith('.json') && !isFolder(place);
				return watchFolder({
					directory: isFile ? dirname(place) : place,
					isOurs: (name) => (isFile ? name === basename(place) : name.endsWith('.json')),
					onChange,
				});
			});
			return () => {
				for (const watch of watches) watch.close();
			};
		},
	};
}

function isFolder(place: string): boolean {
	return findStats(place)?.isDirectory() === true;
}
