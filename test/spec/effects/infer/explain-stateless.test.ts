import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
	formatOverlay,
	type JsonObject,
	lintDocuments,
	loadDocuments,
	type Operation,
} from '../../../../spec/index.ts';
import { drawSketch, inferSketch } from './sketch.ts';

const SKETCH = {
	lines: [
		'POST /things <{n} >200 {ok:bool} => none',
		'GET /things/{id} >{id:int,n} => read thing',
		'PUT /things/{id} <{colour} >204 => none',
		'GET /health >{ok:bool} => none',
		'GET /text >200 => none',
		'POST /login <{user} >{token} => none',
		'DELETE /cache >204 => none',
	],
};

async function explain(sketch: Parameters<typeof drawSketch>[0], options = {}) {
	const { documents, operations } = await loadDocuments([drawSketch(sketch).document], options);
	const why = (operation: Operation) => documents[0]?.explainStateless?.(operation);
	return new Map(operations.map((one) => [`${one.method.toUpperCase()} ${one.pathTemplate}`, why(one)]));
}

describe('an operation without effect', () => {
	it('says why, and beside what it stands', async () => {
		const found = await explain(SKETCH);
		const said = [...found].map(([id, one]) => [id, one?.reason, one?.besides]);
		expect(said).toEqual([
			['POST /things', 'its answer shows no id', 'thing'],
			['GET /things/{id}', undefined, undefined],
			['PUT /things/{id}', 'nothing that it takes is a property of the entity', 'thing'],
			['GET /health', 'its answer is of no resource, and nothing changes it', undefined],
			['GET /text', 'its answer has no JSON schema', undefined],
			['POST /login', 'neither its path nor its answer is of a resource', undefined],
			['DELETE /cache', 'neither its path nor its answer is of a resource', undefined],
		]);
	});

	it.each([
		['in it', { more: { 'GET /health': { 'x-effect': 'none' } } }, 'x-effect: none stands in it'],
		['at the root', { rest: { 'x-effect': 'none' } }, 'x-effect: none stands at the root'],
	])('says that none stands %s, and has no lines to write', async (_where, more, reason) => {
		expect((await explain({ ...SKETCH, ...more })).get('GET /health')).toMatchObject({ reason, lines: '' });
	});

	it('says that nobody wanted it inferred', async () => {
		const found = (await explain(SKETCH, { infer: false })).get('GET /things/{id}');
		expect(found).toMatchObject({ reason: 'nothing is inferred (--no-infer)', besides: undefined });
	});

	it('says of a pair of which nothing is known that its answers show no key', async () => {
		const found = await explain({ lines: ['POST /things <{n} >204 => none', 'DELETE /things/{id} >204 => none'] });
		expect(found.get('POST /things')).toMatchObject({
			reason: 'no answer of its paths shows thing with a key',
			besides: 'thing',
		});
	});

	it.each(['POST /things', 'PUT /things/{id}', 'GET /health', 'GET /text', 'POST /login', 'DELETE /cache'])(
		'has lines that give it one, as an overlay too: %s',
		async (id) => {
			const { document } = drawSketch(SKETCH);
			const lines = (await explain(SKETCH)).get(id)?.lines ?? '';
			const [action] = parse(formatOverlay(lines)).actions as { target: string; update: JsonObject }[];
			expect(action).toEqual({ target: '$', update: parse(lines) });
			const [method = '', path = ''] = id.split(' ');
			const update = action?.update as {
				paths: Record<string, Record<string, JsonObject>>;
				'x-lifecycle'?: JsonObject;
			};
			const own = (document['paths'] as Record<string, Record<string, JsonObject>>)[path]?.[
				method.toLowerCase()
			] as JsonObject;
			Object.assign(own, update.paths[path]?.[method.toLowerCase()]);
			const merged = { ...document, ...(update['x-lifecycle'] && { 'x-lifecycle': update['x-lifecycle'] }) };
			const { operations } = await loadDocuments([merged]);
			const effect = operations.find((one) => `${one.method.toUpperCase()} ${one.pathTemplate}` === id)?.effect;
			// A DELETE that names nothing may only say that it does nothing.
			if (id === 'DELETE /cache') expect(own['x-effect']).toBe('none');
			else expect(effect).toMatchObject({ inferred: false });
		},
	);

	it('stands under additionalOperations with a further method, and a warning names no effect where none can be told', async () => {
		const { document } = drawSketch({
			lines: ['POST /things <{n} >201 {id:int,n} => create thing', 'GET /things/{id} >{id:int,n} => read thing'],
		});
		const paths = document['paths'] as Record<string, JsonObject>;
		const further = (name: string) => ({ [name]: { responses: { '200': { description: 'Good.' } } } });
		Object.assign(paths['/things'] as JsonObject, { additionalOperations: further('PURGE') });
		Object.assign(paths['/things/{id}'] as JsonObject, { additionalOperations: further('COPY') });
		const { findings, stateless } = await lintDocuments([{ ...document, openapi: '3.2.0' }]);
		const lines = stateless.map((one) => parse(one.lines).paths);
		expect(lines).toEqual([
			{ '/things': { additionalOperations: { PURGE: { 'x-effect': 'none' } } } },
			{
				'/things/{id}': {
					additionalOperations: { COPY: { 'x-effect': { read: 'thing', key: '$request.path.id' } } },
				},
			},
		]);
		expect(findings.filter(({ code }) => code === 'document.effect.none').map(({ remedy }) => remedy)).toEqual([
			'give it one, or say x-effect: none',
			'give it one, as x-effect: { read: thing, key: $request.path.id }, or say x-effect: none',
		]);
	});

	it('is a warning of lint where it stands beside a resource, and one of its list everywhere', async () => {
		const { findings, stateless, notes } = await lintDocuments([drawSketch(SKETCH).document]);
		const own = findings.filter(({ code }) => code === 'document.effect.none');
		expect(own.map(({ severity, message, remedy }) => [severity, message, remedy])).toEqual([
			[
				'warning',
				'POST /things has no effect on "thing": its answer shows no id',
				'give it one, as x-effect: { create: thing }, or say x-effect: none',
			],
			[
				'warning',
				'PUT /things/{id} has no effect on "thing": nothing that it takes is a property of the entity',
				'give it one, as x-effect: { replace: thing, key: $request.path.id }, or say x-effect: none',
			],
		]);
		expect(stateless).toHaveLength(6);
		expect(notes).toEqual(['GET /things/{id} reads thing']);
	});

	it('is told by lint only where something may be inferred', async () => {
		const { findings, stateless } = await lintDocuments([drawSketch(SKETCH).document], { infer: false });
		expect([findings.filter(({ code }) => code === 'document.effect.none'), stateless]).toEqual([[], []]);
	});
});

describe('a document without any', () => {
	it('has nothing to explain', async () => {
		const { document } = await inferSketch({ lines: ['GET /rates/{id} >{id:int} => read rate'] });
		expect(document.operations.map((operation) => document.explainStateless?.(operation))).toEqual([undefined]);
	});
});
