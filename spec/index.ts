// The door of spec/: the OpenAPI documents and the code that reads them.

export * from './document.ts';
export * from './errors.ts';
export * from './expressions.ts';
export * from './json.ts';
export * from './model.ts';
export * from './pointer.ts';
export { SchemaError } from './schema-error.ts';
export type { SchemaFinding } from './schema-findings.ts';
export type { Direction } from './schema-flags.ts';
export { followSchema, resolveReference, stepInto } from './schema-references.ts';
export * from './source.ts';
export { compileSchema, lintSchema, listSchemaDoubts, type Validate } from './validator.ts';
