import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STATUS_CODES } from '../../../mock/text/status-codes.ts';

const ROOT = join(import.meta.dirname, '../../..');

it('tells what a status is called', () => {
	expect([STATUS_CODES[200], STATUS_CODES[404], STATUS_CODES[299]]).toEqual(['OK', 'Not Found', undefined]);
});

it('is where the mock has it from: no module of a start imports node:http, which would load a client for WebSockets', () => {
	const sources = ['mock', 'spec'].flatMap((room) =>
		readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.startsWith('console/page'))
			.map((file) => join(room, file)),
	);
	expect(sources.length).toBeGreaterThan(300);
	const importing = sources.filter((file) =>
		/^import (?!type\b)[^;]*from 'node:https?'/m.test(readFileSync(join(ROOT, file), 'utf8')),
	);
	expect(importing).toEqual([]);
});
