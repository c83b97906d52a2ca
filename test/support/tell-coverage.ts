// What the figure of `npm run coverage` is made of, behind its table.

import type { TestProject } from 'vitest/node';
import { CHROMIUM } from './chromium.ts';

let isTold = false;

/** Called by Vitest before the tests. */
export function setup({ vitest }: TestProject): void {
	isTold = vitest.config.coverage.enabled;
}

/** Called by Vitest after all. */
export function teardown(): void {
	if (!isTold) return;
	const parts = ['the process of the tests', 'the processes that they start'];
	const missing = ['processes that are killed'];
	(CHROMIUM ? parts : missing).push(`the page of the console${CHROMIUM ? '' : ' (no Chromium was found)'}`);
	console.log(`Counted: ${parts.join(', ')}. Not counted: ${missing.join(', ')}.`);
}
