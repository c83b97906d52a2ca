// A refusal and what is behind it, as one line for who sees nothing else.

/** A finding, as far as the line needs it. */
interface Said {
	message: string;
	/** `''` or absent: the whole. */
	pointer?: string | undefined;
}

/** The sentence, and the first three findings behind it: `The cue does not fit …; /on no document has the operation "getOrdr"`. Without any it stays as it is. */
export function joinFindings(sentence: string, findings: readonly Said[]): string {
	if (findings.length === 0) return sentence;
	const told = findings
		.slice(0, 3)
		.map(({ pointer = '', message }) => (pointer === '' ? message : `${pointer} ${message}`));
	return [sentence.replace(/\.$/, ''), ...told].join('; ');
}
