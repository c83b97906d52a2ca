// The formats that AJV's authors wrote: a file of its own for the build, as they are asked for before any schema is compiled.

export { fullFormats } from 'ajv-formats/dist/formats.js';
