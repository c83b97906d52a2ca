// Does an operation's document have a scripted reply?

import {
	findMediaType,
	getObject,
	getOwn,
	getString,
	type JsonObject,
	type MediaType,
	nearest,
	type Operation,
	type ResponseDefinition,
	suggest,
} from '../../spec/index.ts';
import type { ScenarioCode } from './scenario-finding.ts';

/** A mistake below the reply; `at` is the rest of the pointer, e.g. `['status']`. */
export interface ReplyFinding {
	code: ScenarioCode;
	at: readonly string[];
	message: string;
	remedy: string;
}

/** The document's answer for a status: by itself, by its range, else `default` (OpenAPI 3.1.1 §4.8.16.2). */
export function findResponse(operation: Operation, status: number): ResponseDefinition | undefined {
	const { responses } = operation;
	return responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
}

/** The media types that a reply may mean: the one that it names, else all. */
export function findMediaTypes(response: ResponseDefinition, reply: JsonObject): readonly MediaType[] {
	const named = getString(reply, 'mediaType');
	if (named === undefined) return response.mediaTypes;
	const found = findMediaType(response.mediaTypes, named);
	return found ? [found] : [];
}

/**
 * What a reply has that the document doesn't: status, media type, example, body, headers. Schemas are not looked at. Empty
 * for a fault, and for a reply that fits.
 */
export function checkReplyAgainst(operation: Operation, reply: JsonObject): ReplyFinding[] {
	const status = getOwn(reply, 'status');
	if (typeof status !== 'number') return [];
	const response = findResponse(operation, status);
	if (!response) return [describeStatus(operation, status)];
	const name = `${status} of ${operation.id}`;
	const mediaTypes = findMediaTypes(response, reply);
	const mistakes = checkHeaders(response, reply, name);
	const hasBody = Object.hasOwn(reply, 'body');
	if (response.mediaTypes.length === 0) {
		for (const what of ['mediaType', 'example', 'body'] as const) {
			if (!Object.hasOwn(reply, what)) continue;
			mistakes.push({
				code: CODES[what],
				at: [what],
				message: `${name} has no body`,
				remedy: offSpec(`remove ${what}`),
			});
		}
	} else if (mediaTypes.length === 0) {
		const types = response.mediaTypes.map(({ type }) => type).join(', ');
		const message = `${name} has no media type ${getString(reply, 'mediaType')}`;
		mistakes.push({ code: CODES.mediaType, at: ['mediaType'], message, remedy: offSpec(`use ${types}`) });
	} else if (!hasBody) mistakes.push(...checkExample(mediaTypes, reply, name));
	return mistakes;
}

const CODES = {
	mediaType: 'scenario.cue.media-type',
	example: 'scenario.cue.example',
	body: 'scenario.cue.body',
} as const;

function checkExample(mediaTypes: readonly MediaType[], reply: JsonObject, name: string): ReplyFinding[] {
	const example = getString(reply, 'example');
	if (example === undefined) return [];
	const known = new Set(
		mediaTypes.flatMap(({ examples }) => examples.map((one) => one.name)).filter((one) => one !== ''),
	);
	if (known.has(example)) return [];
	const message = `${name} has no example ${JSON.stringify(example)}`;
	const remedy =
		known.size === 0 ? 'it has none with a name; write a body' : suggest(nearest(example, known, 2), known);
	return [{ code: CODES.example, at: ['example'], message, remedy }];
}

function checkHeaders(response: ResponseDefinition, reply: JsonObject, name: string): ReplyFinding[] {
	const known = response.headers.map((header) => header.name);
	return Object.keys(getObject(reply, 'headers') ?? {})
		.filter((header) => !known.includes(header.toLowerCase()))
		.map((header) => {
			const message = `${name} has no header ${header}`;
			const remedy = offSpec(suggest(nearest(header, known, 1), known));
			return { code: 'scenario.cue.header', at: ['headers', header], message, remedy };
		});
}

function describeStatus(operation: Operation, status: number): ReplyFinding {
	const key = findNearestStatus(operation, status);
	const message = `${operation.id} has no answer ${status}${key === undefined ? '' : `; the nearest that it has is ${key}`}`;
	const remedy =
		key === undefined ? 'mark the cue offSpec: true' : offSpec(`reply with ${key.replace(/^.XX$/, 'a status of $&')}`);
	return { code: 'scenario.cue.status', at: ['status'], message, remedy };
}

/** The documented status key that is nearest: in the same class if there is one, then by number. */
export function findNearestStatus(operation: Operation, status: number): string | undefined {
	const distanceOf = (key: string): number => {
		const first = Number(key.replace('XX', '00'));
		const last = Number(key.replace('XX', '99'));
		const distance = status < first ? first - status : Math.max(0, status - last);
		return distance + (key[0] === String(status)[0] ? 0 : 1000);
	};
	const keys = [...operation.responses.keys()];
	return keys.sort((a, b) => distanceOf(a) - distanceOf(b))[0];
}

function offSpec(remedy: string): string {
	return `${remedy}${remedy.endsWith('?') ? ' Else' : ', or'} mark the cue offSpec: true`;
}
