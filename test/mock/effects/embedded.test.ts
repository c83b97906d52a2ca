// What an entity shows of those below it is what is there: lists, keys and numbers of them.

import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { drawSketch } from '../../spec/effects/infer/sketch.ts';
import { serve } from './collection.ts';

/** A collection, with one below each of its items. */
function family(
	path: string,
	[above, sentAbove]: [string, string],
	[below, one, sent]: [string, string, string],
): string[] {
	const at = `${path}/{id}/${below}`;
	return [
		`POST ${path} <${sentAbove} >201 ${above} => `,
		`GET ${path} >[${above}] => `,
		`GET ${path}/{id} >${above} => `,
		`PUT ${path}/{id} <${sentAbove} >${above} => `,
		`POST ${at} <${sent} >201 ${one} => `,
		`GET ${at} >[${one}] => `,
		`PUT ${at}/{${below}Id} <${sent} >${one} => `,
		`DELETE ${at}/{${below}Id} >204 => `,
	].map((line) => `${line}any`);
}

const { document } = drawSketch({
	lines: [
		...family('/albums', ['Album', '{title}'], ['tracks', 'Track', '{name}']),
		...family('/orders', ['Order', '{lines:[{sku}]}'], ['lines', 'Line', '{sku}']),
		...family('/projects', ['Project', 'Project'], ['people', 'Person', '{name}']),
		...family('/groups', ['Group', '{name}'], ['members', 'Member', '{login}']),
		'POST /lists <{name} >201 List => any',
		'GET /lists/{id} >List => any',
		'POST /tasks <{title,list_id:int} >201 Task => any',
		'DELETE /tasks/{id} >204 => any',
		'GET /lists/{id}/tasks >[Task] => any',
		...family('/playlists', ['Playlist', '{title}'], ['songs', 'Song', '{name}']),
		'POST /nodes <{name,parent_id:int} >201 Node => any',
		'GET /nodes ?sort >[Node] => any',
		'GET /nodes/{id} >Node => any',
		'DELETE /nodes/{id} >204 => any',
	],
	schemas: {
		Album: '{id:int,title,tracks:[{id:int,name}],track_ids:[int],trackCount:int,number_of_tracks:int,total_tracks:int}',
		Track: '{id:int,name,length:int}',
		Order: '{id:int,lines:[Line],lines_count:int}',
		Line: '{id:int,sku}',
		Project: '{id:int,name,people:[Person],people_count:int}',
		Person: '{id:int,name}',
		Group: '{id:int,name,members:[{avatar,rank}],member_number:int,members_count:int}',
		Member: '{id:int,login}',
		List: '{id:int,name,tasks:[Task]}',
		Task: '{id:int,title,list_id:int}',
		Playlist: '{id:int,title,songs:{items:[Song],total:int},_count:{songs:int,fans:int},stats:{song_count:int}}',
		Song: '{id:int,name}',
		Node: '{id:int,name,parent_id:int,children:[Node],children_count:int}',
	},
});
const { send, read } = await serve(document);

async function make(path: string, body: JsonObject): Promise<JsonObject & { id: number }> {
	return (await send('POST', path, body)).json as JsonObject & { id: number };
}

