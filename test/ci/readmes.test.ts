// The READMEs say what is there: their tables are the code's, their links lead somewhere, what they name exists.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readExports } from '../../.ci/read-exports.ts';
import { fillTables, TABLES } from '../../.ci/readme-tables.ts';
import { READMES, readReadme } from '../../.ci/readmes.ts';
import { COMMANDS } from '../support/command-line.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXTS = new Map(READMES.map((name) => [name, readReadme(name)]));
const ALL = [...TEXTS.values()].join('\n');

/** A heading's anchor, as GitHub makes it. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');
}

function listAnchors(text: string): string[] {
	const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
	return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

/** Targets of links and pictures, but for those on other hosts. */
function listLinks(text: string): string[] {
	const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
}

describe.each([...TEXTS])('%s', (name, text) => {
	it('has its tables as the code has them (else: npm run readmes)', () => {
		expect(fillTables(text)).toBe(text);
		expect(text.match(/^<!-- table: /gm)?.length).toBe(text.match(/^<!-- end -->$/gm)?.length);
	});

	it('links to files and headings that are there', () => {
		const lost = listLinks(text).filter((link) => {
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? name : posix.join(posix.dirname(name), path);
			if (!existsSync(join(ROOT, target))) return true;
			return anchor !== undefined && !listAnchors(readFileSync(join(ROOT, target), 'utf8')).includes(anchor);
		});
		expect(lost).toEqual([]);
	});

	it('has one title, and no heading twice', () => {
		const anchors = listAnchors(text);
		expect(text.replaceAll(/^```[\s\S]*?^```/gm, '').match(/^# /gm)).toHaveLength(1);
		expect(anchors).toEqual([...new Set(anchors)]);
	});

	it('names flags, variables and doors that exist', () => {
		const known = new Set(COMMANDS.flatMap(({ flags }) => Object.keys(flags)));
		// What another tool calls a thing stands in the first cell of a row, where somebody comes from it.
		const [before = '', from = ''] = text.split('\n## Coming from another mock\n');
		const own = before + from.replaceAll(/^\| (?:[^|]|\\\|)* \| /gm, '');
		const flags = [...own.matchAll(/(?<![\w-])--([a-z][a-z-]*[a-z])/g)].map(([, flag = '']) =>
			flag.replace(/^no-/, ''),
		);
		expect([...new Set(flags)].filter((flag) => !known.has(flag) && !OF_OTHERS.has(flag))).toEqual([]);
		for (const [, names = '', door = ''] of text.matchAll(
			/^import \{ ([^}]+) \} from 'stunt-double(?:\/(\w+))?';$/gm,
		)) {
			const exported = readExports(join(ROOT, doorOf(door))).map((one) => one.name);
			for (const imported of names.split(', ')) expect(exported).toContain(imported.replace(/^type /, ''));
		}
	});
});

/** Flags of other programs, and `--help`, which every command has. */
const OF_OTHERS = new Set(['help', 'save-dev', 'experimental-vm-modules', 'rm', 'quiet', 'cached', 'rebase']);

/** The source behind `stunt-double/contracts`, by `contracts`. */
function doorOf(name: string): string {
	const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		exports: Record<string, { types?: string }>;
	};
	const types = exports[name === '' ? '.' : `./${name}`]?.types;
	if (types === undefined) throw new Error(`no door ${name}`);
	return types.replace(/^\.\/dist\//, '').replace(/\.d\.ts$/, '.ts');
}

describe('the READMEs together', () => {
	it('begin on a page of at most 200 lines, from which every other one can be reached', () => {
		const first = TEXTS.get('README.md') ?? '';
		expect(first.split('\n').length).toBeLessThanOrEqual(200);
		const linked = new Set(listLinks(first).map((link) => link.split('#')[0]));
		expect(READMES.filter((name) => name !== 'README.md' && !linked.has(name))).toEqual([]);
	});

	it('have every table that the code can make', () => {
		const used = [...ALL.matchAll(/^<!-- table: (.+) -->$/gm)].map(([, name]) => name);
		expect(used.sort()).toEqual(Object.keys(TABLES).sort());
	});

	it('name every scenario that ships, and no other', () => {
		const text = TEXTS.get('scenarios/README.md') ?? '';
		const [, table = ''] = /^## Those that ship\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text) ?? [];
		const named = [...table.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort();
		const shipped = readdirSync(join(ROOT, 'scenarios')).filter((file) => file.endsWith('.yaml'));
		expect(named).toEqual(shipped.map((file) => file.replace('.yaml', '')).sort());
	});

	it('name every call of the control API, and no other', () => {
		const calls: string[] = [];
		let path = '';
		for (const line of readFileSync(join(ROOT, 'spec/control.openapi.yaml'), 'utf8').split('\n')) {
			path = /^ {2}(\/__admin\S*):$/.exec(line)?.[1] ?? path;
			const [, method] = /^ {4}(get|put|post|patch|delete):$/.exec(line) ?? [];
			if (method !== undefined) calls.push(`${method.toUpperCase()} ${path}`);
		}
		expect(calls.length).toBeGreaterThan(30);
		const named = listNamedCalls(TEXTS.get('mock/README.md') ?? '');
		const isNamed = (call: string): boolean => named.some((one) => fits(one, call));
		expect(calls.filter((call) => !isNamed(call))).toEqual([]);
		expect(named.filter((one) => one !== 'GET /__admin/' && !calls.some((call) => fits(one, call)))).toEqual([]);
	});
});

/** ``| `GET`, `PUT …/clock` `` → `GET …/clock`, `PUT …/clock`; a path that is cut short is one below a session. */
function listNamedCalls(text: string): string[] {
	const chapter = text.slice(text.indexOf('## The control API'), text.indexOf('## Bounds'));
	const rows = [...chapter.matchAll(/^\| (`[A-Z].*?) \| /gm)].map(([, cell = '']) => cell);
	return rows.flatMap((cell) => {
		const methods: string[] = [];
		return cell.split('`').flatMap((part) => {
			const [, method, path] = /^(GET|PUT|POST|PATCH|DELETE)(?: (\S+))?$/.exec(part) ?? [];
			if (method === undefined) return [];
			methods.push(method);
			return path === undefined ? [] : methods.splice(0).map((one) => `${one} ${path}`);
		});
	});
}

function fits(named: string, call: string): boolean {
	const [method, path = ''] = named.split(' ');
	const [calledBy, called = ''] = call.split(' ');
	if (method !== calledBy) return false;
	return path.startsWith('…') ? called.endsWith(path.slice(1)) : called === path;
}
