// What a sentence of a document says of two that may not be alike: `a user with this email already exists`, `EMAIL_TAKEN`.

import { splitName } from './infer/words.ts';

/** What may not be the same twice, in the words of a document. */
export interface Clash {
	/** `taken`: said of what is somebody's, which names and addresses are, and seats and rooms are as well. */
	kind: 'exists' | 'taken' | 'unique';
	/** Each by its words, e.g. `[['email']]`, `[['folder', 'id'], ['scope']]`; empty: the thing itself is there already. */
	names: readonly (readonly string[])[];
	/** All of them together; else each on its own. */
	areJoint: boolean;
	/** They are said of something (`with this email`), and not told as what is there (`email already exists`). */
	areSaidOf: boolean;
	/** What is there already, e.g. `['user']`; empty: nothing is said of it. */
	subject: readonly string[];
	/** Within what it may not be twice, e.g. `[['parent', 'folder']]`. */
	within: readonly (readonly string[])[];
	/** `is not unique`: of a conflict the same, of a property the opposite. */
	isDenied: boolean;
}

/** So much of a text is read. */
const MAX_LENGTH = 4000;

/** The clashes that a text speaks of; empty: none. */
export function findClashes(text: string): readonly Clash[] {
	if (!SIGN.test(text)) return [];
	return (
		text
			.slice(0, MAX_LENGTH)
			.replaceAll(/e-mail/gi, 'email')
			.replaceAll(/[’']s\b/g, '')
			.replaceAll(/n[’']t\b/g, ' not')
			// A code is the heading of what explains it.
			.replaceAll(/`?\b[a-z]+(?:_[a-z]+)+\b`?(?:\s*:|\s+[-–—]|\s+when\b)/gi, '. ')
			.replaceAll(/:\s*(?=(?:already|is|has|must)\b)/g, ' ')
			.split(/[.;:!?](?=\s|$)|[()[\]{}]|\n\s*(?:\n|[*-]\s)|\s[-–—]\s/)
			.flatMap((sentence) => readSentence(sentence) ?? [])
	);
}

/** What none of the sentences below goes without. */
const SIGN = /exist|taken|uniq|duplic|registered|in[\s_-]?use|already|used|same/i;

/** Said of a value, and none of the words that name it. */
const VALUES = /@|["“”«»]|^'.*'$|\$|\d|^<.*>$/;

function toWords(sentence: string): string[] {
	const words: string[] = [];
	for (const token of sentence.replaceAll(/[/&+]/g, ' or ').split(/\s+/)) {
		const isList = token.endsWith(',');
		if (!VALUES.test(token)) words.push(...splitName(token));
		if (isList) words.push(',');
	}
	return words;
}

/** The verb, from its first word to behind its last. */
interface Verb {
	kind: Clash['kind'];
	from: number;
	to: number;
	/** What it is said of follows it: `duplicate email`. */
	isBefore: boolean;
}

function readSentence(sentence: string): Clash | undefined {
	const words = toWords(sentence);
	const verb = findVerb(words);
	if (!verb) return undefined;
	const start = words.slice(0, verb.from).findLastIndex((word) => CLAUSES.has(word)) + 1;
	const before = splitParts(dropEnd(words.slice(start, verb.from)));
	const rest = words.slice(verb.to);
	const end = rest.findIndex((word) => CLAUSES.has(word) || word === 'please');
	const after = splitParts(rest.slice(0, end < 0 ? undefined : end));
	// Who has taken it is told behind the verb.
	const told = verb.kind === 'taken' ? after.parts.filter(({ word }) => word !== 'by') : after.parts;
	const parts = [...before.parts, ...told];
	const said = parts.filter(({ word }) => SAID_OF.has(word)).map((part) => part.words);
	const within = parts
		.filter((part) => WITHIN.has(part.word) && !part.words.some((word) => COMBINED.has(word)))
		.map((part) => strip(untilClause(until(part.words, ','))))
		.filter((part) => part.length > 0);
	const lead = verb.isBefore ? until(after.lead, ',') : before.lead;
	const areSaidOf = said.length > 0;
	const list = areSaidOf ? said.flatMap((part) => ['and', ...part]).slice(1) : lead;
	return {
		kind: verb.kind,
		names: splitList(list),
		areJoint: list.includes('and') || parts.some((part) => part.words.some((word) => COMBINED.has(word))),
		areSaidOf,
		subject: strip(before.lead),
		within,
		isDenied: words.slice(0, verb.from).includes('not'),
	};
}

function findVerb(words: readonly string[]): Verb | undefined {
	for (const [at, word] of words.entries()) {
		const before = words[at - 1] ?? '';
		const isDenied = words.slice(Math.max(0, at - 3), at).some((one) => DENIALS.has(one));
		const isBeside = word === 'existing' && before !== 'already';
		if (EXISTS.has(word) && !isDenied && !isBeside) return { kind: 'exists', from: at, to: at + 1, isBefore: false };
		const isUse = word === 'use' && before === 'in';
		if ((TAKEN.has(word) || isUse) && !isDenied) {
			const from = isUse ? at - 1 : at;
			const isPlain = words.length <= 4 || BEING.has(words[from - 1] ?? '');
			if (isPlain) return { kind: 'taken', from, to: at + 1, isBefore: false };
		}
		if (/^duplicat(?:e|es|ed|ion)$/.test(word)) {
			const isBefore = at === 0 || !BEING.has(before);
			const hasSubject = at > 0 && at === words.length - 1;
			return { kind: 'unique', from: at, to: at + 1, isBefore: isBefore && !hasSubject };
		}
		if (/^(?:non)?unique(?:ness)?$/.test(word) && !/^(?:id|identifiers?|ids|key)$/.test(words[at + 1] ?? '')) {
			const isTold = BEING.has(before) || before === 'not' || before === 'globally' || words.length === 1;
			if (isTold) return { kind: 'unique', from: at, to: at + 1, isBefore: false };
			if (words.slice(0, at).every((one) => DETERMINERS.has(one)))
				return { kind: 'unique', from: at, to: at + 1, isBefore: true };
		}
	}
	const same = words.findIndex(
		(word, at) =>
			word === 'same' && SAID_OF.has(words[at - 1] === 'the' ? (words[at - 2] ?? '') : (words[at - 1] ?? '')),
	);
	const isThere =
		same >= 0 && words.slice(0, same).some((word) => word === 'is' || word === 'already' || word === 'there');
	if (!isThere) return undefined;
	const is = words.findIndex((word) => word === 'is' || word === 'already' || word === 'there');
	return { kind: 'exists', from: is, to: is + 1, isBefore: true };
}

const EXISTS: ReadonlySet<string> = new Set(['exists', 'exist', 'existing', 'existed']);
const TAKEN: ReadonlySet<string> = new Set(['taken', 'registered', 'used', 'claimed']);
const DENIALS: ReadonlySet<string> = new Set(['not', 'no', 'longer', 'must', 'should', 'non']);
const BEING: ReadonlySet<string> = new Set(['already', 'is', 'are', 'was', 'been', 'be', 'being']);
const COMBINED: ReadonlySet<string> = new Set(['combination', 'pair', 'tuple']);
const CLAUSES: ReadonlySet<string> = new Set('if when that because since as unless where but so while'.split(' '));
const SAID_OF: ReadonlySet<string> = new Set(['with', 'by', 'of', 'having', 'has', 'sharing', 'whose']);
const WITHIN: ReadonlySet<string> = new Set('in within for per on to from at across under inside among'.split(' '));
const AUXILIARIES: ReadonlySet<string> = new Set(
	'already is are was were has have been be being must should not a currently to needs always also globally previously there , and'.split(
		' ',
	),
);
/** Words beside a name that say nothing of it. */
const DETERMINERS: ReadonlySet<string> = new Set(
	(
		'a an the this that these those same given provided specified such supplied requested its their his her your my our new chosen identical particular certain entered ' +
		'another one any exact both either some each every all existing already there is are be value values field fields property properties attribute attributes constraint'
	).split(' '),
);

function dropEnd(words: readonly string[]): readonly string[] {
	const end = words.findLastIndex((word) => !AUXILIARIES.has(word));
	return words.slice(0, end + 1);
}

function strip(words: readonly string[]): readonly string[] {
	return words.filter((word) => !DETERMINERS.has(word) && word !== ',');
}

function until(words: readonly string[], stop: string): readonly string[] {
	const at = words.indexOf(stop);
	return at < 0 ? words : words.slice(0, at);
}

/** `the folder the file is restored to`: no more than the folder. */
function untilClause(words: readonly string[]): readonly string[] {
	const first = words.findIndex((word) => !DETERMINERS.has(word));
	const at = words.findIndex((word, index) => index > first && /^(?:the|a|an|that|this|which|is|are)$/.test(word));
	return first < 0 || at < 0 ? words : words.slice(0, at);
}

/** What stands before the first preposition, and behind each of them. */
function splitParts(words: readonly string[]): { lead: readonly string[]; parts: { word: string; words: string[] }[] } {
	const lead: string[] = [];
	const parts: { word: string; words: string[] }[] = [];
	for (const word of words) {
		if (SAID_OF.has(word) || WITHIN.has(word)) parts.push({ word, words: [] });
		else (parts.at(-1)?.words ?? lead).push(word);
	}
	return { lead, parts };
}

function splitList(words: readonly string[]): readonly (readonly string[])[] {
	const items: string[][] = [[]];
	for (const word of words) {
		if (word === ',' || word === 'and' || word === 'or' || word === 'nor') items.push([]);
		else items.at(-1)?.push(word);
	}
	return items.map(strip).filter((item) => item.length > 0);
}
