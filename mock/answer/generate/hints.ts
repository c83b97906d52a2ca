// What a property's name says about its text, and what the name of what it is in.

import type { Faker } from '@faker-js/faker';
import type { SchemaView } from '../../../spec/index.ts';
import { memoizeName, normalizeName } from '../../text/normalize-name.ts';
import {
	company,
	email,
	goods,
	lastName,
	login,
	MAKERS,
	type Maker,
	name,
	PROPERTY_MAKERS,
	phone,
	sentence,
} from './makers.ts';

/**
 * A text that suits a property, e.g. a city for `home_city`; `undefined` where its name says nothing. Faker is loaded on the
 * first name that says something.
 */
export function hintText(property: string, { faker, noun }: { faker: () => Faker; noun: string }): string | undefined {
	const normalized = normalizeName(property);
	// What is shown beside the parts of a name is the whole of it.
	const isWhole = noun === GIVEN && normalized === 'display_name';
	const known = NAMES.has(normalized) && !isWhole ? findNameMaker(noun) : findKnownMaker(normalized);
	const maker = known === name ? findNamed(normalized) : known;
	return maker === 'none' ? undefined : maker(faker());
}

/** `category_name` is what categories are called by, `teacher_name` a person's. */
const findNamed = memoizeName((normalized): Maker => {
	const [, holder] = /^(.+)_name$/.exec(normalized) ?? [];
	return holder === undefined || MAKERS.has(normalized) || OF_NAMES.test(holder) ? name : findNameMaker(holder);
});
/** Words before `name` that say which of somebody's names it is, or whose. */
const OF_NAMES =
	/(?:^|_)(?:full|display|nick|middle|maiden|legal|preferred|birth|father|mother|spouse|husband|wife|contact|real|screen|pen|old|new|short|long|original|official|customer|known|by|for|to|from|of|subject)$/;

/** What an object is, by the name of its schema: `/components/schemas/BusStation` → `bus_station`; `''`: it has none. */
export function nameNoun(view: SchemaView): string {
	for (const { pointer } of view.parts) {
		const found = /^\/(?:components\/schemas|definitions|\$defs)\/([^/]+)$/.exec(pointer);
		if (found?.[1]) return normalizeName(found[1]);
	}
	return '';
}

const GIVEN = 'given_name';
const inParts = new WeakMap<ReadonlyMap<string, SchemaView>, string>();

/** What an object is whose names are in two properties, `{ name, last_name }`: `given_name`, for that is its `name`; else `''`. */
export function nameByParts({ properties }: { properties: ReadonlyMap<string, SchemaView> }): string {
	const known = inParts.get(properties);
	if (known !== undefined) return known;
	const isInParts = [...properties.keys()].some((property) => findKnownMaker(normalizeName(property)) === lastName);
	const noun = isInParts ? GIVEN : '';
	inParts.set(properties, noun);
	return noun;
}

/** What says who somebody is, or where to be found, by the ending of its name. */
const OF_A_PERSON: ReadonlySet<Maker> = new Set([name, email, login, phone]);
const OF_A_PERSON_TOO =
	/(?:^|_)(?:first_name|given_name|middle_name|last_name|family_name|surname|street|address|street_address|address_line(?:_\d)?|zip|zip_code|postal_code|postcode|ip|ip_address)$/;

/** Whether a property's name says that its value is somebody's: a name, an address, a number to call; `noun`: what the object is. */
export function isOfPerson(property: string, noun: string): boolean {
	const normalized = normalizeName(property);
	if (NAMES.has(normalized)) return findNameMaker(noun) === name;
	const maker = findKnownMaker(normalized);
	return (maker !== 'none' && OF_A_PERSON.has(maker)) || OF_A_PERSON_TOO.test(normalized);
}

/** Properties that are called after what the object is. */
const NAMES: ReadonlySet<string> = new Set(['name', 'display_name', 'nombre', 'nome', 'nom']);
/** Nouns whose names are people's, by their last word; those that say nothing count as well. */
const PEOPLE =
	/(?:^|_)me$|(?:user|person|people|customer|client|owner|author|member|employee|contact|patient|vet|doctor|student|teacher|driver|passenger|guest|artist|actor|player|manager|agent|recipient|sender|assignee|creator|reporter|reviewer|profile|account|attendee|admin|subscriber|candidate|instructor|coach|human|child|parent|seller|buyer|receiver|applicant|resident|landlord|worker|staff|nurse|waiter|chef|performer|singer|director|speaker|organi[sz]er|host|friend|lawyer|trainer|technician|supervisor|leader|captain|editor|writer|donor|payer|payee|beneficiary|tutor|pupil|learner|cliente|usuario|paciente|medico|alumno|aluno|profesor|professor|empleado|conductor|autor|cardholder|holder|traveller|traveler)$/;
const FIRMS =
	/(?:company|organi[sz]ation|business|vendor|supplier|merchant|employer|brand|publisher|manufacturer|bank|shop|store)$/;
const GOODS = /(?:product|article|good|item|sku)$/;
/** What documents put around a noun. */
const AROUND =
	/^(?:new|create|update|patch|get|base|basic|simple|full)_|_(?:dto|model|entity|request|response|input|output|create|update|in|out|base|read|write|view|schema|resource|object|data|list|details?|summary|full|record|info|\d+)$/g;

const findNameMaker = memoizeName((noun): Maker => {
	let bare = noun;
	for (let before = ''; before !== bare; ) {
		before = bare;
		bare = bare.replace(AROUND, '');
	}
	bare = bare.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
	const isUnsaid = /^(?:|item|data|result|row|value|entry|content|element|body|payload|attribute|subject)$/.test(bare);
	if (isUnsaid || PEOPLE.test(bare)) return name;
	if (FIRMS.test(bare)) return company;
	if (GOODS.test(bare)) return goods;
	const known = findMaker(bare, (ending) => MAKERS.get(ending));
	if (known && known !== name) return known;
	const ending = capitalize(` ${bare.split('_').filter(Boolean).join(' ')}`).trimEnd();
	return (faker) => capitalize(faker.lorem.word()) + ending;
});

const findKnownMaker = memoizeName(
	(normalized) =>
		findMaker(normalized, (ending) => MAKERS.get(ending) ?? PROPERTY_MAKERS.get(ending)) ?? ('none' as const),
);

function capitalize(text: string): string {
	return text.replace(/(?:^| )[a-z]/g, (letter) => letter.toUpperCase());
}

function findMaker(normalized: string, find: (ending: string) => Maker | undefined): Maker | undefined {
	const words = normalized.split('_').filter((word) => word !== '');
	// `shipping_country_code`: the longest ending that is known.
	for (let from = Math.max(0, words.length - 3); from < words.length; from += 1) {
		const maker = find(words.slice(from).join('_'));
		if (maker) return maker;
	}
	return undefined;
}

/** A sentence in the language that was asked for; `undefined`: none was. */
export function speak(faker: () => Faker, locale: string | undefined): string | undefined {
	return locale === undefined ? undefined : sentence(faker());
}
