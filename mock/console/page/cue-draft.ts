// A one-off while it is written: what its fields hold, and the cue that comes of them.

import { FAULTS } from '../../types/faults.ts';
import type { Cue } from './control-types.ts';
import { readHeaderLines } from './header-lines.ts';

/** The request goes its normal way, late. */
export const PASS = 'pass';
/** A status that the document does not have. */
export const OTHER = 'other';

/** What the fields hold, as it was typed. */
export interface Draft {
	/** The operation, or any. */
	on: string;
	/** A status, a fault, `pass` or `other`. */
	answer: string;
	/** That status, of `other`. */
	status: string;
	/** Who makes the body: the mock, an example of the document, or whoever writes it here. */
	body: 'mock' | 'example' | 'own';
	example: string;
	text: string;
	/** Empty: the first. */
	mediaType: string;
	/** A line each: `Retry-After: 3`. */
	headers: string;
	/** The least time that it takes, and the most; empty: none. */
	delay: string;
	most: string;
	times: string;
	/** Whether it is for requests with the path's values alone. */
	isSame: boolean;
	/** Whether it may be an answer that the document does not have. */
	isOffSpec: boolean;
}

/** A draft for an operation with an answer in mind: a status key such as `409`, `4XX` or `default`, or nothing. */
export function beginDraft(on: string, status: string): Draft {
	const number = status === 'default' ? '500' : status.replace('XX', '00');
	return {
		on,
		answer: /^\d{3}$/.test(number) ? number : '',
		status: '',
		body: 'mock',
		example: '',
		text: '',
		mediaType: '',
		headers: '',
		delay: '',
		most: '',
		times: '1',
		isSame: false,
		isOffSpec: false,
	};
}

/** The cue; or in a sentence what can't be read. `path`: the values that it is limited to, if it is to be. */
export function writeCue(draft: Draft, path: Record<string, string> | undefined): { cue: Cue } | { mistake: string } {
	const { on, answer, delay, most, times, isSame, isOffSpec } = draft;
	const wait =
		delay.trim() === '' ? undefined : most.trim() === '' ? delay.trim() : { min: delay.trim(), max: most.trim() };
	if (answer === PASS && wait === undefined) return { mistake: 'Say how late: 2s, 250ms.' };
	const shared = {
		on,
		times: Number(times),
		...(isSame && path && { when: { path } }),
		...(wait !== undefined && { delay: wait }),
	};
	if (answer === PASS) return { cue: { ...shared, pass: true } };
	if (Object.hasOwn(FAULTS, answer)) return { cue: { ...shared, reply: { fault: answer } } };
	const reply = writeReply(draft);
	if ('mistake' in reply) return reply;
	return { cue: { ...shared, ...reply, ...((answer === OTHER || isOffSpec) && { offSpec: true as const }) } };
}

function writeReply({
	answer,
	status,
	body,
	example,
	text,
	mediaType,
	headers,
}: Draft): { reply: Record<string, unknown> } | { mistake: string } {
	const number = Number(answer === OTHER ? status : answer);
	if (!Number.isInteger(number) || number < 200 || number > 599)
		return { mistake: 'A status has three digits, from 200 to 599.' };
	const given = readHeaderLines(headers);
	if (typeof given === 'string') return { mistake: given };
	const reply = {
		status: number,
		...(body !== 'mock' && mediaType !== '' && { mediaType }),
		...(Object.keys(given).length > 0 && { headers: given }),
	};
	if (body === 'example') return { reply: { ...reply, example } };
	if (body === 'mock') return { reply };
	try {
		return { reply: { ...reply, body: JSON.parse(text) as unknown } };
	} catch (error) {
		// What isn't JSON in its type is a text.
		if (mediaType !== '' && !/json/i.test(mediaType)) return { reply: { ...reply, body: text } };
		return { mistake: `The body is no JSON: ${(error as Error).message}.` };
	}
}
