// What agents read of the package says what there is.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatAgentFiles } from '../../.ci/agent-files.ts';
import { parseWords } from '../../mock/cli/parse-words.ts';
import { COMMANDS } from '../support/command-line.ts';

const ROOT = join(import.meta.dirname, '../..');
const files = [...(await formatAgentFiles())];

describe.each(files)('%s', (name, wanted) => {
	it('is what the tables say (npm run agent-files writes it)', () => {
		expect(readFileSync(join(ROOT, name), 'utf8')).toBe(wanted);
	});

	it('has lines that the command line understands', () => {
		const lines = [...wanted.matchAll(/npx stunt-double ([^\n`]+)/g)].map(([, line = '']) => line);
		expect(lines.length).toBeGreaterThan(2);
		for (const line of lines) {
			const words = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^'|'$/g, ''));
			const length = [3, 2, 1].find((count) => COMMANDS.some((one) => one.name === words.slice(0, count).join(' ')));
			const command = COMMANDS.find((one) => one.name === words.slice(0, length).join(' '));
			expect(command?.name, line).toBeDefined();
			if (!command) continue;
			const end = words.indexOf('--');
			const own = words.slice(length, end < 0 ? undefined : end);
			expect(() => parseWords(command, own, {}), line).not.toThrow();
		}
	});

	it('leads to files of the package', () => {
		const links = [...wanted.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => join(dirname(name), link));
		const sources = links.map((link) =>
			link.replace(/^dist\/spec\/(.*openapi)\.json$/, 'spec/$1.yaml').replace(/^dist\//, ''),
		);
		expect(sources.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
	});
});

it('the skill has the head that tools look for', () => {
	const [, text = ''] = files.find(([name]) => name.endsWith('SKILL.md')) ?? [];
	const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(text) ?? [];
	expect(head).toMatch(/^name: stunt-double\ndescription: .{50,1024}$/);
});
