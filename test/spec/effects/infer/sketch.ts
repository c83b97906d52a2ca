// Documents for tests of inference, as one line for each operation, with the effect that is expected of it.

import { type Effect, type JsonObject, type JsonValue, loadDocuments, type Resource } from '../../../../spec/index.ts';
import { makeDocument } from '../../read/documents.ts';

/** What a document is sketched with, besides its operations. */
export interface Sketch {
	/** `POST /todos ?note ?shop! <NewTodo >201 Todo => create todo`, with what the query must have by `!`; `=>` and the effect as `formatEffect` has it, or `none`. */
	lines: readonly string[];
	/** By name: `{id:int,title!,tags:[text],owner:User}`, with what is required by `!`; `*` is any other name: `{*:User}`. */
	schemas?: Readonly<Record<string, string>>;
	rest?: JsonObject;
	/** By `METHOD /path`: what the operation has besides. */
	more?: Readonly<Record<string, JsonObject>>;
}

const TYPES: Readonly<Record<string, JsonValue>> = {
	int: { type: 'integer' },
	num: { type: 'number' },
	text: { type: 'string' },
	bool: { type: 'boolean' },
	any: {},
	moment: { type: ['string', 'null'], format: 'date-time' },
	nothing: { type: 'null' },
	free: { type: 'object' },
};

/** The document, and the expected effects by `METHOD /path`. */
export function drawSketch(sketch: Sketch): { document: JsonObject; expected: Record<string, string> } {
	const paths: Record<string, JsonObject> = {};
	const expected: Record<string, string> = {};
	for (const line of sketch.lines) {
		const match =
			/^(\w+) (\S+)((?: \?\S+)*)(?: <(?:(form|multipart|any):)?(\S+))? >(?:(\d{3}|default) ?)?(?:(\S+))? => (.+)$/.exec(
				line,
			);
		if (!match) throw new Error(`no sketch: ${line}`);
		const [, method = '', path = '', query = '', media, sent, status = '200', shown, effect = ''] = match;
		const id = `${method} ${path}`;
		expected[id] = effect;
		const content =
			shown && !shown.startsWith('+') ? { 'application/json': { schema: parseSchema(shown) } } : undefined;
		const headers = shown?.startsWith('+Location') ? { Location: { schema: { type: 'string' } } } : undefined;
		const operation: JsonObject = {
			...(query && { parameters: query.trim().split(' ').map(parseQuery) }),
			...(sent && { requestBody: { required: true, content: { [nameMedia(media)]: { schema: parseSchema(sent) } } } }),
			responses: { [status]: { description: '', ...(content && { content }), ...(headers && { headers }) } },
			...sketch.more?.[id],
		};
		paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
	}
	const named = Object.entries(sketch.schemas ?? {}).map(([name, text]) => [name, parseSchema(text)]);
	const components = { schemas: Object.fromEntries(named) };
	return { document: makeDocument(paths, { components, ...sketch.rest }), expected };
}

/** What was inferred of a sketch, as the sketch expects it, and the resources as `todo(id)`. */
export async function inferSketch(sketch: Sketch): Promise<{
	effects: Record<string, string>;
	expected: Record<string, string>;
	resources: string[];
	document: Awaited<ReturnType<typeof loadDocuments>>['documents'][number];
}> {
	const { document, expected } = drawSketch(sketch);
	const loaded = await loadDocuments([document]);
	const effects = Object.fromEntries(
		loaded.operations.map(({ method, pathTemplate, effect }) => [
			`${method.toUpperCase()} ${pathTemplate}`,
			effect ? formatEffect(effect, pathTemplate) : 'none',
		]),
	);
	const resources = [...loaded.resources.values()].map(formatResource);
	return { effects, expected, resources, document: loaded.documents[0] as (typeof loaded.documents)[number] };
}

