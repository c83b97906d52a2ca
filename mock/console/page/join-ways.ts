// The ways in which a request names its session, and lines that make it do so.

/** The ways in which a request names its session. */
export const WAYS = ['header', 'cookie', 'path'] as const;
export type Way = (typeof WAYS)[number];

/** What a line is for, and what must be known of it. */
export interface JoinLine {
	name: string;
	text: string;
	/** Said beside it. */
	note?: string;
}
