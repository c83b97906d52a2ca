import { describe, expect, test } from 'vitest';
import { setHeader } from '../../../mock/answer/owned-headers.ts';
import { validateResponse } from '../../../mock/answer/validate-response.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import type { Answer } from '../../../mock/types/answer.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { compose, planWith } from './answers.ts';

const RESPONSES: JsonObject = {
	'200': {
		description: '',
		headers: {
			'X-Count': { required: true, schema: { type: 'integer', minimum: 1 }, example: 1 },
			'X-List': { schema: { type: 'array', items: { type: 'integer' }, maxItems: 2 } },
			'X-Pair': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
			'X-Json': { content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } },
		},
		content: {
			'application/json': {
				schema: {
					type: 'object',
					required: ['id'],
					properties: { id: { type: 'string' }, secret: { writeOnly: true } },
				},
				example: { id: '' },
			},
		},
	},
	'204': { description: '' },
	'4XX': { description: '', content: { 'application/json': { example: 0 } } },
};

async function prove(change: (answer: Answer, plan: OperationPlan) => Answer, status = 200): Promise<string[]> {
	const plan = await planWith(RESPONSES);
	const answer = compose(plan, { kind: 'stateless' }, { status });
	expect(validateResponse(plan, answer)).toEqual([]);
	return validateResponse(plan, change(answer, plan)).map(({ code, pointer, in: place }) =>
		[code, place, pointer].join(' ').trim(),
	);
}

describe('an answer that is not the document’s own is found out', () => {
	const header =
		(headers: Record<string, string>) =>
		(answer: Answer): Answer => {
			const changed = { ...answer.headers };
			for (const [name, text] of Object.entries(headers)) setHeader(changed, name, text);
			return { ...answer, headers: changed };
		};
	const value =
		(json: JsonObject | null | false | number | string) =>
		(answer: Answer): Answer => ({ ...answer, value: json, body: JSON.stringify(json) });
	const cases: [
		what: string,
		change: (answer: Answer, plan: OperationPlan) => Answer,
		told: string[],
		status?: number,
	][] = [
		['nothing', (answer) => answer, []],
		['no definition', ({ definition: _, ...answer }) => answer, ['response.status status']],
		['no body', (answer) => ({ ...answer, body: undefined, value: undefined }), ['response.body.required body']],
		['a body too many', (answer) => ({ ...answer, body: 'x', value: 'x' }), ['response.media-type media-type'], 204],
		['another media type', ({ mediaType: _, ...answer }) => answer, ['response.media-type media-type']],
		['a wrong value', value({ id: 0 }), ['response.body.type body /id']],
		['a missing value', value({}), ['response.body.required body /id']],
		['a write-only value', value({ id: '', secret: '' }), ['response.body.writeOnly body /secret']],
		['null', value(null), ['response.body.type body']],
		['false', value(false), ['response.body.type body']],
		['0', value(0), ['response.body.type body']],
		['an empty string', value(''), ['response.body.type body']],
		[
			'no required header',
			(answer) => ({ ...answer, headers: { 'Content-Type': 'application/json' } }),
			['response.header.required header x-count'],
		],
		['a wrong header', header({ 'x-count': '0' }), ['response.header.minimum header x-count']],
		['an empty header', header({ 'x-count': '' }), ['response.header.type header x-count']],
		['a list header', header({ 'X-List': '1,2,3' }), ['response.header.maxItems header x-list']],
		['a list header that fits', header({ 'X-List': '1,2' }), []],
		['an object header', header({ 'x-pair': 'a,x' }), ['response.header.type header x-pair']],
		['half an object header', header({ 'x-pair': 'a' }), ['response.header.malformed header x-pair']],
		['a JSON header', header({ 'x-json': '{}' }), ['response.header.required header x-json']],
		['a JSON header that fits', header({ 'x-json': '{"a":0}' }), []],
		['a JSON header that is none', header({ 'x-json': '{' }), ['response.header.type header x-json']],
		['a status in a range', (answer) => answer, [], 404],
		['no body in a range', (answer) => ({ ...answer, body: undefined }), ['response.body.required body'], 404],
	];
	test.each(cases)('%s', async (_what, change, told, status) => {
		expect(await prove(change, status)).toEqual(told);
	});

	test('and one that is costs no allocation', async () => {
		const plan = await planWith(RESPONSES);
		const answer = compose(plan, { kind: 'stateless' });
		expect(validateResponse(plan, answer)).toBe(validateResponse(plan, answer));
	});
});
