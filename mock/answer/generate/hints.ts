// What a property's name says about its value. Addresses and numbers are of the kinds reserved for examples.

import { createRequire } from 'node:module';
import type { Faker, Randomizer } from '@faker-js/faker';
import type { SchemaView } from '../../../spec/index.ts';
import { memoizeName, normalizeName } from '../../text/normalize-name.ts';
import { createNumbers } from './numbers.ts';
import { listSentences } from './sentences.ts';

const require = createRequire(import.meta.url);

/** Makes a text out of faker. */
type Maker = (faker: Faker) => string;

const name: Maker = (faker) => faker.person.fullName();
const email: Maker = (faker) => plain(faker, faker.internet.exampleEmail().toLowerCase(), '@example.com');
const login: Maker = (faker) => plain(faker, faker.internet.username().toLowerCase());
const phone: Maker = (faker) => `+1555${faker.string.numeric(7)}`;
const sentence: Maker = (faker) => {
	const own = spoken.get(faker);
	return own ? faker.helpers.arrayElement(own) : faker.lorem.sentence();
};
const picture: Maker = (faker) => `https://example.com/${faker.string.alphanumeric(8)}.png`;
const title: Maker = (faker) => (spoken.has(faker) ? sentence(faker).replace(/\.$/, '') : faker.lorem.words(3));
const slug = (faker: Faker, words: number): string => plain(faker, faker.lorem.slug(words));
const link: Maker = (faker) => `https://example.com/${slug(faker, 2)}`;

/** Fakers whose language has sentences of its own. */
const spoken = new WeakMap<Faker, readonly string[]>();
/** Fakers of a language that somebody asked for. */
const asked = new WeakMap<Faker, string>();

/** What stands in addresses is ASCII, whatever the language. */
function plain(faker: Faker, text: string, ending = ''): string {
	if (/^[\x21-\x7e]*[a-z\d][\x21-\x7e]*$/.test(text)) return text;
	return faker.string.alphanumeric({ length: 8, casing: 'lower' }) + ending;
}

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
	['email', email],
	['email_address', email],
	['e_mail', email],
	['name', name],
	['full_name', name],
	['display_name', name],
	['customer_name', name],
	['first_name', (faker) => faker.person.firstName()],
	['given_name', (faker) => faker.person.firstName()],
	['last_name', (faker) => faker.person.lastName()],
	['family_name', (faker) => faker.person.lastName()],
	['surname', (faker) => faker.person.lastName()],
	['username', login],
	['user_name', login],
	['login', login],
	['job_title', (faker) => faker.person.jobTitle()],
	['phone', phone],
	['phone_number', phone],
	['mobile', phone],
	['mobile_number', phone],
	['telephone', phone],
	['telephone_number', phone],
	['cellphone', phone],
	['telefono', phone],
	['telefone', phone],
	['telefon', phone],
	['celular', phone],
	['city', (faker) => faker.location.city()],
	['town', (faker) => faker.location.city()],
	['country', (faker) => faker.location.country()],
	['country_code', (faker) => faker.location.countryCode()],
	['street', (faker) => faker.location.street()],
	['address', (faker) => faker.location.streetAddress()],
	['street_address', (faker) => faker.location.streetAddress()],
	['address_line', (faker) => faker.location.streetAddress()],
	['zip', (faker) => faker.location.zipCode('#####')],
	['zip_code', (faker) => faker.location.zipCode('#####')],
	['postal_code', (faker) => faker.location.zipCode('#####')],
	['postcode', (faker) => faker.location.zipCode('#####')],
	['time_zone', (faker) => faker.location.timeZone()],
	['timezone', (faker) => faker.location.timeZone()],
	['company', (faker) => faker.company.name()],
	['company_name', (faker) => faker.company.name()],
	['organization', (faker) => faker.company.name()],
	['product', (faker) => faker.commerce.productName()],
	['product_name', (faker) => faker.commerce.productName()],
	['department', (faker) => faker.commerce.department()],
	['sku', (faker) => faker.string.alphanumeric({ length: 8, casing: 'upper' })],
	['price', (faker) => faker.commerce.price()],
	['amount', (faker) => faker.commerce.price()],
	['subtotal', (faker) => faker.commerce.price()],
	['balance', (faker) => faker.commerce.price()],
	['currency', (faker) => faker.finance.currencyCode()],
	['currency_code', (faker) => faker.finance.currencyCode()],
	['title', title],
	['subject', title],
	['description', sentence],
	['summary', sentence],
	['message', sentence],
	['detail', sentence],
	['comment', sentence],
	['note', sentence],
	['notes', sentence],
	['bio', sentence],
	['about', sentence],
	['excerpt', sentence],
	['caption', sentence],
	['text', sentence],
	['url', link],
	['uri', link],
	['website', link],
	['link', link],
	['href', link],
	['avatar', picture],
	['picture', picture],
	['photo', picture],
	['thumbnail', picture],
	['logo', picture],
	['image', picture],
	['slug', (faker) => slug(faker, 3)],
	['color', (faker) => faker.color.human()],
	['colour', (faker) => faker.color.human()],
	['locale', (faker) => (asked.get(faker) ?? 'en').replaceAll('_', '-')],
	['language', (faker) => (asked.get(faker) ?? 'en').split('_')[0] ?? 'en'],
	['ip', (faker) => `192.0.2.${faker.number.int({ min: 1, max: 254 })}`],
	['ip_address', (faker) => `192.0.2.${faker.number.int({ min: 1, max: 254 })}`],
	['user_agent', (faker) => faker.internet.userAgent()],
	['file_name', (faker) => `${slug(faker, 2)}.pdf`],
	['filename', (faker) => `${slug(faker, 2)}.pdf`],
	['mime_type', () => 'application/pdf'],
	['token_type', () => 'Bearer'],
	['count', (faker) => String(faker.number.int({ min: 0, max: 20 }))],
	['status', (faker) => faker.helpers.arrayElement(['active', 'inactive'])],
	['version', (faker) => faker.system.semver()],
]);

