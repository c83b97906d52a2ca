// What answers tell of a file that was sent: its name, its size and its type, under the names that people give these.

import { guessTypes, type JsonObject, type JsonValue, setOwn } from '../../../spec/index.ts';
import type { Upload } from '../../types/request.ts';
import { type BirthPlan, spellPlainly } from './birth-plan.ts';
import { convertScalar, fitsView } from './fit-value.ts';
import type { Intake } from './intake-plan.ts';

// Property names, spelled plainly.
const NAMES: ReadonlySet<string> = new Set(['filename', 'originalname', 'originalfilename']);
/** The file's where the request has no such property of its own. */
const TITLES: ReadonlySet<string> = new Set(['name', 'title']);
const SIZES: ReadonlySet<string> = new Set([
	...['size', 'filesize', 'sizebytes', 'sizeinbytes', 'filesizebytes', 'bytesize', 'bytes', 'bytecount'],
	...['contentlength', 'contentsize'],
]);
const TYPES: ReadonlySet<string> = new Set(['mimetype', 'filemimetype', 'contenttype', 'mediatype', 'filetype']);

/**
 * Writes to an entity what `upload` says, wherever answers show it, the request did not and the value fits. A file that takes the place of
 * another is told anew: what `entity` kept of the one before is written over.
 */
export function describeUpload(
	entity: JsonObject,
	{ upload, plan, intake, body }: { upload: Upload; plan: BirthPlan; intake: Intake; body: JsonValue | undefined },
): void {
	for (const member of plan.membersOf(entity).values()) {
		const value = tell(upload, spellPlainly(member.name), intake.declared.has(member.name));
		if (value === undefined || isSent(body, member.name)) continue;
		const fitting = convertScalar(value, guessTypes(member.view));
		if (fitting !== undefined && fitsView(member.view, fitting)) setOwn(entity, member.name, fitting);
	}
}

function tell({ name, type, bytes }: Upload, plain: string, isDeclared: boolean): JsonValue | undefined {
	if (NAMES.has(plain) || (TITLES.has(plain) && !isDeclared)) return name;
	if (SIZES.has(plain)) return bytes;
	return TYPES.has(plain) && type !== '' ? type : undefined;
}

function isSent(body: JsonValue | undefined, name: string): boolean {
	return typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}
