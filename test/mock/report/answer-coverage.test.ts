import { describe, expect, it } from 'vitest';
import {
	type AnswerCoverage,
	type AnswerOperation,
	formatAnswerCoverage,
	readAnswerCoverage,
	writeAnswerCoverage,
} from '../../../mock/report/answer-coverage.ts';

function operationOf(operationId: string, tags: readonly string[], ...counts: readonly number[]): AnswerOperation {
	const statuses = counts.map((count, index) => ({ status: String(200 + index), count }));
	return { operationId, method: 'GET', path: `/${operationId}`, tags, statuses, faults: 0 };
}
function coverageOf(...operations: readonly AnswerOperation[]): AnswerCoverage {
	const statuses = operations.flatMap((one) => one.statuses);
	return { operations, total: statuses.length, exercised: statuses.filter(({ count }) => count > 0).length };
}
const TAGGED = coverageOf(
	operationOf('listForms', ['Forms'], 2, 0),
	operationOf('ping', [], 1),
	operationOf('getForm', ['Forms', 'Beta'], 0),
);

describe('the coverage of answers', () => {
	it('is told by tag, each operation below its first one, with the tag’s own count', () => {
		expect(formatAnswerCoverage(TAGGED).split('\n')).toEqual([
			'Forms  1 of 3 answers exercised (33.3 %)',
			'  listForms  GET /listForms  200 ×2  201 –',
			'  getForm    GET /getForm    200 –',
			'without a tag  1 of 1 answer exercised (100 %)',
			'  ping       GET /ping       200 ×1',
			'2 of 4 answers exercised (50 %)',
		]);
	});

	it('is a list of operations where no document has tags', () => {
		expect(formatAnswerCoverage(coverageOf(operationOf('ping', [], 0))).split('\n')).toEqual([
			'ping  GET /ping  200 –',
			'0 of 1 answer exercised (0 %)',
		]);
		expect(formatAnswerCoverage(coverageOf())).toBe('0 of 0 answers exercised (100 %)');
	});

	it('is the same as JSON, with the counts of the tags beside it, and is read again without them', () => {
		const json = JSON.parse(writeAnswerCoverage(TAGGED));
		expect(json).toEqual({
			...TAGGED,
			tags: [
				{ tag: 'Forms', total: 3, exercised: 1 },
				{ tag: '', total: 1, exercised: 1 },
			],
		});
		expect(readAnswerCoverage(json)).toEqual(TAGGED);
		expect(JSON.parse(writeAnswerCoverage(coverageOf(operationOf('ping', [], 0)))).tags).toEqual([]);
	});
});
