// The door of spec/: the OpenAPI documents and the code that reads them.
export * from './errors.ts';
export * from './json.ts';
export * from './model.ts';
export * from './pointer.ts';
export * from './source.ts';
