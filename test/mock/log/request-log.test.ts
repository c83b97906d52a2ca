import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRequestLog } from '../../../mock/log/request-log.ts';
import { alignColumns, paint, type Terminal } from '../../../mock/log/terminal.ts';
import type { CompletedRequest } from '../../../mock/pipeline/pipeline.ts';
import { makeSafe } from '../../../mock/text/safe-text.ts';
import { type ApiDocument, loadDocuments, SchemaError } from '../../../spec/index.ts';
import { writeFolder } from '../../spec/read/documents.ts';

interface Heard extends Terminal {
	lines: string[];
	warnings: string[];
}

function listen(hasColor = false): Heard {
	const lines: string[] = [];
	const warnings: string[] = [];
	return {
		lines,
		warnings,
		hasColor,
		env: {},
		print: (text) => void lines.push(...text.split('\n')),
		warn: (text) => void warnings.push(...text.split('\n')),
	};
}

function depart(change: {
	path?: string;
	status?: number;
	fault?: 'reset';
	session?: string;
	wasCut?: boolean;
	step?: 'sent' | 'aborted' | 'check';
	note?: string;
	hasExchange?: boolean;
}): CompletedRequest {
	const { path = '/orders', status = 200, fault, session, wasCut = false, step = 'sent', note } = change;
	const departure = {
		request: { method: 'GET', target: `${path}?key=secret`, path, query: 'key=secret', headers: {}, rawHeaders: [] },
		answer: { status, headers: {}, body: undefined, value: undefined, fault, why: { step, findings: [], note } },
		exchange: change.hasExchange === false ? undefined : { id: 7, durationMs: 1.26, wasCut },
		session: session === undefined ? undefined : { name: session },
	};
	return departure as unknown as CompletedRequest;
}

describe('text for a terminal', () => {
	const cases: [string, string, string][] = [
		['plain text', 'order 42 – ünï 漢字 👍', 'order 42 – ünï 漢字 👍'],
		['an ANSI escape', 'a\u001b[31mred', 'a\\u{1b}[31mred'],
		['a C1 control', 'a\u009b31m', 'a\\u{9b}31m'],
		['line ends', 'a\r\nb\u2028c', 'a\\u{d}\\u{a}b\\u{2028}c'],
		['marks that turn text', 'a\u202eb\u2066c\u200f', 'a\\u{202e}b\\u{2066}c\\u{200f}'],
		['what can not be seen', '\ufeffa\u200bb\u00ad', '\\u{feff}a\\u{200b}b\\u{ad}'],
		['half a character', 'a\ud800b', 'a\\u{d800}b'],
		['NUL', '\0', '\\u{0}'],
		['nothing', '', ''],
	];
	it.each(cases)('shows %s so that it steers nothing', (_name, text, shown) => {
		expect(makeSafe(text)).toBe(shown);
	});

	it('is cut off where it is too long', () => {
		expect(makeSafe('a'.repeat(600))).toBe(`${'a'.repeat(500)}…`);
		expect(makeSafe('abc', 2)).toBe('ab…');
	});

	it('has colours only where they are wanted', () => {
		expect(paint('x', 'red', true)).toBe('\u001b[31mx\u001b[0m');
		expect(paint('x', 'red', false)).toBe('x');
	});

	it('stands in columns', () => {
		expect(alignColumns([['a', 'bb', 'c'], ['aaa', '', ''], []])).toEqual(['a    bb  c', 'aaa', '']);
	});
});

