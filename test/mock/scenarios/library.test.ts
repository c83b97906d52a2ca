// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScenarios, type ScenarioLibrary } from '../../../mock/scenarios/library.ts';
import { StartupError } from '../../../spec/index.ts';
import { describeFinding, OPERATIONS, RESOURCES } from './stage.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text = ''): void {
	const name = file.replace(/\.[a-z]+$/, '');
	writeFileSync(join(folder, file), `name: ${name}\ntitle: The ${name}\n${text}`);
}

function load(): ScenarioLibrary {
	return loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES });
}

const BAD_STATUS = 'script: [{ on: getOrder, reply: { status: 500 } }]\n';
const BAD_BODY = 'script: [{ on: getOrder, reply: { status: 200, body: 0 } }]\n';

describe('a scenario library', () => {
	it('without a folder is empty', () => {
		const library = loadScenarios({ directory: undefined, operations: OPERATIONS, resources: RESOURCES });
		expect(library.list()).toEqual([]);
		expect(library.reload()).toEqual({ changed: [], removed: [], findings: [] });
		expect(library.checkSchemas()).toEqual([]);
	});

	it('does not check again what was checked before, until it changes', () => {
		write('known.yaml', BAD_BODY);
		write('other.yaml', BAD_BODY);
		const isChecked = (file: string): boolean => file.endsWith('known.yaml');
		const library = loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES, isChecked });
		expect(library.checkSchemas().map(({ place }) => place.file)).toEqual([join(folder, 'other.yaml')]);
		expect(new Set(library.reload().findings.map(({ place }) => place.file))).toEqual(
			new Set([join(folder, 'known.yaml'), join(folder, 'other.yaml')]),
		);
	});

	it('nor holds to the documents what was', () => {
		write('known.yaml', BAD_STATUS);
		write('other.yaml', BAD_STATUS);
		const isChecked = (file: string): boolean => file.endsWith('known.yaml');
		const library = loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES, isChecked });
		expect(library.findings.map(({ place }) => place.file)).toEqual([join(folder, 'other.yaml')]);
	});

	describe('of files that were all checked before', () => {
		const open = (): ScenarioLibrary =>
			loadScenarios({ directory: folder, operations: OPERATIONS, resources: RESOURCES, isChecked: () => true });

		it('reads them when one is asked for', () => {
			write('first.yaml', BAD_BODY);
			const library = open();
			write('second.yaml');
			expect([library.findings, library.checkSchemas()]).toEqual([[], []]);
			expect(library.names()).toEqual(['first', 'second']);
			expect(library.checkSchemas()).toEqual([]);
		});

		it('tells what has become of them since', () => {
			write('first.yaml');
			const library = open();
			write('first.yaml', BAD_STATUS);
			expect(library.reload().findings.map(({ place }) => place.file)).toEqual([join(folder, 'first.yaml')]);
		});

		it('is empty when their folder is gone by then', () => {
			const library = open();
			rmSync(folder, { recursive: true });
			expect([library.names(), library.findings.map(({ code }) => code)]).toEqual([[], ['scenario.missing']]);
		});
	});

	it('of an empty folder is empty', () => {
		expect(load().names()).toEqual([]);
	});

	it('of a folder that is not there stops the start', () => {
		const directory = join(folder, 'none');
		expect(() => loadScenarios({ directory, operations: OPERATIONS, resources: RESOURCES })).toThrow(
			expect.objectContaining({
				name: 'StartupError',
				code: 'scenario.missing',
				message: `${directory}: no such folder`,
			}),
		);
		write('a.yaml');
		const file = join(folder, 'a.yaml');
		expect(() => loadScenarios({ directory: file, operations: OPERATIONS, resources: RESOURCES })).toThrow(
			StartupError,
		);
	});

	it('reads a thousand files and no more', () => {
		for (let count = 0; count < 1001; count++) writeFileSync(join(folder, `s${count}.yaml`), '');
		expect(load).toThrow(expect.objectContaining({ code: 'scenario.unreadable' }));
		unlinkSync(join(folder, 's0.yaml'));
		expect(load().names()).toHaveLength(1000);
	});

	it('has the scenarios by name, in order, whatever the ending; other files and folders are not read', () => {
		for (const file of ['b.yml', 'a.yaml', 'constructor.yaml']) write(file);
		writeFileSync(join(folder, 'c.json'), '{"name":"c","title":"C"}');
		for (const file of ['.a.yaml', 'a.yaml~', 'notes.md', 'yaml', 'a.yaml.swp']) writeFileSync(join(folder, file), '[');
		mkdirSync(join(folder, 'd.yaml'));
		const library = load();
		expect(library.findings).toEqual([]);
		expect(library.names()).toEqual(['a', 'b', 'c', 'constructor']);
		expect(library.get('b')).toMatchObject({ title: 'The b', file: join(folder, 'b.yml'), states: [], parameters: {} });
		for (const name of ['__proto__', 'toString', 'hasOwnProperty', '', 'A']) expect(library.get(name)).toBeUndefined();
		expect(library.get('constructor')?.title).toBe('The constructor');
	});

	it('tells what a scenario is', () => {
		const script = `script:
  - { on: getOrder, reply: { status: 404 } }
  - { on: cancelOrder, reply: { status: 204 } }
  - { on: getOrder, reply: { status: 404 }, delay: 1s }
  - { on: '*', reply: { fault: reset } }
  - { on: '*', pass: true }
`;
		write('a.yaml', `description: Long.\nclock: 2026-01-15T09:00:00+01:00\nparameters: { id: 0 }\n${script}`);
		const { findings, ...scenario } = load().get('a') ?? { findings: [] };
		expect(findings).toEqual([]);
		expect(scenario).toMatchObject({
			description: 'Long.',
			clockMs: Date.UTC(2026, 0, 15, 8),
			parameters: { id: 0 },
			given: {},
			serves: { statuses: [204, 404], faults: ['reset'] },
			source: { name: 'a', title: 'The a' },
		});
	});

	it.each<[string, number[]]>([
		['', []],
		['given: { order: [] }', [404]],
		['given: { order: [{ shop: a, status: OPEN }] }', []],
		['given: { order: [{ shop: a, status: PAID }] }', [409]],
		['given: { order: [{ shop: a }] }', []],
		['parameters: { status: PAID }\ngiven: { order: [{ shop: a, status: "${status}" }] }', [409]],
		['given: { order: [{ generate: 2, with: { shop: a, status: [OPEN, PAID] } }] }', [409]],
		[
			'given: { order: [{ shop: a, status: PAID }] }\nscript: [{ on: cancelOrder, reply: { status: 404 } }]',
			[404, 409],
		],
	])('tells what callers meet by the state of what is given: %j', (text, statuses) => {
		write('a.yaml', text);
		const library = load();
		expect(library.findings).toEqual([]);
		expect(library.get('a')?.serves).toEqual({ statuses, faults: [] });
	});

	it('lists a scenario with mistakes, by its file’s name', () => {
		write('a.yaml', BAD_STATUS);
		writeFileSync(join(folder, 'b.yaml'), 'title: [');
		const library = load();
		expect(library.names()).toEqual(['a', 'b']);
		expect(library.findings.map(({ code }) => code)).toEqual(['scenario.cue.status', 'scenario.syntax']);
		expect(library.get('b')).toMatchObject({
			name: 'b',
			title: 'b',
			script: [],
			findings: [{ code: 'scenario.syntax' }],
		});
	});

	it('refuses a second file of one name, and a second scenario of one state', () => {
		write('a.yaml', 'states: [paid, open]\n');
		write('a.yml');
		write('b.yaml', 'states: [closed, paid]\n');
		const library = load();
		expect(library.findings.map(describeFinding)).toEqual([
			`1:1 scenario.name.duplicate ${join(folder, 'a.yaml')} has the name "a" already (rename one of the two)`,
			'3:18 scenario.state.duplicate the scenario a serves the state "paid" already (remove it from one of the two)',
		]);
		expect(library.get('a')?.file).toBe(join(folder, 'a.yaml'));
		expect(library.byState('paid')?.name).toBe('a');
	});

	it('finds the scenario of a provider state: literally, else whatever the case', () => {
		write('a.yaml', 'states: [An order, __proto__]\n');
		write('b.yaml', 'states: [an ORDER, constructor]\n');
		const library = load();
		expect(library.findings).toEqual([]);
		const found = ['An order', 'an ORDER', ' an order ', '__proto__', 'CONSTRUCTOR', 'toString', '', 'an order too'];
		expect(found.map((state) => library.byState(state)?.name)).toEqual([
			'a',
			'b',
			'a',
			'a',
			'b',
			undefined,
			undefined,
			undefined,
		]);
		expect(library.states()).toEqual(['An order', '__proto__', 'an ORDER', 'constructor']);
	});

	it('names what is near', () => {
		write('already-paid.yaml');
		write('slow.yaml');
		expect(load().nearest('already-payed')).toEqual(['already-paid']);
		expect(load().nearest('zzz')).toEqual([]);
	});

	it('knows what is meant by a provider state, and by an error without its prefix', () => {
		write('a.yaml', 'states: [An order]\n');
		const library = load();
		const own = 'error: cancelOrder 409';
		const meant = [
			'an order',
			'cancelOrder answers 409',
			'cancelOrder 409',
			'error:cancelOrder 409',
			'cancelOrder 555',
		];
		expect(meant.map((name) => library.nearest(name)[0])).toEqual(['a', own, own, own, undefined]);
	});

	it('checks schemas once, when asked to, and then refuses what does not fit', () => {
		write('a.yaml', BAD_BODY);
		write('b.yaml');
		const library = load();
		expect(library.findings).toEqual([]);
		expect(library.checkSchemas().map(describeFinding)).toEqual([
			'3:48 scenario.cue.schema the body does not fit 200 of getOrder: must be an object (mend it, or mark the cue offSpec: true)',
		]);
		expect(library.get('a')?.findings).toHaveLength(1);
		expect(library.findings).toHaveLength(1);
		expect(library.checkSchemas()).toEqual([]);
	});
});

