// Which documented answers were given, as the control API tells it and `run --coverage` writes it.

import { formatCount, getList, getOwn, getString, isObject, type JsonValue } from '../../spec/index.ts';
import { alignColumns } from '../log/terminal.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { CountedOperation } from './judge-coverage.ts';

/** One documented answer of an operation. */
export interface AnswerStatus {
	/** A status key, e.g. `404`, `4XX`, `default`. */
	status: string;
	/** How often it was given. */
	count: number;
	/** How many interactions of pacts expect it, and whose; absent: no pacts were read. */
	interactions?: number;
	consumers?: readonly string[];
}

/** An operation with all answers that its document has. */
export interface AnswerOperation {
	operationId: string;
	method: string;
	path: string;
	tags: readonly string[];
	statuses: readonly AnswerStatus[];
	/** Answers that were faults. */
	faults: number;
}

/** A whole coverage. */
export interface AnswerCoverage {
	operations: readonly AnswerOperation[];
	total: number;
	exercised: number;
	/** What pacts expect of it; absent: no pacts were read. */
	pacts?: { exercised: number; read: readonly JsonValue[]; findings: readonly JsonValue[] };
}

const MAX_LINE = 2000;

/** The coverage that a value is; `undefined`: it is none. */
export function readAnswerCoverage(value: JsonValue | undefined): AnswerCoverage | undefined {
	const operations = getOwn(value, 'operations');
	const hasStatuses = (one: JsonValue): boolean => isObject(one) && Array.isArray(one['statuses']);
	if (!Array.isArray(operations) || !operations.every(hasStatuses)) return undefined;
	const pacts = getOwn(value, 'pacts');
	return {
		operations: operations.map(readOperation),
		total: readCount(value, 'total'),
		exercised: readCount(value, 'exercised'),
		...(isObject(pacts) && {
			pacts: {
				exercised: readCount(pacts, 'exercised'),
				read: getList(pacts, 'read'),
				findings: getList(pacts, 'findings'),
			},
		}),
	};
}

function readOperation(operation: JsonValue): AnswerOperation {
	return {
		operationId: getString(operation, 'operationId') ?? '',
		method: getString(operation, 'method') ?? '',
		path: getString(operation, 'path') ?? '',
		tags: getList(operation, 'tags').map(String),
		statuses: getList(operation, 'statuses').map((entry) => ({
			status: getString(entry, 'status') ?? '',
			count: readCount(entry, 'count'),
			...(getOwn(entry, 'interactions') !== undefined && {
				interactions: readCount(entry, 'interactions'),
				consumers: getList(entry, 'consumers').map(String),
			}),
		})),
		faults: readCount(operation, 'faults'),
	};
}

function readCount(value: JsonValue | undefined, name: string): number {
	const count = getOwn(value, name);
	return typeof count === 'number' && Number.isFinite(count) ? count : 0;
}

/** What of a tag's answers was given. */
interface TagCoverage {
	/** `''`: the operations without a tag. */
	tag: string;
	total: number;
	exercised: number;
}

/** The answers by the first tag of their operations, each once; in the order of the tags. Empty: no operation has a tag. */
function countTags({ operations }: AnswerCoverage): TagCoverage[] {
	if (operations.every(({ tags }) => tags.length === 0)) return [];
	return [...groupByTag(operations)].map(([tag, own]) => {
		const statuses = own.flatMap((operation) => operation.statuses);
		return { tag, total: statuses.length, exercised: statuses.filter(({ count }) => count > 0).length };
	});
}

function groupByTag(operations: readonly AnswerOperation[]): Map<string, AnswerOperation[]> {
	return Map.groupBy(operations, ({ tags }) => tags[0] ?? '');
}

/** The same as JSON, with the counts of the tags; indented. */
export function writeAnswerCoverage(coverage: AnswerCoverage): string {
	return JSON.stringify({ ...coverage, tags: countTags(coverage) }, undefined, 2);
}

/**
 * A line a tag with the lines of its operations below it (without tags these alone), then the sum, then what pacts expect. Without a
 * closing line break.
 */
export function formatAnswerCoverage(coverage: AnswerCoverage): string {
	const { operations, total, exercised, pacts } = coverage;
	const counts = new Map(countTags(coverage).map((one) => [one.tag, one]));
	const rows = new Map(alignColumns(operations.map(describeOperation)).map((row, at) => [operations[at], row]));
	const lines = [...groupByTag(operations)].flatMap(([tag, own]) => {
		const count = counts.get(tag);
		const indent = count ? '  ' : '';
		return [
			...(count ? [`${tag === '' ? 'without a tag' : tag}  ${tellCount(count)}`] : []),
			...own.map((operation) => indent + rows.get(operation)),
		];
	});
	const sum = tellCount({ total, exercised });
	return [...lines, sum, ...describePacts(pacts, total)].map((line) => makeSafe(line, MAX_LINE)).join('\n');
}

function tellCount({ total, exercised }: { total: number; exercised: number }): string {
	return `${exercised} of ${formatCount(total, 'answer')} exercised (${formatShare({ total, exercised })} %)`;
}

/** Rounded down to a tenth, so that 100 is said only when nothing is left. */
function formatShare({ total, exercised }: { total: number; exercised: number }): string {
	return String(total === 0 ? 100 : Math.floor((1000 * exercised) / total) / 10);
}

/** What pacts expect of it, where any were read. */
function describePacts(pacts: AnswerCoverage['pacts'], total: number): string[] {
	if (!pacts) return [];
	const consumers = new Set(pacts.read.map((pact) => getString(pact, 'consumer')));
	const whose = consumers.size === 0 ? '' : ` of ${[...consumers].sort().join(', ')}`;
	const broken = pacts.findings.map(
		(finding) => `not read: ${getString(finding, 'file')}: ${getString(finding, 'message')}`,
	);
	return [`${pacts.exercised} of ${formatCount(total, 'answer')} expected by pacts${whose}`, ...broken];
}

/** `payOrder  POST /orders/{id}/payment  204 ×3 (pacts ×2)  404 ×1  409 –`. */
function describeOperation({ operationId, method, path, statuses }: AnswerOperation): string[] {
	const answers = statuses.map(({ status, count, interactions = 0 }) => {
		const inPacts = interactions === 0 ? '' : ` (pacts ×${interactions})`;
		return `${status} ${count === 0 ? '–' : `×${count}`}${inPacts}`;
	});
	return [operationId, `${method} ${path}`, answers.join('  ')];
}

/** The same for a judgement: each answer is a point. */
export function countAnswers({ operations }: AnswerCoverage): CountedOperation[] {
	return operations.map(({ operationId, method, path, statuses }) => ({
		name: `${operationId} ${method} ${path}`,
		points: statuses.map(({ status, count }) => ({ name: status, count })),
	}));
}
