// Properties of two schemas.

import {
	type Direction,
	findKeyword,
	getObject,
	isWithheld,
	listAlwaysRequired,
	listProperties,
	readOpenness,
	type SchemaView,
	stepInto,
	viewAdditional,
	viewSchema,
} from '../../../spec/index.ts';
import { isAhead } from '../sunset.ts';
import { isDeprecated } from './compare-keywords.ts';
import type { ComparedNode, ComparedPair } from './compared-node.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-changes.ts';
import { findDeclaring, findHome, findSaying } from './schema-places.ts';
import { writeSchemaText } from './schema-text.ts';

interface Both {
	before: SchemaView;
	after: SchemaView;
	direction: Direction;
	today: Date;
}

/** Compares properties by name and by pattern, which must be there, and whether others may come; what they hold is left to the caller. */
export function compareObjects(both: Both): ComparedNode {
	const { before, after, direction } = both;
	const [old, now] = [listProperties(before), listProperties(after)];
	const changes: SchemaChange[] = [];
	const children: ComparedPair[] = [];
	for (const [name, was] of old) {
		const is = now.get(name);
		if (!is) {
			changes.push(tellRemoved(both, { name, was, isWithheld: isWithheld(was, direction) }));
			continue;
		}
		const [wasHidden, isHidden] = [isWithheld(was, direction), isWithheld(is, direction)];
		if (wasHidden && isHidden) continue;
		if (wasHidden) changes.push(tellAdded(both, name));
		else if (isHidden) changes.push(tellHidden(both, name));
		else {
			changes.push(...compareRequired(both, name), ...compareFlags(both, { name, was, is }));
			children.push({ step: name, before: was, after: is });
		}
	}
	for (const [name, is] of now) {
		if (!old.has(name) && !isWithheld(is, direction)) changes.push(tellAdded(both, name));
	}
	const rest = compareRest(both);
	const patterns = comparePatterns(both);
	return {
		changes: [...changes, ...rest.changes, ...patterns.changes],
		children: [...children, ...rest.children, ...patterns.children],
	};
}

const isRequired = (view: SchemaView, name: string): boolean => listAlwaysRequired(view).has(name);

function tellRemoved(both: Both, args: { name: string; was: SchemaView; isWithheld: boolean }): SchemaChange {
	const { before, after, direction, today } = both;
	const { name, was } = args;
	const wasRequired = isRequired(before, name) && !args.isWithheld;
	const isOver = isDeprecated(was) && !isAhead(findKeyword(was, 'x-sunset'), today);
	const kind: SchemaChangeKind =
		args.isWithheld || isOver
			? 'deprecated-property-removed'
			: direction === 'request' && readOpenness(after) === 'closed'
				? 'removed-property-refused'
				: wasRequired
					? 'required-property-removed'
					: 'property-removed';
	const heir = findHeir(both, name);
	return {
		kind,
		property: name,
		words: kind === 'removed-property-refused' ? 'is refused now' : 'is gone',
		...(heir !== undefined &&
			kind !== 'deprecated-property-removed' && {
				remedy: `If "${heir}" is its new name, keep the old one beside it until no consumer uses it`,
			}),
		before: findDeclaring(before, name),
		after: findHome(after),
	};
}

/** A property that came and says the same. */
function findHeir({ before, after }: Both, name: string): string | undefined {
	const [old, now] = [listProperties(before), listProperties(after)];
	const text = writeText(old.get(name));
	return [...now].find(([other, view]) => !old.has(other) && writeText(view) === text)?.[0];
}

function writeText(view: SchemaView | undefined): string {
	return (view?.roots ?? []).map(writeSchemaText).join('\n');
}

function tellAdded({ before, after }: Both, name: string): SchemaChange {
	const isNeeded = isRequired(after, name);
	return {
		kind: isNeeded ? 'required-property-added' : 'property-added',
		property: name,
		words: isNeeded ? 'is new, and must be there' : 'is new, and may be there',
		before: findHome(before),
		after: findDeclaring(after, name),
	};
}

