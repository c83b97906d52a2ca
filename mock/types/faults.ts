// What can go wrong with an answer on the wire. The one list of it: scenario files, the control API and the console have theirs from here.

/** Each fault: what it does, the same in a few words, and whether an answer is made that it then spoils. */
export const FAULTS = {
	reset: { does: 'the connection is cut without an answer', short: 'the connection is cut', hasAnswer: false },
	hang: { does: 'the answer never comes', short: 'the answer never comes', hasAnswer: false },
	truncate: { does: 'the body breaks off in the middle', short: 'half an answer', hasAnswer: true },
	malformed: { does: 'the body is not what its media type says', short: 'broken JSON', hasAnswer: true },
} as const satisfies Record<string, { does: string; short: string; hasAnswer: boolean }>;

/** `reset`, `hang`, … */
export type Fault = keyof typeof FAULTS;

/** `reset: the connection is cut without an answer. hang: …`, of all of them. */
export function describeFaults(): string {
	return Object.entries(FAULTS)
		.map(([name, { does }]) => `${name}: ${does}.`)
		.join(' ');
}
