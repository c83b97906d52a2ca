// Headers as people write them: a line each, `Name: value`.

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Their values by name; or in a sentence which line is none. */
export function readHeaderLines(text: string): Record<string, string> | string {
	const headers: Record<string, string> = {};
	for (const line of text.split('\n')) {
		if (line.trim() === '') continue;
		const colon = line.indexOf(':');
		const name = line.slice(0, colon).trim();
		if (colon < 0 || !NAME.test(name)) return `A header is written as Name: value; this is none: ${line.trim()}`;
		headers[name] = line.slice(colon + 1).trim();
	}
	return headers;
}
