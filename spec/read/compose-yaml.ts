// YAML text to the parser's own tree, with what others take as well: slips are told, and what is wrong is a fault.

import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import {
	describeFlow,
	describeQuote,
	foldMended,
	mendFlows,
	mendQuotes,
	readComment,
	type YamlSlip,
} from './yaml-slips.ts';

/** Where and why text is refused; offset counts from 0. */
export interface YamlFault {
	offset: number;
	message: string;
	remedy?: string;
}

const OPTIONS = { schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

const TOO_DEEP = 'nested too deep to be read';

const require = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;
/** The parser, read from disk when it is first needed. */
export function loadYaml(): typeof Yaml {
	loaded ??= require('yaml') as typeof Yaml;
	return loaded;
}

/** What to do about what is met most, by the parser's codes. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
	['TAB_AS_INDENT', 'indent with spaces'],
	['BLOCK_AS_IMPLICIT_KEY', 'put a text with ": " in it into quotes, or mend the indentation of the next line'],
	['MISSING_CHAR', 'close what is open before this place: a quote, a brace or a bracket; or mend its indentation'],
	['BAD_INDENT', 'mend the indentation, or close a brace or bracket that is open before this place'],
	[
		'UNEXPECTED_TOKEN',
		'put the whole text into double quotes, or take away what stands between the end of a value and the end of its line',
	],
	['BAD_SCALAR_START', 'put the text into quotes'],
	['MULTILINE_IMPLICIT_KEY', 'put a colon behind the key, or the text into quotes'],
]);

/** The tree of a text that holds one document; never throws. */
export function composeYaml(text: string): Yaml.Document | { fault: YamlFault } {
	try {
		const document = loadYaml().parseDocument(text, OPTIONS);
		const error = findGrave(document, text);
		if (error?.code === 'RESOURCE_EXHAUSTION') return { fault: { offset: error.pos[0], message: TOO_DEEP } };
		if (error?.code === 'MULTIPLE_DOCS') return composeOne(text, error.pos[0]);
		if (!error) return document;
		const mended = composeMended(text);
		if (mended) return mended;
		const remedy = REMEDIES.get(error.code);
		return { fault: { offset: error.pos[0], message: lowerFirst(error.message), ...(remedy && { remedy }) } };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { fault: { offset: 0, message: TOO_DEEP } };
	}
}

/** What was told of documents that are read all the same. */
const slips = new WeakMap<Yaml.Document, YamlSlip[]>();

/** The slips of a tree that was composed; `undefined`: none. */
export function listSlips(document: Yaml.Document): readonly YamlSlip[] | undefined {
	return slips.get(document);
}

function findGrave(document: Yaml.Document, text: string): Yaml.YAMLParseError | undefined {
	if (document.errors.length === 0) return undefined;
	const comments = document.errors.map((error) => readComment(error, text));
	const grave = document.errors.find((_, index) => !comments[index]);
	if (!grave) slips.set(document, comments as YamlSlip[]);
	return grave;
}

function composeMended(text: string): Yaml.Document | undefined {
	const yaml = loadYaml();
	const flows = mendFlows(yaml, text);
	const quotes = mendQuotes(yaml, flows?.text ?? text);
	const mended = quotes ?? flows;
	const document = mended && yaml.parseDocument(mended.text, OPTIONS);
	if (!document || findGrave(document, mended.text)) return undefined;
	if (quotes) foldMended(yaml, document, quotes.starts);
	const told = [...(flows?.starts.map(describeFlow) ?? []), ...(quotes?.starts.map(describeQuote) ?? [])];
	slips.set(document, [...told, ...(slips.get(document) ?? [])]);
	return document;
}

/** Of several documents in one file, the one that holds something; several of those are nobody's to choose from. */
function composeOne(text: string, offset: number): Yaml.Document | { fault: YamlFault } {
	const all = loadYaml().parseAllDocuments(text, OPTIONS);
	const documents = Array.isArray(all) ? all.filter(({ contents }) => holdsSomething(contents)) : [];
	const [only, second] = documents;
	if (only && !second && only.errors.length === 0) return only;
	return {
		fault: {
			offset,
			message: `the file holds ${documents.length} documents`,
			remedy: 'split it: one document a file',
		},
	};
}

function holdsSomething(contents: unknown): boolean {
	return contents !== null && !(loadYaml().isScalar(contents) && contents.value === null);
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
