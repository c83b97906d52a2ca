// What an answer says of something that is gone: when it was deleted, by the session's clock.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';

const GONE = {
	type: 'object',
	required: ['id', 'deletedAt', 'removed_on', 'lastSeenAt'],
	properties: {
		id: { type: 'integer' },
		deletedAt: { type: 'string', format: 'date-time' },
		removed_on: { type: 'string', format: 'date' },
		lastSeenAt: { type: 'string', format: 'date-time' },
	},
};

it('tells when something was deleted', async () => {
	const { document } = drawSketch({
		lines: ['POST /notes <{text} >201 Note => create note', 'DELETE /notes/{id} >Gone => delete note'],
		schemas: { Note: '{id:int,text}' },
	});
	(document as { components: { schemas: JsonObject } }).components.schemas['Gone'] = GONE;
	const mock = await startTestMock({ documents: [document], seed: 1 });
	await fetch(`${mock.url}/__admin/sessions/default/clock`, {
		method: 'PUT',
		headers: { 'Content-Type': 'application/json' },
		body: '{"now":"2031-05-06T07:08:09Z"}',
	});
	const headers = { 'Content-Type': 'application/json' };
	await fetch(`${mock.url}/notes`, { method: 'POST', headers, body: '{"text":"a"}' });
	const gone = (await (await fetch(`${mock.url}/notes/1`, { method: 'DELETE' })).json()) as Record<string, string>;
	expect(gone).toMatchObject({ id: 1, removed_on: '2031-05-06' });
	expect(gone['deletedAt']).toMatch(/^2031-05-06T07:08:09/);
	expect(gone['lastSeenAt']).not.toMatch(/^2031-05-06T07:08/);
});
