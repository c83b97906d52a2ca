// What a scenario gives and answers, against the documents' schemas. Apart from the other checks, because it compiles them.

import {
	compileView,
	findFraming,
	findItemSchema,
	findNamed,
	getList,
	getObject,
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listProperties,
	type MediaType,
	type Operation,
	type Pointer,
	type ResponseDefinition,
	SchemaError,
	type SchemaView,
	viewSchema,
} from '../../spec/index.ts';
import { readWrittenReply } from '../answer/written-reply.ts';
import { findKeyView } from '../effects/keys.ts';
import { findReadView } from '../effects/read-view.ts';
import type { Scenario } from '../types/scenario.ts';
import { entriesOf } from './check-given.ts';
import { onOf } from './check-script.ts';
import { readingsOf } from './check-told-keys.ts';
import { checkWhenBody } from './check-when-body.ts';
import { checkReplyAgainst, findMediaTypes, findResponse } from './reply.ts';
import { findReplyPlaces } from './reply-values.ts';
import type { Report, ScenarioFinding } from './scenario-finding.ts';
import type { Stage } from './stage.ts';
import { substitute } from './substitute.ts';

/** Stands for a moment that is only known when the scenario is used. */
const SOME_MOMENT = '2026-01-15T09:00:00.000Z';

/**
 * Literal bodies and headers of replies, and the properties of given entities, that don't fit their schemas; parameters have
 * their defaults. Cues that are off spec are left out. `scenario` has no other errors.
 */
export function checkScenarioSchemas(scenario: Scenario, stage: Stage): ScenarioFinding[] {
	const mistakes: ScenarioFinding[] = [];
	const report: Report = (mistake) => mistakes.push(mistake);
	const given = substitute(scenario.given as JsonObject, scenario.parameters);
	const script = substitute([...scenario.script], scenario.parameters);
	const keys = substitute((scenario.keys ?? {}) as JsonObject, scenario.parameters);
	if (given.ok && isObject(given.value)) checkGivenSchemas(given.value, stage, report);
	if (keys.ok && isObject(keys.value)) checkKeySchemas(keys.value, stage, report);
	for (const [index, cue] of script.ok && Array.isArray(script.value) ? script.value.entries() : []) {
		if (isObject(cue)) checkCueSchemas({ cue, pointer: `/script/${index}`, stage, report });
	}
	return mistakes;
}

function checkGivenSchemas(given: JsonObject, stage: Stage, report: Report): void {
	for (const [name, list] of Object.entries(given)) {
		const resource = stage.resources.get(name);
		const view = resource && findReadView(resource, [...stage.operations.values()]);
		if (!view) continue;
		const properties = listProperties(view);
		for (const entry of entriesOf(list, joinPointer('/given', name))) {
			for (const [property, value] of Object.entries(entry.properties)) {
				const found = properties.get(property);
				if (!found) continue;
				const pointer = joinPointer(entry.pointer, property);
				// A generator goes through a list, so each of its items is a value of the property.
				const values: [Pointer, JsonValue][] =
					entry.kind === 'generator' && Array.isArray(value)
						? value.map((item, index) => [`${pointer}/${index}`, item])
						: [[pointer, value]];
				for (const [at, item] of values) {
					const value = isMoment(item) ? SOME_MOMENT : item;
					const fault = findFault(found, value);
					if (!fault) continue;
					const within = fault.pointer === '' ? '' : `${fault.pointer} `;
					const message = `${property} does not fit its schema: ${within}${fault.message}`;
					report({ code: 'scenario.given.schema', ...severityOf(fault), pointer: at + fault.pointer, message });
				}
			}
		}
	}
}

/** Keys of what will be created, in one of the forms that a text may stand for. */
function checkKeySchemas(keys: JsonObject, stage: Stage, report: Report): void {
	for (const name of Object.keys(keys)) {
		const resource = stage.resources.get(name);
		const view = resource && findKeyView(resource, [...stage.operations.values()]);
		if (!view) continue;
		for (const [index, key] of getList(keys, name).entries()) {
			const faults = readingsOf(String(key)).map((reading) => findFault(view, reading));
			const [fault] = faults;
			if (!fault || faults.some((one) => !one)) continue;
			const message = `${resource.key} does not fit its schema: ${fault.message}`;
			const pointer = joinPointer('/keys', name, String(index));
			report({ code: 'scenario.given.schema', ...severityOf(fault), pointer, message });
		}
	}
}

function isMoment(value: JsonValue): boolean {
	const keys = isObject(value) ? Object.keys(value) : [];
	return keys.length === 1 && ['after', 'before', 'now'].includes(keys[0] as string);
}

function checkCueSchemas(args: { cue: JsonObject; pointer: Pointer; stage: Stage; report: Report }): void {
	const { cue, stage, report } = args;
	const reply = getObject(cue, 'reply');
	const status = getOwn(reply, 'status');
	const on = onOf(cue);
	if (!on.includes('*')) checkWhenBody({ ...args, operations: findOperations(on, stage) });
	if (!reply || typeof status !== 'number' || getOwn(cue, 'offSpec') === true) return;
	const seen = new Set<string>();
	for (const operation of on.includes('*') ? stage.operations.values() : findOperations(on, stage)) {
		const response = findResponse(operation, status);
		if (!response || checkReplyAgainst(operation, reply).length > 0) continue;
		const pointer = `${args.pointer}/reply`;
		for (const mistake of [...checkBody({ operation, response, reply }), ...checkHeaders(response, reply)]) {
			const id = `${mistake.pointer} ${mistake.message}`;
			if (!seen.has(id)) report({ ...mistake, pointer: pointer + mistake.pointer });
			seen.add(id);
		}
	}
}

