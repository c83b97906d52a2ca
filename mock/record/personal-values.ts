// What is somebody's in recorded exchanges, and what stands in its place: by the rules of written pacts, the same for the same value.

import {
	type Direction,
	isObject,
	type JsonObject,
	type JsonValue,
	listValues,
	type Parameter,
	type SchemaView,
	setOwn,
	viewSchema,
} from '../../spec/index.ts';
import { isOfPerson, nameNoun } from '../answer/generate/hints.ts';
import { BLOT } from '../text/blot.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { RecordedExchange, RecordedMessage } from '../types/recorded-exchange.ts';
import { collectFacts, type Facts, viewItemOf, viewPropertyOf } from './facts.ts';
import type { Observation } from './observe.ts';
import { SECRET, TELLTALE } from './personal-names.ts';
import { isPersonal } from './stable-value.ts';
import { proposeStandIns } from './stand-ins.ts';

/** Values that tell by themselves: addresses of mail, JSON Web Tokens, IBANs. */
const TELLING = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$|^eyJ[\w-]+\.[\w-]+\.[\w-]*$|^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i;
/** Shorter texts inside of others may be anything. */
const MIN_WITHIN = 5;

/** Personal values and their stand-ins. One for all sessions that are recorded together: the same person stays the same. */
export class PersonalValues {
	/** By the value as JSON; `undefined`: nothing that may be shown fits, so that it is left out. */
	readonly #standIns = new Map<string, JsonValue | undefined>();
	readonly #taken = new Set<string>();
	#within: [real: string, standIn: string][] | undefined;

	/** How many there are. */
	get size(): number {
		return this.#standIns.size;
	}

	/** Notes what is somebody's in an exchange. */
	learn(observation: Observation): void {
		this.#walk(observation, (value, place) => {
			if (isSomebodys(value, place)) this.#find(value, place);
			return value;
		});
		this.#within = undefined;
	}

	/** The exchange with a stand-in for each value that was learnt, wherever it stands. */
	hide(observation: Observation): RecordedExchange {
		const { exchange } = observation;
		const { request, response } = this.#walk(observation, (value, place) => {
			if (isSomebodys(value, place)) return this.#find(value, place);
			return typeof value === 'string' && listValues(place.facts.view) === undefined ? this.hideText(value) : value;
		});
		const headers: RecordedMessage['headers'] = {};
		for (const [name, text] of Object.entries(response.headers))
			headers[name] = Array.isArray(text) ? text.map((one) => this.hideText(one)) : this.hideText(text);
		const target = this.#hideTarget(request.target);
		return { ...exchange, request: { ...request, target }, response: { ...response, headers } };
	}

	/** A text with stand-ins for what was learnt. */
	hideText(text: string): string {
		const whole = this.#standIns.get(JSON.stringify(text));
		if (whole !== undefined) return String(whole);
		this.#within ??= [...this.#standIns]
			.flatMap(([key, standIn]): [string, string][] => {
				const real = JSON.parse(key) as JsonValue;
				const isText = typeof real === 'string' && real.length >= MIN_WITHIN;
				return isText ? [[real, String(standIn ?? BLOT)]] : [];
			})
			.sort(([one], [other]) => other.length - one.length);
		return this.#within.reduce((shown, [real, standIn]) => replaceWords(shown, real, standIn), text);
	}

	#hideTarget(target: string): string {
		const question = target.indexOf('?');
		const path = question < 0 ? target : target.slice(0, question);
		const hidden = path.split('/').map((segment) => this.#hideEncoded(segment));
		if (question < 0) return hidden.join('/');
		const pairs = target.slice(question + 1).split('&');
		const query = pairs.map((pair) => {
			const equals = pair.indexOf('=');
			return equals < 0 ? pair : `${pair.slice(0, equals)}=${this.#hideEncoded(pair.slice(equals + 1))}`;
		});
		return `${hidden.join('/')}?${query.join('&')}`;
	}

	#hideEncoded(text: string): string {
		let plain: string;
		try {
			plain = decodeURIComponent(text.replaceAll('+', ' '));
		} catch {
			return text;
		}
		const hidden = this.hideText(plain);
		return hidden === plain ? text : encodeURIComponent(hidden);
	}

	#find(value: JsonValue, { facts, name }: Place): JsonValue | undefined {
		const key = JSON.stringify(value);
		if (this.#standIns.has(key)) return this.#standIns.get(key);
		let found: JsonValue | undefined;
		for (const proposed of proposeStandIns(value, { facts, name: normalizeName(name) })) {
			if (this.#taken.has(JSON.stringify(proposed))) continue;
			found = proposed;
			break;
		}
		if (found !== undefined) this.#taken.add(JSON.stringify(found));
		this.#standIns.set(key, found);
		return found;
	}

	/** Both bodies with what `visit` makes of their scalars, and of those of the parameters, which it only looks at. */
	#walk({ exchange, operation, checked, documented }: Observation, visit: Visit): RecordedExchange {
		for (const parameter of operation.parameters) {
			const value = checked[placeOf(parameter)].get(parameter.name);
			if (value === undefined) continue;
			const view = viewSchema(parameter.schema);
			walkValue(value, { view, direction: 'request', name: parameter.name, noun: '' }, visit);
		}
		const { request, response } = exchange;
		const sent = operation.requestBody?.mediaTypes[0]?.schema;
		const bodyOf = (body: JsonValue | undefined, schema: typeof sent, direction: Direction): { body?: JsonValue } => {
			if (body === undefined) return {};
			const walked = walkValue(body, { view: viewSchema(schema), direction, name: '', noun: '' }, visit);
			return { body: walked ?? null };
		};
		return {
			...exchange,
			request: { ...request, ...bodyOf(request.body, sent, 'request') },
			response: { ...response, ...bodyOf(response.body, documented?.schema, 'response') },
		};
	}
}

