// What of a list a request wants: filters by parameters, conditions in objects, text that is searched, comparisons as text.

import {
	type FilterOperator,
	findOperator,
	isObject,
	type JsonObject,
	type JsonValue,
	nameQueryPlace,
	type QueryPlace,
	readFilterName,
	readSteps,
} from '../../spec/index.ts';
import { decodeForm, parseRawQuery } from '../request/parameters/raw-query.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';
import { parseFilterText } from './filter-text.ts';
import { holdsText, matchesFilter } from './list-compare.ts';
import { readPlace } from './list-places.ts';
import type { ListPlan, PlannedFilter } from './list-plan.ts';
import { JOINT, readRowFilter, readRowLogic } from './row-filters.ts';

type Test = (entity: JsonObject) => boolean;

/** The records that the request's filters, conditions and search leave; `unfollowed` gets what names no property. */
export function filterRecords(
	records: readonly EntityRecord[],
	args: { plan: ListPlan; request: CheckedRequest; unfollowed: Set<string> },
): readonly EntityRecord[] {
	const { plan, request, unfollowed } = args;
	const tests = compileFilters({ filters: plan.filters, request, unfollowed });
	for (const place of plan.effect.conditions ?? []) tests.push(...readConditions(place, args));
	for (const place of plan.effect.search ?? []) {
		const text = readPlace(request, place);
		if (typeof text === 'string' && text.trim() !== '') tests.push(...readSearch(place, text.trim(), args));
	}
	return tests.length === 0 ? records : records.filter(({ entity }) => tests.every((test) => test(entity)));
}

/** What an entity must be by the filters that the request has a value for; `unfollowed` gets those whose operator is none that is known. */
export function compileFilters(args: {
	filters: readonly PlannedFilter[];
	request: CheckedRequest;
	unfollowed: Set<string>;
}): Test[] {
	const { request } = args;
	const tests: Test[] = [];
	for (const { place, steps, operator = 'eq', from, parameter, isPrefixed, isUnshown, isSwitch } of args.filters) {
		if (isPrefixed) {
			const text = toKeyText(request.query.get(parameter));
			const test = text === undefined ? undefined : readRowFilter(text);
			if (test) tests.push((entity) => test(readSteps(entity, steps)));
			else if (text !== undefined) args.unfollowed.add(parameter);
			continue;
		}
		const wanted = from === 'path' ? request.path.get(parameter) : readPlace(request, place);
		if (wanted === undefined || (isSwitch && wanted === false)) continue;
		const test = compileFilter(steps, operator, wanted);
		tests.push(isUnshown ? (entity) => readSteps(entity, steps) === undefined || test(entity) : test);
	}
	if (args.filters.some(({ isPrefixed }) => isPrefixed)) tests.push(...compileJoined(args));
	return tests;
}

/** `or=(id.eq.1,id.eq.2)`, which no document of this kind tells. */
function compileJoined({ filters, request, unfollowed }: Parameters<typeof compileFilters>[0]): Test[] {
	const find = (column: string): readonly string[] | undefined =>
		filters.find(({ parameter, isPrefixed }) => isPrefixed && parameter === column)?.steps;
	return [...parseRawQuery(request.request.query)].flatMap(([joint, texts]) => {
		if (!JOINT.test(joint)) return [];
		const tests = texts.flatMap((text) => readRowLogic(joint, decodeForm(text) ?? text, find) ?? []);
		if (tests.length < texts.length) unfollowed.add(joint);
		return tests;
	});
}

/** `{ gte: 1, lt: 5 }` says how it is compared. */
function compileFilter(steps: readonly string[], operator: FilterOperator, wanted: JsonValue): Test {
	if (!isObject(wanted)) {
		// A flag that an entity doesn't show doesn't hold of it; one that is null may be neither.
		const isNot = wanted === false && operator === 'eq';
		return (entity) => {
			const own = readSteps(entity, steps);
			return (isNot && own === undefined) || matchesFilter(own, operator, wanted);
		};
	}
	const tests = Object.entries(wanted).map(([name, value]) => {
		const own = findOperator(name.replace(/^\$/, ''));
		return own ? compileFilter(steps, own, value ?? null) : compileFilter([...steps, name], operator, value ?? null);
	});
	return (entity) => tests.every((test) => test(entity));
}

/** `filter[title]=a`: one filter for each property. */
function readConditions(
	place: QueryPlace,
	{ plan, request, unfollowed }: { plan: ListPlan; request: CheckedRequest; unfollowed: Set<string> },
): Test[] {
	const wanted = readPlace(request, place);
	if (wanted === undefined) return [];
	return compileConditions(wanted, { plan, parameter: nameQueryPlace(place), unfollowed });
}

function compileConditions(
	wanted: JsonValue,
	{ plan, parameter, unfollowed }: { plan: ListPlan; parameter: string; unfollowed: Set<string> },
): Test[] {
	const conditions = typeof wanted === 'string' ? parseObject(wanted) : wanted;
	if (!isObject(conditions)) {
		unfollowed.add(parameter);
		return [];
	}
	const tests: Test[] = [];
	for (const [name, value] of Object.entries(conditions)) {
		const filter = readFilterName(name, plan.find);
		if (filter && value !== undefined) tests.push(compileFilter(filter.steps, filter.operator ?? 'eq', value));
		else if (isObject(value) && plan.find(`${name}.${Object.keys(value)[0] ?? ''}`))
			tests.push(compileFilter([name], 'eq', value));
		else unfollowed.add(`${parameter}[${name}]`);
	}
	return tests;
}

function parseObject(text: string): JsonValue {
	if (!text.startsWith('{')) return text;
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return text;
	}
}

/** `filter=title eq "a" and price gt 5`; any other text is looked for in all texts. */
function readSearch(
	place: QueryPlace,
	text: string,
	{ plan, unfollowed }: { plan: ListPlan; unfollowed: Set<string> },
): Test[] {
	const parameter = nameQueryPlace(place);
	if (text.startsWith('{')) return compileConditions(text, { plan, parameter, unfollowed });
	const test = parseFilterText(text, plan.find);
	return test ? [test] : readFreeText(parameter, text, unfollowed);
}

function readFreeText(parameter: string, text: string, unfollowed: Set<string>): Test[] {
	const isExpression =
		parameter.toLowerCase().includes('filter') &&
		/[=<>]|\s(?:eq|ne|gt|ge|lt|le|co|sw|in|and|or)(?:\s|$)|\w\(/i.test(text);
	if (!isExpression) return [(entity) => holdsText(entity, text)];
	unfollowed.add(parameter);
	return [];
}
