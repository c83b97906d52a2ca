// The door of the contracts: pacts written from traffic, checked, verified and published.

export type { Notice, WriteOptions, WriteResult } from './write/model.ts';
export { takeExchanges, writePacts } from './write/write-pacts.ts';
