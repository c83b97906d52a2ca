// The example of an answer that belongs to the request: the one called like the example that the request was made after.

import { type Example, type JsonValue, type MediaType, type Operation, writeCanonicalJson } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';
import { chooseByStatus } from './error-words.ts';

/** What a request must have for an example to be meant by it. */
interface Condition {
	in: 'path' | 'query' | 'header' | 'cookie' | 'body';
	name: string;
	/** Canonical JSON: any of them. */
	values: readonly string[];
}
interface Candidate {
	index: number;
	conditions: readonly Condition[];
}

const candidates = new WeakMap<MediaType, readonly Candidate[]>();

/**
 * The position of the example whose name the document also gives to examples of parameters or of the body, all of which the
 * request has; of several the one that most of them speak for. -1: none.
 */
export function findMatchingExample(mediaType: MediaType, operation: Operation, request: CheckedRequest): number {
	if (mediaType.examples.length < 2) return -1;
	let known = candidates.get(mediaType);
	if (!known) {
		known = listCandidates(mediaType, operation);
		candidates.set(mediaType, known);
	}
	let best: Candidate | undefined;
	for (const candidate of known) {
		if (candidate.conditions.length <= (best?.conditions.length ?? 0)) continue;
		if (candidate.conditions.every((condition) => isMet(condition, request))) best = candidate;
	}
	return best?.index ?? -1;
}

/**
 * Of several examples of an error's answer the one whose name means the status, e.g. `notFound` for 404: a `default` answer stands for
 * many. `undefined`: none does, or the status is no error's.
 */
export function findExampleOfStatus(examples: readonly Example[], status: number): Example | undefined {
	if (status < 400 || examples.length < 2) return undefined;
	const names = examples.map(({ name }) => name);
	const chosen = chooseByStatus(names, status);
	return chosen === undefined ? undefined : examples[names.indexOf(String(chosen))];
}

function listCandidates({ examples }: MediaType, operation: Operation): Candidate[] {
	return [...examples.entries()].flatMap(([index, { name: wanted }]) => {
		if (wanted === '') return [];
		const conditions: Condition[] = [];
		for (const { in: place, name, examples: given = [] } of operation.parameters) {
			const example = given.find((one) => one.name === wanted);
			if (!example || place === 'querystring') continue;
			const key = place === 'header' ? name.toLowerCase() : name;
			conditions.push({ in: place, name: key, values: [show(example.value)] });
		}
		// A request has one of the media types.
		const bodies = (operation.requestBody?.mediaTypes ?? []).flatMap(({ examples: given }) =>
			given.filter(({ name }) => name === wanted),
		);
		if (bodies.length > 0) conditions.push({ in: 'body', name: '', values: bodies.map(({ value }) => show(value)) });
		return conditions.length > 0 ? [{ index, conditions }] : [];
	});
}

function isMet({ in: place, name, values }: Condition, request: CheckedRequest): boolean {
	const given = place === 'body' ? request.body : request[place].get(name);
	if (given === undefined) return false;
	return values.includes(show(given)) || values.includes(show(String(given)));
}

function show(value: JsonValue): string {
	return writeCanonicalJson(value);
}
