// The door of pacts: files, folders, URLs, texts and values to one normalised shape, whatever version of Pact wrote them.

export { parseJsonPath } from './json-path.ts';
export * from './load-pacts.ts';
export { expectsEmpty, readMediaType } from './message-parts.ts';
export * from './pact-types.ts';
export { MAX_PACT_DEPTH, MAX_PACT_LENGTH, type PactRead, readPact } from './read-pact.ts';
export { saysNothing } from './says-nothing.ts';
export { isGuessed } from './written-notes.ts';
