import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonObject } from '../../../spec/index.ts';
import { widen } from '../../support/counted.ts';
import { writeFolder } from './documents.ts';

function makeLarge(count: number): JsonObject {
	const paths: JsonObject = {};
	const schemas: JsonObject = {};
	const text = 'A thing with a long description. '.repeat(30);
	for (let index = 0; index < count; index++) {
		const schema = { $ref: `#/components/schemas/Thing${index}` };
		const ok = { 200: { description: text, content: { 'application/json': { schema } } } };
		schemas[`Thing${index}`] = {
			type: 'object',
			description: text,
			properties: { id: { type: 'string' }, next: { $ref: `#/components/schemas/Thing${(index + 1) % count}` } },
		};
		paths[`/things${index}`] = {
			get: { description: text, responses: ok },
			post: { description: text, responses: ok },
		};
		paths[`/things${index}/{id}`] = { get: { description: text, responses: ok } };
	}
	return { openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths, components: { schemas } };
}

/** Loads in a process of its own: its CPU time (whatever else the machine does), and what it needed at most. */
function measure(file: string): { operations: number; ms: number; megabytes: number } {
	const code = `
		const { loadDocuments } = await import(${JSON.stringify(new URL('../../../spec/index.ts', import.meta.url).href)});
		const { readFileSync } = await import('node:fs');
		const { operations } = await loadDocuments([${JSON.stringify(file)}]);
		const { user, system } = process.cpuUsage();
		const ms = (user + system) / 1000;
		console.log(JSON.stringify({ operations: operations.length, ms, megabytes: peak() }));
		// maxRSS begins with that of the process that forked it; Linux tells this one's own.
		function peak() {
			try {
				return Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
			} catch {
				return process.resourceUsage().maxRSS / 1024;
			}
		}`;
	return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

describe('large documents (threat 63)', () => {
	it.each([
		['13 MB of JSON', 'large.json', 2000, 12_000_000, (value: JsonObject) => JSON.stringify(value, null, '\t')],
		['2 MB of YAML', 'large.yaml', 320, 1_800_000, (value: JsonObject) => stringify(value)],
	])(
		'load in less than 5 s and 600 MB: %s',
		(_name, file, count, least, print) => {
			const path = join(writeFolder({ [file]: print(makeLarge(count)) }), file);
			expect(statSync(path).size).toBeGreaterThan(least);
			const { operations, ms, megabytes } = measure(path);
			expect(operations).toBe(3 * count);
			expect(ms).toBeLessThan(widen(5000));
			expect(megabytes).toBeLessThan(widen(600));
		},
		60_000,
	);
});
