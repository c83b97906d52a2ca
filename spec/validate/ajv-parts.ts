// The parts of AJV that a validator is made of: one file for the build to join, read when the first schema is compiled.

export { Ajv2020 } from 'ajv/dist/2020.js';
export { default as anyOf } from 'ajv/dist/vocabularies/applicator/anyOf.js';
export { default as oneOf } from 'ajv/dist/vocabularies/applicator/oneOf.js';
