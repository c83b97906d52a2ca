// DELETE on a collection of what its query asks for.

import { it } from 'vitest';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = { Log: '{id:int,level,size:int}', NewLog: '{level,size:int}' };
const LOGS = [
	'GET /logs >[Log] => list log',
	'POST /logs <NewLog >201 Log => create log',
	'GET /logs/{id} >Log => read log',
];
const MADE = ['a', 'b', 'a', 'c'].map((level, index) => `POST /logs {"level":"${level}","size":${index}} > 201`);
const ALL = 'GET /logs > 200 [{"id":1},{"id":2},{"id":3},{"id":4}]';

it.each<[string, string[], Call[]]>([
	[
		'by one filter',
		['DELETE /logs ?level >204 => none'],
		[
			...MADE,
			'DELETE /logs?level=a > 204',
			'GET /logs > 200 [{"id":2},{"id":4}]',
			'GET /logs/1 > 404',
			'DELETE /logs?level=x > 204',
			'GET /logs > 200 [{"id":2},{"id":4}]',
			'DELETE /logs > 204',
			'GET /logs > 200 []',
		],
	],
	[
		'by two',
		['DELETE /logs ?level ?min_size:int >204 => none'],
		[...MADE, 'DELETE /logs?level=a&min_size=1 > 204', 'GET /logs > 200 [{"id":1},{"id":2},{"id":4}]'],
	],
	[
		'and their number is told',
		['DELETE /logs ?level >{deleted:int} => none'],
		[...MADE, 'DELETE /logs?level=a > 200 {"deleted":2}'],
	],
	[
		'what the mock does not know is asked: nothing is deleted',
		['DELETE /logs ?level ?dry_run:bool >204 => none'],
		[...MADE, 'DELETE /logs?level=a > 204', ALL],
	],
	[
		'an undeclared filter: nothing is deleted',
		['DELETE /logs ?level >204 => none'],
		[...MADE, 'DELETE /logs?levle=a > 400', ALL],
	],
])('%s', async (_name, lines, calls) => {
	await playSketch({ lines: [...LOGS, ...lines], schemas: SCHEMAS }, calls);
});

it('below another thing, of that alone', async () => {
	const lines = [
		'GET /boxes >[Box] => list box',
		'POST /boxes <{name} >201 Box => create box',
		'GET /boxes/{boxId} >Box => read box',
		...LOGS.map((line) => line.replace('/logs', '/boxes/{boxId}/logs')),
		'DELETE /boxes/{boxId}/logs ?level >204 => none',
	];
	await playSketch({ lines, schemas: { ...SCHEMAS, Box: '{id:int,name}' } }, [
		'POST /boxes {"name":"a"} > 201 {"id":1}',
		'POST /boxes {"name":"b"} > 201 {"id":2}',
		'POST /boxes/1/logs {"level":"a"} > 201',
		'POST /boxes/2/logs {"level":"a"} > 201',
		'DELETE /boxes/1/logs?level=a > 204',
		'GET /boxes/1/logs > 200 []',
		'GET /boxes/2/logs > 200 [{"level":"a"}]',
	]);
});