describe('a reload', () => {
	it('tells what is new, other and gone', () => {
		for (const file of ['a.yaml', 'b.yaml', 'c.yaml']) write(file);
		const library = load();
		const before = library.get('a');
		write('b.yaml', 'description: Other.\n');
		write('d.yaml');
		unlinkSync(join(folder, 'c.yaml'));
		expect(library.reload()).toEqual({ changed: ['b', 'd'], removed: ['c'], findings: [] });
		expect(library.names()).toEqual(['a', 'b', 'd']);
		expect(library.get('b')?.description).toBe('Other.');
		expect(library.get('a')).toEqual(before);
		expect(library.reload()).toEqual({ changed: [], removed: [], findings: [] });
	});

	it.each([
		['bad syntax', 'script: ['],
		['a bad form', 'script: 0'],
		['an undocumented reply', BAD_STATUS],
		['a body that does not fit', BAD_BODY],
	])('keeps the last good version in use over %s, and takes the next good one', (_what, text) => {
		write('a.yaml', 'states: [one]\n');
		const library = load();
		const good = library.get('a');
		for (let save = 0; save < 2; save++) {
			write('a.yaml', text);
			const reload = library.reload();
			expect(reload).toMatchObject({ changed: [], removed: [], findings: [{ severity: 'error' }] });
			expect(library.findings).toEqual(reload.findings);
			expect(library.get('a')).toBe(good);
			expect(library.byState('one')).toBe(good);
			expect(library.mistakesOf('a')).toEqual(reload.findings);
		}
		write('a.yaml', 'states: [two]\n');
		expect(library.reload()).toEqual({ changed: ['a'], removed: [], findings: [] });
		expect(library.byState('two')?.name).toBe('a');
		expect(library.byState('one')).toBeUndefined();
		expect(library.mistakesOf('a')).toEqual([]);
	});

	it('mends a scenario that was bad from the start', () => {
		write('a.yaml', BAD_STATUS);
		const library = load();
		write('a.yaml', '');
		expect(library.reload()).toEqual({ changed: ['a'], removed: [], findings: [] });
		expect(library.get('a')?.findings).toEqual([]);
	});

	it('keeps everything while the folder is gone', () => {
		write('a.yaml');
		const library = load();
		renameSync(folder, `${folder}.away`);
		expect(library.reload()).toMatchObject({ changed: [], removed: [], findings: [{ code: 'scenario.missing' }] });
		expect(library.names()).toEqual(['a']);
		renameSync(`${folder}.away`, folder);
		expect(library.reload()).toEqual({ changed: [], removed: [], findings: [] });
	});
});
