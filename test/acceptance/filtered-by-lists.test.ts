// Lists asked for by what is in a list of objects inside their entities: `?tags=red` of `tags: [{ id, name }]`.

import { it } from 'vitest';
import { type Call, playSketch } from './play-sketch.ts';

const PET = { Pet: '{id:int,name!,tags:[Tag],categories:[Tag]}', Tag: '{id:int,name}' };
const LINES = [
	'POST /pets <Pet >201 Pet => create pet',
	'GET /pets/{id} >Pet => read pet',
	'GET /pets ?tags ?tag ?tag_id ?tagIds ?categoryName >[Pet] => list pet',
	'GET /pets/findByTags ?tags >[Pet] => list pet',
	'POST /pets/search <{tags:[text]} >[Pet] => list pet',
];
const MADE: Call[] = [
	'POST /pets {"name":"a","tags":[{"id":1,"name":"red"},{"id":2,"name":"blue"}],"categories":[{"id":7,"name":"cat"}]} > 201',
	'POST /pets {"name":"b","tags":[{"id":2,"name":"blue"}]} > 201',
	'POST /pets {"name":"c"} > 201',
];

it.each<[string, string[]]>([
	['/pets?tags=red', ['a']],
	['/pets?tag=blue', ['a', 'b']],
	['/pets?tags=red,blue', ['a', 'b']],
	['/pets?tag_id=1', ['a']],
	['/pets?tagIds=2', ['a', 'b']],
	['/pets?categoryName=cat', ['a']],
	['/pets?tag=none', []],
	['/pets/findByTags?tags=red', ['a']],
])('%s', async (path, names) => {
	const shown = JSON.stringify(names.map((name) => ({ name })));
	await playSketch({ lines: LINES, schemas: PET }, [...MADE, `GET ${path} > 200 ${shown}`]);
});

it('and by the body of a search', async () => {
	await playSketch({ lines: LINES, schemas: PET }, [
		...MADE,
		'POST /pets/search {"tags":["red"]} > 200 [{"name":"a"}]',
		'POST /pets/search {} > 200 [{"name":"a"},{"name":"b"},{"name":"c"}]',
	]);
});
