// The folder of scenario files as somebody may write to it by the control API.

import { mkdirSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { ScenarioLibrary } from './library.ts';

/** Where scenario files are, or would be. */
export interface ScenarioFolder {
	/** Absolute. */
	readonly path: string;
	/** False: the mock was started without one, and it would be made here. */
	readonly exists: boolean;
	/** Why nothing may be written there; `undefined`: it may. */
	readonly refusal: string | undefined;
	/** Makes it, and has its files read from now on. Throws the system's errors. */
	make(): void;
}

/** The folder of a library; `onMade` is told when it was made. */
export function createScenarioFolder(args: {
	library: ScenarioLibrary;
	isReadOnly: boolean;
	onMade: () => void;
}): ScenarioFolder {
	const { library, isReadOnly, onMade } = args;
	const planned = resolve('scenarios');
	return {
		get path() {
			return resolve(library.directory ?? planned);
		},
		get exists() {
			return library.directory !== undefined;
		},
		get refusal() {
			if (isReadOnly) return 'The mock was started with --read-only: scenario files are only read.';
			if (!this.path.split(sep).includes('node_modules')) return undefined;
			return 'These are the scenarios of the package itself: start the mock with --scenarios and a folder of your own.';
		},
		make() {
			mkdirSync(planned, { recursive: true });
			library.moveTo(planned);
			onMade();
		},
	};
}
