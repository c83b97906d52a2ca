// JSON that is kept exactly: `1.0` stays `1.0` and 20 digits stay 20 digits, since Pact tells them from `1` and from a rounded number.

type RawJson = { readonly rawJSON: string };
type ExactReviver = (this: unknown, key: string, value: unknown, context: { source?: string } | undefined) => unknown;
/** In Node since 21, and not yet among TypeScript's declarations. */
const exact = JSON as unknown as {
	rawJSON?(text: string): RawJson;
	isRawJSON?(value: unknown): value is RawJson;
	parse(text: string, reviver: ExactReviver): unknown;
};

/** Deeper than any pact; a deeper one would overflow the stack of whoever walks it. */
const DEEPEST = 200;

/**
 * `JSON.parse`, with every number that JavaScript would write differently kept as its own text (`JSON.rawJSON`), so that
 * `JSON.stringify` gives it back as it was; with `isKept`, those alone of which it says so by their text. Throws a `SyntaxError` for
 * what isn't JSON or is nested more than 200 deep.
 */
export function parseExactJson(text: string, isKept: (written: string) => boolean = () => true): unknown {
	if (measureDepth(text) > DEEPEST) throw new SyntaxError(`nested more than ${DEEPEST} levels deep`);
	return exact.parse(text, (_key, value, context) => {
		const written = context?.source;
		if (typeof value !== 'number' || written === undefined || String(value) === written) return value;
		return isKept(written) ? (exact.rawJSON?.(written) ?? value) : value;
	});
}

/** Whether a value is an object of the JSON text: neither a list, nor null, nor a number kept as text. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && exact.isRawJSON?.(value) !== true;
}

/** Counted on the text, because a parser with a reviver recurses. */
function measureDepth(text: string): number {
	let depth = 0;
	let deepest = 0;
	let quoted = false;
	for (let index = 0; index < text.length; index++) {
		const character = text[index];
		if (quoted) {
			if (character === '\\') index++;
			else if (character === '"') quoted = false;
		} else if (character === '"') quoted = true;
		else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
		else if (character === ']' || character === '}') depth--;
	}
	return deepest;
}