/** `create todo from /article at /data`; what is plain (key at the end of the path, the whole body) is left out. */
function formatEffect(effect: Effect, template: string): string {
	const words = [effect.kind, effect.resource];
	if ('key' in effect) {
		const last = /\{([^{}]+)\}[^{}]*$/.exec(template)?.[1];
		const isPlain = effect.key.kind === 'path' && effect.key.name === last;
		if (effect.key.kind === 'constant' && effect.key.value === '') words.push('every');
		else if (!isPlain && effect.key.source !== '') words.push(`by ${effect.key.source}`);
	}
	if (effect.by !== undefined) words.push(`as ${effect.by}`);
	if (effect.kind === 'move') words.push(`to ${effect.to}`, `from ${effect.from.join(',')}`);
	if ('set' in effect && effect.set.size > 0) words.push(`set ${[...effect.set.keys()].join(',')}`);
	if ('keys' in effect && effect.keys && !('many' in effect && effect.many)) words.push(`by ${effect.keys.source}`);
	if (effect.request) words.push(`from ${effect.request}`);
	if (effect.answer) words.push(`at ${effect.answer}`);
	if (effect.answerKey !== undefined) words.push(`key at "${effect.answerKey}"`);
	if ('named' in effect && effect.named) words.push('named');
	const shows = ['create', 'read', 'replace', 'patch', 'move'].includes(effect.kind);
	if (effect.answer === undefined && effect.answerKey === undefined && shows) words.push('unseen');
	if (effect.kind === 'list' && effect.items) words.push(`at ${effect.items}`);
	if (effect.kind === 'list' && effect.byKey) words.push('by key');
	if (effect.kind === 'list' && effect.item) words.push(`in ${effect.item}`);
	if ('upsert' in effect && effect.upsert) words.push('or new');
	if (effect.kind === 'create' && effect.each) words.push(effect.whole ? 'each in place of all' : 'each');
	if ('many' in effect && effect.many) words.push('many');
	for (const { name, from, property } of effect.bindings ?? []) {
		words.push(`with ${property === undefined ? `(${name})` : property}=${from.source.replace('$request.', '')}`);
	}
	if (effect.only) words.push('only', effect.only.property);
	if (effect.deleted) words.push('deleted');
	if (effect.kind === 'list' && effect.counted !== undefined)
		words.push(
			effect.tells === undefined ? 'counted' : effect.tells ? 'is there' : 'is free',
			...(effect.counted === '' ? [] : ['at', effect.counted]),
		);
	if (effect.part) words.push(...(effect.part.isObject ? ['its'] : []), effect.part.does, effect.part.property);
	if (effect.assigned) words.push(`${effect.assigned.does} ${effect.assigned.resource}`);
	if (effect.kind === 'create' && effect.takes) words.push(`of ${effect.takes.resource}`);
	if (effect.kind === 'list' && effect.mine) words.push(`mine by ${effect.mine.property}`);
	if (effect.done) words.push(`done ${effect.done.does} ${effect.done.resource}`);
	if (effect.kind === 'list' && effect.tree !== undefined) words.push('tree', effect.tree);
	if (effect.revives) words.push('or back');
	if (effect.signsIn) words.push('signs in');
	if (effect.current !== undefined) words.push(`current ${effect.current}`);
	if (effect.kind === 'read' && effect.through) words.push(`through ${effect.through.join('.')}`);
	if (effect.kind === 'read' && effect.latest) words.push('latest');
	if (effect.parent) words.push(`below ${effect.parent.resource}`);
	return words.join(' ');
}

function formatResource({ name, key, scope, hiddenKey, singleton, state }: Resource): string {
	const words = [hiddenKey ? '-' : key, ...(scope.length > 0 ? [`in ${scope.join(',')}`] : [])];
	if (singleton) words.push('one');
	if (state) words.push(`state ${state}`);
	return `${name}(${words.join(' ')})`;
}

function nameMedia(media: string | undefined): string {
	if (media === 'form') return 'application/x-www-form-urlencoded';
	if (media === 'multipart') return 'multipart/form-data';
	return media === 'any' ? '*/*' : 'application/json';
}

function parseQuery(text: string): JsonObject {
	const [written = '', type = 'text'] = text.slice(1).split(':');
	const name = written.replace('!', '');
	return {
		name,
		in: 'query',
		...(name !== written && { required: true }),
		schema: type.startsWith('[') ? { type: 'array', items: {} } : (TYPES[type] ?? {}),
	};
}

function parseSchema(text: string): JsonObject {
	const parser = { text, at: 0 };
	return parseValue(parser);
}

function parseValue(parser: { text: string; at: number }): JsonObject {
	const rest = parser.text.slice(parser.at);
	if (rest.startsWith('[')) {
		parser.at += 1;
		const items = parseValue(parser);
		parser.at += 1;
		return { type: 'array', items };
	}
	if (rest.startsWith('{')) return parseObject(parser);
	const word = /^[\p{L}\w|]+/u.exec(rest)?.[0] ?? '';
	parser.at += word.length;
	if (word.includes('|')) return { type: 'string', enum: word.split('|') };
	return (TYPES[word] as JsonObject | undefined) ?? { $ref: `#/components/schemas/${word}` };
}

function parseObject(parser: { text: string; at: number }): JsonObject {
	const properties: Record<string, JsonValue> = {};
	const required: string[] = [];
	let others: JsonValue | undefined;
	parser.at += 1;
	while (parser.text[parser.at] !== '}') {
		const written = /^[^:,{}]+/.exec(parser.text.slice(parser.at))?.[0] ?? '';
		if (written === '') throw new Error(`no schema: ${parser.text} at ${parser.at}`);
		parser.at += written.length;
		const name = written.replace('!', '');
		if (name !== written) required.push(name);
		let schema: JsonValue = { type: 'string' };
		if (parser.text[parser.at] === ':') {
			parser.at += 1;
			schema = parseValue(parser);
		}
		if (name === '*') others = schema;
		else properties[name] = schema;
		if (parser.text[parser.at] === ',') parser.at += 1;
	}
	parser.at += 1;
	const needs = required.length > 0 && { required };
	if (others === undefined) return { type: 'object', properties, ...needs };
	return {
		type: 'object',
		...needs,
		...(Object.keys(properties).length > 0 && { properties }),
		additionalProperties: others,
	};
}
