// Several mocks in one file of settings: which of them a command line means, and what each is told.

import { existsSync } from 'node:fs';
import { nearest, StartupError } from '../../spec/index.ts';
import type { Command, CommandArguments, NamedMock } from './command.ts';
import { parseWords } from './parse-words.ts';
import type { Settings } from './settings-file.ts';

interface Asked {
	command: Command;
	/** The words behind the command's name. */
	words: readonly string[];
	env: Readonly<Record<string, string | undefined>>;
	settings: Settings;
	/** The same words, read without the settings. */
	given: Pick<CommandArguments, 'positionals' | 'options'>;
}

/**
 * All mocks of the settings, or those that are named in the place of documents; `undefined`: there are none, the command takes none, or
 * documents are named. A port on the command line is that of the first; the others have the next ones. Throws a StartupError.
 */
export function chooseMocks({ command, words, env, settings, given }: Asked): readonly NamedMock[] | undefined {
	const { mocks } = settings;
	const { positionals: named } = given;
	if (!mocks || !command.takesMocks) return undefined;
	const other = named.find((word) => !mocks.has(word));
	if (other !== undefined && /^[\w-]+$/.test(other) && !existsSync(other)) throw refuse(other, [...mocks.keys()]);
	if (other !== undefined) return undefined;
	const chosen = [...mocks].filter(([name]) => named.length === 0 || named.includes(name));
	return chosen.map(([name, own], index) => {
		const { options } = parseWords(command, words, env, own);
		const port = Number(given.options['port'] ?? 0);
		return {
			name,
			positionals: own.documents ?? [],
			options: port > 0 ? { ...options, port: port + index } : options,
		};
	});
}

function refuse(word: string, names: readonly string[]): StartupError {
	const [near] = nearest(word, names, 1);
	const known = `they are ${names.join(', ')}; a document is a file or an address`;
	return new StartupError({
		code: 'option.invalid',
		message: `no mock is called "${word}"`,
		remedy: near ? `did you mean ${near}?` : known,
	});
}