function findOperations(names: readonly string[], stage: Stage): Operation[] {
	return names
		.map((name) => findNamed(name, stage.operations.values()).operation)
		.filter((operation) => operation !== undefined);
}

function checkBody(args: { operation: Operation; response: ResponseDefinition; reply: JsonObject }): ScenarioFinding[] {
	const { operation, response, reply } = args;
	const body = getOwn(reply, 'body');
	if (body === undefined) return [];
	// What is put in when it is sent is proved then.
	const open = new Set(findReplyPlaces(body).map(({ pointer }) => pointer));
	const faults = findMediaTypes(response, reply).map((mediaType) => findBodyFault(mediaType, { body, open }));
	const first = faults[0];
	// Any one of the media types will do: the answer goes out as that.
	if (!first || faults.some((fault) => !fault)) return [];
	const at = first.pointer === '' ? '' : `${first.pointer} `;
	const message = `the body does not fit ${response.key} of ${operation.id}: ${at}${first.message}`;
	const remedy = isQuotedJson(body)
		? 'what stands in quotes is a text: write it without them, or mark the cue offSpec: true'
		: 'mend it, or mark the cue offSpec: true';
	return [{ code: 'scenario.cue.schema', ...severityOf(first), pointer: `/body${first.pointer}`, message, remedy }];
}

/** `'{"id":1}'`, as it is copied from a log. */
function isQuotedJson(body: JsonValue): boolean {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return false;
	try {
		return typeof JSON.parse(body) === 'object';
	} catch {
		return false;
	}
}

/**
 * What a reply's body has against the schema of its media type, as it is when it is sent: a text that spells out its media type by what it says, a
 * sequence by its items. `open` are places that are put in when it is sent. `undefined`: it fits, or nobody reads this type. Never throws.
 */
export function findBodyFault(
	mediaType: MediaType,
	{ body, open = NOWHERE }: { body: JsonValue; open?: ReadonlySet<Pointer> },
): Fault | undefined {
	if (typeof body === 'string' && open.size > 0) return undefined;
	const written = readWrittenReply(body, mediaType);
	const value = written ? written.says : body;
	const item = findFraming(mediaType.type) && findItemSchema(mediaType);
	const schema = item || mediaType.schema;
	if (value === undefined || !schema) return undefined;
	if (!item || !Array.isArray(value)) return findFault(viewSchema(schema), value, open);
	for (const [index, one] of value.entries()) {
		const at = `/${index}`;
		const inside = [...open].flatMap((pointer) =>
			`${pointer}/`.startsWith(`${at}/`) ? [pointer.slice(at.length)] : [],
		);
		const fault = findFault(viewSchema(schema), one, new Set(inside));
		if (fault) return { ...fault, pointer: written ? '' : at + fault.pointer };
	}
	return undefined;
}

function checkHeaders(response: ResponseDefinition, reply: JsonObject): ScenarioFinding[] {
	return Object.entries(getObject(reply, 'headers') ?? {}).flatMap(([name, value]): ScenarioFinding[] => {
		if (findReplyPlaces(value).length > 0) return [];
		const schema = response.headers.find((header) => header.name === name.toLowerCase())?.schema;
		const fault = schema && findHeaderFault(viewSchema(schema), name, value);
		if (!fault) return [];
		const message = `the header ${name} does not fit: ${fault.message}`;
		const remedy = 'mend it, or mark the cue offSpec: true';
		return [
			{ code: 'scenario.cue.schema', ...severityOf(fault), pointer: joinPointer('/headers', name), message, remedy },
		];
	});
}

/** Of cookies, which have a line each, the first that does not fit, unless all of them are the list that is meant. */
function findHeaderFault(view: SchemaView, name: string, value: JsonValue): Fault | undefined {
	if (Array.isArray(value) && name.toLowerCase() === 'set-cookie' && findFault(view, value)) {
		for (const cookie of value) {
			const fault = findHeaderFault(view, name, String(cookie));
			if (fault) return fault;
		}
		return undefined;
	}
	const faults = readingsOf(String(value)).map((reading) => findFault(view, reading));
	return faults.every((fault) => fault) ? faults[0] : undefined;
}

const NOWHERE: ReadonlySet<Pointer> = new Set();

interface Fault {
	pointer: Pointer;
	message: string;
	/** The document is at fault: its schema does not compile. */
	isDocuments?: boolean;
}

/** The first fault that is not at one of the places in `open`, or around them as a whole. */
function findFault(view: SchemaView, value: JsonValue, open: ReadonlySet<Pointer> = NOWHERE): Fault | undefined {
	try {
		const faults = compileView(view, 'response')(value);
		const first = faults.find(({ pointer = '' }) => !open.has(pointer));
		return first && { pointer: first.pointer ?? '', message: first.message };
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		return {
			pointer: '',
			message: `can't be checked, as a schema doesn't compile: ${error.message}`,
			isDocuments: true,
		};
	}
}

function severityOf(fault: Fault): Pick<ScenarioFinding, 'severity'> {
	return fault.isDocuments ? { severity: 'warning' } : {};
}
