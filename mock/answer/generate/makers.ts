// What a property's name says about its text: who makes it. Addresses and numbers are of the kinds reserved for examples.

import type { Faker } from '@faker-js/faker';
import { languageOf, sentencesOf } from './seeded-faker.ts';

/** Makes a text out of faker. */
export type Maker = (faker: Faker) => string;

export const name: Maker = (faker) => faker.person.fullName();
export const lastName: Maker = (faker) => faker.person.lastName();
export const email: Maker = (faker) => plain(faker, faker.internet.exampleEmail().toLowerCase(), '@example.com');
export const login: Maker = (faker) => plain(faker, faker.internet.username().toLowerCase());
export const phone: Maker = (faker) => `+1555${faker.string.numeric(7)}`;
export const company: Maker = (faker) => faker.company.name();
export const goods: Maker = (faker) => faker.commerce.productName();
export const sentence: Maker = (faker) => {
	const own = sentencesOf(faker);
	return own ? faker.helpers.arrayElement(own) : faker.lorem.sentence();
};
const title: Maker = (faker) => (sentencesOf(faker) ? sentence(faker).replace(/\.$/, '') : faker.lorem.words(3));
/** Somebody by what he did: who is no person's own datum. */
const somebody: Maker = (faker) => faker.person.fullName();
const picture: Maker = (faker) => `https://example.com/${faker.string.alphanumeric(8)}.png`;
const slug = (faker: Faker, words: number): string => plain(faker, faker.lorem.slug(words));
const link: Maker = (faker) => `https://example.com/${slug(faker, 2)}`;
const file: Maker = (faker) => `${slug(faker, 2)}.pdf`;
const reference: Maker = (faker) => faker.string.alphanumeric({ length: 10, casing: 'upper' });
const secret: Maker = (faker) => faker.string.alphanumeric(32);
const address4: Maker = (faker) => `192.0.2.${faker.number.int({ min: 1, max: 254 })}`;
const oneOf =
	(...texts: readonly string[]): Maker =>
	(faker) =>
		faker.helpers.arrayElement(texts);

/** What stands in addresses is ASCII, whatever the language. */
function plain(faker: Faker, text: string, ending = ''): string {
	if (/^[\x21-\x7e]*[a-z\d][\x21-\x7e]*$/.test(text)) return text;
	return faker.string.alphanumeric({ length: 8, casing: 'lower' }) + ending;
}

type Row = readonly [names: string, maker: Maker];

function readTable(rows: readonly Row[]): Map<string, Maker> {
	return new Map(rows.flatMap(([names, maker]) => names.split(' ').map((one): [string, Maker] => [one, maker])));
}

/** By the names of properties; what is called so may be named by it as well: a city's name is a city. */
export const MAKERS: ReadonlyMap<string, Maker> = readTable([
	['email email_address e_mail correo courriel', email],
	['name full_name display_name customer_name', name],
	['first_name given_name firstname vorname prenom', (faker) => faker.person.firstName()],
	['last_name family_name surname lastname apellido apellidos nachname sobrenome', lastName],
	['username user_name login', login],
	['job_title', (faker) => faker.person.jobTitle()],
	['phone phone_number mobile mobile_number telephone telephone_number cellphone', phone],
	['telefono telefone telefon celular', phone],
	['city town ciudad cidade ville stadt', (faker) => faker.location.city()],
	['country pais pays paese', (faker) => faker.location.country()],
	['country_code', (faker) => faker.location.countryCode()],
	['street calle rue strasse', (faker) => faker.location.street()],
	['address street_address address_line direccion endereco adresse', (faker) => faker.location.streetAddress()],
	['zip zip_code postal_code postcode codigo_postal code_postal plz cep', (faker) => faker.location.zipCode('#####')],
	['time_zone timezone', (faker) => faker.location.timeZone()],
	['company company_name organization organisation empresa entreprise', company],
	['product product_name producto produto produit produkt', goods],
	['department category categoria categorie kategorie', (faker) => faker.commerce.department()],
	['genre', (faker) => faker.music.genre()],
	['sku', (faker) => faker.string.alphanumeric({ length: 8, casing: 'upper' })],
	[
		'price amount total subtotal balance tax discount fee cost precio preco prix preis',
		(faker) => faker.commerce.price(),
	],
	['currency currency_code', (faker) => faker.finance.currencyCode()],
	['title subject subtitle headline titulo titre titel titolo', title],
	['description summary message detail comment note notes bio about excerpt caption text', sentence],
	['descripcion descricao beschreibung descrizione', sentence],
	['url uri website link href', link],
	['avatar picture photo thumbnail logo image', picture],
	['slug', (faker) => slug(faker, 3)],
	['color colour', (faker) => faker.color.human()],
	['locale', (faker) => languageOf(faker).replaceAll('_', '-')],
	['language', (faker) => languageOf(faker).split('_')[0] ?? 'en'],
	['ip ip_address', address4],
	['user_agent', (faker) => faker.internet.userAgent()],
	['file_name filename', file],
	['mime_type', () => 'application/pdf'],
	['token_type', () => 'Bearer'],
	['count', (faker) => String(faker.number.int({ min: 0, max: 20 }))],
	['status', oneOf('active', 'inactive')],
	['version', (faker) => faker.system.semver()],
]);

