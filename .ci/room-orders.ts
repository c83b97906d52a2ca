// The order of the rooms, from top to bottom: each imports only from those below it. ARCHITECTURE.md says what each is for.

import type { RoomOrders } from './judge-imports.ts';

/** The folders that hold sources. */
export const ROOTS: readonly string[] = ['spec', 'mock', 'contracts'];

/** The one file that may know all rooms. */
export const ENTRIES: readonly string[] = ['mock/cli.ts'];

/** By folder; a folder without an order only may hold no circle. */
export const ROOM_ORDERS: RoomOrders = {
	'': [['mock/cli.ts'], ['contracts'], ['mock'], ['spec']],
	mock: [
		['inner.ts'],
		['index.ts'],
		['cli'],
		['hosts'],
		['library'],
		['control'],
		['console'],
		['http'],
		['report'],
		['log'],
		['record'],
		['pipeline'],
		['upstream'],
		['callbacks'],
		['scenarios'],
		['fixtures'],
		['sample'],
		['answer'],
		['effects'],
		['request'],
		['session'],
		['journal'],
		['store'],
		['chance'],
		['time'],
		['files'],
		['options'],
		['text'],
		['types'],
	],
	spec: [
		['index.ts'],
		['lint', 'kept'],
		['document.ts'],
		['effects'],
		['conditions'],
		['operations'],
		['validate'],
		['xml'],
		['schema'],
		['shapes'],
		['read'],
		['files', 'durations', 'regex'],
		['errors.ts', 'machine.ts'],
		['types'],
	],
	contracts: [
		['consumers'],
		['index.ts', 'commands.ts'],
		['coverage', 'check-command', 'diff', 'drift', 'record-command'],
		['verify', 'write'],
		['folder-broker'],
		['check'],
		['report', 'policy'],
		['document-flags.ts', 'name-broker.ts'],
		['broker-flags.ts'],
		['pact'],
		['http'],
		['finding.ts'],
		['reads'],
	],
};
