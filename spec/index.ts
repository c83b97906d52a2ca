// The door of spec/: the OpenAPI documents and the code that reads them.

import type { lintDocuments as lint } from './lint/lint.ts';

export * from './document.ts';
export * from './effects/expressions.ts';
export * from './errors.ts';
export type { LintResult } from './lint/lint.ts';
export * from './model.ts';
export { type DocumentedAnswer, documentedAnswer, findDefinition, statusKeyOf } from './operations/find-response.ts';
export * from './read/json.ts';
export * from './read/pointer.ts';
export * from './read/source.ts';
export { type CompiledPattern, compilePattern } from './validate/patterns.ts';
export { type CodePointRanges, invertRanges, parseRegex, type RegexNode } from './validate/regex-syntax.ts';
export { type NamedUnion, readDiscriminator } from './validate/schema-discriminator.ts';
export { SchemaError } from './validate/schema-error.ts';
export type { SchemaFinding } from './validate/schema-findings.ts';
export { type Direction, isWithheld, listConjuncts } from './validate/schema-flags.ts';
export { followSchema, resolveReference, stepInto } from './validate/schema-references.ts';
export { compileSchema, lintSchema, type Validate } from './validate/validator.ts';

/** `lintDocuments` of lint.ts, read from disk with its first use: whoever only serves documents does without it. */
export const lintDocuments: typeof lint = async (...args) => (await import('./lint/lint.ts')).lintDocuments(...args);
