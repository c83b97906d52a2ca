// An inferred effect as a sentence: `GET /orders lists order, filtered by status`.

import type { Effect, ListPart } from '../../types/effect.ts';
import type { QueryPlace } from '../../types/lists.ts';
import type { Resource } from '../../types/resource.ts';
import { nameQueryPlace } from '../list-words.ts';
import type { Given } from './rule-context.ts';

/** In which order the effects of one resource are told. */
export const KIND_ORDER: readonly Effect['kind'][] = [
	'create',
	'list',
	'read',
	'replace',
	'patch',
	'move',
	'delete',
	'clear',
];

/** The sentence, without a full stop. */
export function describeGiven({ entry, parts }: Given, resource: Resource): string {
	const { method, template } = entry.outline;
	return `${method.toUpperCase()} ${template} ${describeParts(parts, resource)}`;
}

function tellWay(way: string, places: readonly (QueryPlace | undefined)[]): string[] {
	const names = places.flatMap((place) => (place === undefined ? [] : [nameQueryPlace(place)]));
	return names.length > 0 ? [`${way} ${names.join(', ')}`] : [];
}

/** What an effect does, in words, with what comes after it: `creates order, keyed by id, then creates ticket for each`. */
export function describeEffect(effect: Effect, resource: Resource): string {
	const after = (effect.followUps ?? []).map(({ kind, resource: name, of, ...one }) => {
		const to = 'to' in one ? ` to ${one.to}` : '';
		return `, then ${kind}s ${name}${to}${of ? ' for each' : ''}`;
	});
	return describeParts(effect, resource) + after.join('');
}

function describeParts(parts: Given['parts'], resource: Resource): string {
	if (parts.assigned) return describeAssigned(parts, resource);
	if (parts.part) return describePart(parts.part, resource);
	const isAnybody = parts.current === resource.name;
	return [
		isAnybody ? `${parts.kind}s the ${resource.name} who is signed in` : describeKind(parts, resource),
		...(parts.revives ? ['or brings back a deleted one'] : []),
		...(parts.done ? [`by who is signed in, as ${parts.done.resource} has it`] : []),
		...(parts.signsIn ? ['who is signed in then'] : []),
		...(parts.current !== undefined && !isAnybody ? [`or the ${parts.current} who is signed in`] : []),
	].join(', ');
}

function describeAssigned(parts: Given['parts'], { name }: Resource): string {
	const { does, resource } = parts.assigned ?? {};
	const what = 'keys' in parts && parts.keys ? `several ${name}` : name;
	if (does === 'add') return `assigns ${what}, by ${resource}`;
	if (does === 'set') return `assigns ${what} in the place of all, by ${resource}`;
	if (does === 'remove') return `takes ${what} away, by ${resource}`;
	return `${parts.kind === 'list' ? 'lists' : 'reads'} ${name} as assigned by ${resource}`;
}

/** `adds to the items of cart` */
function describePart({ does, property, isObject }: ListPart, { name }: Resource): string {
	if (isObject) return `${OBJECT_WORDS.get(does) ?? does} the ${property} of ${name}`;
	return `${PART_WORDS[does]} the ${property} of ${name}`;
}

const OBJECT_WORDS: ReadonlyMap<ListPart['does'], string> = new Map([
	['read', 'reads'],
	['replace', 'replaces'],
	['patch', 'patches'],
	['remove', 'takes away'],
]);

const PART_WORDS: Readonly<Record<ListPart['does'], string>> = {
	list: 'lists',
	read: 'reads one of',
	add: 'adds to',
	put: 'adds to',
	replace: 'replaces one of',
	patch: 'patches one of',
	remove: 'takes one away from',
	drop: 'takes some away from',
	clear: 'takes all away from',
	set: 'replaces',
};

const WHEN = { today: 'today', ahead: 'to come', over: 'past' };

function describeSome({ only, deleted }: Given['parts']): string {
	if (deleted) return ' that was deleted';
	if (!only) return '';
	if (only.when) return ` with ${only.property} ${WHEN[only.when]}`;
	return ` with ${only.property}${only.value === undefined ? '' : ` ${String(only.value)}`}`;
}

/** `sets read of every notice, or of those that are named` */
function describeAction(parts: Extract<Given['parts'], { kind: 'replace' | 'patch' }>, name: string): string {
	const set = [...parts.set.keys()].join(' and ');
	if (parts.named) return `sets ${set} of several ${name}`;
	return `sets ${set} of every ${name}${describeSome(parts)}${parts.keys ? ', or of those that are named' : ''}`;
}

function describeKind(parts: Given['parts'], resource: Resource): string {
	const { name, hiddenKey, singleton, content } = resource;
	const key = [...(resource.keyParts ?? []), resource.key].join(' and ');
	switch (parts.kind) {
		case 'create':
			if (parts.whole) return `replaces all ${name} of the place`;
			if (parts.takes) return `makes ${name} of what is in ${parts.takes.resource}, which is empty then`;
			if (parts.copies) return `makes another ${name} of one that is there`;
			return `creates ${parts.each ? 'several ' : ''}${name}${parts.upsert ? ' or changes what is there' : ''}, keyed by ${hiddenKey ? 'a key of the mock' : key}`;
		case 'list': {
			const { paging = {}, sort, search = [], filters } = parts;
			const places = [paging.page, paging.offset, paging.after, paging.before, paging.limit];
			const ways: [string, readonly (QueryPlace | undefined)[]][] = [
				['in pages by', places],
				['sorted by', [sort?.by, sort?.direction, ...(sort?.properties ?? []).map(({ place }) => place)]],
				['searched by', search],
				['filtered by', filters.map(({ parameter, path = [] }) => [parameter, ...path])],
			];
			const some = parts.keys ? ' by the keys that are sent' : describeSome(parts);
			if (parts.counted !== undefined)
				return [
					`${parts.tells === undefined ? 'counts' : 'tells whether there is a'} ${name}${some}`,
					...ways.flatMap(([way, by]) => tellWay(way, by)),
				].join(', ');
			return [
				`lists ${name}${some}${parts.byKey ? ', each under its key' : ''}${parts.tree === undefined ? '' : ' as a tree'}`,
				...ways.flatMap(([way, by]) => tellWay(way, by)),
			].join(', ');
		}
		case 'read':
			return parts.answer === undefined && content === undefined
				? `looks for ${name}`
				: `reads ${name}${parts.by === undefined ? '' : ` by its ${parts.by}`}${singleton ? ', of which there is one' : ''}`;
		case 'replace':
			return `replaces ${parts.many ? 'several ' : ''}${name}${parts.upsert ? ', or creates it' : ''}`;
		case 'patch':
			if (parts.many) return `patches several ${name}`;
			if (parts.chosenBy && parts.set.size > 0) return describeAction(parts, name);
			return parts.chosenBy ? `patches every ${name} that the query asks for` : `patches ${name}`;
		case 'move':
			return `moves ${name} to ${parts.to}`;
		case 'delete':
			if (parts.deleted) return `deletes ${name} for good`;
			return parts.chosenBy ? `deletes every ${name} that the query asks for` : `deletes ${name}`;
		case 'clear':
			return parts.keys ? `deletes several ${name}` : `deletes every ${name}${describeSome(parts)}`;
	}
}
