// What can be wrong with a scenario file, as values.

import { type FileFinding, formatCount, type Place, type Pointer } from '../../spec/index.ts';

/** Stable codes of all findings about scenario files. */
export type ScenarioCode =
	| 'scenario.missing'
	| 'scenario.unreadable'
	| 'scenario.syntax'
	| 'scenario.too-large'
	| 'scenario.too-many'
	| 'scenario.type'
	| 'scenario.required'
	| 'scenario.unknown-property'
	| 'scenario.value'
	| 'scenario.name.file'
	| 'scenario.name.duplicate'
	| 'scenario.state.duplicate'
	| 'scenario.parameter.unknown'
	| 'scenario.parameter.type'
	| 'scenario.parameter.too-large'
	| 'scenario.given.unknown-resource'
	| 'scenario.given.scope'
	| 'scenario.given.key'
	| 'scenario.given.duplicate'
	| 'scenario.given.state'
	| 'scenario.given.property'
	| 'scenario.given.schema'
	| 'scenario.given.every'
	| 'scenario.cue.unknown-operation'
	| 'scenario.cue.when'
	| 'scenario.cue.state'
	| 'scenario.cue.delay'
	| 'scenario.cue.status'
	| 'scenario.cue.media-type'
	| 'scenario.cue.example'
	| 'scenario.cue.header'
	| 'scenario.cue.body'
	| 'scenario.cue.schema'
	| 'scenario.cue.reference';

/** A mistake at a pointer of the file; its line is looked up only when it is reported. */
export interface ScenarioFinding {
	code: ScenarioCode;
	/** Absent: error. */
	severity?: 'warning';
	pointer: Pointer;
	/** One sentence without a closing full stop. */
	message: string;
	remedy?: string;
}

/** Takes a mistake into a list. */
export type Report = (mistake: ScenarioFinding) => void;

/** Mistakes of one file that are reported one by one. */
const MAX_REPORTED = 20;

/** Findings with their places, the first 20 and one that counts the rest. A place is looked up when it is asked for. */
export function placeFindings(
	mistakes: readonly ScenarioFinding[],
	locate: (pointer: Pointer) => Place,
): FileFinding[] {
	// Errors first, so that warnings never crowd them out.
	const sorted = [...mistakes.filter((one) => !one.severity), ...mistakes.filter((one) => one.severity)];
	const findings = sorted.slice(0, MAX_REPORTED).map((mistake) => placeMistake(mistake, locate));
	const rest = sorted[MAX_REPORTED];
	if (rest) {
		const message = `not shown: ${formatCount(sorted.length - MAX_REPORTED, 'further mistake')}`;
		findings.push(placeMistake({ ...rest, message, remedy: 'mend those above first' }, locate));
	}
	return findings;
}

function placeMistake(mistake: ScenarioFinding, locate: (pointer: Pointer) => Place): FileFinding {
	const { code, severity = 'error', message, remedy, pointer } = mistake;
	let place: Place | undefined;
	return {
		code,
		severity,
		message,
		...(remedy && { remedy }),
		// Each look means parsing the file again, and a mistaken file may have hundreds.
		get place() {
			place ??= { ...locate(pointer), pointer };
			return place;
		},
	};
}

/** True where one of them is an error. */
export function hasErrors(findings: readonly FileFinding[]): boolean {
	return findings.some(({ severity }) => severity === 'error');
}
