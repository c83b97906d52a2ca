// How the reader says that something in a document is wrong.

import type { FileFinding, Place } from '../types/finding.ts';
import type { Pointer } from '../types/json.ts';

/** A mistake as the reader reports it; its place is looked up only when somebody asks. */
export interface Report {
	code: string;
	severity: 'error' | 'warning';
	message: string;
	remedy?: string;
	pointer: Pointer;
}

/** The remedy for what is of no known shape: the rest of its operation is served without it. */
export const MEND_SHAPE = 'mend it: until then it is left out';

/** Takes a mistake. */
export type Reporter = (report: Report) => void;

/** What follows from a reference that leads nowhere, which is told already. */
const FOLLOWING: ReadonlySet<string> = new Set([
	...['schema.invalid', 'document.response.shape', 'document.parameter.shape', 'document.content.shape'],
	...['document.paths.shape', 'document.callback.shape', 'document.schema.shape', 'document.security.shape'],
]);
const pointers = new WeakMap<FileFinding, Pointer>();

/** Tells of what stands at a pointer whether it only follows from one of the references into nothing that these findings have. */
export function createFollowing(findings: readonly FileFinding[]): (code: string, pointer: Pointer) => boolean {
	let broken: ReadonlySet<Pointer> | undefined;
	return (code, pointer) => {
		if (!FOLLOWING.has(code)) return false;
		broken ??= new Set(findings.filter((one) => one.code === 'document.reference').map(pointerOf));
		return broken.has(toHolder(pointer));
	};
}

function pointerOf(finding: FileFinding): Pointer {
	return toHolder(pointers.get(finding) ?? finding.place.pointer ?? '');
}

function toHolder(pointer: Pointer): Pointer {
	return pointer.replace(/\/\$ref$/, '');
}

/** A finding whose `place` is found on first use: parsing a large file again for each one would take seconds. */
export function createFinding(report: Report, locate: (pointer: Pointer) => Place): FileFinding {
	let place: Place | undefined;
	const finding: FileFinding = {
		code: report.code,
		severity: report.severity,
		message: report.message,
		...(report.remedy !== undefined && { remedy: report.remedy }),
		get place() {
			place ??= { ...locate(report.pointer), pointer: report.pointer };
			return place;
		},
	};
	pointers.set(finding, report.pointer);
	return finding;
}
