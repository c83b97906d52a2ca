// The door for browsers' tests, which bundlers take as it is: nothing of Node is behind it.

export { type AxiosLike, trackAxios } from './track-axios.ts';
export { type TrackedFetch, type TrackOptions, trackReads } from './track-reads.ts';
export { trackXhr, type XhrLike } from './track-xhr.ts';
