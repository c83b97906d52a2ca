// The door of spec/: the OpenAPI documents and the code that reads them.

export * from './document.ts';
export * from './errors.ts';
export * from './expressions.ts';
export * from './json.ts';
export * from './model.ts';
export * from './pointer.ts';
export * from './source.ts';
