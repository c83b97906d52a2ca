// Words of parameters, security schemes and answers that are a slip of the one that is meant, or stand alone for all of it.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getObject, getString } from './json.ts';
import { mendStatuses } from './odd-statuses.ts';
import { joinPointer } from './pointer.ts';

const NONE: readonly Report[] = [];
/** `in` of parameters and API keys, those of Swagger 2.0 among them, and what others call them. */
const PLACES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ path: 'path', query: 'query', header: 'header', cookie: 'cookie', querystring: 'querystring', body: 'body' },
		...{ formdata: 'formData', headers: 'header', cookies: 'cookie', route: 'path' },
	}),
);
/** Types of schemes as they are, and what is taken for one. */
const SCHEMES: ReadonlyMap<string, readonly [type: string, scheme?: string]> = new Map(
	Object.entries({
		http: ['http'],
		apikey: ['apiKey'],
		oauth2: ['oauth2'],
		openidconnect: ['openIdConnect'],
		mutualtls: ['mutualTLS'],
		bearer: ['http', 'bearer'],
		jwt: ['http', 'bearer'],
		basic: ['http', 'basic'],
	} satisfies Record<string, readonly [string, string?]>),
);

/** Whether `in` is a slip of a place. */
export function isOddPlace(place: JsonValue): boolean {
	return typeof place === 'string' && ![undefined, place].includes(PLACES.get(place.trim().toLowerCase()));
}

/** Whether the type of a security scheme is a slip of one, or the name of a scheme of HTTP. */
export function isOddScheme(type: JsonValue): boolean {
	return typeof type === 'string' && ![undefined, type].includes(SCHEMES.get(type.trim().toLowerCase())?.[0]);
}

/** `in: Query` of a parameter or an API key is read as `query`, in place. */
export function mendPlace(part: JsonObject): readonly Report[] {
	const place = getString(part, 'in');
	const meant = place === undefined || !isOddPlace(place) ? undefined : PLACES.get(place.trim().toLowerCase());
	if (meant === undefined) return NONE;
	part['in'] = meant;
	return [describe('in', `"${place}" is no place: it is read as ${meant}`, `write ${meant}`)];
}

/** `{ type: bearer }` is read as `{ type: http, scheme: bearer }`, in place. */
export function mendScheme(part: JsonObject): readonly Report[] {
	const written = getString(part, 'type');
	if (written === undefined || !isOddScheme(written)) return NONE;
	const [type, scheme] = SCHEMES.get(written.trim().toLowerCase()) ?? [written];
	part['type'] = type;
	if (scheme !== undefined) part['scheme'] = scheme;
	const reading = scheme === undefined ? type : `${type} with the scheme ${scheme}`;
	return [describe('type', `"${written}" is no type of a security scheme: it is read as ${reading}`, 'write that')];
}

/** `200: OK` is an answer that is described so, and `"200, 201"` are two, in place. */
export function mendResponses(operation: JsonObject): readonly Report[] {
	const responses = getObject(operation, 'responses') ?? {};
	const reports: Report[] = mendStatuses(responses).map((one) => ({ ...one, pointer: `/responses${one.pointer}` }));
	for (const [status, response] of Object.entries(responses)) {
		if (typeof response !== 'string' || status.startsWith('x-') || status === '$ref') continue;
		responses[status] = { description: response };
		const message = `an answer is an object: "${response}" is read as its description`;
		reports.push(describe(joinPointer('/responses', status).slice(1), message, 'write it under description'));
	}
	return reports;
}

function describe(at: string, message: string, remedy: string): Report {
	return { code: 'document.word', severity: 'warning', message, remedy, pointer: `/${at}` };
}
