// Tables of the keys of scenario files, `x-lifecycle` and `x-effect`, from the shapes that they are checked by.

import { EFFECT, VERBS } from '../spec/effects/effect-shape.ts';
import { tabulate } from './markdown-table.ts';

/** The verbs of `x-effect`, each with the keys that it takes. */
export function tabulateVerbs(): string {
	const rows = Object.entries(VERBS).map(([verb, { does, takes }]) => {
		const keys = takes.map((key) => `\`${key}\``).join(' ');
		return [`\`${verb}\``, does.replace(/\.$/, ''), keys];
	});
	return tabulate(['verb', 'does', 'keys'], rows);
}

/** The keys of `x-effect` beside the verb. */
export function tabulateEffectKeys(): string {
	const keys = new Set<string>(Object.values(VERBS).flatMap(({ takes }) => [...takes]));
	const rows = Array.from(keys, (key) => {
		const says = findDescription(EFFECT.schema, key);
		if (says === undefined) throw new Error(`x-effect has no description of ${key}`);
		// Which verbs take it stands beside each verb.
		return [`\`${key}\``, says.replace(/ Only with [^.]*\./, '').replace(/\.$/, '')];
	});
	return tabulate(['key', 'says'], rows);
}

/** Of the first property of this name, however deep it lies. */
function findDescription(schema: unknown, key: string): string | undefined {
	if (typeof schema !== 'object' || schema === null) return undefined;
	const own = (schema as Shape).properties?.[key]?.description;
	if (own !== undefined) return own;
	for (const value of Object.values(schema)) {
		const found = findDescription(value, key);
		if (found !== undefined) return found;
	}
	return undefined;
}

interface Shape {
	description?: string;
	properties?: Record<string, Shape>;
	items?: Shape;
	additionalProperties?: Shape | boolean;
	anyOf?: Shape[];
	oneOf?: Shape[];
}

/** The keys of a shape and of what lies in it, each once, with what its description says. */
export function listKeys(shape: Shape, prefix = ''): string[][] {
	const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => listKeys(one, prefix));
	const below = shape.items ? listKeys(shape.items, `${prefix.replace(/\.$/, '[]')}.`) : [];
	const others = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
	// The names of a map are not ours.
	const named = others ? listKeys(others, prefix === '' ? '' : `${prefix}*.`) : [];
	const own = Object.entries(shape.properties ?? {}).flatMap(([name, value]) => [
		...(value.description === undefined ? [] : [[`\`${prefix}${name}\``, value.description.replace(/\.$/, '')]]),
		...listKeys(value, `${prefix}${name}.`),
	]);
	const seen = new Set<string>();
	return [...own, ...below, ...named, ...inner].filter(([key = '']) => !seen.has(key) && seen.add(key));
}
