// Taking more than there is, where the document tells of something else, and money that has yet to go.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { playSketch } from './play-sketch.ts';

const LINES = [
	'POST /accounts <{owner!} >201 Account => create account',
	'GET /accounts/{id} >Account => read account',
	'POST /accounts/{id}/withdraw <{amount!:num} >Account => patch account set balance from /amount',
];

/** What a withdrawal answers besides 200. */
function say(refusals: Readonly<Record<string, string>>): Sketch['more'] {
	const content = { 'application/json': { schema: { $ref: '#/components/schemas/Account' } } };
	const others = Object.entries(refusals).map(([status, description]) => [status, { description }]);
	const responses = { 200: { description: '', content }, ...Object.fromEntries(others) };
	return { 'POST /accounts/{id}/withdraw': { responses } };
}

it.each<[string, Sketch['more'], string, number]>([
	['the balance', say({ 400: 'The amount exceeds the available balance' }), '{id:int,owner,balance:num}', 400],
	['a stock that may not be', say({ 409: 'Balance would become negative' }), '{id:int,owner,balance:num}', 409],
	['no amount', say({ 400: 'The amount must not be negative' }), '{id:int,owner,balance:num}', 200],
	['a rate', say({ 403: 'Too many attempts, or daily limit exceeded' }), '{id:int,owner,balance:num}', 200],
	['an overdraft', say({ 409: 'Insufficient funds' }), '{id:int,owner,balance:num,overdraftLimit:num}', 200],
])('a withdrawal by what is said of %s', async (_what, more, Account, status) => {
	await playSketch({ lines: LINES, schemas: { Account }, more }, [
		'POST /accounts {"owner":"a"} > 201 {"balance":0}',
		`POST /accounts/1/withdraw {"amount":30} > ${status}`,
	]);
});

it('a transfer that is yet to be approved takes nothing', async () => {
	await playSketch(
		{
			lines: [
				'POST /accounts <{owner!,balance:num} >201 Account => create account',
				'GET /accounts/{id} >Account => read account',
				'POST /transfers <{fromAccountId!:int,toAccountId!:int,amount!:num} >201 Transfer => create transfer',
				'GET /transfers/{id} >Transfer => read transfer',
				'POST /transfers/{id}/approve >Transfer => move transfer to approved',
			],
			schemas: {
				Account: '{id:int,owner,balance:num}',
				Transfer: '{id:int,fromAccountId:int,toAccountId:int,amount:num,status!:pending|approved}',
			},
		},
		[
			'POST /accounts {"owner":"a","balance":100} > 201',
			'POST /accounts {"owner":"b","balance":0} > 201',
			'POST /transfers {"fromAccountId":1,"toAccountId":2,"amount":5} > 201 {"status":"pending"}',
			'GET /accounts/1 > 200 {"balance":100}',
		],
	);
});
