// A file instead of flags: stunt-double.yaml in the working folder, or the key `stunt-double` of its package.json.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import {
	getOwn,
	isAddress,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	nearest,
	type Place,
	type Pointer,
	readSource,
	StartupError,
	showValue,
} from '../../spec/index.ts';
import { DEFAULT_OPTIONS } from '../options/complete-options.ts';
import type { Command, Flag, Flags, FlagValue } from './command.ts';
import { parseValue } from './parse-value.ts';
import { listSectionKeys, MOCKS, SECTIONS, SHARED_KEYS, takesShared } from './settings-keys.ts';
import { checkStartValue } from './start-flags.ts';

/** Where they are looked for, in this order. */
export const SETTINGS_FILES: readonly string[] = ['stunt-double.yaml', 'stunt-double.yml', 'stunt-double.json'];
/** A name that a variable can end with, and that is no path. */
const MOCK_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,50}$/;
/** The key of package.json. */
const KEY = 'stunt-double';

/** What a file says for one command. */
export interface Settings {
	/** Absent: it names none. */
	documents?: readonly string[];
	/** By the names of flags, e.g. `max-body`. */
	values: ReadonlyMap<string, FlagValue>;
	/** What holds for each mock that the file names, by its name; absent: it names none. */
	mocks?: ReadonlyMap<string, Settings>;
}

interface Asked {
	command: Command;
	/** All commands that may have a section. */
	commands: readonly Command[];
	/** `--config`: this file and no other. */
	named: string | undefined;
	folder: string;
}

interface Found {
	value: JsonObject;
	/** The folder of the file, which its paths are below. */
	folder: string;
	locate(pointer: Pointer): Place;
}

/**
 * The settings for a command; `undefined`: there is no file. Every key of the file is looked at, whichever command asks. Throws a
 * StartupError with the line of a key that there is not, or of a value that it can't have.
 */
export function readSettings({ command, commands, named, folder }: Asked): Settings | undefined {
	const found = named === undefined ? find(folder) : readWhole(named);
	if (!found) return undefined;
	const shared = new Map<string, FlagValue>();
	const own = new Map<string, FlagValue>();
	for (const [key, value] of Object.entries(found.value)) {
		if (key === '$schema') continue;
		if (key === MOCKS) continue;
		const section = SECTIONS.includes(key) ? commands.find(({ name }) => name === key) : undefined;
		if (section) {
			const read = readSection({ found, section, value });
			if (section.name === command.name) for (const [name, one] of read) own.set(name, one);
			continue;
		}
		const read = readKey({ found, flags: SHARED_KEYS, key, value, pointer: joinPointer('', key) });
		if (takesShared(command, key)) shared.set(key, read);
	}
	const values = new Map([...shared, ...own]);
	const mocks = readMocks({ found, command, values });
	const all = [...mocks.values()].flatMap((mock) => mock.documents ?? []);
	// Who serves one mock, or none, reads what all of them are made of.
	const isForAll =
		!command.takesMocks && all.length > 0 && !values.has('documents') && takesShared(command, 'documents');
	if (isForAll) values.set('documents', [...new Set(all)]);
	const documents = listDocuments(values);
	return { ...(documents && { documents }), values, ...(mocks.size > 0 && { mocks }) };
}

/** The settings of each mock under `mocks`: what holds for all of them, and beside it its own. */
function readMocks(args: {
	found: Found;
	command: Command;
	values: ReadonlyMap<string, FlagValue>;
}): ReadonlyMap<string, Settings> {
	const { found, command, values: shared } = args;
	const mocks = getOwn(found.value, MOCKS) ?? {};
	const base = joinPointer('', MOCKS);
	if (!isObject(mocks))
		throw refuse(
			found.locate(base),
			'mocks must be settings by name',
			'write mocks: { api: { documents: [api.yaml] } }',
		);
	return new Map(
		Object.entries(mocks).map(([name, value], index) => {
			const at = joinPointer(base, name);
			if (!MOCK_NAME.test(name))
				throw refuse(
					found.locate(at),
					`a mock can't be called ${JSON.stringify(name)}`,
					'use letters, digits, - and _',
				);
			if (!isObject(value)) throw refuse(found.locate(at), `${name} must have keys of its own`, 'give it documents');
			const own = Object.entries(value).map(([key, one]): [string, FlagValue] => [
				key,
				readKey({ found, flags: SHARED_KEYS, key, value: one, pointer: joinPointer(at, key) }),
			]);
			const taken = own.filter(([key]) => takesShared(command, key));
			const values = new Map([...shared, ...taken]);
			// Each is at a port of its own: those that name none are at the next ones.
			const port = Number(shared.get('port') ?? DEFAULT_OPTIONS.port);
			const isCounted = takesShared(command, 'port') && !taken.some(([key]) => key === 'port');
			if (isCounted) values.set('port', port === 0 ? 0 : port + index);
			const documents = listDocuments(values);
			return [name, { ...(documents && { documents }), values }];
		}),
	);
}

