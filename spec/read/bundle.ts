// Brings the files that a document refers to into the document, under `/x-files/<n>`, and makes every reference local.

import type { Place } from '../types/finding.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { type BundleArgs, createBundleFiles } from './bundle-files.ts';
import {
	inlineMap,
	isFitting,
	listAbove,
	placeInBundle,
	pointTo,
	settleDynamic,
	startTask,
	type Task,
	takeWhole,
} from './bundle-task.ts';
import { ENCODED_SLASH, nameFile, resourceOf, writeFragment } from './bundled-file.ts';
import { mendComposed } from './closed-heirs.ts';
import { fillEmptyParts } from './empty-parts.ts';
import { mendEndless } from './endless-requirements.ts';
import { readExternalExample } from './external-examples.ts';
import type { Report } from './findings.ts';
import { drainInRuns } from './in-runs.ts';
import { getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { mendPart } from './mend-part.ts';
import { guessReference, reportBackslashes, reportUnknownName } from './near-pointer.ts';
import { namesSchema } from './odd-parts.ts';
import type { Refer } from './odd-types.ts';
import { mendWords } from './odd-words.ts';
import { mendFile } from './older-words.ts';
import { MARKS, readMarks } from './part-marks.ts';
import { formatPointer, joinPointer, parsePointer, resolvePointer } from './pointer.ts';
import { followReferences } from './reference.ts';
import { enterResource } from './schema-ids.ts';
import type { Source } from './source.ts';
import { eachPart } from './structure.ts';
import type { ShapedPart } from './upgrade-parts.ts';
import { createVisits } from './visits.ts';

/** The file that a reference leads to is not there yet: what has it is visited again. */
const WAITING = Symbol('waiting');

/** A document with the files that it refers to. */
export interface Bundle {
	/** Follows all references that can be followed; call again after `supply`. */
	run(): void;
	/** Addresses to be fetched before the bundle is whole; empty when it is. */
	wanted(): string[];
	/** Hands in what was fetched from an address. */
	supply(url: string, source: Source): void;
	/** Where something stands in the files as written. */
	locate(pointer: Pointer): Place;
	/** The parts that OpenAPI 3.0 may have in other words, those of other files included, each in the shapes that it is used in. */
	old(): readonly ShapedPart[];
}

/**
 * Prepares a bundle. A reference that leads out of the folder or to another host makes `run` throw a StartupError
 * (`document.reference-outside`, `.reference-remote`); one that leads nowhere is reported as `document.reference`.
 */
export function createBundle(args: BundleArgs): Bundle {
	const { root } = args;
	/** References made local already: read anew, they would be taken for references of their own file. */
	const settled = new WeakSet<JsonObject>();
	const files = createBundleFiles(args, settled);
	const { main } = files;
	const isOfToday = Object.hasOwn(root, 'openapi');
	const waiting = new Map<string, Set<Task>>();
	/** The names of a discriminator's mapping that are followed already. */
	const mapped = new WeakMap<JsonObject, Set<string>>();
	const visits = createVisits();
	const old: ShapedPart[] = [];
	const withIds = new Set<JsonObject>();
	/** Whole maps of schemas (`properties`) that stand elsewhere; no JSON Schema, and yet often written. */
	const referredMaps = new Set<JsonObject>();
	const composed: Task[] = [];
	/** Schemas that require what is a reference. */
	const requiring: Task[] = [];
	const queue: Task[] = [startTask({ file: main, value: root, shape: 'document', pointer: '' })];

	/** Follows one reference; returns what it reads now that it is local, `WAITING` while its file is fetched, or `undefined` for a mistake. */
	const follow = (
		task: Task,
		reference: string,
		place = (): Pointer => placeInBundle(task),
	): string | typeof WAITING | undefined => {
		const found = files.reach(task, reference);
		if ('waiting' in found) {
			const others = waiting.get(found.waiting) ?? new Set();
			waiting.set(found.waiting, others.add(task));
			return WAITING;
		}
		if ('mistake' in found || !isFitting(found.value, task.shape)) {
			const near = 'mistake' in found ? (found.near ?? guessReference(main.source.value, reference)) : undefined;
			args.report({
				code: 'document.reference',
				severity: 'error',
				message: 'mistake' in found ? found.mistake : `"${reference}" leads to something of another kind`,
				remedy: near === undefined ? 'mend the reference' : `did you mean "${near}"?`,
				pointer: place(),
			});
			return undefined;
		}
		const odd = reportBackslashes(reference);
		if (odd) args.report({ ...odd, pointer: place() });
		const { file, pointer, value, hasPassed } = found;
		const { shape } = task;
		if (!visits.isKnown(value as object, shape)) {
			const resource = shape.startsWith('schema') ? resourceOf(file, pointer) : undefined;
			queue.push(startTask({ file, value, shape, pointer, resource }));
		}
		const isWritten = reference.startsWith('#/') && !ENCODED_SLASH.test(reference);
		if (!hasPassed && task.file === main && file === main && isWritten && !task.resource) return reference;
		const local = writeFragment(file.mount + pointer);
		if (hasPassed) {
			args.report({
				code: 'document.reference-through',
				severity: 'warning',
				message: `"${reference}" passes through another reference, which not every tool follows`,
				remedy: `write "${file === task.file ? '' : nameFile(file, task.file)}${writeFragment(pointer)}"`,
				pointer: place(),
			});
		}
		return local;
	};

	const visitInside = (task: Task): void => {
		const { file, resource } = task;
		eachPart(task.value, task.shape, (value, inner, key) => {
			if (typeof value !== 'object' || value === null) return;
			const shape = inner !== 'schema|[]' ? inner : Array.isArray(value) ? 'schema[]' : 'schema';
			// Most parts are schemas with a type and a description.
			const marks = isObject(value) ? readMarks(value, shape) : undefined;
			if (marks !== 0) queue.push({ value, shape, above: task, key, file, resource, marks });
		});
	};

	const visit = (start: Task): void => {
		const { value, shape } = start;
		if (typeof value !== 'object' || value === null || !visits.isFirst(value, shape)) return;
		if (!isObject(value)) {
			visitInside(start);
			return;
		}
		let marks = start.marks ?? readMarks(value, shape);
		if ((marks & (MARKS.empty | MARKS.odd)) !== 0) marks = mend(start, value, marks);
		if ((marks & MARKS.old) !== 0) old.push([value, shape]);
		if ((marks & MARKS.composed) !== 0) composed.push(start);
		if ((marks & MARKS.requiring) !== 0) requiring.push(start);
		const task = (marks & MARKS.id) !== 0 ? enterSchema(start, value) : start;
		if ((marks & MARKS.reference) !== 0) visitReferences(task, value);
		if ((marks & MARKS.external) !== 0) readExternal(start, value);
		if ((marks & MARKS.parts) !== 0) visitInside(task);
	};

	const referBut = (name: string, part: JsonObject): string | undefined => {
		const homes: Pointer[] = ['/components/schemas', '/definitions'];
		const home = homes.find((one) => {
			const schema = getOwn(resolvePointer(root, one), name);
			return schema !== undefined && schema !== part;
		});
		return home === undefined ? undefined : writeFragment(joinPointer(home, name));
	};

	const resolve = (reference: string): JsonValue | undefined =>
		followReferences(root, { value: { $ref: reference }, pointer: '' })?.value;

	const mend = (task: Task, value: JsonObject, marks: number): number => {
		const refer = task.file === main ? (name: string) => referBut(name, value) : undefined;
		if ((marks & MARKS.empty) !== 0) fillEmpty(task);
		if (task.shape === 'schema') mendSchema(task, value, refer);
		// A schema that something else refers to stays what it is.
		else if (!namesSchema(writeFragment(pointTo(task)))) {
			const inherit = isOfToday ? (name: string) => listAbove(task, name, root) : undefined;
			const names = { refer, resolve: task.file === main ? resolve : undefined };
			tell(task, mendPart(value, task.shape, { inherit, ...names }));
		}
		return readMarks(value, task.shape);
	};

	const fillEmpty = (task: Task): void => {
		const reports = fillEmptyParts({ ...task, pointer: pointTo(task) });
		for (const report of reports) args.report({ ...report, pointer: task.file.mount + report.pointer });
	};

	const mendSchema = (task: Task, schema: JsonObject, refer: Refer | undefined): void => {
		if (isOfToday) tell(task, mendFile(schema));
		tell(task, mendWords(schema, refer));
	};

	const tell = (task: Task, reports: readonly Report[]): void => {
		for (const report of reports) args.report({ ...report, pointer: placeInBundle(task) + report.pointer });
	};

	const enterSchema = (task: Task, schema: JsonObject): Task => {
		if (getString(schema, '$id') === undefined) return task;
		withIds.add(schema);
		const resource = enterResource(schema, pointTo(task), task.resource);
		return resource ? { ...task, resource } : task;
	};

	const readExternal = (task: Task, example: JsonObject): void => {
		const mistake = readExternalExample(example, {
			base: task.file.base,
			readText: args.readText,
			onFile: args.onFile,
		});
		if (!mistake) return;
		args.report({ ...mistake, pointer: joinPointer(placeInBundle(task), 'externalValue') });
	};

	const readWhole = (task: Task, reference: string): boolean => {
		const found = files.reach(task, reference);
		const whole = 'value' in found ? takeWhole(task, reference, found) : undefined;
		if (!whole) return false;
		queue.push(whole.part);
		composed.push(task.above as Task);
		tell(task, [whole.report]);
		return true;
	};

	const visitReferences = (task: Task, object: JsonObject): void => {
		if (task.shape === 'schema') settleDynamic(object);
		const reference = getOwn(object, '$ref');
		if (task.shape === 'schema{}' && typeof reference === 'string' && readWhole(task, reference)) return;
		if (typeof reference === 'string' && !settled.has(object)) {
			const local = follow(task, reference);
			if (typeof local === 'string') {
				// What stays as it was reads the same again.
				if (local !== reference) {
					object['$ref'] = local;
					settled.add(object);
				}
				if (task.shape === 'schema{}') referredMaps.add(object);
			}
		}
		if (reference !== undefined && typeof reference !== 'string' && !task.shape.endsWith('{}')) {
			args.report({
				code: 'document.reference',
				severity: 'error',
				message: 'a $ref must be a string',
				remedy: 'mend the reference',
				pointer: joinPointer(placeInBundle(task), '$ref'),
			});
		}
		const mapping = task.shape === 'schema' ? getObject(getOwn(object, 'discriminator'), 'mapping') : undefined;
		if (mapping) visitMapping(task, mapping);
	};

	const visitMapping = (task: Task, mapping: JsonObject): void => {
		const done = mapped.get(mapping) ?? new Set();
		mapped.set(mapping, done);
		for (const [name, target] of Object.entries(mapping)) {
			if (typeof target !== 'string' || done.has(name)) continue;
			const place = (): Pointer => joinPointer(placeInBundle(task), 'discriminator', 'mapping', name);
			// Anything else is the name of a schema (§4.8.25.3).
			if (!/[#/]|\.(json|ya?ml)$/i.test(target)) {
				done.add(name);
				const unknown = task.file === main ? reportUnknownName(root, target) : undefined;
				if (unknown) args.report({ ...unknown, pointer: place() });
				continue;
			}
			const local = follow(task, target, place);
			if (local === WAITING) continue;
			done.add(name);
			if (local !== undefined) setOwn(mapping, name, local);
		}
	};

	return {
		run() {
			drainInRuns(queue, visit);
			if (waiting.size > 0) return;
			// All references are from the root now; an `$id` would give those below it another base again.
			for (const schema of withIds) delete schema['$id'];
			for (const map of referredMaps) inlineMap(root, map);
			for (const { at, report } of mendEndless(root, requiring)) tell(at, [{ ...report, pointer: '/required' }]);
			for (const { at, report } of mendComposed(root, composed)) tell(at, [report]);
		},
		wanted: () => [...waiting.keys()],
		old: () => old,
		supply(url, source) {
			files.add(url, source);
			for (const task of waiting.get(url) ?? []) {
				if (typeof task.value === 'object' && task.value !== null) visits.forget(task.value, task.shape);
				queue.push(task);
			}
			waiting.delete(url);
		},
		locate(pointer) {
			const [first, number = '', ...rest] = parsePointer(pointer) ?? [];
			const file = first === 'x-files' ? files.find(number) : undefined;
			return { ...(file ? file.source.locate(formatPointer(rest)) : args.source.locate(pointer)), pointer };
		},
	};
}
