// Bodies that consumers send, and those that the API sends of its own accord.

import { formatMediaType, type MediaType, type Operation } from '../../../spec/index.ts';
import { type ComparedOperation, compareSpot, placeIn } from './compared-operation.ts';

/** The request body of an operation. */
export function compareRequestBody(both: ComparedOperation): void {
	const { before, after, add } = both;
	const [was, is] = [before.requestBody, after.requestBody];
	const place = {
		old: placeIn(before, was?.pointer ?? before.pointer),
		new: placeIn(after, is?.pointer ?? after.pointer),
	};
	if (!was || !is) {
		if (was) add({ code: 'request.body.removed', message: 'The request body is no longer taken', ...place });
		if (is)
			add({
				code: is.required ? 'request.body.required-added' : 'request.body.added',
				message: `A request body ${is.required ? 'must' : 'may'} be sent now`,
				...place,
			});
		return;
	}
	if (was.required !== is.required) {
		add({
			code: is.required ? 'request.body.required' : 'request.body.optional',
			message: `The request body ${is.required ? 'must be sent now' : 'may be left out now'}`,
			...place,
		});
	}
	for (const { type, old, now } of pairMediaTypes(was.mediaTypes, is.mediaTypes)) {
		if (old && now)
			compareMediaTypes(both, { place: 'request.body', subject: nameBody('the request body', type), old, now });
		else if (old)
			add({
				code: 'request.media-type.removed',
				message: `${type} is no longer taken`,
				old: placeIn(before, old.pointer),
				new: place.new,
			});
		else if (now)
			add({
				code: 'request.media-type.added',
				message: `${type} is taken as well`,
				old: place.old,
				new: placeIn(after, now.pointer),
			});
	}
}

/** What the API calls after an answer: consumers read it like an answer. */
export function compareCallbacks(both: ComparedOperation): void {
	const { before, after, add } = both;
	const key = ({ name, expression, method }: Operation['callbacks'][number]): string =>
		`${name} ${method} ${expression}`;
	const now = new Map(after.callbacks.map((one) => [key(one), one]));
	const old = new Map(before.callbacks.map((one) => [key(one), one]));
	for (const [id, was] of old) {
		const is = now.get(id);
		if (!is) {
			add({
				code: 'callback.removed',
				message: `The callback ${was.name} is no longer made`,
				old: placeIn(before, was.pointer),
				new: placeIn(after, after.pointer),
			});
			continue;
		}
		for (const pair of pairMediaTypes(was.requestBody?.mediaTypes ?? [], is.requestBody?.mediaTypes ?? [])) {
			if (!pair.old || !pair.now) continue;
			const subject = nameBody(`the callback ${was.name}`, pair.type);
			compareMediaTypes(both, { place: 'callback.body', subject, old: pair.old, now: pair.now });
		}
	}
	for (const [id, is] of now) {
		if (old.has(id)) continue;
		add({
			code: 'callback.added',
			message: `The callback ${is.name} is made as well`,
			old: placeIn(before, before.pointer),
			new: placeIn(after, is.pointer),
		});
	}
}

/** A media type in both, or in one of them. */
export interface MediaTypePair {
	type: string;
	old?: MediaType;
	now?: MediaType;
}

/** Media types by name and parameters, the old ones first. */
export function pairMediaTypes(before: readonly MediaType[], after: readonly MediaType[]): MediaTypePair[] {
	const now = new Map(after.map((one) => [nameType(one), one]));
	const pairs = before.map((old): MediaTypePair => {
		const type = nameType(old);
		const found = now.get(type);
		now.delete(type);
		return { type, old, ...(found && { now: found }) };
	});
	return [...pairs, ...[...now].map(([type, found]) => ({ type, now: found }))];
}

/** The schemas of one media type. */
export function compareMediaTypes(
	both: ComparedOperation,
	args: { place: 'request.body' | 'response.body' | 'callback.body'; subject: string; old: MediaType; now: MediaType },
): void {
	const { place, subject, old, now } = args;
	const isText = /^(application\/x-www-form-urlencoded|multipart\/)/.test(now.type);
	compareSpot(both, { place, subject, before: old.schema, after: now.schema, isText });
	if (old.itemSchema || now.itemSchema)
		compareSpot(both, { place, subject: `each item of ${subject}`, before: old.itemSchema, after: now.itemSchema });
}

/** `the 200 answer`, with its media type where that isn't JSON. */
export function nameBody(subject: string, type: string): string {
	return type === 'application/json' ? subject : `${subject} (${type})`;
}

function nameType({ type, parameters }: MediaType): string {
	return formatMediaType({ type, parameters: parameters ?? {} });
}
