// Objects of a pact beside their schema: their names, whether they may be absent, and what stands there.

import {
	findProperty,
	getOwn,
	isWithheld,
	type JsonObject,
	joinPointer,
	listPossibleProperties,
	type SchemaRef,
	type SchemaView,
	viewSchema,
} from '../../../spec/index.ts';
import { isGuessed } from '../../pact/index.ts';
import { addInvalid, type BodyComparison, type BodyPlace, type CompareValue } from './body-place.ts';
import type { ActiveRule } from './find-rule.ts';
import { accepts } from './matcher-accepts.ts';

type ObjectPlace = Omit<BodyPlace, 'example'> & { example: JsonObject };

/** An object's properties: may the answer do without them, does the document have them, and each of them by `compareValue`. */
export function compareObject(
	comparison: BodyComparison,
	place: ObjectPlace,
	args: { rule: ActiveRule | undefined; compareValue: CompareValue },
): void {
	const { rule, compareValue } = args;
	const { view, example, path, pointer } = place;
	// Under these the example's names stand for any names.
	const isMap = rule?.isInherited === false && rule.matchers.some(({ kind }) => MAP_MATCHERS.includes(kind));
	if (isMap && !comparison.isTrial) compareNames(comparison, place, rule);
	for (const [name, value] of Object.entries(example)) {
		const property = findProperty(view, name);
		const { roots } = property.view;
		const withheldBy = roots.find((root) => isWithheld(viewSchema(root), comparison.direction));
		const at = joinPointer(pointer, name);
		const others = place.others?.map((other) => findProperty(other, name).view).filter(({ parts }) => parts.length > 0);
		const inner = { ...place, example: value, path: [...path, { kind: 'name' as const, name }], pointer: at, others };
		if (property.forbiddenBy) {
			const { forbiddenBy } = property;
			addInvalid(comparison, inner, {
				message: 'is a property that the document forbids here',
				at: forbiddenBy,
				isUnknown: true,
			});
			continue;
		}
		if (withheldBy) {
			addInvalid(comparison, inner, { message: 'is writeOnly, so it never comes back', at: withheldBy });
			continue;
		}
		if (comparison.direction === 'response' && !comparison.isTrial && !isMap && !property.isRequired) {
			addAbsent(comparison, inner, { declared: property.isDeclared ? roots[0] : undefined, isOpen: isOpen(view) });
		}
		if (comparison.direction === 'request' && !comparison.isTrial && !property.isDeclared && roots.length === 0) {
			addUnknown(comparison, inner, isOpen(view) ? 'warning' : 'error');
		}
		if (roots.length > 0) compareValue(comparison, { ...inner, view: property.view, depth: place.depth + 1 });
	}
}

/** The names that a matcher takes, beside those of the example and those that the document has. */
function compareNames({ collector, direction }: BodyComparison, place: ObjectPlace, rule: ActiveRule): void {
	const { view, example, pointer } = place;
	const matchers = rule.matchers.flatMap((matcher) => (matcher.kind === 'eachKey' ? matcher.rules : []));
	if (matchers.length === 0) return;
	const names: ActiveRule = { ...rule, matchers, combine: 'AND' };
	const isRefused = (name: string): boolean => accepts({ example: name, rule: names }, name) === false;
	const own = Object.keys(example).find(isRefused);
	if (own !== undefined) {
		collector.add({
			code: 'matcher.disjoint',
			severity: 'error',
			message: `The matcher refuses the pact's own name ${JSON.stringify(own)}`,
			remedy: 'Correct the matcher or the example',
			pointer: rule.pointer,
			at: view.parts[0],
			layer: 'matchers',
		});
	}
	const documented = [...listPossibleProperties(view).keys()].filter((name) => name !== own && isRefused(name));
	const refused = documented.find((name) => findProperty(view, name).isRequired) ?? documented[0];
	if (refused === undefined || direction === 'request') return;
	collector.add({
		code: 'matcher.narrower.value',
		severity: findProperty(view, refused).isRequired ? 'error' : 'warning',
		message: `The document has the property ${JSON.stringify(refused)} here, a name that the pact refuses`,
		remedy: 'Widen the matcher on the names, or leave it out',
		pointer,
		at: findProperty(view, refused).view.roots[0] ?? view.parts[0],
		layer: 'matchers',
	});
}

const MAP_MATCHERS: readonly string[] = ['values', 'eachKey', 'eachValue'];

/** A provider ignores what the document doesn't name: a misspelt, renamed or removed property, most often. */
function addUnknown(comparison: BodyComparison, place: BodyPlace, severity: 'error' | 'warning'): void {
	const name = place.path.at(-1);
	comparison.collector.add({
		code: 'request.body.unknown-property',
		severity,
		message: `The consumer sends ${name?.kind === 'name' ? JSON.stringify(name.name) : 'a property'}, of which the document says nothing`,
		remedy: 'Leave it out, or declare it in the document',
		pointer: place.pointer,
		at: place.view.parts[0],
		layer: 'document',
	});
}

/** The document names no property here, or says that others than the named ones may come. */
function isOpen(view: SchemaView): boolean {
	if (listPossibleProperties(view).size === 0) return true;
	return view.parts.some(({ value }) => {
		const others = getOwn(value, 'additionalProperties');
		return others !== undefined && others !== false;
	});
}

/** The pact needs what the document lets the provider leave out. */
function addAbsent(
	comparison: BodyComparison,
	place: BodyPlace,
	{ declared, isOpen }: { declared: SchemaRef | undefined; isOpen: boolean },
): void {
	const name = place.path.at(-1);
	const shown = name?.kind === 'name' ? JSON.stringify(name.name) : 'the property';
	const isUnsure = isGuessed(comparison.collector.interaction.notes, place.path.slice(0, -1));
	comparison.collector.add(
		declared
			? {
					code: 'matcher.narrower.absent',
					severity: isUnsure ? 'warning' : 'error',
					message: `The pact needs ${shown}, and the document allows an answer without it`,
					remedy: isUnsure
						? 'Follow what the consumer reads (trackReads), so that no more is expected, or make it required in the document'
						: 'Let the consumer do without it and leave it out of the pact, or make it required in the document',
					pointer: place.pointer,
					at: declared,
					layer: 'matchers',
				}
			: {
					code: 'response.body.unknown-property',
					severity: isOpen || isUnsure ? 'warning' : 'error',
					message: `The pact needs ${shown}, of which the document says nothing`,
					remedy: 'Declare it in the document, or leave it out of the pact',
					pointer: place.pointer,
					at: place.view.parts[0],
					layer: 'document',
				},
	);
}
