// A value that a matcher takes and the schema refuses: does it say something, and how much?

import type { Direction, JsonValue, SchemaFinding } from '../../../spec/index.ts';
import type { Matcher } from '../../pact/index.ts';
import { isListedWord } from './listed-words.ts';

/** Keywords that only bound a value of the right kind. */
const BOUNDS: readonly string[] = [
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
	'multipleOf',
	'minLength',
	'maxLength',
];

/** Whether the value is of the right kind, and only too large, too long and the like. */
export function isBound({ code }: SchemaFinding): boolean {
	return BOUNDS.includes(code);
}

/** A word is in no format, nor is a single letter or digit, or the empty text. */
const NO_FORMAT = /^(?:[A-Za-z]{3,}|[a-z0-9-]?)$/;

/**
 * A regular expression that comes near a format ("0000-00-00") proves nothing; one that takes any text, or a word beside it ("today"), does. That
 * it takes a number or a boolean by its text is so of every one, and nobody can write another.
 */
export function isProof(value: JsonValue, { code }: SchemaFinding, matchers: readonly Matcher[] = []): boolean {
	if (code === 'type' && (typeof value === 'number' || typeof value === 'boolean'))
		return !matchers.every(({ kind }) => kind === 'regex' || kind === 'include' || kind === 'null');
	return code !== 'format' || (typeof value === 'string' && NO_FORMAT.test(value));
}

/** What a consumer says word for word that it sends, and the document refuses, is a contradiction and no mere want of care; of bounds no matcher of Pact knows. */
export function judgeWider(args: {
	value: JsonValue;
	finding: SchemaFinding;
	matchers: readonly Matcher[];
	direction: Direction;
}): 'info' | 'warning' | 'error' {
	const { value, finding, matchers, direction } = args;
	if (direction === 'request' && isListedWord(matchers, value)) return 'error';
	return isBound(finding) ? 'info' : 'warning';
}