/** By the names of properties alone: nothing is called by its number, or by a sentence about it. */
export const PROPERTY_MAKERS: ReadonlyMap<string, Maker> = readTable([
	['author owner created_by updated_by assignee reporter sender recipient creator holder contact_person', somebody],
	['nickname nick handle screen_name', login],
	['occupation profession', (faker) => faker.person.jobTitle()],
	['gender sex', oneOf('female', 'male')],
	['role', oneOf('admin', 'editor', 'viewer')],
	['brand manufacturer employer merchant supplier vendor publisher issuer institution', company],
	['content body overview reason msg error error_message error_description details remarks memo', sentence],
	['answer question feedback review instructions introduction explanation biography', sentence],
	['html', (faker) => `<p>${sentence(faker)}</p>`],
	['alt alt_text', title],
	['location venue', (faker) => faker.location.city()],
	['region province county', (faker) => faker.location.state()],
	['address1 address_1 address_line1 address_line_1 line1', (faker) => faker.location.streetAddress()],
	['address2 address_2 address_line2 address_line_2 line2', (faker) => faker.location.secondaryAddress()],
	['latitude lat', (faker) => String(faker.location.latitude())],
	['longitude lng lon', (faker) => String(faker.location.longitude())],
	['lang language_code', (faker) => languageOf(faker).split('_')[0] ?? 'en'],
	['domain host hostname', (faker) => `${slug(faker, 1)}.example.com`],
	['endpoint permalink', link],
	['icon', picture],
	['file_path', (faker) => `/${slug(faker, 1)}/${slug(faker, 1)}`],
	['content_type media_type', () => 'application/json'],
	['http_method', oneOf('GET', 'POST', 'PUT', 'DELETE')],
	['password passwd passphrase', (faker) => `${slug(faker, 1)}-${faker.string.numeric(4)}`],
	['token access_token refresh_token secret api_key secret_key access_key nonce', secret],
	['hash checksum digest fingerprint etag sha', (faker) => faker.git.commitSha()],
	['number reference ref serial barcode tracking_code confirmation_code coupon_code promo_code', reference],
	['account_number', (faker) => faker.string.numeric(8)],
	['last4 last_4 last_four', () => '4242'],
	['card_number', () => '4242424242424242'],
	['ean gtin upc', (faker) => faker.string.numeric(13)],
	['isbn', (faker) => faker.commerce.isbn()],
	['iban', () => 'GB33BUKB20201555555555'],
	['bic swift', () => 'BUKBGB22'],
	['code', (faker) => faker.string.alphanumeric({ length: 6, casing: 'upper' })],
	['status_code', () => '200'],
	['vin', (faker) => faker.vehicle.vin()],
	['mac_address', (faker) => faker.internet.mac()],
	['priority severity', oneOf('low', 'medium', 'high')],
	['unit', oneOf('kg', 'l', 'm', 'piece')],
	['payment_method', oneOf('card', 'cash', 'transfer')],
	['cron', () => '0 9 * * 1-5'],
	['weekday', (faker) => faker.date.weekday()],
]);