describe('what an entity shows of those below it', () => {
	test('grows, changes and shrinks with them: lists, keys and numbers, in the entity and in lists of such', async () => {
		const { id } = await make('/albums', { title: 'a' });
		const none = { tracks: [], track_ids: [], trackCount: 0, number_of_tracks: 0, total_tracks: 0 };
		expect(await read(`/albums/${id}`)).toEqual({ id, title: 'a', ...none });
		const other = await make('/albums', { title: 'b' });
		await make(`/albums/${other.id}/tracks`, { name: 'of another' });
		const [x, y] = [
			await make(`/albums/${id}/tracks`, { name: 'x' }),
			await make(`/albums/${id}/tracks`, { name: 'y' }),
		];
		const both = {
			tracks: [
				{ id: x.id, name: 'x' },
				{ id: y.id, name: 'y' },
			],
			track_ids: [x.id, y.id],
			trackCount: 2,
			number_of_tracks: 2,
			total_tracks: 2,
		};
		expect(await read(`/albums/${id}`)).toEqual({ id, title: 'a', ...both });
		expect(await read('/albums')).toContainEqual({ id, title: 'a', ...both });
		await send('PUT', `/albums/${id}/tracks/${x.id}`, { name: 'z' });
		await send('DELETE', `/albums/${id}/tracks/${y.id}`);
		expect(await read(`/albums/${id}`)).toMatchObject({ tracks: [{ name: 'z' }], track_ids: [x.id], trackCount: 1 });
		expect((await send('PUT', `/albums/${id}`, { title: 'c' })).json).toMatchObject({ title: 'c', trackCount: 1 });
		await send('DELETE', `/albums/${id}/tracks/${x.id}`);
		expect(await read(`/albums/${id}`)).toEqual({ id, title: 'c', ...none });
	});

	test('stands behind what came with the entity itself, each once, and is counted with that', async () => {
		const { id } = await make('/orders', { lines: [{ sku: 'a' }] });
		const line = await make(`/orders/${id}/lines`, { sku: 'b' });
		const both = { id, lines: [{ sku: 'a' }, { id: line.id, sku: 'b' }], lines_count: 2 };
		expect(await read(`/orders/${id}`)).toEqual(both);
		await send('PUT', `/orders/${id}`, { lines: both.lines as JsonValue });
		expect(await read(`/orders/${id}`)).toEqual(both);
	});

	test('is there also where requests may send it, and have not', async () => {
		const { id } = await make('/projects', { name: 'p' });
		expect(await read(`/projects/${id}`)).toEqual({ id, name: 'p' });
		await make(`/projects/${id}/people`, { name: 'ana' });
		expect(await read(`/projects/${id}`)).toMatchObject({ people: [{ name: 'ana' }], people_count: 1 });
	});

	test('is what has its shape, and what is called a count', async () => {
		const { id } = await make('/groups', { name: 'g' });
		const before = await read(`/groups/${id}`);
		await make(`/groups/${id}/members`, { login: 'ana' });
		expect(await read(`/groups/${id}`)).toEqual({ ...before, members_count: 1 });
	});

	test('are those that say whose they are, where no path says so', async () => {
		const { id } = await make('/lists', { name: 'l' });
		const task = await make('/tasks', { title: 't', list_id: id });
		await make('/tasks', { title: 'u', list_id: id + 1 });
		expect(await read(`/lists/${id}`)).toMatchObject({ tasks: [{ id: task.id, title: 't' }] });
		await send('DELETE', `/tasks/${task.id}`);
		expect(await read(`/lists/${id}`)).toMatchObject({ tasks: [] });
	});

	test('may stand in an object that is its own', async () => {
		const { id } = await make('/playlists', { title: 'p' });
		const none = { songs: { items: [], total: 0 }, _count: { songs: 0 }, stats: { song_count: 0 } };
		expect(await read(`/playlists/${id}`)).toMatchObject(none);
		const song = await make(`/playlists/${id}/songs`, { name: 's' });
		const one = { songs: { items: [song], total: 1 }, _count: { songs: 1 }, stats: { song_count: 1 } };
		expect(await read(`/playlists/${id}`)).toMatchObject(one);
		await send('DELETE', `/playlists/${id}/songs/${song.id}`);
		expect(await read(`/playlists/${id}`)).toMatchObject(none);
	});

	test('may be of their own kind, and is what lists are sorted by', async () => {
		const [root, other] = [await make('/nodes', { name: 'root' }), await make('/nodes', { name: 'other' })];
		const below = await make('/nodes', { name: 'below', parent_id: other.id });
		const children = [{ id: below.id, name: 'below', parent_id: other.id, children_count: 0 }];
		expect(await read(`/nodes/${other.id}`)).toMatchObject({ children, children_count: 1 });
		expect(await read('/nodes?sort=-children_count')).toMatchObject([
			{ id: other.id },
			{ id: root.id },
			{ id: below.id },
		]);
		await send('DELETE', `/nodes/${below.id}`);
		expect(await read(`/nodes/${other.id}`)).toMatchObject({ children_count: 0 });
	});
});
