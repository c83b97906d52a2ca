// Which Chromium the tests of pages drive.

import { existsSync } from 'node:fs';

const CANDIDATES = [
	process.env['CHROMIUM'] ?? '',
	// The same without windows to draw, in half the time.
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The first that is there; the variable `CHROMIUM` names one to begin with. `undefined`: tests of pages are skipped. */
export const CHROMIUM: string | undefined = CANDIDATES.find((path) => path !== '' && existsSync(path));
/** Said once, where they are skipped. */
export const NO_CHROMIUM = 'no Chromium was found (set CHROMIUM to its path): the tests of pages are skipped';
