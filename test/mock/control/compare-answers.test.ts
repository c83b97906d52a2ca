import { describe, expect, it } from 'vitest';
import { compareAnswers } from '../../../mock/control/compare-answers.ts';
import type { JsonValue } from '../../../spec/index.ts';

describe('what is other in an answer', () => {
	const ID = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';
	const OTHER = '00000000-0000-4000-8000-00000000000f';
	it.each<[JsonValue, JsonValue, object[]]>([
		[{ a: 1 }, { a: 1 }, []],
		[{ a: 1 }, { a: '1' }, [{ in: 'body', pointer: '/a', before: 1, after: '1' }]],
		[{ a: null }, {}, [{ in: 'body', pointer: '/a', before: null }]],
		[[1, 2], [1], [{ in: 'body', pointer: '/1', before: 2 }]],
		[{ 'a/b': false }, { 'a/b': 0 }, [{ in: 'body', pointer: '/a~1b', before: false, after: 0 }]],
		['x', { x: 1 }, [{ in: 'body', pointer: '', before: 'x', after: { x: 1 } }]],
		[{ id: ID }, { id: OTHER }, [{ in: 'body', pointer: '/id', before: ID, after: OTHER, generated: true }]],
		[
			`/o/${ID}`,
			`/o/${OTHER}`,
			[{ in: 'body', pointer: '', before: `/o/${ID}`, after: `/o/${OTHER}`, generated: true }],
		],
		[`/o/${ID}`, `/p/${OTHER}`, [{ in: 'body', pointer: '', before: `/o/${ID}`, after: `/p/${OTHER}` }]],
		[
			'2026-01-01',
			'2026-01-02',
			[{ in: 'body', pointer: '', before: '2026-01-01', after: '2026-01-02', generated: true }],
		],
	])('%j and %j', (before, after, expected) => {
		expect(compareAnswers({ status: 200, body: before }, { status: 200, body: after })).toEqual(expected);
	});

	it('is told of status and headers, the server’s own left out', () => {
		const before = { status: 200, headers: { 'content-type': 'a', date: 'x', 'x-mock-session': 'a' } };
		const after = { status: null, headers: { location: '/b', date: 'y', 'x-mock-session': 'b' } };
		expect(compareAnswers(before, after)).toEqual([
			{ in: 'status', pointer: '', before: 200, after: null },
			{ in: 'header', pointer: 'content-type', before: 'a' },
			{ in: 'header', pointer: 'location', after: '/b' },
		]);
	});
});
