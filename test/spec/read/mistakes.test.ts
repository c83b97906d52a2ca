// The mistakes that are made most when a first document is written or named, each with its place and what to do.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDocuments } from '../../../spec/index.ts';
import { catchRefusal, writeFolder } from './documents.ts';

async function refuse(text: string, named = 'a.yaml'): Promise<string> {
	const folder = writeFolder({ 'a.yaml': text });
	const { line } = await catchRefusal(() => loadDocuments([join(folder, named)]));
	return line.replaceAll(`${folder}/`, '');
}

const HEAD = 'openapi: 3.1.0\n';

describe('a mistake in a document', () => {
	it.each<[string, string, string, string]>([
		['a tab', `${HEAD}paths:\n\t/a: {}\n`, ':3:1: ', 'indent with spaces'],
		[
			'a colon in a text',
			`${HEAD}info:\n  title: a: b\n`,
			':3:10: ',
			'put a text with ": " in it into quotes, or mend',
		],
		[
			'a line too far in',
			`${HEAD}info:\n  title: a\n   version: "1"\n`,
			':3:10: ',
			'put a text with ": " in it into quotes, or mend the indentation of the next line',
		],
		['an open brace', `${HEAD}info: { title: a\npaths: {}\n`, ':3:1: ', 'mend the indentation'],
		['an open quote', `${HEAD}info:\n  title: "a\npaths: {}\n`, ':5:1: ', 'close what is open'],
		['an at sign', `${HEAD}info:\n  title: @a\n`, ':3:10: ', 'put the text into quotes'],
		['nothing', '', ':1:1: is empty', 'serve an OpenAPI'],
		['a page', '<!doctype html><p>Log in</p>', ':1:1: is HTML or XML', 'serve an OpenAPI'],
		['a slip', 'opnapi: 3.1.0\n', '"opnapi" may be meant for openapi', 'serve an OpenAPI'],
		['another kind', 'asyncapi: 3.0.0\n', 'is an AsyncAPI document', 'serve an OpenAPI'],
		['a collection', '{"info":{},"item":[]}', 'is a Postman collection', 'serve an OpenAPI'],
		['a scenario', 'name: a\ngiven: {}\n', 'is a scenario', 'serve an OpenAPI'],
		['a part of one', 'type: object\n', 'has neither openapi nor swagger with a version (', 'serve an OpenAPI'],
	])('%s is told', async (_title, text, message, remedy) => {
		const line = await refuse(text);
		expect(line).toContain('a.yaml:');
		expect(line).toContain(message);
		expect(line).toContain(`(${remedy}`);
	});

	it.each([
		['a.yml', 'a.yml: no such file (did you mean a.yaml?)'],
		['zzzzzz.yaml', 'zzzzzz.yaml: no such file (check the path)'],
		['none/a.yaml', 'none/a.yaml: no such file (check the path)'],
	])('the name %s', async (named, line) => {
		expect(await refuse(HEAD, named)).toBe(line);
	});
});
