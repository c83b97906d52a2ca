// An exchange as a scenario file: what was there, and what was answered.

import type { Exchange } from './control-types.ts';
import { nameState } from './name-state.ts';
import { writeSchemaLine } from './schema-line.ts';

/** Longer bodies are left out: the answer then is the document's own. */
const MAX_BODY = 4000;
/** Answers that the state gives by itself, once what was there is given. */
const BY_STATE = new Set(['sent', 'effect']);

/** What a new one begins as. */
export const NEW_SCENARIO = `${writeSchemaLine('scenario', '..')}
name: my-scenario
title: What the app meets
given: {}
script: []
`;

/**
 * The YAML of a scenario whose session meets what this request met: the entity as it was before, and the answer as a cue,
 * where the state does not give it by itself. It serves a provider state: what was there in words, `a booking`, where none of `taken` is
 * called so, else its title. Values are written as JSON, which YAML understands. `up` is the way from its folder to the root of the project.
 */
export function formatScenario(
	exchange: Exchange,
	{ taken = [], up = '..' }: { taken?: readonly string[]; up?: string } = {},
): { name: string; text: string } {
	const { operationId, response, why, request } = exchange;
	const status = response.status;
	const name = `${toName(operationId ?? 'request')}-${toName(String(status ?? response.fault ?? 'cut'))}`.slice(0, 100);
	const before = why.entity?.before;
	const title = `${operationId ?? request.method} is answered with ${status ?? response.fault ?? 'nothing'}`;
	const isByState = BY_STATE.has(why.step) && (why.entity === undefined || before !== undefined || status === 404);
	const given = why.entity && before ? nameKey(why.entity.key, before) : undefined;
	const words = why.entity && before && isByState ? describeEntity(why.entity) : title;
	const lines = [
		writeSchemaLine('scenario', up),
		`name: ${name}`,
		`title: ${write(title)}`,
		`description: ${write(`Made of a request of the session ${exchange.session}: ${why.summary}.`)}`,
		`states: [${write(taken.includes(words) ? title : words)}]`,
		`clock: ${write(exchange.at)}`,
	];
	const row = given?.row ?? before;
	const parts = row && why.entity ? ['given:', `  ${write(why.entity.resource)}:`, `    - ${write(row)}`] : [];
	if (!isByState && operationId !== null) parts.push('script:', ...formatCue(exchange));
	return { name, text: `${[...lines, ...formatParameters(parts.join('\n'), given), ...parts].join('\n')}\n` };
}

/** The property that has the key, as a parameter: whoever sets up the state says which entity it is. A row with texts that look like parameters has none. */
function nameKey(
	key: string,
	before: Readonly<Record<string, unknown>>,
): { name: string; key: unknown; row: Record<string, unknown> } | undefined {
	const found = Object.entries(before).find(([name, value]) => String(value) === key && /^[A-Za-z_][\w-]*$/.test(name));
	if (!found || JSON.stringify(before).includes('${')) return undefined;
	const [name, value] = found;
	return { name, key: value, row: { ...before, [name]: `\${${name}}` } };
}

/** `an order in the state PAID`, as `pact write` calls it. */
function describeEntity({ resource, from }: NonNullable<Exchange['why']['entity']>): string {
	return nameState(resource, from);
}

function formatCue({ operationId, response, why }: Exchange): string[] {
	const { status, fault, body, truncated } = response;
	const lines = [`  - on: ${write(operationId)}`];
	const isOff = why.offSpec === true || why.undocumented === true;
	if (fault !== undefined || status === null) lines.push(`    reply: { fault: ${write(fault ?? 'reset')} }`);
	else {
		const text = write(body);
		const isKept = body !== undefined && !truncated && text.length <= MAX_BODY && why.undocumented !== true;
		lines.push('    reply:', `      status: ${write(status)}`);
		if (isKept) lines.push(`      body: ${text}`);
	}
	if (isOff) lines.push('    offSpec: true');
	lines.push('    times: 1');
	return lines;
}

/** `${name}` in a scenario is a parameter: what only looks like one becomes one that stands for itself. */
function formatParameters(parts: string, given: { name: string; key: unknown } | undefined): string[] {
	const names = new Set([...parts.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_-]*)\}/g)].map(([, name]) => name as string));
	if (names.size === 0) return [];
	const lines = [...names].map(
		(name) => `  ${write(name)}: ${write(name === given?.name ? given.key : `\${${name}}`)}`,
	);
	return ['parameters:', ...lines];
}

/** What YAML takes for a line's end or not at all, and what would steer or hide text on a terminal. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** As JSON, with such characters as their code units. */
function write(value: unknown): string {
	return JSON.stringify(value ?? null).replace(UNSAFE, (character) =>
		Array.from({ length: character.length }, (_, index) => {
			return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
		}).join(''),
	);
}

/** `getOrder` → `get-order`; `GET /orders/{id}` → `get-orders-id`. */
function toName(text: string): string {
	return (
		text
			.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 80)
			.replace(/-$/, '') || 'request'
	);
}
