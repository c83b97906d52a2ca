// Which version of an entity a change means to change, where its body tells that (optimistic locking), and how another one is answered.

import { outlineProperties, outlineView } from '../schema/outline.ts';
import { listRequired } from '../schema/required.ts';
import { guessTypes } from '../schema/types.ts';
import { findKeyword } from '../schema/values.ts';
import type { Operation, ResponseDefinition } from '../types/document.ts';
import { viewSent } from './entity-schemas.ts';
import { toPlain } from './list-words.ts';

/** The property of a change's body that says which version the client knows. */
export interface VersionLock {
	property: string;
	/** That answers another version. */
	status: 409 | 412;
}

const VERSIONS: ReadonlySet<string> = new Set(
	'version lockversion rowversion objectversion entityversion resourceversion versionnumber revision rev etag concurrencystamp concurrencytoken changetoken'.split(
		' ',
	),
);
const SIGNS =
	/\bversions?\b|revision|stale|outdated|out of date|concurren|optimistic|e-?tag|(?:been|was|is) (?:modified|changed|updated)|\block/i;

const known = new WeakMap<Operation, VersionLock | null>();

/**
 * The lock that an operation documents: a version in the body of a PUT or PATCH, and a 409 or 412 that speaks of versions, or a property that does. Looked for once.
 * `undefined`: it documents none.
 */
export function findVersionLock(operation: Operation): VersionLock | undefined {
	let lock = known.get(operation);
	if (lock === undefined) {
		lock = readLock(operation) ?? null;
		known.set(operation, lock);
	}
	return lock ?? undefined;
}

function readLock(operation: Operation): VersionLock | undefined {
	const { effect, responses } = operation;
	if (effect?.kind !== 'replace' && effect?.kind !== 'patch') return undefined;
	const [stale, conflict] = [responses.get('412'), responses.get('409')];
	if (!stale && !conflict) return undefined;
	const sent = viewSent(operation);
	const own =
		sent &&
		[...outlineProperties(sent)].find(
			([name, view]) => VERSIONS.has(toPlain(name)) && outlineView(view).kind === 'scalar',
		);
	if (!sent || !own) return undefined;
	const [property, view] = own;
	const isDescribed = LOCKS.test(String(findKeyword(view, 'description') ?? ''));
	const isCounted = guessTypes(outlineView(view).view).has('integer');
	if (stale && (isDescribed || isCounted || SIGNS.test(textOf(stale)))) return { property, status: 412 };
	if (!conflict) return undefined;
	// Who must say which version is meant is told when it is another.
	const isMeant =
		isCounted && listRequired(sent).has(property) && /^\W*(?:409\W*)?conflict\W*$/i.test(conflict.description);
	return isDescribed || isMeant || SIGNS.test(textOf(conflict)) ? { property, status: 409 } : undefined;
}

const LOCKS =
	/optimistic|concurren|stale|\block|(?:current|latest|last|known|expected) (?:\w+ )?(?:version|revision)|conflict/i;

function textOf({ description, mediaTypes }: ResponseDefinition): string {
	return [
		description,
		...mediaTypes.flatMap(({ examples }) => examples.map(({ name, value }) => `${name} ${JSON.stringify(value)}`)),
	].join(' ');
}