/** A scalar with its place; what is answered takes its place, `undefined` takes it away. */
type Visit = (value: JsonValue, place: Place) => JsonValue | undefined;

interface Place {
	facts: Facts;
	name: string;
	/** What the object is that has it, e.g. `customer`. */
	noun: string;
}

function walkValue(
	value: JsonValue,
	at: { view: SchemaView; direction: Direction; name: string; noun: string },
	visit: Visit,
): JsonValue | undefined {
	const { view, direction, name, noun } = at;
	const facts = collectFacts(view, value, direction);
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => {
			const walked = walkValue(item, { view: viewItemOf(facts, index).item, direction, name, noun }, visit);
			return walked === undefined ? [] : [walked];
		});
	}
	if (!isObject(value)) return visit(value, { facts, name, noun });
	const own = nameNoun(facts.view) || normalizeName(name) || noun;
	const copy: JsonObject = {};
	for (const [member, inner] of Object.entries(value)) {
		const walked = walkValue(inner, { view: viewPropertyOf(facts, member), direction, name: member, noun: own }, visit);
		if (walked !== undefined) setOwn(copy, member, walked);
	}
	return copy;
}

/** By the document, by the name of its place, or by itself. */
function isSomebodys(value: JsonValue, { facts, name, noun }: Place): boolean {
	if (value === null || typeof value === 'boolean' || value === '' || value === BLOT) return false;
	if (listValues(facts.view) !== undefined) return false;
	const word = normalizeName(name);
	if (isPersonal(facts) || SECRET.test(word) || TELLTALE.test(word)) return true;
	return typeof value === 'string' && (TELLING.test(value) || isOfPerson(name, noun));
}

function placeOf(parameter: Parameter): 'path' | 'query' | 'header' | 'cookie' {
	return parameter.in === 'querystring' ? 'query' : parameter.in;
}

/** Where a text stands by itself in another one. */
function replaceWords(text: string, real: string, standIn: string): string {
	if (!text.includes(real)) return text;
	const escaped = real.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), () => standIn);
}
