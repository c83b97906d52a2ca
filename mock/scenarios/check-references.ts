// References in a scenario's texts: to parameters that it doesn't have, and to what only a reply may refer to.

import {
	getOwn,
	type JsonObject,
	type JsonValue,
	joinPointer,
	nearest,
	type Pointer,
	suggest,
} from '../../spec/index.ts';
import { guessPlace } from './check-reply-places.ts';
import { findReplyPlaces, findReplyStrangers } from './reply-values.ts';
import type { Report } from './scenario-finding.ts';
import type { Stage } from './stage.ts';
import { findOtherReferences, findReferences, type Parameters } from './substitute.ts';

interface Args {
	parameters: Parameters;
	stage: Stage;
	report: Report;
}

/** Reports what `given`, `keys` and `script` refer to and nobody fills in; those of replies and conditions are judged with their cues. */
export function checkReferences(filled: JsonObject, { parameters, stage, report }: Args): void {
	const known = Object.keys(parameters);
	for (const { name, pointer } of findReferences(filled)) {
		if (Object.hasOwn(parameters, name)) continue;
		// The one word of a reply that looks like a parameter and is none.
		if (name === 'now' && /^\/script\/\d+\/reply\/(?:body|headers)/.test(pointer)) continue;
		const isMoment = name === 'now' && pointer.startsWith('/given/');
		const message = `there is no parameter ${name}`;
		const near = known.length > 0 ? suggest(nearest(name, known, 1), known) : `add "${name}:" to parameters`;
		const remedy = isMoment ? "the session's time is { now: true } here" : near;
		report({ code: 'scenario.parameter.unknown', pointer, message, remedy });
	}
	for (const { written, name, pointer } of findOtherReferences(filled)) {
		if (!Object.hasOwn(parameters, name)) continue;
		const message = `${written} is taken as it stands`;
		report({
			code: 'scenario.parameter.unknown',
			severity: 'warning',
			pointer,
			message,
			remedy: `did you mean $\{${name}}?`,
		});
	}
	for (const part of ['given', 'keys']) {
		const value = getOwn(filled, part);
		checkFixed(value, { pointer: joinPointer('', part), knows: 'only parameters are filled in here', stage, report });
	}
}

/** Warns of references to the request, the entity or the time where none is looked up, as in conditions: nothing would ever equal them. */
export function checkFixed(
	value: JsonValue | undefined,
	{ pointer, knows, stage, report }: { pointer: Pointer; knows: string; stage: Stage; report: Report },
): void {
	const places = findReplyPlaces(value, pointer).filter(({ text }) => text !== 'now');
	const slips = findReplyStrangers(value, pointer).filter(({ text }) => guessPlace(text, [...stage.resources.keys()]));
	for (const { text, pointer: at } of [...places, ...slips]) {
		const message = `$\{${text}} is taken as it stands`;
		report({ code: 'scenario.cue.reference', severity: 'warning', pointer: at, message, remedy: knows });
	}
}
