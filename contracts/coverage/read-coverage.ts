// Files of coverage that were written before: by `run --coverage`, and by `coverage --json`.

import { statSync } from 'node:fs';
import { type AnswerCoverage, readAnswerCoverage } from '../../mock/inner.ts';
import { expandAll, getOwn, isObject, type JsonValue, readTextFile } from '../../spec/index.ts';
import { refuseOption } from '../broker-flags.ts';
import type { ContractCoverage } from './coverage-types.ts';

/** Coverages of one kind: by answers, or down to properties and values. */
export type Shards =
	| { kind: 'answers'; shards: readonly AnswerCoverage[] }
	| { kind: 'points'; shards: readonly ContractCoverage[] };

/** Bytes of a file that is looked into. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The coverages that the files are, each file once; `undefined`: they are something else, such as pacts. Throws a StartupError `option.invalid` where only
 * some are, or where they count different things.
 */
export function readShards(places: readonly string[]): Shards | undefined {
	const read = expandAll<never>(places).map((file) => ({ file, coverage: readCoverageFile(file) }));
	const other = read.find(({ coverage }) => coverage === undefined);
	const known = read.find(({ coverage }) => coverage !== undefined);
	if (!known) return undefined;
	if (other) {
		throw refuseOption(
			`${known.file} is a coverage, and ${other.file} is none`,
			'name the coverages of all shards alone',
		);
	}
	const answers = read.flatMap(({ coverage }) => (coverage?.kind === 'answers' ? [coverage.value] : []));
	const points = read.flatMap(({ coverage }) => (coverage?.kind === 'points' ? [coverage.value] : []));
	if (points.length === 0) return { kind: 'answers', shards: answers };
	if (answers.length === 0) return { kind: 'points', shards: points };
	const [byAnswers, byPoints] = ['answers', 'points'].map(
		(kind) => read.find((one) => one.coverage?.kind === kind)?.file,
	);
	throw refuseOption(
		`${byAnswers} counts answers, and ${byPoints} properties and values as well`,
		'make all of them in one manner',
	);
}

type CoverageFile = { kind: 'answers'; value: AnswerCoverage } | { kind: 'points'; value: ContractCoverage };

/** What can't be read is left to who reads pacts, and tells it. */
function readCoverageFile(file: string): CoverageFile | undefined {
	let value: JsonValue;
	try {
		const stats = statSync(file);
		if (!stats.isFile() || stats.size > MAX_BYTES) return undefined;
		value = JSON.parse(readTextFile(file));
	} catch {
		return undefined;
	}
	const operations = getOwn(value, 'operations');
	if (!Array.isArray(operations) || typeof getOwn(value, 'exercised') !== 'number') return undefined;
	const hasPoints = (one: JsonValue): boolean => isObject(one) && Array.isArray(one['points']);
	// Written by `coverage --json`, whose form that is.
	if (Array.isArray(getOwn(value, 'kinds')) && operations.every(hasPoints)) {
		return { kind: 'points', value: value as unknown as ContractCoverage };
	}
	const answers = readAnswerCoverage(value);
	return answers && { kind: 'answers', value: answers };
}
