// The door of spec/: the OpenAPI documents and the code that reads them.

import type { lintDocuments as lint } from './lint.ts';

export * from './document.ts';
export * from './errors.ts';
export * from './expressions.ts';
export * from './json.ts';
export type { LintResult } from './lint.ts';
export * from './model.ts';
export { type CompiledPattern, compilePattern } from './patterns.ts';
export * from './pointer.ts';
export { type CodePointRanges, invertRanges, parseRegex, type RegexNode } from './regex-syntax.ts';
export { type NamedUnion, readDiscriminator } from './schema-discriminator.ts';
export { SchemaError } from './schema-error.ts';
export type { SchemaFinding } from './schema-findings.ts';
export { type Direction, isWithheld, listConjuncts } from './schema-flags.ts';
export { followSchema, resolveReference, stepInto } from './schema-references.ts';
export * from './source.ts';
export { compileSchema, lintSchema, listSchemaDoubts, type Validate } from './validator.ts';

/** `lintDocuments` of lint.ts, read from disk with its first use: whoever only serves documents does without it. */
export const lintDocuments: typeof lint = async (...args) => (await import('./lint.ts')).lintDocuments(...args);
