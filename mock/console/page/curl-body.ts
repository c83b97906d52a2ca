// Bodies of samples on one line of a shell: terminals don't show line ends, and who copies such a line would send something else.

import { quoteWord } from './quote-word.ts';

const CONTROL = /\p{Cc}/u;
const LETTERS: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** What curl would read otherwise in a field (`-F`): an end, a quote, a file. */
const SPECIAL = /;|^["@<]/;

/** The words of curl that send a body: `-F` for each part of a form, else `-d`. `isForm`: curl says the media type itself. */
export function writeBodyWords(body: string, contentType: string): { words: string[]; isForm: boolean } {
	const fields = listFields(body, contentType);
	if (fields) return { words: fields.flatMap((field) => ['-F', quoteLine(field)]), isForm: true };
	return { words: ['-d', quoteLine(body)], isForm: false };
}

/** One word of a POSIX shell, in one line. Line ends at the end of the text get lost. */
function quoteLine(text: string): string {
	if (!CONTROL.test(text)) return quoteWord(text);
	const escaped = text.replaceAll(/[\\\p{Cc}]/gu, (one) => LETTERS[one] ?? `\\0${one.charCodeAt(0).toString(8)}`);
	return `"$(printf %b ${quoteWord(escaped)})"`;
}

/** E.g. `['title=a', 'scan=example;filename="example";type=image/png']`; `undefined`: it is no form of parts as samples are. */
function listFields(body: string, contentType: string): string[] | undefined {
	const boundary = /^multipart\/form-data;\s*boundary=([\w-]+)$/i.exec(contentType)?.[1];
	const parts = boundary === undefined ? [] : body.split(`--${boundary}`);
	if (parts.length < 3 || parts[0] !== '' || parts.at(-1) !== '--\r\n') return undefined;
	const fields = parts.slice(1, -1).map(writeField);
	return fields.every((field) => field !== undefined) ? fields : undefined;
}

function writeField(part: string): string | undefined {
	const end = part.indexOf('\r\n\r\n');
	const [disposition = '', ...others] = part.slice(2, end).split('\r\n');
	const [, name, file] =
		/^Content-Disposition: form-data; name="([^"=]*)"(?:; filename="([^"]*)")?$/.exec(disposition) ?? [];
	if (end < 0 || name === undefined) return undefined;
	const type = others.find((line) => line.startsWith('Content-Type: '));
	const own = others.filter((line) => line !== type);
	return [
		`${name}=${quoteValue(part.slice(end + 4, -2))}`,
		...(file === undefined ? [] : [`filename=${quoteInside(file)}`]),
		...(type === undefined ? [] : [`type=${type.slice('Content-Type: '.length)}`]),
		...own.map((line) => `headers=${quoteInside(line)}`),
	].join(';');
}

function quoteValue(value: string): string {
	return SPECIAL.test(value) ? quoteInside(value) : value;
}

function quoteInside(value: string): string {
	return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