function listDocuments(values: ReadonlyMap<string, FlagValue>): readonly string[] | undefined {
	return values.get('documents') as readonly string[] | undefined;
}

function find(folder: string): Found | undefined {
	const [file] = SETTINGS_FILES.filter((name) => existsSync(join(folder, name)));
	if (file !== undefined) return readWhole(join(folder, file));
	const main = join(folder, 'package.json');
	// A project that only depends on the package names it as well.
	if (!existsSync(main) || !readFileSync(main, 'utf8').includes(`"${KEY}"`)) return undefined;
	const { value: whole, locate } = readSource(main, { shownAs: show(main) });
	const value = getOwn(whole, KEY);
	if (value === undefined) return undefined;
	return checkObject(value, { folder, locate: (pointer) => locate(`${joinPointer('', KEY)}${pointer}`) });
}

function readWhole(file: string): Found {
	const { value, locate, doubts } = readSource(file, { shownAs: show(file) });
	const [twice] = doubts ?? [];
	if (twice) throw refuse(twice.place, twice.message, twice.remedy ?? 'remove one of the two');
	return checkObject(value ?? {}, { folder: dirname(file), locate });
}

function show(file: string): string {
	const local = relative(process.cwd(), file);
	return local !== '' && local.length < file.length ? local : file;
}

function checkObject(value: JsonValue, { folder, locate }: Omit<Found, 'value'>): Found {
	if (isObject(value)) return { value, folder, locate };
	throw refuse(locate(''), 'settings must be keys with values', 'write documents: [openapi.yaml], for example');
}

function readSection(args: { found: Found; section: Command; value: JsonValue }): [string, FlagValue][] {
	const { found, section, value } = args;
	const base = joinPointer('', section.name);
	if (!isObject(value)) {
		throw refuse(
			found.locate(base),
			`${section.name} must have keys of its own`,
			`see stunt-double ${section.name} --help`,
		);
	}
	const flags = listSectionKeys(section);
	return Object.entries(value).map(([key, one]) => [
		key,
		readKey({ found, flags, key, value: one, pointer: joinPointer(base, key) }),
	]);
}

function readKey(args: { found: Found; flags: Flags; key: string; value: JsonValue; pointer: Pointer }): FlagValue {
	const { found, flags, key, value, pointer } = args;
	const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
	if (!flag) {
		const names = [...Object.keys(flags), ...(flags === SHARED_KEYS ? [...SECTIONS, MOCKS] : [])];
		const [near] = nearest(key, names, 1);
		const owners = flags === SHARED_KEYS ? 'keys are the names of flags, without the dashes' : 'see its --help';
		throw refuse(found.locate(pointer), `unknown key ${JSON.stringify(key)}`, near ? `did you mean ${near}?` : owners);
	}
	try {
		const read = readValue({ flag, key, value, folder: found.folder });
		checkStartValue(key, read);
		return read;
	} catch (error) {
		if (!(error instanceof StartupError)) throw error;
		throw refuse(found.locate(pointer), error.message, error.remedy ?? 'mend the value');
	}
}

function readValue(args: { flag: Flag; key: string; value: JsonValue; folder: string }): FlagValue {
	const { flag, key, value, folder } = args;
	const isPath = /file|folder|path/.test(flag.value ?? '');
	const words = (flag.kind === 'list' && Array.isArray(value) ? value : [value]).map((one) => {
		if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
			return isPath ? resolveFrom(folder, String(one)) : String(one);
		}
		const what = flag.kind === 'list' ? 'a list of texts' : 'one value';
		throw new StartupError({
			code: 'option.invalid',
			message: `${key} must be ${what}, not ${showValue(one)}`,
			remedy: 'mend the value',
		});
	});
	if (flag.kind !== 'list') return parseValue({ flag, word: words[0] as string, shownAs: key });
	return words.flatMap(
		(word) => parseValue({ flag: { ...flag, splits: false }, word, shownAs: key }) as readonly string[],
	);
}

/** A path of the file is below the file's folder, as in every file that names others. */
function resolveFrom(folder: string, path: string): string {
	if (isAbsolute(path) || isAddress(path) || path === '-') return path;
	return relative(process.cwd(), join(folder, path)) || '.';
}

function refuse(place: Place, message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy, place });
}