/**
 * A text that suits a property, e.g. a city for `home_city`; `undefined` where its name says nothing. Faker is loaded on the
 * first name that says something.
 */
export function hintText(property: string, { faker, noun }: { faker: () => Faker; noun: string }): string | undefined {
	const normalized = normalizeName(property);
	const known = NAMES.has(normalized) ? findNameMaker(noun) : findKnownMaker(normalized);
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

/** Beside one of these, a `name` is what somebody is called by. */
const LAST_NAMES: ReadonlySet<string> = new Set(['last_name', 'lastname', 'family_name', 'surname', 'second_name']);
const inParts = new WeakMap<ReadonlyMap<string, SchemaView>, string>();

/** What an object is whose names are in two properties, `{ name, last_name }`: `given_name`, for that is its `name`; else `''`. */
export function nameByParts({ properties }: { properties: ReadonlyMap<string, SchemaView> }): string {
	const known = inParts.get(properties);
	if (known !== undefined) return known;
	const isInParts = [...properties.keys()].some((property) => LAST_NAMES.has(normalizeName(property)));
	inParts.set(properties, isInParts ? 'given_name' : '');
	return isInParts ? 'given_name' : '';
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
const NAMES: ReadonlySet<string> = new Set(['name', 'display_name']);
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
	if (FIRMS.test(bare)) return (faker) => faker.company.name();
	if (GOODS.test(bare)) return (faker) => faker.commerce.productName();
	const known = findMaker(bare);
	if (known && known !== name) return known;
	const ending = capitalize(` ${bare.split('_').filter(Boolean).join(' ')}`).trimEnd();
	return (faker) => capitalize(faker.lorem.word()) + ending;
});

const findKnownMaker = memoizeName((normalized) => findMaker(normalized) ?? ('none' as const));

function capitalize(text: string): string {
	return text.replace(/(?:^| )[a-z]/g, (letter) => letter.toUpperCase());
}

function findMaker(normalized: string): Maker | undefined {
	const words = normalized.split('_').filter((word) => word !== '');
	// `shipping_country_code`: the longest ending that is known.
	for (let from = Math.max(0, words.length - 3); from < words.length; from += 1) {
		const maker = MAKERS.get(words.slice(from).join('_'));
		if (maker) return maker;
	}
	return undefined;
}

/** A sentence in the language that was asked for; `undefined`: none was. */
export function speak(faker: () => Faker, locale: string | undefined): string | undefined {
	return locale === undefined ? undefined : sentence(faker());
}

/** One for each language: to make one takes longer than to make what it is asked for. */
const fakers = new Map<string, Faker>();
/** Languages that are kept ready. */
const MAX_FAKERS = 10;

/**
 * The faker of a language, seeded; for one generation, which nothing interrupts: the next one seeds it anew. It is the mock's own, so
 * that nobody else's seed is touched. Its language is read from disk with the first.
 */
export function seedFaker(seed: number, nowMs: number, locale?: string): Faker {
	const known = fakers.get(locale ?? '');
	const faker = known ?? createFaker(locale);
	if (!known && fakers.size < MAX_FAKERS) fakers.set(locale ?? '', faker);
	faker.seed(seed);
	faker.setDefaultRefDate(nowMs);
	return faker;
}

/** Faker's own takes longer to be seeded than a whole entity to be made. */
function createRandomizer(): Randomizer {
	let numbers = createNumbers(1);
	return {
		next: () => numbers.next(),
		seed(seed) {
			numbers = createNumbers(Array.isArray(seed) ? (seed[0] ?? 0) : seed);
		},
	};
}

function createFaker(locale: string | undefined): Faker {
	const { faker } = require(`@faker-js/faker/locale/${locale ?? 'en'}`) as typeof import('@faker-js/faker/locale/en');
	const Constructor = faker.constructor as new (options: {
		locale: Faker['rawDefinitions'];
		randomizer: Randomizer;
	}) => Faker;
	const own = new Constructor({ locale: faker.rawDefinitions, randomizer: createRandomizer() });
	if (locale === undefined) return own;
	asked.set(own, locale);
	const sentences = listSentences(locale);
	if (sentences) spoken.set(own, sentences);
	return own;
}
