// What AJV found, in our own words: one sentence a mistake, no floods.

import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../read/json.ts';
import type { SchemaFinding } from '../types/finding.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { type BranchVerdict, listTypes, pointInside, wordError, wordName } from './schema-wording.ts';

/** What it takes to put findings in words. */
export interface FindingSource {
	pointerOf(translated: object): Pointer | undefined;
	/** What a translated schema says about a value, without limit. */
	judge(translated: object, value: unknown): readonly ErrorObject[];
}

/** Findings of one check, at most. */
export const MAX_FINDINGS = 20;
/** Unions in unions are looked into this deep. */
const MAX_DEPTH = 3;
/** Where a finding goes by another name than AJV's keyword. */
const CODES: Readonly<Record<string, string>> = {
	ownRequired: 'required',
	withheld: 'writeOnly',
	'false schema': 'false',
};

/** The findings for AJV's errors: without repetition, at most 20. */
export function describeErrors(errors: readonly ErrorObject[], source: FindingSource): readonly SchemaFinding[] {
	const findings: SchemaFinding[] = [];
	collect(errors, { source, base: '', depth: 0, findings, seen: new Set() });
	return findings;
}

interface Collection {
	source: FindingSource;
	/** Where the errors' value stands in the whole. */
	base: Pointer;
	depth: number;
	findings: SchemaFinding[];
	seen: Set<string>;
}

function collect(errors: readonly ErrorObject[], collection: Collection): void {
	const { source, base, findings, seen } = collection;
	for (const error of errors) {
		if (findings.length >= MAX_FINDINGS) return;
		// `if` only says that then or else failed, and these speak for themselves.
		if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
		if (isUnion(error) && collectUnion(error, collection)) continue;
		const finding = describe(error, { source, base });
		const identity = `${finding.code} ${finding.pointer} ${finding.message}`;
		if (seen.has(identity)) continue;
		seen.add(identity);
		findings.push(finding);
	}
}

function isUnion(error: ErrorObject): boolean {
	return (error.keyword === 'anyOf' || error.keyword === 'oneOf') && !error.params['passingSchemas'];
}

/** The findings of the one branch that the value can have meant; false where there are several, or none. */
function collectUnion(error: ErrorObject, collection: Collection): boolean {
	if (collection.depth >= MAX_DEPTH) return false;
	const { likely } = judgeBranches(error, collection.source);
	const [errors, ...others] = likely;
	if (!errors || others.length > 0) return false;
	const base = collection.base + error.instancePath;
	collect(errors, { ...collection, base, depth: collection.depth + 1 });
	return true;
}

/** What each branch has against the value. */
function judgeBranches(error: ErrorObject, source: FindingSource): BranchVerdict {
	const likely: (readonly ErrorObject[])[] = [];
	const types: string[] = [];
	for (const branch of listBranches(error.schema as JsonValue)) {
		const errors = source.judge(branch, error.data);
		const wrongType = errors.find(({ keyword, instancePath }) => keyword === 'type' && instancePath === '');
		if (wrongType) types.push(...listTypes(wrongType.schema));
		else likely.push(errors);
	}
	return { likely, types };
}

/** Alternatives that count as one (alike.ts) are several as well. */
function listBranches(union: JsonValue): readonly JsonObject[] {
	if (!Array.isArray(union)) return [];
	return union.filter(isObject).flatMap((branch) => {
		const { anyOf, ...others } = branch;
		return anyOf === undefined || Object.keys(others).length > 0 ? [branch] : listBranches(anyOf);
	});
}

function describe(error: ErrorObject, { source, base }: Pick<Collection, 'source' | 'base'>): SchemaFinding {
	const parent = error.parentSchema;
	const place = isObject(parent) ? source.pointerOf(parent) : undefined;
	const code = CODES[error.keyword] ?? error.keyword;
	return {
		code,
		message: wordName(error) + wordError(error, (union) => judgeBranches(union, source)),
		pointer: base + error.instancePath + pointInside(error),
		schemaPointer: place === undefined ? '' : code === 'false' ? place : `${place}/${code}`,
	};
}
