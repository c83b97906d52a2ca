// What several mocks print, told apart.

import type { Terminal } from '../log/terminal.ts';

/** A terminal whose lines say which mock they are of: `api | …` for people, the property `mock` where a line is JSON. */
export function labelTerminal(terminal: Terminal, name: string): Terminal {
	const label = (text: string): string =>
		text
			.split('\n')
			.map((line) => (line.startsWith('{"') ? `{"mock":${JSON.stringify(name)},${line.slice(1)}` : `${name} | ${line}`))
			.join('\n');
	return {
		...terminal,
		print: (text) => terminal.print(label(text)),
		warn: (text) => terminal.warn(label(text)),
	};
}
