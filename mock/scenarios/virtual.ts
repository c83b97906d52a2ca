// Scenarios without a file: one for each documented error of each operation, made when somebody asks for it.

import { findDefinition, findNamed, nearest, type Operation, type StatusKey } from '../../spec/index.ts';
import type { Scenario } from '../types/scenario.ts';
import { describeServed } from './served-statuses.ts';
import type { Stage } from './stage.ts';

/** `error: getOrder 404`; the operation may have spaces in its name, where its document gives it none. */
const NAME = /^error: (.+) ([45]\d\d|[45]XX|default)$/;
/** How such a name begins; no file can be called so. */
export const VIRTUAL_PREFIX = 'error: ';

/** One that may be made. */
export interface VirtualName {
	name: string;
	operationId: string;
	/** As the document has it: `404`, `4XX`, `default`. */
	key: StatusKey;
	/** What is answered. */
	status: number;
}

/** Those of all operations, in the documents' order. */
export function listVirtual({ operations }: Stage): VirtualName[] {
	return [...operations.values()].flatMap((operation) =>
		[...operation.responses.keys()].flatMap((key) => {
			const status = statusOf(operation, key);
			return status === undefined
				? []
				: [{ name: nameVirtual(operation.id, key), operationId: operation.id, key, status }];
		}),
	);
}

/** The scenario of this name: its operation always answers with that error; `undefined`: the documents have none. */
export function makeVirtual(wanted: string, stage: Stage): Scenario | undefined {
	const [, named = '', key = ''] = NAME.exec(wanted) ?? [];
	const operation = stage.operations.get(named) ?? findNamed(named, stage.operations.values()).operation;
	const status = operation?.responses.has(key as StatusKey) ? statusOf(operation, key as StatusKey) : undefined;
	if (!operation || status === undefined) return undefined;
	const { id } = operation;
	const description = findDefinition(operation, status)?.description?.trim() ?? '';
	const script = [{ on: id, reply: { status } }];
	const title = `${id} answers ${status}${description === '' ? '' : `: ${description}`}`;
	const name = nameVirtual(id, key);
	const source = { name, title, script };
	const parts = { given: {}, script, parameters: {}, source };
	return {
		...parts,
		name,
		title,
		virtual: true,
		file: '',
		states: [],
		findings: [],
		serves: describeServed(parts, stage),
	};
}

/** As a Pact provider state: `getOrder answers 404`. */
const STATE = /^(.+) answers ([45]\d\d)$/;

/** The scenario that serves a state of that form; `undefined`: it is of another, or the documents have no such error by itself. */
export function makeByState(state: string, stage: Stage): Scenario | undefined {
	const [, id, status] = STATE.exec(state) ?? [];
	return id === undefined ? undefined : makeVirtual(nameVirtual(id, status ?? ''), stage);
}

/** What is written like a state of that form, with whatever operation and status. */
const LIKE_STATE = /^(.+) answers? (\S+)$/;

/** States of that form that look like this one, at most three; empty where it is of another. */
export function findNearStates(state: string, all: readonly VirtualName[], stage: Stage): string[] {
	const [, id, status] = LIKE_STATE.exec(state.trim()) ?? [];
	if (id === undefined) return [];
	const served = all.filter(({ key }) => /^\d/.test(key) && !key.endsWith('XX'));
	const near = new Set(findNearVirtual(nameVirtual(id, status ?? ''), served, stage));
	return served.filter(({ name }) => near.has(name)).map(({ operationId, key }) => `${operationId} answers ${key}`);
}

/** Names of virtual scenarios that look like this one, at most three; of the operation that it names, where there is one. */
export function findNearVirtual(name: string, all: readonly VirtualName[], { operations }: Stage): string[] {
	const [, named = name.slice(VIRTUAL_PREFIX.length), key = ''] = NAME.exec(name) ?? [];
	const found = findNamed(named, operations.values());
	const ids = found.operation ? [found.operation.id] : found.near;
	const near = ids.flatMap((id) => {
		const own = all.filter(({ operationId }) => operationId === id).map((one) => one.name);
		return nearest(nameVirtual(id, key), own, found.operation ? 3 : 1);
	});
	if (near.length > 0) return near;
	return nearest(
		name,
		all.map((one) => one.name),
		3,
	);
}

function nameVirtual(id: string, key: string): string {
	return `${VIRTUAL_PREFIX}${id} ${key}`;
}

/** Of a range or `default`, the first status of it that the document does not name by itself; `undefined`: no error. */
function statusOf({ responses }: Operation, key: StatusKey): number | undefined {
	if (/^[45]\d\d$/.test(key)) return Number(key);
	const first = key === '4XX' ? 400 : key === '5XX' || key === 'default' ? 500 : undefined;
	if (first === undefined) return undefined;
	for (let status = first; status < first + 100; status += 1)
		if (!responses.has(String(status) as StatusKey)) return status;
	return undefined;
}
