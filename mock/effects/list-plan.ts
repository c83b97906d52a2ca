// What the query parameters of a list mean, worked out once for each operation, with its first list.

import {
	type Effect,
	type FindProperty,
	findAnsweredList,
	findAnswerSchema,
	findDefinition,
	joinFinders,
	type ListFilter,
	listRequired,
	nameQueryPlace,
	type Operation,
	outlineProperties,
	type PageMember,
	type Paging,
	parsePointer,
	type QueryPlace,
	type Resource,
	readPageMetadata,
	type SchemaView,
	toPlain,
	viewAt,
	viewSchema,
} from '../../spec/index.ts';

type ListEffect = Extract<Effect, { kind: 'list' }>;

/** A list's parameters, ready for requests. */
export interface ListPlan {
	effect: ListEffect;
	paging: Paging;
	/** Of the resource: a cursor may be any of them. */
	otherKeys: readonly (readonly string[])[];
	filters: readonly PlannedFilter[];
	/** Only these are asked: none of them is there, and the list is plain. */
	hasParameters: boolean;
	/** Rows as PostgREST has them: operators stand before the values of filters. */
	isPrefixed: boolean;
	/** What each item of the answer must have. */
	required: ReadonlySet<string>;
	/** A filter is asked by the path, so that each request has it. */
	asksPath: boolean;
	/** Parameters that are followed, or that steer nothing of a list. */
	handled: ReadonlySet<string>;
	/** Documented parameters, in lower case; `undefined`: any name may be one (an object of any properties). */
	known: ReadonlySet<string> | undefined;
	find: FindProperty;
	/** A client can come to all pages: there is a parameter for it, and for cursors a way to learn them. */
	isFollowable: boolean;
	/** A cursor leads to what came before, and nothing leads the other way: the newest come first, as of messages. */
	isHistory: boolean;
	/** The answer speaks of further pages, but no parameter leads there. */
	promisesPages: boolean;
}

/** A filter with its steps, and where its value stands. */
export interface PlannedFilter extends ListFilter {
	steps: readonly string[];
	place: QueryPlace;
}

const plans = new WeakMap<ListEffect, ListPlan>();
const NONE: ReadonlySet<string> = new Set();

/** What a plan is made of. */
export interface ListSource {
	effect: ListEffect;
	/** What names the entities. */
	resource: Pick<Resource, 'key' | 'otherKeys'>;
	/** The fullest way in which an entity is shown. */
	entity: SchemaView | undefined;
}

/** The plan of an operation that lists. */
export function planList(source: ListSource, operation: Operation): ListPlan {
	let plan = plans.get(source.effect);
	if (!plan) {
		plan = makePlan(source, operation);
		plans.set(source.effect, plan);
	}
	return plan;
}

function makePlan({ effect, resource, entity }: ListSource, operation: Operation): ListPlan {
	const row = findAnsweredList(operation, { noun: '', declared: effect.items ?? '' })?.item;
	const item = row && viewAt(row, effect.item ?? '');
	const { paging = {}, sort, search = [], conditions = [], withDeleted } = effect;
	const filters = planFilters(effect.filters);
	const places = [
		...[paging.limit, ...(paging.otherLimits ?? []), paging.offset, paging.page, paging.after, paging.before],
		...[
			sort?.by,
			sort?.direction,
			sort?.descending,
			sort?.ascending,
			...(sort?.properties ?? []).map((one) => one.place),
		],
		...search,
		...conditions,
		withDeleted,
		...filters.flatMap(({ place, from }) => (from === 'path' ? [] : [place])),
	].filter((place) => place !== undefined);
	const handled = new Set(places.map(nameQueryPlace));
	for (const { name } of effect.bindings ?? []) handled.add(name);
	for (const binding of effect.bindings ?? []) if (binding.from.kind === 'query') handled.add(binding.from.name);
	const metadata = readMetadata(effect, operation);
	const hasLinkHeader = findSuccess(operation)?.headers.some(({ name }) => name === 'link') === true;
	const leads = new Set(metadata.flatMap(listLeads));
	const { key, otherKeys = [] } = resource;
	const heads = [key.split('.', 1)[0] as string, ...otherKeys.map(([head = '']) => head)];
	const hasKey = item === undefined || heads.some((head) => outlineProperties(item).has(head));
	const learnsCursor = hasKey || hasLinkHeader || leads.has('url') || leads.has('cursor') || leads.has('edge');
	const isCounted = paging.page !== undefined || paging.offset !== undefined;
	const isHistory =
		hasKey && !isCounted && paging.before !== undefined && paging.after === undefined && paging.cursor !== 'number';
	return {
		effect,
		paging,
		otherKeys,
		filters,
		hasParameters: handled.size > 0,
		isPrefixed: filters.some(({ isPrefixed }) => isPrefixed),
		required: item ? listRequired(item) : NONE,
		asksPath: filters.some(({ from }) => from === 'path'),
		handled,
		known: listKnown(operation),
		find: joinFinders([item, entity]),
		isFollowable: isCounted || isHistory || (paging.after !== undefined && learnsCursor),
		isHistory,
		promisesPages: hasLinkHeader || leads.size > 0,
	};
}

/** Filters, ready for requests. */
export function planFilters(filters: readonly ListFilter[]): readonly PlannedFilter[] {
	return filters.map((filter) => ({
		...filter,
		steps: filter.steps ?? [filter.property],
		place: filter.path ? [filter.parameter, ...filter.path] : filter.parameter,
	}));
}

function findSuccess(operation: Operation): ReturnType<typeof findDefinition> {
	return [200, 206, 203, 201]
		.map((status) => findDefinition(operation, status))
		.find((one) => one?.key.startsWith('2'));
}

function readMetadata(effect: ListEffect, operation: Operation): readonly PageMember[] {
	const schema = findAnswerSchema(operation);
	return schema ? readPageMetadata(viewSchema(schema), parsePointer(effect.items ?? '') ?? []) : [];
}

/** How an answer speaks of further pages. */
function listLeads({ fact, members = [] }: PageMember): string[] {
	const inner = members.flatMap(listLeads);
	if (!fact) return inner;
	const isLead = 'target' in fact ? fact.target === 'next' : fact.kind === 'hasMore' || fact.kind === 'relations';
	return isLead ? [fact.kind === 'relations' ? 'url' : fact.kind, ...inner] : inner;
}

/** The names that a request's query may have by the document. */
function listKnown(operation: Operation): ReadonlySet<string> | undefined {
	const known = new Set<string>();
	for (const parameter of operation.parameters) {
		if (parameter.in === 'querystring') return undefined;
		if (parameter.in !== 'query') continue;
		known.add(parameter.name.toLowerCase());
		const schema = parameter.schema ?? parameter.content?.schema;
		const members = schema && outlineProperties(viewSchema(schema));
		for (const member of members?.keys() ?? []) known.add(member.toLowerCase());
	}
	return known;
}

/** Asks for what is told anyhow, e.g. `$count` of OData. */
const COUNTS = /^\$(?:inline)?count$|^(?:include|with|return|show)_?(?:total|count|total_?count|totals|pagination)$/;

/** Parameters that say who asks, or keep an answer out of a cache: they are no question to a list. */
export function isAside(parameter: string): boolean {
	return (
		COUNTS.test(parameter.toLowerCase()) ||
		/^(?:x?api_?key|key|token|access_?token|auth|authorization|client_?id|signature|sig|_|timestamp|nonce|callback|user_?key|app_?id|app_?key|api_?version|pretty|prettyprint)$/.test(
			parameter.toLowerCase(),
		) ||
		toPlain(parameter) === ''
	);
}
