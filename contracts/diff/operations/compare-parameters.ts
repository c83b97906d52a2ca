// The parameters of an operation.

import { guessTypes, type Operation, type Parameter, resolvePointer, viewSchema } from '../../../spec/index.ts';
import { isAhead, readSunset, type Sunset } from '../sunset.ts';
import { type ComparedOperation, capitalise, compareSpot, placeIn } from './compared-operation.ts';

/** Parameters are the same by place and name, those of the path by their place in it. */
export function compareParameters(both: ComparedOperation): void {
	const { before, after, add, today } = both;
	const [old, now] = [keyParameters(before), keyParameters(after)];
	for (const [key, was] of old) {
		const is = now.get(key);
		if (is) compareParameter(both, [was, is]);
		else {
			const sunset = readParameterSunset(before, was);
			const isEarly = sunset.isDeprecated && isAhead(sunset.day, today);
			add({
				code: isEarly
					? 'request.parameter.removed-before-sunset'
					: sunset.isDeprecated
						? 'request.parameter.removed-deprecated'
						: 'request.parameter.removed',
				message: `${capitalise(nameParameter(was))} is gone${isEarly ? `, and was to stay until ${sunset.day}` : ''}`,
				old: placeIn(before, was.pointer),
				new: placeIn(after, after.pointer),
			});
		}
	}
	for (const [key, is] of now) {
		if (old.has(key)) continue;
		add({
			code: is.required ? 'request.parameter.required-added' : 'request.parameter.added',
			message: `${capitalise(nameParameter(is))} is new, and ${is.required ? 'must' : 'may'} be sent`,
			old: placeIn(before, before.pointer),
			new: placeIn(after, is.pointer),
		});
	}
}

function keyParameters({ parameters, pathTemplate }: Operation): Map<string, Parameter> {
	const names = [...pathTemplate.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
	return new Map(
		parameters.map((parameter) => {
			const { name, in: place } = parameter;
			const own = place === 'path' ? names.indexOf(name) : place === 'header' ? name.toLowerCase() : name;
			return [`${place} ${own}`, parameter];
		}),
	);
}

function compareParameter(both: ComparedOperation, [was, is]: readonly [Parameter, Parameter]): void {
	const { before, after, add } = both;
	const subject = nameParameter(is);
	const name = capitalise(subject);
	const place = { old: placeIn(before, was.pointer), new: placeIn(after, is.pointer) };
	if (was.required !== is.required) {
		add({
			code: is.required ? 'request.parameter.required' : 'request.parameter.optional',
			message: `${name} ${is.required ? 'must be sent now' : 'may be left out now'}`,
			...place,
		});
	}
	if (!was.deprecated && is.deprecated) {
		add({ code: 'request.parameter.marked-deprecated', message: `${name} is deprecated now`, ...place });
	}
	const isWrittenOther = was.style !== is.style || (was.explode !== is.explode && isCompound(is));
	if (isWrittenOther && (isCompound(was) || isCompound(is) || was.style !== 'form')) {
		add({
			code: 'request.parameter.style-changed',
			message: `${name} is written in the style ${nameStyle(is)} now, before ${nameStyle(was)}`,
			...place,
		});
	}
	compareSpot(both, {
		place: 'request.parameter',
		subject,
		before: was.schema ?? was.content?.schema,
		after: is.schema ?? is.content?.schema,
		isText: was.content === undefined && is.content === undefined,
	});
}

/** Lists and objects are written by their style; a single value is itself. */
function isCompound({ schema }: Parameter): boolean {
	const types = guessTypes(viewSchema(schema));
	return types.has('array') || types.has('object');
}

function nameStyle({ style, explode }: Parameter): string {
	return explode ? `${style}, exploded` : style;
}

function nameParameter({ name, in: place }: Parameter): string {
	return `the ${place} parameter ${JSON.stringify(name)}`;
}

function readParameterSunset({ document }: Operation, { pointer }: Parameter): Sunset {
	return readSunset(resolvePointer(document.root, pointer));
}
