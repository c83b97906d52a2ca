// Markup in which whatever comes from outside is text.

/** Markup that may stand in a page as it is; made by `html` alone. */
export interface Markup {
	readonly markup: string;
}

/** What a template takes: texts are escaped, markup stays, lists are joined, what is absent leaves nothing. */
type Value = string | number | Markup | undefined | readonly Value[];

/** `&`, `<`, `>` and both quotes as references, for texts and values of attributes; what XML can't hold is left out. */
export function escapeMarkup(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/[^\t\n\r\x20-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/** Markup from a template; attributes are to stand in quotes. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
	let markup = parts[0] ?? '';
	for (const [index, value] of values.entries()) markup += write(value) + (parts[index + 1] ?? '');
	return { markup };
}

function write(value: Value): string {
	if (value === undefined) return '';
	if (typeof value === 'string' || typeof value === 'number') return escapeMarkup(String(value));
	return 'markup' in value ? value.markup : value.map(write).join('');
}
