// Reports beside what a command prints: into the file that a flag names.

import { StartupError, tellUnwritten, writeWhole } from '../../spec/index.ts';
import { formatJUnit, type JUnitSuite } from './junit.ts';

/** A file that a flag asks for. */
export interface ReportFile {
	/** The flag's name, e.g. `html`. */
	flag: string;
	/** `undefined`: nobody asked, and nothing is written. */
	file: string | undefined;
	/** The whole text. */
	format: () => string;
}

/** Writes a report whole or not at all. Throws a StartupError `option.invalid` that names the flag where the file can't be written. */
export function writeReport({ flag, file, format }: ReportFile): void {
	if (file === undefined) return;
	try {
		writeWhole(file, format());
	} catch (cause) {
		throw new StartupError({
			code: 'option.invalid',
			message: `--${flag}: ${file} can't be written (${tellUnwritten(cause)})`,
			remedy: 'name a file in a folder that is there and may be written to',
			cause,
		});
	}
}

/** The file of `--junit`, made only where it is asked for. */
export function writeJUnit(file: string | undefined, list: () => readonly JUnitSuite[]): void {
	writeReport({ flag: 'junit', file, format: () => formatJUnit(list()) });
}
