// From a word to a flag's value: the same for words of the command line, variables and files.

import { nearest, StartupError } from '../../spec/index.ts';
import type { Flag, FlagValue } from './command.ts';

const ON = /^(true|1|on|yes)$/i;
const OFF = /^(false|0|off|no)$/i;

/** The value that a word is for a flag; `shownAs` names it in messages, e.g. `--port`, `STUNT_PORT`. Throws a StartupError `option.invalid`. */
export function parseValue({ flag, word, shownAs }: { flag: Flag; word: string; shownAs: string }): FlagValue {
	switch (flag.kind) {
		case 'switch':
			return readSwitch(word, shownAs);
		case 'integer':
			return checkBounds({ flag, word, shownAs, form: /^-?\d{1,16}$/, what: 'a whole number' });
		case 'number':
			return checkBounds({ flag, word, shownAs, form: /^-?\d{1,16}(\.\d+)?$/, what: 'a number' });
		case 'list': {
			const items = (flag.splits ? word.split(',').map((item) => item.trim()) : [word]).filter((item) => item !== '');
			return items.map((item) => checkChoice({ flag, word: item, shownAs }));
		}
		case 'text':
			return flag.value?.startsWith('[') && word === 'true' ? true : checkChoice({ flag, word, shownAs });
	}
}

function checkChoice({ flag: { choices }, word, shownAs }: { flag: Flag; word: string; shownAs: string }): string {
	if (!choices || choices.includes(word)) return word;
	const [near] = word.length > 1 ? nearest(word, choices, 1) : [];
	const remedy = near ? `did you mean ${near}?` : 'choose one of them';
	throw refuse(`${shownAs} must be one of ${choices.join(', ')}, not "${word}"`, remedy);
}

/** Whether a word switches something on: `true`, `1`, `on`, `yes`. */
export function saysYes(word: string): boolean {
	return ON.test(word);
}

/** `true`, `1`, `on`, `yes` or their opposites. Throws a StartupError `option.invalid`. */
export function readSwitch(word: string, shownAs: string): boolean {
	if (saysYes(word)) return true;
	if (OFF.test(word)) return false;
	throw refuse(`${shownAs} must be true or false, not "${word}"`, 'mend the value');
}

function checkBounds(args: { flag: Flag; word: string; shownAs: string; form: RegExp; what: string }): number {
	const { flag, word, shownAs, form, what } = args;
	const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = flag;
	const value = form.test(word) ? Number(word) : Number.NaN;
	if (value >= min && value <= max) return value;
	const bounds = flag.min === undefined ? '' : flag.max === undefined ? ` from ${min} on` : ` from ${min} to ${max}`;
	throw refuse(`${shownAs} must be ${what}${bounds}, not "${word}"`, 'mend the value');
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
