// What answers tell of a file that was sent: its name, its size and its type, under the names that people give these.

import { getOwn, guessTypes, isObject, type JsonObject, type JsonValue, setOwn } from '../../../spec/index.ts';
import type { Upload } from '../../types/request.ts';
import { type BirthMember, type BirthPlan, spellPlainly } from './birth-plan.ts';
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
 * Writes to an entity what `upload` says, wherever answers show it, the request did not and the value fits; what the entity itself does not
 * show, in an object of it (`metadata.size`). A file that takes the place of another is told anew: what `entity` kept of the one before is
 * written over.
 */
export function describeUpload(
	entity: JsonObject,
	{ upload, plan, intake, body }: { upload: Upload; plan: BirthPlan; intake: Intake; body: JsonValue | undefined },
): void {
	const members = plan.membersOf(entity);
	const told = new Set<Fact>();
	for (const member of members.values()) {
		const fact = factOf(member, !intake.declared.has(member.name));
		if (fact === undefined) continue;
		told.add(fact);
		if (!isSent(body, member.name)) write(entity, member, upload[fact]);
	}
	for (const member of members.values()) {
		const { name } = member;
		const inner = member.inner();
		if (!inner || isSent(body, name)) continue;
		const there = getOwn(entity, name);
		const object: JsonObject = isObject(there) ? { ...there } : {};
		for (const inside of inner.values()) {
			const fact = factOf(inside, false);
			if (fact !== undefined && !told.has(fact)) write(object, inside, upload[fact]);
		}
		if (Object.keys(object).length > 0) setOwn(entity, name, object);
	}
}

type Fact = keyof Upload;

function factOf({ name }: BirthMember, mayBeTitle: boolean): Fact | undefined {
	const plain = spellPlainly(name);
	if (NAMES.has(plain) || (mayBeTitle && TITLES.has(plain))) return 'name';
	if (SIZES.has(plain)) return 'bytes';
	return TYPES.has(plain) ? 'type' : undefined;
}

function write(object: JsonObject, { name, view }: BirthMember, value: JsonValue | undefined): void {
	if (value === undefined || value === '') return;
	const fitting = convertScalar(value, guessTypes(view));
	if (fitting !== undefined && fitsView(view, fitting)) setOwn(object, name, fitting);
}

function isSent(body: JsonValue | undefined, name: string): boolean {
	return isObject(body) && Object.hasOwn(body, name);
}
