// Calls by POST alone: the verb stands in the path, the key in the body.

import { it } from 'vitest';
import { playSketch } from './play-sketch.ts';

const SCHEMAS = { User: '{id:int,name,email}', NewUser: '{name,email}' };

it.each<[string, string, string]>([
	['dots and the key by its own name', '/users.', 'id'],
	['slashes and the key by the noun', '/users/', 'user'],
	['a version before them', '/api/v2/users.', 'user_id'],
])('%s', async (_name, before, key) => {
	const lines = [
		`POST ${before}create <NewUser >{ok:bool,user:User} => create user`,
		`POST ${before}get <{${key}:int} >{ok:bool,user:User} => read user`,
		`POST ${before}list <{limit:int} >{ok:bool,users:[User]} => list user`,
		`POST ${before}update <{${key}:int,name} >{ok:bool,user:User} => patch user`,
		`POST ${before}delete <{${key}:int} >{ok:bool} => delete user`,
	];
	await playSketch({ lines, schemas: SCHEMAS }, [
		`POST ${before}create {"name":"a","email":"e"} > 200 {"ok":true,"user":{"id":1,"name":"a"}}`,
		`POST ${before}create {"name":"b","email":"e"} > 200 {"user":{"id":2}}`,
		`POST ${before}update {"${key}":1,"name":"c"} > 200 {"user":{"id":1,"name":"c","email":"e"}}`,
		`POST ${before}get {"${key}":1} > 200 {"user":{"id":1,"name":"c","email":"e"}}`,
		`POST ${before}list {} > 200 {"users":[{"name":"c"},{"name":"b"}]}`,
		`POST ${before}delete {"${key}":1} > 200 {"ok":true}`,
		`POST ${before}get {"${key}":1} > 404`,
		`POST ${before}update {"${key}":1,"name":"d"} > 404`,
		`POST ${before}list {} > 200 {"users":[{"id":2}]}`,
	]);
});
