// Files, wherever they stand, that take effect when they are saved.

import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

/** A watch over files that may become others. */
export interface FilesWatch {
	/** Watches these from now on, and no others; absolute paths, also of files that are not there yet. */
	set(files: Iterable<string>): void;
	/** Ends it; `onChange` is not called afterwards. */
	close(): void;
}

/**
 * Calls `onChange` whenever one of the files is saved, replaced, renamed, removed, or comes to be. Keeps no process alive.
 * Never throws; what `onChange` throws goes to `onError`.
 */
export function watchFiles(args: {
	onChange: () => void;
	onError: (error: unknown) => void;
	quietMs?: number | undefined;
	retryMs?: number | undefined;
}): FilesWatch {
	/** By folder: an editor that replaces a file leaves a watch of the file itself behind. */
	const folders = new Map<string, { names: Set<string>; watch: FolderWatch }>();
	return {
		set(files) {
			const wanted = new Map<string, Set<string>>();
			for (const file of files) {
				const names = wanted.get(dirname(file)) ?? new Set<string>();
				wanted.set(dirname(file), names.add(basename(file)));
			}
			for (const [directory, { watch }] of folders) {
				if (wanted.has(directory)) continue;
				watch.close();
				folders.delete(directory);
			}
			for (const [directory, names] of wanted) {
				const known = folders.get(directory);
				if (known) known.names = names;
				else folders.set(directory, { names, watch: open(directory) });
			}
		},
		close() {
			for (const { watch } of folders.values()) watch.close();
			folders.clear();
		},
	};

	function open(directory: string): FolderWatch {
		const isOurs = (name: string): boolean => folders.get(directory)?.names.has(name) ?? false;
		return watchFolder({ ...args, directory, isOurs });
	}
}

/** What tells one state of a file from another without reading it; `''`: there is none. */
export function stampFile(path: string): string {
	try {
		const { ino, size, mtimeNs } = statSync(path, { bigint: true });
		return `${ino}:${size}:${mtimeNs}`;
	} catch {
		return '';
	}
}
