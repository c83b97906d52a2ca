// Lists asked for by a comparison as text: signs, words, and OData's functions.

import { expect, it } from 'vitest';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';

const PRODUCTS = [
	{ name: "it's abc", price: 3, address: { city: 'Rome' } },
	{ name: 'BCD', price: 1, address: { city: 'Bern' } },
	{ name: 'cde', price: 2 },
];

async function serve() {
	const { document } = drawSketch({
		lines: [
			'POST /products <Product >201 Product => create product',
			'GET /products ?$filter ?q >[Product] => list product',
		],
		schemas: { Product: '{id:int,name!,price:num,address:{city}}' },
	});
	const mock = await startTestMock({ documents: [document] });
	const headers = { 'content-type': 'application/json' };
	for (const product of PRODUCTS)
		await fetch(`${mock.url}/products`, { method: 'POST', headers, body: JSON.stringify(product) });
	return async (name: string, text: string) => {
		const response = await fetch(`${mock.url}/products?${name}=${encodeURIComponent(text)}`);
		const found = (await response.json()) as { id: number }[];
		return { ids: found.map(({ id }) => id), reason: response.headers.get('x-mock-reason') };
	};
}

it('is followed', async () => {
	const ask = await serve();
	const rows: [string, number[]][] = [
		["contains(name,'C')", [1, 2, 3]],
		["contains(tolower(name), 'abc')", [1]],
		["startswith(name,'b') and price lt 2", [2]],
		["endswith(name,'e') eq true", [3]],
		["endswith(name,'e') eq false", [1, 2]],
		["substringof('it''s',name)", [1]],
		["tolower(name) eq 'bcd'", [2]],
		["name eq 'cde' or price eq 1", [2, 3]],
		["not contains(name,'c')", []],
		['not (price gt 1)', [2]],
		['price in (1,3)', [1, 2]],
		['(price ge 2 and price le 3) or price eq 1', [1, 2, 3]],
		["address/city eq 'Rome'", [1]],
		['price>=2', [1, 3]],
		['name == "cde";price<5', [3]],
		['price:1', [2]],
	];
	for (const [text, ids] of rows) expect({ text, ...(await ask('$filter', text)) }).toMatchObject({ text, ids });
});

it('is told where it can’t be, and all are listed', async () => {
	const ask = await serve();
	for (const text of [
		'length(name) gt 3',
		"contains(nothing,'a')",
		'price gt',
		'(price gt 1',
		`${'('.repeat(40)}price gt 1`,
	]) {
		const { ids, reason } = await ask('$filter', text);
		expect({ text, ids, reason }).toEqual({
			text,
			ids: [1, 2, 3],
			reason: expect.stringContaining('not followed: $filter'),
		});
	}
});

it('is a text that is looked for where it compares nothing', async () => {
	const ask = await serve();
	expect((await ask('q', 'rome')).ids).toEqual([1]);
	expect((await ask('q', 'cde and more')).ids).toEqual([]);
});
