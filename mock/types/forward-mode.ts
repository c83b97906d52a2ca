// Which requests go on to the upstream, as its user says it.

/**
 * `all`; `unmatched`: what the documents haven't; `available`: all that the upstream has, the mock plays the rest; `none`; or a list of
 * operations, tags and paths, e.g. `['getOrder', 'payments', '/shops/{shop}/orders', '/assets/*']`.
 */
export type ForwardRule = 'all' | 'unmatched' | 'available' | 'none' | readonly string[];

/** What becomes of a request: it is passed on, the upstream is asked first, or the mock plays. */
export const FORWARD_MODES = ['forward', 'available', 'mock'] as const;
export type ForwardMode = (typeof FORWARD_MODES)[number];

/** What a session says of it; what it doesn't say is as for the whole mock. */
export interface ForwardChoice {
	rule?: ForwardRule | undefined;
	/** By operationId. */
	operations: ReadonlyMap<string, ForwardMode>;
}
