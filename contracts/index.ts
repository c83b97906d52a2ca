// The door of the contracts: pacts written from traffic, checked, verified and published.

export { type TrackedFetch, type TrackOptions, trackReads } from './reads/track-reads.ts';
export type { Notice, WriteOptions, WriteResult } from './write/model.ts';
export { takeExchanges, writePacts } from './write/write-pacts.ts';
