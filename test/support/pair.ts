// The two documents of the identification with identity document, and the scenarios that speak of them alone or of any operation.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedDocuments, shippedScenarios } from '../../mock/options/defaults.ts';

/** Absolute paths: the admin's, the actor's. */
export const PAIR: string[] = shippedDocuments().slice(0, 2);

/** The names of those scenarios. */
export const PAIR_SCENARIOS: readonly string[] = [
	'actor-and-flat-fields-disagree',
	'already-cancelled',
	'already-validated',
	'busy-organization',
	'conflict-once',
	'connection-reset',
	'expired',
	'flaky',
	'gone',
	'hang',
	'happy-path',
	'late-arrival',
	'rejected-request',
	'server-error',
	'slow',
	'truncated-body',
	'two-organizations',
	'unauthorized',
	'undocumented-error',
	'unknown-identification',
];

let folder: string | undefined;

/** A folder with copies of them, which goes with the process. */
export function pairScenarios(): string {
	if (folder === undefined) {
		const made = mkdtempSync(join(tmpdir(), 'pair-'));
		process.once('exit', () => rmSync(made, { recursive: true, force: true }));
		for (const name of PAIR_SCENARIOS) cpSync(join(shippedScenarios(), `${name}.yaml`), join(made, `${name}.yaml`));
		folder = made;
	}
	return folder;
}