describe('the log', () => {
	const cases: [Parameters<typeof depart>[0], RegExp][] = [
		[{ session: 'default' }, /^\d\d:\d\d:\d\d GET \/orders 200 1\.3 ms answered from the document$/],
		[{ session: 'qa', status: 409, note: 'order 7 is PAID' }, /GET \/orders 409 1\.3 ms \[qa\] order 7 is PAID$/],
		[{ session: 'default', fault: 'reset' }, /GET \/orders reset 1\.3 ms /],
		[{ session: 'default', step: 'aborted' }, /GET \/orders aborted /],
		[{ session: 'default', wasCut: true }, /GET \/orders cut /],
		[{ hasExchange: false, status: 400, note: 'no session' }, /GET \/orders 400 \[none\] no session$/],
		[{ session: 'default', path: '/\u001b[2J' }, /GET \/\\u\{1b\}\[2J 200/],
		[{ session: 'default', note: 'a\nb' }, /a\\u\{a\}b$/],
		[{ session: 'default', path: `/${'a'.repeat(9000)}` }, /^.{0,300}$/],
	];
	it.each(cases)('says %j in one line', (change, line) => {
		const terminal = listen();
		const log = createRequestLog('pretty', terminal);
		log.logRequest(depart(change));
		log.flush();
		expect(terminal.lines).toHaveLength(1);
		expect(terminal.lines[0]).toMatch(line);
		expect(terminal.lines[0]).not.toContain('secret');
	});

	it('paints the status by its class on a terminal', () => {
		const terminal = listen(true);
		const log = createRequestLog('pretty', terminal);
		for (const status of [200, 404, 500]) log.logRequest(depart({ session: 'default', status }));
		log.flush();
		expect(terminal.lines.map((line) => /\[(3\d)m[245]0/.exec(line)?.[1])).toEqual(['32', '33', '31']);
	});

	it('writes JSON for programs', () => {
		const terminal = listen(true);
		const log = createRequestLog('json', terminal);
		log.logRequest(depart({ session: 'qa', status: 204, path: '/\u001b' }));
		log.logRequest(depart({ session: 'qa', fault: 'reset' }));
		log.logNote('scenarios read again');
		log.flush();
		const [request, reset, note] = terminal.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(request).toMatchObject({
			level: 'info',
			message: 'request',
			method: 'GET',
			path: '/\\u{1b}',
			status: 204,
			durationMs: 1.3,
			session: 'qa',
			exchange: 7,
			step: 'sent',
		});
		expect(reset).toMatchObject({ fault: 'reset' });
		expect(reset).not.toHaveProperty('status');
		expect(note).toMatchObject({ level: 'info', message: 'scenarios read again' });
	});

	it('keeps quiet when it shall, but for errors', () => {
		const terminal = listen();
		const log = createRequestLog('silent', terminal);
		log.logRequest(depart({ session: 'default' }));
		log.logNote('scenarios read again');
		log.logError(new Error('lost\u001b'));
		log.flush();
		expect(terminal.lines).toEqual([]);
		expect(terminal.warnings[0]).toBe('Error: lost\\u{1b}');
		expect(terminal.warnings[1]).toMatch(/^ +at /);
	});

	it('tells the place of a schema that does not compile, and no stack', async () => {
		const folder = writeFolder({
			'bad.yaml':
				'openapi: 3.1.0\ninfo: { title: a, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n    A: { type: tuple }\n',
		});
		const { documents } = await loadDocuments([join(folder, 'bad.yaml')]);
		const [document] = documents as [ApiDocument];
		const terminal = listen();
		const pointer = '/components/schemas/A/type';
		createRequestLog('pretty', terminal).logError(new SchemaError({ document, pointer, reason: 'is no type' }));
		expect(terminal.warnings).toEqual([
			expect.stringMatching(/^stunt-double: .*bad\.yaml:6:\d+: is no type \(mend the schema: .*\)$/),
		]);
	});

	it('writes a burst at once, in order, and errors behind what came before them', () => {
		const writes: string[] = [];
		const terminal = {
			...listen(),
			print: (text: string) => void writes.push(text),
			warn: (text: string) => void writes.push(text),
		};
		const log = createRequestLog('pretty', terminal);
		log.logNote('one');
		log.logNote('two');
		log.logError('three');
		expect(writes).toHaveLength(2);
		expect(writes[0]).toMatch(/one\n.*two$/);
		expect(writes[1]).toBe('three');
	});
});
