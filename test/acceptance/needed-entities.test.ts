// What a create names must be there, where the document says that it is looked for.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LINES = [
	'POST /books <{title!} >201 Book => create book',
	'GET /books/{id} >Book => read book',
	'DELETE /books/{id} >204 => delete book',
	'POST /members <{name!} >201 Member => create member',
	'GET /members/{id} >Member => read member',
	'POST /loan-cards <{name!} >201 LoanCard => create loan-card',
	'GET /loan-cards/{id} >LoanCard => read loan-card',
	'POST /loans <NewLoan >201 Loan => create loan',
	'GET /loans/{id} >Loan => read loan',
	'POST /orders <{lines!:[{bookId!:int,quantity:int}]} >201 Order => create order',
	'GET /orders/{id} >Order => read order',
];
const SCHEMAS = {
	Book: '{id:int,title}',
	Member: '{id:int,name}',
	LoanCard: '{id:int,name}',
	Loan: '{id:int,book_id:int,member_id:int,color_id:int,loan_card_id:int}',
	NewLoan: '{book_id!:int,member_id:int,color_id:int,loan_card_id:int}',
	Order: '{id:int,lines:[{bookId:int,quantity:int}]}',
};
const MADE: Call[] = ['POST /books {"title":"a"} > 201 {"id":1}', 'POST /members {"name":"m"} > 201 {"id":1}'];

/** What these answer besides 201. */
function say(refusals: Readonly<Record<string, string>>, path = '/loans', schema = 'Loan'): Sketch['more'] {
	const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
	const others = Object.entries(refusals).map(([status, description]) => [status, { description }]);
	return { [`POST ${path}`]: { responses: { 201: { description: '', content }, ...Object.fromEntries(others) } } };
}

it.each<[string, Sketch['more'], Call[]]>([
	[
		'all of it, by a 404 where nothing stands in the path',
		say({ 404: 'Not Found' }),
		[
			'POST /loans {"book_id":99,"member_id":1} > 404',
			'POST /loans {"book_id":1,"member_id":99} > 404',
			'POST /loans {"book_id":1,"member_id":1,"color_id":7} > 201 {"book_id":1}',
			'POST /loans {"book_id":1} > 201',
			'DELETE /books/1 > 204',
			'POST /loans {"book_id":1,"member_id":1} > 404',
		],
	],
	[
		'what the answer names, whatever its status',
		say({ 400: 'Invalid input', 422: 'The book does not exist' }),
		['POST /loans {"book_id":99,"member_id":99} > 422', 'POST /loans {"book_id":1,"member_id":99} > 201'],
	],
	[
		'in each element of a list',
		say({ 404: 'Book not found' }, '/orders', 'Order'),
		[
			'POST /orders {"lines":[{"bookId":1},{"bookId":99}]} > 404',
			'POST /orders {"lines":[{"bookId":1,"quantity":2}]} > 201',
		],
	],
	[
		'nothing of a book, where the answer names what else is sent',
		say({ 404: 'Color not found' }),
		['POST /loans {"book_id":99,"member_id":99,"color_id":7} > 201'],
	],
	[
		'nothing that is sent, where the answer names something else',
		say({ 404: 'Loan or order not found' }),
		['POST /loans {"book_id":99} > 201'],
	],
	[
		'what the answer names in two words',
		say({ 404: 'Color not found', 400: 'Loan card does not exist' }),
		[
			'POST /loan-cards {"name":"c"} > 201',
			'POST /loans {"book_id":99,"loan_card_id":9} > 400',
			'POST /loans {"book_id":99,"loan_card_id":1} > 201',
		],
	],
	['nothing, where no answer says so', say({ 400: 'Invalid book' }), ['POST /loans {"book_id":99} > 201']],
])('%s', async (_what, more, calls) => {
	const sketch: Sketch = { lines: LINES, schemas: SCHEMAS, more };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [...MADE, ...calls]);
});

interface Told {
	operations: { method: string; path: string; sample: { body?: string } }[];
}

it('the line that the mock gives to try works as it stands', async () => {
	const sketch: Sketch = { lines: LINES, schemas: SCHEMAS, more: say({ 404: 'Book not found' }) };
	const { document } = await inferSketch(sketch);
	const mock = await startTestMock({ documents: [document.root], seed: 1 });
	const told = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as Told;
	const sample = told.operations.find(({ method, path }) => method === 'POST' && path === '/loans')?.sample;
	expect(sample?.body).toContain('book_id');
	const headers = { 'Content-Type': 'application/json' };
	const answer = await fetch(`${mock.url}/loans`, { method: 'POST', headers, body: sample?.body ?? '' });
	expect(answer.status).toBe(201);
});
