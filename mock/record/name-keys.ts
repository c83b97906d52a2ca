// The keys of recorded entities as parameters of a scenario, so that whoever uses it may name others.

import { isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import { stepsToKey } from '../store/entity-key.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { SeenEntity } from './gather-given.ts';

/** A text this long, with a digit in it, is the same thing wherever it stands. */
const MIN_TELLING = 6;

interface NamedKey {
	/** E.g. `order_id`, `order_id_2`. */
	parameter: string;
	/** Words that a property has which refers to it: `order_id`, `order`. */
	words: readonly string[];
	value: JsonValue;
}

/** Parameters, and values with references to them in the place of keys. */
export interface KeyNames {
	readonly parameters: JsonObject;
	/** An entity of `given`: its key by its parameter, what refers to others by theirs. */
	entity(seen: SeenEntity): JsonObject;
	/** Any other value; `name`: what the place is called that it stands in. */
	refer(value: JsonValue, name?: string): JsonValue;
	/** The parameter of a key. */
	key(resource: string, key: string): JsonValue;
}

/** Gives each key a parameter, in the order of the entities. */
export function nameKeys(entities: readonly SeenEntity[]): KeyNames {
	const parameters: JsonObject = {};
	const names = new Map<string, NamedKey>();
	for (const { resource, key, entity } of entities) {
		const place = `${resource.name} ${key}`;
		if (resource.singleton || names.has(place)) continue;
		const noun = normalizeName(resource.name).replace(/^(\d)/, '_$1');
		const own = normalizeName(resource.key.split('.').at(-1) ?? 'id');
		const base = own.includes(noun) ? own : `${noun}_${own}`;
		let parameter = base;
		for (let count = 2; Object.hasOwn(parameters, parameter); count += 1) parameter = `${base}_${count}`;
		const steps = resource.hiddenKey ? [resource.key] : stepsToKey(resource);
		const shown = steps.reduce<JsonValue | undefined>((at, step) => (isObject(at) ? at[step] : undefined), entity);
		const value = shown ?? key;
		setOwn(parameters, parameter, value);
		names.set(place, { parameter, words: [base, noun, `${noun}_id`], value });
	}
	const all = [...names.values()];
	const byValue = Map.groupBy(all, ({ value }) => String(value));
	const literals = new Map<string, string>();

	const find = (value: JsonValue, name: string): string | undefined => {
		const known = byValue.get(String(value))?.filter((one) => one.value === value || String(one.value) === value);
		if (!known || known.length === 0) return undefined;
		const word = normalizeName(name);
		const meant = known.find(({ words }) => words.some((one) => word === one || word.endsWith(`_${one}`)));
		if (meant) return meant.parameter;
		const isTelling = typeof value === 'string' && value.length >= MIN_TELLING && /\d/.test(value);
		return isTelling && known.length === 1 ? known[0]?.parameter : undefined;
	};
	/** What only looks like a reference becomes a parameter that stands for itself. */
	const protect = (text: string): string => {
		if (!text.includes('${')) return text;
		const parameter = literals.get(text) ?? `text_${literals.size + 1}`;
		literals.set(text, parameter);
		setOwn(parameters, parameter, text);
		return `\${${parameter}}`;
	};
	const refer = (value: JsonValue, name = ''): JsonValue => {
		if (Array.isArray(value)) return value.map((item) => refer(item, name));
		if (isObject(value)) {
			const copy: JsonObject = {};
			for (const [member, inner] of Object.entries(value)) {
				setOwn(copy, member, refer(inner, member.startsWith('/') ? (member.split('/').at(-1) ?? '') : member));
			}
			return copy;
		}
		if (value === null || typeof value === 'boolean') return value;
		const parameter = find(value, name);
		if (parameter !== undefined) return `\${${parameter}}`;
		return typeof value === 'string' ? protect(value) : value;
	};
	const key = (resource: string, text: string): JsonValue => {
		const named = names.get(`${resource} ${text}`);
		return named ? `\${${named.parameter}}` : text;
	};
	return {
		parameters,
		refer,
		key,
		entity({ resource, key: text, entity }) {
			const shown = refer(entity) as JsonObject;
			if (resource.singleton) return shown;
			const steps = resource.hiddenKey ? [resource.key] : stepsToKey(resource);
			const last = steps.at(-1);
			const holder = steps
				.slice(0, -1)
				.reduce<JsonValue | undefined>((at, step) => (isObject(at) ? at[step] : undefined), shown);
			if (last !== undefined && isObject(holder)) setOwn(holder, last, key(resource.name, text));
			return shown;
		},
	};
}
