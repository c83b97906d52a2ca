// Headers of a command line, as curl has them.

import { StartupError } from '../../spec/index.ts';

/**
 * `Authorization: Bearer …` to its name and its value, line by line. Throws a StartupError `option.invalid` for what is none, without showing
 * it: the line may hold a secret.
 */
export function readHeaders(lines: readonly string[]): [string, string][] {
	return lines.map((line) => {
		const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
		if (name !== '') return [name, value];
		throw new StartupError({
			code: 'option.invalid',
			message: '--header must be a name, a colon and a value',
			remedy: "write it like 'Authorization: Bearer …'",
		});
	});
}