/** `readOnly` in requests, `writeOnly` in responses. */
function tellHidden({ before, after, direction }: Both, name: string): SchemaChange {
	const place = { property: name, before: findDeclaring(before, name), after: findDeclaring(after, name) };
	if (direction === 'request')
		return { kind: 'property-read-only', words: 'is readOnly now, so it is not to be sent', ...place };
	const kind = isRequired(before, name) ? 'required-property-write-only' : 'property-write-only';
	return { kind, words: 'is writeOnly now, so it never comes back', ...place };
}

function compareRequired({ before, after }: Both, name: string): SchemaChange[] {
	const [was, is] = [isRequired(before, name), isRequired(after, name)];
	if (was === is) return [];
	return [
		{
			kind: is ? 'property-required' : 'property-optional',
			property: name,
			words: is ? 'must be there now' : 'may be left out now',
			before: findSaying(before, 'required'),
			after: findSaying(after, 'required'),
		},
	];
}

/** The flag of the other direction: worth a note. */
function compareFlags(
	{ before, after, direction }: Both,
	args: { name: string; was: SchemaView; is: SchemaView },
): SchemaChange[] {
	const other = direction === 'request' ? 'response' : 'request';
	const [was, is] = [isWithheld(args.was, other), isWithheld(args.is, other)];
	if (was || !is) return [];
	const [kind, word] =
		direction === 'request'
			? (['property-write-only', 'writeOnly'] as const)
			: (['property-read-only', 'readOnly'] as const);
	const place = { before: findDeclaring(before, args.name), after: findDeclaring(after, args.name) };
	return [{ kind, property: args.name, words: `is ${word} now`, ...place }];
}

/** Properties that nobody names. */
function compareRest({ before, after }: Both): ComparedNode {
	const [old, now] = [readOpenness(before), readOpenness(after)];
	const place = {
		before: findSaying(before, 'additionalProperties'),
		after: findSaying(after, 'additionalProperties'),
	};
	const change = (kind: SchemaChangeKind, words: string): ComparedNode => ({
		changes: [{ kind, words, ...place }],
		children: [],
	});
	if (old === 'closed' && now === 'closed') return { changes: [], children: [] };
	if (now === 'closed') return change('additional-properties-refused', 'refuses properties that it does not name');
	if (old === 'closed') return change('additional-properties-allowed', 'takes properties that it does not name');
	const [was, is] = [viewAdditional(before), viewAdditional(after)].map((view) =>
		view?.roots.length ? view : undefined,
	);
	if (was && is) return { changes: [], children: [{ step: '*', before: was, after: is }] };
	if (is) return change('additional-properties-narrowed', 'asks something of properties that it does not name');
	if (was) return change('additional-properties-widened', 'asks nothing any more of properties that it does not name');
	return { changes: [], children: [] };
}

function comparePatterns({ before, after }: Both): ComparedNode {
	const [old, now] = [listPatterns(before), listPatterns(after)];
	const place = { before: findSaying(before, 'patternProperties'), after: findSaying(after, 'patternProperties') };
	const told = (kind: SchemaChangeKind, patterns: readonly string[], words: string): SchemaChange[] =>
		patterns.map((pattern) => ({ kind, words: `${words} properties like ${pattern}`, ...place }));
	return {
		changes: [
			...told(
				'pattern-property-removed',
				[...old.keys()].filter((one) => !now.has(one)),
				'asks nothing any more of',
			),
			...told(
				'pattern-property-added',
				[...now.keys()].filter((one) => !old.has(one)),
				'asks something of',
			),
		],
		children: [...old].flatMap(([pattern, was]) => {
			const is = now.get(pattern);
			return is ? [{ step: pattern, before: was, after: is }] : [];
		}),
	};
}

function listPatterns(view: SchemaView): Map<string, SchemaView> {
	const found = new Map<string, SchemaView>();
	for (const part of view.parts) {
		for (const pattern of Object.keys(getObject(part.value, 'patternProperties') ?? {})) {
			if (!found.has(pattern)) found.set(pattern, viewSchema(stepInto(part, 'patternProperties', pattern)));
		}
	}
	return found;
}
