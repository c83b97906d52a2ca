// The answers of an operation.

import type { HeaderDefinition, ResponseDefinition } from '../../../spec/index.ts';
import { compareMediaTypes, nameBody, pairMediaTypes } from './compare-bodies.ts';
import { type ComparedOperation, capitalise, compareSpot, placeIn } from './compared-operation.ts';

/** Statuses, their media types, headers and bodies. A status that a range takes in is still there. */
export function compareResponses(both: ComparedOperation): void {
	const { before, after, add } = both;
	for (const [key, was] of before.responses) {
		const is = after.responses.get(key) ?? after.responses.get(`${key[0]}XX`);
		if (is) {
			compareResponse(both, [was, is]);
			continue;
		}
		const isSuccess = key.startsWith('2');
		add({
			code: isSuccess ? 'response.status.success-removed' : 'response.status.removed',
			message: `${capitaliseKey(key)} is no longer answered`,
			old: placeIn(before, was.pointer),
			new: placeIn(after, after.pointer),
		});
	}
	for (const [key, is] of after.responses) {
		if (before.responses.has(key)) continue;
		add({
			code: 'response.status.added',
			message: `${capitaliseKey(key)} may be answered as well`,
			old: placeIn(before, before.pointer),
			new: placeIn(after, is.pointer),
		});
	}
}

const capitaliseKey = (key: string): string => (key === 'default' ? 'Any other status' : key);

function compareResponse(both: ComparedOperation, [was, is]: readonly [ResponseDefinition, ResponseDefinition]): void {
	const { before, after, add } = both;
	const subject = was.key === 'default' ? 'the default answer' : `the ${was.key} answer`;
	for (const { type, old, now } of pairMediaTypes(was.mediaTypes, is.mediaTypes)) {
		if (old && now) compareMediaTypes(both, { place: 'response.body', subject: nameBody(subject, type), old, now });
		else
			add({
				code: old ? 'response.media-type.removed' : 'response.media-type.added',
				message: `${type} is ${old ? 'no longer' : 'also'} served in ${subject}`,
				old: placeIn(before, (old ?? was).pointer),
				new: placeIn(after, (now ?? is).pointer),
			});
	}
	compareHeaders(both, { was, is, subject });
}

function compareHeaders(
	both: ComparedOperation,
	args: { was: ResponseDefinition; is: ResponseDefinition; subject: string },
): void {
	const { before, after, add } = both;
	const { was, is, subject } = args;
	const [old, now] = [keyHeaders(was), keyHeaders(is)];
	for (const name of new Set([...old.keys(), ...now.keys()])) {
		const [had, has] = [old.get(name), now.get(name)];
		const place = { old: placeIn(before, (had ?? was).pointer), new: placeIn(after, (has ?? is).pointer) };
		const header = `the header ${JSON.stringify(name)} of ${subject}`;
		if (!has) {
			add({
				code: had?.required ? 'response.header.required-removed' : 'response.header.removed',
				message: `${capitalise(header)} is gone`,
				...place,
			});
		} else if (!had) add({ code: 'response.header.added', message: `${capitalise(header)} is new`, ...place });
		else {
			if (had.required !== has.required) {
				add({
					code: has.required ? 'response.header.required' : 'response.header.optional',
					message: `${capitalise(header)} ${has.required ? 'always comes now' : 'may be left out now'}`,
					...place,
				});
			}
			compareSpot(both, {
				place: 'response.header',
				subject: header,
				before: had.schema ?? had.content?.schema,
				after: has.schema ?? has.content?.schema,
				isText: had.content === undefined && has.content === undefined,
			});
		}
	}
}

function keyHeaders({ headers }: ResponseDefinition): Map<string, HeaderDefinition> {
	return new Map(headers.map((header) => [header.name, header]));
}
